//! The shop's own list of stock.
//!
//! Guarantees: a SKU that the list holds more than once is known to be; an empty one is nobody's. The list
//! is read as a stream, and one entry of it is a few dozen bytes here.

use std::collections::HashMap;

use futures::StreamExt;
use jiff::Timestamp;
use ponte_domain::stock::write::Listed;

use super::pass::Pass;
use crate::trouble::Trouble;

/// See the module.
pub(super) struct List {
    /// When its reading began.
    pub began: Timestamp,
    entries: HashMap<Box<str>, Entry>,
}

#[derive(Clone, Copy)]
struct Entry {
    listed: Listed,
    is_child: bool,
}

/// Reads it.
pub(super) async fn read(pass: &Pass<'_>) -> Result<List, Trouble> {
    let mut list = List {
        began: pass.now(),
        entries: HashMap::new(),
    };
    let mut rows = pass.remotes.shop.inventory();
    while let Some(row) = rows.next().await {
        let row = row?;
        if row.childs.is_empty() {
            list.add(&row.sku, row.quantity, row.unlimited, false);
        } else {
            for child in row.childs {
                list.add(&child.sku, child.quantity, false, true);
            }
            // The product as a whole has no stock of its own; its SKU must still be nobody else's.
            list.add(&row.sku, row.quantity, row.unlimited, false);
        }
    }
    Ok(list)
}

impl List {
    fn add(&mut self, sku: &str, quantity: Option<i64>, unlimited: bool, is_child: bool) {
        if sku.is_empty() {
            return;
        }
        let listed = Listed::Stock {
            quantity,
            unlimited,
        };
        self.entries
            .entry(sku.into())
            .and_modify(|entry| entry.listed = Listed::Twice)
            .or_insert(Entry { listed, is_child });
    }

    /// What it says of a SKU.
    pub fn listed(&self, sku: &str) -> Listed {
        let entry = self.entries.get(sku);
        entry.map_or(Listed::Missing, |entry| entry.listed)
    }

    /// Whether it is a variant's, which a write has to say.
    pub fn is_child(&self, sku: &str) -> bool {
        self.entries.get(sku).is_some_and(|entry| entry.is_child)
    }
}

/// Whether the shop has something of it to sell.
pub(super) fn offers(listed: Listed) -> bool {
    match listed {
        Listed::Missing | Listed::Twice => false,
        Listed::Stock {
            quantity,
            unlimited,
        } => unlimited || quantity.is_some_and(|pieces| pieces > 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sku_that_the_list_holds_twice_is_known_to_be_and_an_empty_one_is_nobodys() {
        let mut list = List {
            began: Timestamp::UNIX_EPOCH,
            entries: HashMap::new(),
        };
        list.add("a", Some(1), false, true);
        list.add("", Some(1), false, false);
        list.add("b", None, true, false);
        list.add("b", Some(2), false, true);
        let once = Listed::Stock {
            quantity: Some(1),
            unlimited: false,
        };
        assert_eq!(list.listed("a"), once);
        assert_eq!(list.listed("b"), Listed::Twice);
        assert_eq!(list.listed(""), Listed::Missing);
        assert!(list.is_child("a") && !list.is_child("c"));
    }
}
