//! What is on hand, and what was on hand some seconds ago (TS Commerce sheet §13).
//!
//! - Stock belongs to a SKU: its entries are products and variants, told apart by `is_child`.
//! - The past is kept for the switch `shop.inventory_lag_seconds`, and never more than
//!   [`KEPT`] changes of it. What was made meanwhile shows the stock it was made with.

use std::collections::{BTreeMap, VecDeque};

use jiff::Timestamp;

use super::{product::Product, products::Products};

/// Changes that are remembered.
pub const KEPT: usize = 65_536;

/// What to do with a quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Make it this.
    Set(i64),
    /// Add this; negative amounts take away.
    Add(i64),
}

/// How a change goes about it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Manner {
    /// What falls below 0 becomes 0.
    pub floor_at_zero: bool,
    /// Of several entries with one SKU only the first changes.
    pub first_only: bool,
}

/// What a change did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changed {
    /// Entries with that SKU.
    pub found: usize,
    /// Entries whose quantity is another one now.
    pub altered: usize,
}

/// What was on hand before the latest changes.
#[derive(Debug, Default)]
pub struct History {
    past: VecDeque<Past>,
    /// How many changes there ever were.
    pushed: usize,
}

/// What became of one entry's stock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// Its SKU, perhaps empty.
    pub sku: String,
    /// What was on hand before; nothing where it was never counted.
    pub before: Option<i64>,
    /// What is on hand.
    pub after: Option<i64>,
}

#[derive(Debug)]
struct Past {
    at: Timestamp,
    uid: u64,
    superkey: Option<String>,
    before: Option<i64>,
}

/// Quantities as they were, by product and superkey.
pub type Before<'a> = BTreeMap<(u64, Option<&'a str>), Option<i64>>;

impl Change {
    fn apply(self, quantity: i64, manner: Manner) -> i64 {
        let after = match self {
            Self::Set(quantity) => quantity,
            Self::Add(amount) => quantity.saturating_add(amount),
        };
        if manner.floor_at_zero {
            after.max(0)
        } else {
            after
        }
    }
}

impl Products {
    /// Changes the stock of a SKU: of variants where `child`, else of products themselves.
    pub fn change_stock(
        &mut self,
        sku: &str,
        child: bool,
        change: Change,
        manner: Manner,
        now: Timestamp,
    ) -> Changed {
        let mut changed = Changed::default();
        for uid in self.uids_with_sku(sku) {
            let mut past = Vec::new();
            let Some(product) = self.keeping_skus(uid) else {
                continue;
            };
            let stop = |found: usize| manner.first_only && found > 0;
            if child {
                for variant in product.variants.iter_mut().filter(|it| it.sku == sku) {
                    if stop(changed.found) {
                        break;
                    }
                    changed.found += 1;
                    let after = change.apply(variant.quantity, manner);
                    if after != variant.quantity {
                        past.push((Some(variant.superkey.clone()), Some(variant.quantity)));
                        variant.quantity = after;
                    }
                }
            } else if product.sku == sku && !stop(changed.found) {
                changed.found += 1;
                let after = change.apply(product.quantity.unwrap_or(0), manner);
                if Some(after) != product.quantity {
                    past.push((None, product.quantity));
                    product.quantity = Some(after);
                }
            }
            changed.altered += past.len();
            for (superkey, before) in past {
                self.history.push(now, uid, superkey, before);
            }
        }
        changed
    }

    /// Pieces of one article: none where it is sold without counting, or is not there.
    #[must_use]
    pub fn on_hand(&self, uid: u64, superkey: &str) -> Option<i64> {
        let product = self.get(uid)?;
        if !product.use_variants {
            return (!product.unlimited).then_some(product.quantity.unwrap_or(0));
        }
        let variant = &product.variants[product.variant(superkey)?];
        let unlimited = variant.unlimited || product.unlimited;
        (!unlimited).then_some(variant.quantity)
    }

    /// Changes the stock of one article, whatever its code; nothing where it is not there.
    pub fn change_one(
        &mut self,
        uid: u64,
        superkey: &str,
        change: Change,
        manner: Manner,
        now: Timestamp,
    ) {
        let Some(product) = self.keeping_skus(uid) else {
            return;
        };
        let (superkey, before) = if product.use_variants {
            let Some(place) = product.variant(superkey) else {
                return;
            };
            let variant = &mut product.variants[place];
            let before = variant.quantity;
            variant.quantity = change.apply(before, manner);
            (Some(variant.superkey.clone()), Some(before))
        } else {
            let before = product.quantity;
            product.quantity = Some(change.apply(before.unwrap_or(0), manner));
            (None, before)
        };
        self.history.push(now, uid, superkey, before);
    }

    /// What was on hand at `then`, for every entry that has changed since.
    #[must_use]
    pub fn stock_before(&self, then: Timestamp) -> Before<'_> {
        let mut before = BTreeMap::new();
        // Newest first, so that the oldest change after `then` has the last word.
        for past in self.history.past.iter().rev() {
            if past.at <= then {
                break;
            }
            before.insert((past.uid, past.superkey.as_deref()), past.before);
        }
        before
    }

    /// A place in the history: [`Self::moved_since`] tells what happened behind it.
    #[must_use]
    pub fn history_mark(&self) -> usize {
        self.history.pushed
    }

    /// What became of the entries that changed behind a place in the history.
    #[must_use]
    pub fn moved_since(&self, mark: usize) -> Vec<Moved> {
        let History { past, pushed } = &self.history;
        let new = pushed.saturating_sub(mark).min(past.len());
        let mut first: BTreeMap<(u64, Option<&str>), Option<i64>> = BTreeMap::new();
        for past in past.range(past.len() - new..) {
            let entry = (past.uid, past.superkey.as_deref());
            first.entry(entry).or_insert(past.before);
        }
        let moved = first.into_iter().filter_map(|((uid, superkey), before)| {
            let product = self.get(uid)?;
            let (sku, after) = match superkey {
                None => (&product.sku, product.quantity),
                Some(superkey) => {
                    let variant = &product.variants[product.variant(superkey)?];
                    (&variant.sku, Some(variant.quantity))
                }
            };
            Some(Moved {
                sku: sku.clone(),
                before,
                after,
            })
        });
        moved.collect()
    }
}

impl History {
    /// Remembers what differs in stock between two states of a product.
    pub(super) fn note(&mut self, before: &Product, after: &Product, now: Timestamp) {
        if before.quantity != after.quantity {
            self.push(now, before.uid, None, before.quantity);
        }
        for variant in &before.variants {
            let same = after
                .variants
                .iter()
                .find(|other| other.superkey == variant.superkey);
            if same.is_some_and(|other| other.quantity != variant.quantity) {
                let superkey = Some(variant.superkey.clone());
                self.push(now, before.uid, superkey, Some(variant.quantity));
            }
        }
    }

    fn push(&mut self, at: Timestamp, uid: u64, superkey: Option<String>, before: Option<i64>) {
        if self.past.len() == KEPT {
            self.past.pop_front();
        }
        self.pushed += 1;
        self.past.push_back(Past {
            at,
            uid,
            superkey,
            before,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).expect("a second of this century")
    }

    fn one() -> Products {
        let mut products = Products::default();
        let product = Product {
            uid: 1,
            sku: "a".to_owned(),
            ..Product::default()
        };
        products.put(product, at(0));
        products
    }

    #[test]
    fn the_past_shows_what_was_on_hand_then() {
        let mut products = one();
        for (second, quantity) in [(10, 5), (20, 6), (30, 7)] {
            let change = Change::Set(quantity);
            products.change_stock("a", false, change, Manner::default(), at(second));
        }
        let then = |second| products.stock_before(at(second)).get(&(1, None)).copied();
        assert_eq!(then(5), Some(None));
        assert_eq!(then(10), Some(Some(5)));
        assert_eq!(then(29), Some(Some(6)));
        assert_eq!(then(30), None);
    }

    #[test]
    fn no_more_than_a_bounded_number_of_changes_is_kept() {
        let mut products = one();
        for _ in 0..KEPT + 10 {
            products.change_stock("a", false, Change::Add(1), Manner::default(), at(1));
        }
        assert_eq!(products.history.past.len(), KEPT);
    }

    #[test]
    fn what_moved_behind_a_place_in_the_history_is_told_from_its_first_figure_to_its_last() {
        let mut products = one();
        let set = |products: &mut Products, quantity| {
            let change = Change::Set(quantity);
            products.change_stock("a", false, change, Manner::default(), at(quantity));
        };
        set(&mut products, 4);
        let mark = products.history_mark();
        assert!(products.moved_since(mark).is_empty());
        set(&mut products, 5);
        set(&mut products, 7);
        let moved = Moved {
            sku: "a".to_owned(),
            before: Some(4),
            after: Some(7),
        };
        assert_eq!(products.moved_since(mark), [moved]);
    }
}
