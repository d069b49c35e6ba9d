//! Which articles a delivery names: their stock may have moved (Cassa in Cloud sheet §21.4).
//!
//! Guarantees, each borne by a test in `tests/it/webhooks.rs`:
//! - each article is named once, in the order of the rows that name them;
//! - whatever a body is made of, reading it neither fails nor panics; what is no document names nothing.
//!
//! Whether anything has moved, and to what, must be read from the till.

use std::collections::BTreeSet;

use serde_json::Value;

use super::sales_point_of;
use crate::{loose, unconfirmed};

/// An article that a delivery names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Article {
    /// The sales point of the delivery, where it tells one.
    pub sales_point: Option<i64>,
    /// The product: with all its variants, since stock is read by products.
    pub id_product: String,
}

/// The articles that a body names: those of `document.rows` (sheet §21.4, shown with orders and
/// receipts), and where else they may stand ([`unconfirmed::MOVEMENT_NAMES_ARTICLES`]). It names none
/// where it is longer than [`unconfirmed::LONGEST_DELIVERY`], or no JSON object.
///
/// Naming none does not mean that nothing moved: ask [`Entity::moves_stock`](super::Entity::moves_stock).
#[must_use]
pub fn articles(body: &[u8]) -> Vec<Article> {
    if body.len() > unconfirmed::LONGEST_DELIVERY {
        return Vec::new();
    }
    let Ok(body) = serde_json::from_slice::<Value>(body) else {
        return Vec::new();
    };
    let sales_point = sales_point_of(&body);
    let mut named = BTreeSet::new();
    rows(&body["document"])
        .iter()
        .chain(unconfirmed::movement_records(&body))
        .filter_map(|record| loose::filled(&record["idProduct"]).ok()?)
        .filter(|id| named.insert(id.clone()))
        .map(|id_product| Article {
            sales_point,
            id_product,
        })
        .collect()
}

/// The rows of a document; none where it has no list of them.
fn rows(document: &Value) -> &[Value] {
    document["rows"].as_array().map_or(&[], Vec::as_slice)
}
