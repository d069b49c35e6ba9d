//! `ponte orders show`: one order, its parts, its reasons and its past.

use anyhow::Result;
use clap::Args;
use ponte_domain::orders::allocation::{Available, Step};
use ponte_store::{
    orders::{OrderEvent, OrderRow, PartRow, Whole},
    points::SalesPoint,
};
use serde::Serialize;
use serde_json::{Value, json};

use super::{book, table, words};
use crate::{
    columns::{columns, tame},
    exit::Exit,
    house,
    options::Settings,
    output,
};

/// Arguments of `ponte orders show`.
#[derive(Args, Debug)]
pub struct Arguments {
    /// The order: its id, or what the shop's people call it
    #[arg(value_name = "ORDER")]
    order: String,
    /// Print it as one line of JSON
    #[arg(long)]
    json: bool,
    /// The shop [default: the only one]
    #[arg(long, value_name = "ID")]
    shop: Option<String>,
}

/// Shows it.
///
/// # Errors
/// Where there is no such order.
pub async fn run(settings: &Settings, arguments: Arguments) -> Result<Exit> {
    let engine = house::engine(settings).await?;
    let shop = house::shop(engine.store(), arguments.shop.as_deref()).await?;
    let whole = book::find(&engine, &shop.id, &arguments.order).await?;
    let mut tx = engine.store().read().await?;
    let points = tx.points(&shop.id).await?;
    let events = tx.order_events(&shop.id, &whole.order.id).await?;
    if arguments.json {
        output::line(&line(&whole, &events)?);
    } else {
        say(&whole, &points, &events);
    }
    Ok(Exit::Done)
}

fn line(whole: &Whole, events: &[OrderEvent]) -> Result<String> {
    let mut order = table::value(whole);
    let events = events.iter().map(|event| {
        json!({"at_ms": event.at.as_millisecond(), "what": event.what, "detail": event.detail})
    });
    let lines = whole.order.details.iter().flat_map(|it| &it.lines);
    let lines = lines.map(|line| {
        json!({"line": line.key, "sku": line.sku, "title": line.title, "pieces": line.pieces})
    });
    order["lines"] = Value::Array(lines.collect());
    order["explanation"] = serde_json::to_value(&whole.order.explanation)?;
    order["events"] = Value::Array(events.collect());
    Ok(serde_json::to_string(&json!({ "order": order }))?)
}

fn say(whole: &Whole, points: &[SalesPoint], events: &[OrderEvent]) {
    let order = &whole.order;
    output::line(&format!(
        "order {} ({})\n  ordered  {}\n  total    {}\n  shop     {}\n  stage    {}",
        tame(words::name(order), 40),
        tame(&order.id, 60),
        order.ordered_at,
        order.total,
        words::shop_state(order.state),
        words::stage(order),
    ));
    let why = words::why(order);
    if !why.is_empty() {
        output::line(&format!("  why      {}", tame(&why, 300)));
    }
    let lines: Vec<[String; 3]> = order
        .details
        .iter()
        .flat_map(|details| &details.lines)
        .map(|line| {
            let pieces = line.pieces.to_string();
            [pieces, tame(&line.sku, 40), tame(&line.title, 60)]
        })
        .collect();
    section(["PIECES", "CODE", "ARTICLE"], &lines);
    let parts: Vec<[String; 6]> = whole.parts.iter().map(|row| part(row, points)).collect();
    section(
        ["PART", "POINT", "PIECES", "AMOUNT", "STATE", "SAID"],
        &parts,
    );
    let steps: Vec<[String; 5]> = order
        .explanation
        .iter()
        .flat_map(|explanation| &explanation.steps)
        .map(|step| reason(step, order, points))
        .collect();
    section(["ARTICLE", "POINT", "HAD", "GAVE", "WHY"], &steps);
    let events: Vec<[String; 3]> = events
        .iter()
        .map(|event| {
            let what = event.what.replace('_', " ");
            [event.at.to_string(), what, tame(&event.detail, 100)]
        })
        .collect();
    section(["WHEN", "WHAT", ""], &events);
}

/// A table after an empty line; nothing where it has no rows.
fn section<const N: usize>(head: [&str; N], rows: &[[String; N]]) {
    if !rows.is_empty() {
        output::line(&format!("\n{}", columns(head, rows)));
    }
}

fn part(row: &PartRow, points: &[SalesPoint]) -> [String; 6] {
    let said = if row.rejection.is_empty() {
        &row.refusal
    } else {
        &row.rejection
    };
    [
        row.part.number.to_string(),
        tame(&words::point(row.part.point, points), 40),
        words::pieces(row).to_string(),
        row.amounts.total().to_string(),
        words::part_state(row).to_owned(),
        tame(said, 100),
    ]
}

fn reason(step: &Step, order: &OrderRow, points: &[SalesPoint]) -> [String; 5] {
    let had = match step.had {
        Some(Available::Pieces(pieces)) => pieces.to_string(),
        Some(Available::Unmanaged) => "not counted".to_owned(),
        None => "-".to_owned(),
    };
    [
        tame(words::title(&step.line, order), 40),
        tame(&words::point(step.point, points), 40),
        had,
        step.gave.to_string(),
        word(&step.why),
    ]
}

/// The database's word for it, for people.
fn word(named: &impl Serialize) -> String {
    let value = serde_json::to_value(named).unwrap_or_default();
    value.as_str().unwrap_or_default().replace('_', " ")
}
