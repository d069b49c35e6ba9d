//! `ponte stock show`: the arithmetic of one code, and the history of its figure.

use anyhow::Result;
use clap::Args;
use jiff::Timestamp;
use ponte_domain::stock::offer::Term;
use ponte_store::offers::{OfferEvent, OfferRow};
use serde_json::{Value, json};

use super::{
    choose,
    table::{self, About, Read},
    words,
};
use crate::{
    columns::{columns, tame},
    commands::orders::words::point,
    exit::Exit,
    house,
    options::Settings,
    output,
};

/// Arguments of `ponte stock show`.
#[derive(Args, Debug)]
pub struct Arguments {
    /// The code: the shop's SKU
    #[arg(value_name = "SKU")]
    sku: String,
    /// Lines of history, the newest first
    #[arg(long, value_name = "NUMBER", default_value_t = 20)]
    past: i64,
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
/// Where there is no such code.
pub async fn run(settings: &Settings, arguments: Arguments) -> Result<Exit> {
    let engine = house::engine(settings).await?;
    let shop = house::shop(engine.store(), arguments.shop.as_deref()).await?;
    let mut tx = engine.store().read().await?;
    let row = choose::of_sku(&mut *tx, &shop.id, &arguments.sku).await?;
    let past = arguments.past.max(0);
    let events = tx.offer_events(&shop.id, &row.sku, past).await?;
    drop(tx);
    let about = About::load(&engine, &shop.id).await?;
    let read = table::read(&engine, &shop.id, std::slice::from_ref(&row)).await?;
    if arguments.json {
        let mut value = table::value(&row, &about, &read);
        value["history"] = history(&events)?;
        output::line(&serde_json::to_string(&json!({ "stock": value }))?);
    } else {
        say(&row, &events, &about, &read);
    }
    Ok(Exit::Done)
}

fn history(events: &[OfferEvent]) -> Result<Value> {
    let mut lines = Vec::new();
    for event in events {
        lines.push(json!({
            "at_ms": event.at.as_millisecond(),
            "shows": words::shown(event.listed),
            "changes": serde_json::to_value(&event.changes)?,
            "target": event.sum.target(),
            "write": serde_json::to_value(event.write)?,
        }));
    }
    Ok(Value::Array(lines))
}

fn say(row: &OfferRow, events: &[OfferEvent], about: &About, read: &Read) {
    output::line(&format!(
        "{} ({})\n  shows    {} (read {})\n  should   {}\n  sum      {}",
        tame(&row.sku, 60),
        tame(&row.name, 60),
        words::shown(row.listed),
        about.listed_at(row),
        words::should(row, &about.choices),
        tame(&words::sum(&row.sum, &about.points), 300),
    ));
    let why = words::why(row, &about.points);
    if !why.is_empty() {
        output::line(&format!("  why      {}", tame(&why, 300)));
    }
    let terms: Vec<[String; 9]> = row
        .sum
        .terms
        .iter()
        .map(|term| {
            let read = read.get(&(row.variant.clone(), term.point)).copied();
            at_point(term, read, about)
        })
        .collect();
    section(
        [
            "POINT", "QUANTITY", "PROMISED", "WITHHELD", "FREE", "RESERVE", "GIVES", "READ",
            "DOUBT",
        ],
        &terms,
    );
    let lines: Vec<[String; 5]> = events.iter().map(|event| line(event, about)).collect();
    section(["WHEN", "SHOWED", "SHOULD", "WRITTEN", "CHANGED"], &lines);
}

fn at_point(term: &Term, read: Option<Timestamp>, about: &About) -> [String; 9] {
    [
        tame(&point(term.point, &about.points), 40),
        words::quantity(term),
        term.promised.normalize().to_string(),
        term.withheld.to_string(),
        term.free.to_string(),
        term.reserve.to_string(),
        term.gives().to_string(),
        read.map_or_else(|| "never".to_owned(), |at| at.to_string()),
        words::doubt(term).unwrap_or_default(),
    ]
}

fn line(event: &OfferEvent, about: &About) -> [String; 5] {
    let changes = event.changes.iter();
    let changes: Vec<String> = changes
        .map(|change| words::change(change, &about.points))
        .collect();
    let write = event.write.map(|(write, answer)| {
        let (write, answer) = (words::written(write), words::answer(answer));
        format!("{write} ({answer})")
    });
    [
        event.at.to_string(),
        words::shown(event.listed),
        event.sum.offer().to_string(),
        write.unwrap_or_default(),
        tame(&changes.join(", "), 200),
    ]
}

/// A table after an empty line; nothing where it has no rows.
fn section<const N: usize>(head: [&str; N], rows: &[[String; N]]) {
    if !rows.is_empty() {
        output::line(&format!("\n{}", columns(head, rows)));
    }
}
