//! `/ordini.csv`: the orders that the page shows, for a spreadsheet: a line for each part, or for an
//! order without parts.
//!
//! Guarantees (each a test): no cell can be taken for a formula; nothing of the buyer is in it; it is
//! written page by page, whatever its length.

use std::collections::VecDeque;

use axum::{
    body::{Body, Bytes},
    extract::{Query, State},
    response::{IntoResponse, Response},
};
use futures::stream;
use http::header;
use jiff::tz::TimeZone;
use ponte_domain::{money::Money, orders::part::PartState};
use ponte_store::{
    StoreError,
    orders::{Behind, PartRow, Wanted, Whole},
    points::SalesPoint,
};

use super::{look::Look, name, parts, stage};
use crate::{
    app::App,
    auth::member::Member,
    trouble::Trouble,
    words::{Language, Words},
};

/// Orders read at once.
const AT_ONCE: i64 = 200;

/// The heads of the columns.
const HEADS: [&str; 12] = [
    "orders-order",
    "sheet-id",
    "orders-when",
    "order-total",
    "orders-on-shop",
    "order-state",
    "sheet-why",
    "sheet-part",
    "sheet-point",
    "sheet-pieces",
    "sheet-amount",
    "sheet-on-till",
];

pub(crate) async fn show(
    State(app): State<App>,
    member: Member,
    Query(look): Query<Look>,
) -> Result<Response, Trouble> {
    let t = member.words;
    let today = app
        .now()
        .to_zoned_datetime(app.settings.zone.clone())
        .date();
    let points = app.read().await?.points(&member.shop.id).await?;
    let reading = Reading {
        wanted: look.wanted(&app.settings.zone),
        zone: app.settings.zone.clone(),
        shop: member.shop.id.clone(),
        app,
        points,
        t,
        behind: None,
        ended: false,
        // A spreadsheet knows by this mark how letters are written.
        ready: VecDeque::from([format!("\u{feff}{}", heads(t)?)]),
    };
    let lines = stream::try_unfold(reading, |mut reading| async move {
        let next = reading.next().await?;
        Ok::<_, StoreError>(next.map(|text| (Bytes::from(text), reading)))
    });
    let file = format!(
        "attachment; filename=\"{}-{today}.csv\"",
        t.say("sheet-file")
    );
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, file),
    ];
    Ok((headers, Body::from_stream(lines)).into_response())
}

/// What is still to be written.
struct Reading {
    app: App,
    shop: String,
    wanted: Wanted,
    zone: TimeZone,
    points: Vec<SalesPoint>,
    t: Words,
    behind: Option<Behind>,
    ended: bool,
    ready: VecDeque<String>,
}

impl Reading {
    /// The next piece of text.
    async fn next(&mut self) -> Result<Option<String>, StoreError> {
        loop {
            if let Some(text) = self.ready.pop_front() {
                return Ok(Some(text));
            }
            if self.ended {
                return Ok(None);
            }
            let mut tx = self.app.read().await?;
            let behind = self.behind.as_ref();
            let page = tx
                .orders_found(&self.shop, &self.wanted, behind, AT_ONCE)
                .await?;
            drop(tx);
            self.ended = i64::try_from(page.len()).unwrap_or(i64::MAX) < AT_ONCE;
            self.behind = page.last().map(|Whole { order, .. }| Behind {
                ordered_at: order.ordered_at,
                id: order.id.clone(),
            });
            let lines = page.iter().flat_map(|whole| self.lines(whole));
            let text = written(lines.collect());
            self.ready.extend(text.ok());
        }
    }

    /// The lines of one order.
    fn lines(&self, whole: &Whole) -> Vec<[String; 12]> {
        let order = &whole.order;
        let told = stage::told(whole, self.t);
        let at = order.ordered_at.to_zoned_datetime(self.zone.clone());
        let head = [
            name(order),
            order.id.clone(),
            at.strftime("%Y-%m-%d %H:%M").to_string(),
            amount(order.total, self.t),
            self.t.say(stage::on_shop(order.state)),
            told.label,
            told.reason.unwrap_or_default(),
        ];
        let line = |tail: [String; 5]| {
            let mut cells = head.iter().cloned().chain(tail);
            std::array::from_fn(|_| cells.next().unwrap_or_default())
        };
        let mut lines: Vec<_> = parts::standing(&whole.parts)
            .map(|row| line(self.part(row)))
            .collect();
        if lines.is_empty() {
            lines.push(line(Default::default()));
        }
        lines
    }

    fn part(&self, row: &PartRow) -> [String; 5] {
        let lines = row.amounts.lines.iter().map(|line| line.amount.0);
        let cents = lines.sum::<i64>() + row.amounts.shipping.0 + row.amounts.fee.0;
        let state = match &row.part.state {
            PartState::Delivered { .. } => self.t.say(parts::state(row).1),
            _ => String::new(),
        };
        [
            row.part.number.to_string(),
            parts::point(row.part.point, &self.points),
            parts::pieces(row).to_string(),
            amount(Money(cents), self.t),
            state,
        ]
    }
}

/// An amount that a spreadsheet of that language reads as a number.
fn amount(amount: Money, t: Words) -> String {
    let plain = amount.to_string();
    match t.language {
        Language::Italian => plain.replace('.', ","),
        Language::English => plain,
    }
}

fn heads(t: Words) -> Result<String, Trouble> {
    let heads = HEADS.map(|key| t.say(key));
    written(vec![heads]).map_err(Trouble::ours)
}

/// Lines as text: semicolons, since a comma stands in the amounts.
fn written(lines: Vec<[String; 12]>) -> Result<String, csv::Error> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    for line in lines {
        writer.write_record(line.map(harmless))?;
    }
    let bytes = writer.into_inner().map_err(|error| error.into_error())?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// A text that no spreadsheet takes for a formula; a number stays one.
fn harmless(cell: String) -> String {
    let starts = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let number = cell.replace(',', ".").parse::<f64>().is_ok();
    if starts && !number {
        format!("'{cell}")
    } else {
        cell
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_can_be_taken_for_a_formula() {
        for (cell, written) in [
            ("=1+1", "'=1+1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("-cmd", "'-cmd"),
            ("-12,50", "-12,50"),
            ("417_a", "417_a"),
        ] {
            assert_eq!(harmless(cell.to_owned()), written);
        }
    }

    #[test]
    fn semicolons_and_quotes_stay_in_their_cell() {
        let mut line: [String; 12] = Default::default();
        line[0] = "a;\"b\"".into();
        let text = written(vec![line]).expect("plain text");
        assert_eq!(text, "\"a;\"\"b\"\"\";;;;;;;;;;;\r\n");
    }
}
