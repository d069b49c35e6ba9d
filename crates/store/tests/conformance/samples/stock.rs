//! Records of the stream of stock.

use ponte_domain::stock::{
    change::Change,
    offer::{Doubt, Standing, Sum, Term},
    write::{Decision, Listed, Write},
};
use ponte_store::offers::{Answer, Moved, OfferEvent, OfferRow};

use super::at;

/// The sum of one point with so many pieces.
pub fn sum(pieces: u32) -> Sum {
    Sum {
        terms: vec![Term {
            point: 1,
            quantity: pieces.into(),
            promised: "0.50".parse().expect("a figure"),
            own: 0,
            withheld: 0,
            reserve: 0,
            free: pieces,
            read: Some(at(0)),
            standing: Standing::Managed,
            doubt: Some(Doubt::Unread { since: at(1) }),
        }],
        margin: 0,
        unplaced: 0,
    }
}

/// An offer of a variant and a product named like its SKU, which the shop shows as it should.
pub fn offer(sku: &str, pieces: u32) -> OfferRow {
    OfferRow {
        sku: sku.to_owned(),
        variant: format!("v{sku}"),
        product: format!("p{sku}"),
        name: format!("Scarpa {sku}"),
        listed: Listed::Stock {
            quantity: Some(pieces.into()),
            unlimited: false,
        },
        listed_at: at(0),
        sum: sum(pieces),
        decision: Decision::Nothing,
        held: false,
        written: None,
        sold_at: None,
        changed_at: at(2),
    }
}

/// A line of a SKU's history.
pub fn offer_event(sku: &str, second: i64) -> OfferEvent {
    let write = Write::Add { pieces: -1 };
    OfferEvent {
        sku: sku.to_owned(),
        at: at(second),
        listed: Listed::Missing,
        sum: sum(1),
        changes: vec![Change::Margin { was: 0, is: 1 }],
        write: Some((write, Answer::Unknown)),
    }
}

pub fn moved(point: i64, product: &str, second: i64) -> Moved {
    Moved {
        point,
        product: product.to_owned(),
        at: at(second),
    }
}
