//! All orders of a shop, by id.
//!
//! An id is `<shop number>_<8 hex seconds><5 hex microseconds>` of the moment it was made (TS
//! Commerce sheet §8, §27), so ids sort by time. No two orders have one: as with PHP's `uniqid`, who
//! comes in the same microsecond waits for the next one.

use std::collections::BTreeMap;

use jiff::{Timestamp, ToSpan};

use super::order::Order;

/// The orders of one shop.
#[derive(Debug, Default)]
pub struct Orders {
    by_id: BTreeMap<String, Order>,
    placed: u64,
}

impl Orders {
    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.by_id.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_id.is_empty()
    }

    /// All, newest first.
    pub fn newest_first(&self) -> impl Iterator<Item = &Order> {
        self.by_id.values().rev()
    }

    /// The order with this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Order> {
        self.by_id.get(id)
    }

    /// The order with this id, to change it.
    pub(super) fn get_mut(&mut self, id: &str) -> Option<&mut Order> {
        self.by_id.get_mut(id)
    }

    /// Puts an order in, in the place of the one with its id.
    pub(super) fn put(&mut self, order: Order) {
        self.by_id.insert(order.id.clone(), order);
    }

    /// An id that no order has, and a short number, for an order that is placed `at`.
    pub(super) fn new_id(&mut self, shop: u32, at: Timestamp) -> (String, String) {
        let mut at = at;
        let mut id = order_id(shop, at);
        while self.by_id.contains_key(&id) {
            at = at.checked_add(1.microsecond()).unwrap_or(at);
            id = order_id(shop, at);
        }
        self.placed += 1;
        (id, format!("{}", 1_000 + self.placed))
    }
}

fn order_id(shop: u32, at: Timestamp) -> String {
    let micros = at.as_microsecond();
    let (second, micro) = (micros.div_euclid(1_000_000), micros.rem_euclid(1_000_000));
    let second = u32::try_from(second).unwrap_or(0);
    format!("{shop}_{second:08x}{micro:05x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_holds_the_second_and_the_microsecond_and_is_at_most_twenty_characters() {
        let at = Timestamp::from_microsecond(0x65e6_f0c4 * 1_000_000 + 0xa1b2).expect("an instant");
        assert_eq!(order_id(417, at), "417_65e6f0c40a1b2");
        assert!(order_id(999_999, at).len() <= 20);
    }
}
