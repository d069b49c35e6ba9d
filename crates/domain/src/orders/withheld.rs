//! Pieces that a point rejected (*trattenuti*).
//!
//! Who rejects an order for want of goods knows better than the till's figure. The rejected pieces
//! stay outside free(point) until somebody has touched that figure.
//!
//! Guarantees (each a test):
//! - they end as soon as the quantity there rises;
//! - they end when it falls by at least that number;
//! - a smaller fall does not end them, nor does the till's promise alone.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::orders::order::Pieces;

/// Rejected pieces of one variant at one point, by one part.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Withheld {
    /// How many.
    pub pieces: Pieces,
    /// `quantity` there when the rejection was seen.
    pub then: Decimal,
    /// `quantity` as last read.
    pub last: Decimal,
}

impl Withheld {
    /// Pieces rejected where the till's `quantity` is this.
    #[must_use]
    pub fn new(pieces: Pieces, quantity: Decimal) -> Self {
        Self {
            pieces,
            then: quantity,
            last: quantity,
        }
    }

    /// What remains of it after a reading that began after the rejection was seen; `None`: it ended.
    /// The till's outgoing figure is no parameter: it never ends it.
    #[must_use]
    pub fn after(self, quantity: Decimal) -> Option<Self> {
        let rose = quantity > self.last;
        let fell = self.then.saturating_sub(quantity) >= Decimal::from(self.pieces);
        (!rose && !fell).then_some(Self {
            last: quantity,
            ..self
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether two pieces rejected at a quantity of 5 are still withheld after these readings.
    fn lasts(quantities: &[i64]) -> bool {
        let withheld = Withheld::new(2, 5.into());
        quantities
            .iter()
            .try_fold(withheld, |withheld, quantity| {
                withheld.after((*quantity).into())
            })
            .is_some()
    }

    #[test]
    fn they_end_as_soon_as_the_quantity_there_rises() {
        assert!(!lasts(&[6]));
        assert!(!lasts(&[4, 5]));
    }

    #[test]
    fn they_end_when_it_falls_by_at_least_that_number() {
        assert!(!lasts(&[3]));
        assert!(!lasts(&[0]));
        assert!(!lasts(&[4, 3]));
    }

    #[test]
    fn a_smaller_fall_does_not_end_them() {
        assert!(lasts(&[5, 5]));
        assert!(lasts(&[4, 4]));
    }
}
