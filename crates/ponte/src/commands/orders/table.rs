//! Orders in columns, or one line of JSON an order.
//!
//! Guarantee (a test): nothing of the buyer is printed.

use anyhow::Result;
use ponte_store::{orders::Whole, points::SalesPoint};
use serde_json::{Value, json};

use super::words;
use crate::{
    columns::{columns, tame},
    output,
};

const HEAD: [&str; 7] = ["ID", "NAME", "ORDERED", "TOTAL", "STAGE", "PARTS", "WHY"];

/// Prints `orders`; nothing where there are none.
///
/// # Errors
/// Never in practice: everything in it can be written as JSON.
pub fn print(orders: &[Whole], points: &[SalesPoint], as_json: bool) -> Result<()> {
    if as_json {
        for whole in orders {
            output::line(&serde_json::to_string(&json!({"order": value(whole)}))?);
        }
    } else if !orders.is_empty() {
        let rows: Vec<[String; 7]> = orders.iter().map(|whole| row(whole, points)).collect();
        output::line(&columns(HEAD, &rows));
    }
    Ok(())
}

fn row(whole: &Whole, points: &[SalesPoint]) -> [String; 7] {
    let order = &whole.order;
    [
        tame(&order.id, 60),
        tame(words::name(order), 20),
        order.ordered_at.to_string(),
        order.total.to_string(),
        words::stage(order),
        tame(&words::parts(whole, points), 120),
        tame(&words::why(order), 120),
    ]
}

/// What a script wants to know of an order.
#[must_use]
pub fn value(whole: &Whole) -> Value {
    let order = &whole.order;
    let parts = whole.parts.iter().map(|row| {
        json!({
            "number": row.part.number,
            "point": row.part.point,
            "pieces": words::pieces(row),
            "amount": row.amounts.total().to_string(),
            "state": row.part.state,
            "till_id": row.till_id,
            "attempts": row.attempts.len(),
            "refusal": row.refusal,
        })
    });
    let mut value = json!({
        "id": order.id,
        "name": words::name(order),
        "ordered_ms": order.ordered_at.as_millisecond(),
        "shop_state": order.state,
        "total": order.total.to_string(),
        "ignored": order.ignored,
        "why": words::why(order),
        "parts": parts.collect::<Vec<_>>(),
    });
    let stage = serde_json::to_value(&order.stage).unwrap_or_default();
    if let (Some(value), Value::Object(stage)) = (value.as_object_mut(), stage) {
        value.extend(stage);
    }
    value
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use jiff::Timestamp;
    use ponte_domain::{
        money::Money,
        orders::{
            allocation::Wanted,
            amounts::PartAmounts,
            details::{Address, Details},
            order::{Line, ShopState, Stage, Waiting},
            part::{Part, PartLine, PartState, TillState},
            resolve::Resolved,
            wishes::Wishes,
        },
    };
    use ponte_store::orders::{OrderRow, PartRow};

    use super::*;

    fn whole() -> Whole {
        let at = Timestamp::UNIX_EPOCH;
        let details = Details {
            name: "417".into(),
            lines: vec![Line {
                key: "7#|#".into(),
                title: "Tazza".into(),
                pieces: 12,
                ..Line::default()
            }],
            billing: Address {
                name: "Maria Rossi".into(),
                email: "maria@example.test".into(),
                ..Address::default()
            },
            ..Details::default()
        };
        let missing = Wanted {
            line: "7#|#".into(),
            variant: "v".into(),
            pieces: 7,
        };
        let order = OrderRow {
            id: "5f2e".into(),
            state: ShopState::PAID,
            ordered_at: at,
            total: Money(9_000),
            seen_at: at,
            read_at: Some(at),
            ended_at: None,
            details: Some(details),
            resolved: Resolved::default(),
            products: BTreeMap::new(),
            basis: None,
            explanation: None,
            stage: Stage::Waiting {
                reason: Waiting::Stock {
                    missing: vec![missing],
                },
            },
            stage_at: at,
            wishes: Wishes::default(),
            told: None,
            ignored: None,
            set_aside: false,
            lines_changed: None,
            open: true,
        };
        let part = Part {
            number: 1,
            point: 101,
            lines: vec![PartLine {
                line: "7#|#".into(),
                variant: "v".into(),
                pieces: 5,
            }],
            date: at,
            attempted: true,
            state: PartState::Delivered {
                confirmed: at,
                till: TillState::Requested,
                closed: None,
            },
        };
        let part = PartRow {
            part,
            amounts: PartAmounts::default(),
            till_id: Some("t".into()),
            attempts: Vec::new(),
            refusal: String::new(),
            next_at: None,
            rejection: String::new(),
            differs: false,
            before: Vec::new(),
            looked_at: None,
        };
        Whole {
            order,
            parts: vec![part],
        }
    }

    #[test]
    fn a_row_says_where_each_part_is_and_why_the_order_waits() {
        let [_, name, _, total, stage, parts, why] = row(&whole(), &[]);
        assert_eq!(
            [name, total, stage, parts, why].map(|cell| cell.clone()),
            [
                "417",
                "90.00",
                "waiting",
                "5 at 101 (requested)",
                "missing: 7 × Tazza"
            ]
        );
        let value = value(&whole());
        assert_eq!(value["stage"], "waiting");
        assert_eq!(value["reason"]["reason"], "stock");
        assert_eq!(value["parts"][0]["state"]["till"], "requested");
    }

    #[test]
    fn nothing_of_the_buyer_is_printed() {
        let told = format!("{:?} {}", row(&whole(), &[]), value(&whole()));
        assert!(!told.to_lowercase().contains("maria"), "{told}");
    }
}
