//! What stock may spend of a window, beside orders.
//!
//! Guarantee (a test): orders keep what they took in the window before, or their reserve, less what
//! they have taken in this one; and a little to the end, since a rush comes late in a window too.

/// Calls that orders keep in a window, at least.
const RESERVE: u32 = 60;

/// Calls that they keep to its end.
const TO_THE_END: u32 = 20;

/// Calls that may be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    /// Calls left in the till's window.
    pub left: u32,
    /// Of these, calls that orders keep.
    pub for_orders: u32,
}

/// Calls that orders took.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OrdersTook {
    /// In the till's window before.
    pub before: u32,
    /// In this one so far.
    pub now: u32,
}

impl Budget {
    /// The calls that are left in a window of which orders took so many.
    #[must_use]
    pub fn beside(orders: OrdersTook, left: u32) -> Self {
        let kept = orders.before.max(RESERVE).saturating_sub(orders.now);
        Self {
            left,
            for_orders: kept.max(TO_THE_END),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_keep_what_they_took_before_or_their_reserve_less_what_they_have_taken_and_a_little_to_the_end()
     {
        let kept = |before, now| Budget::beside(OrdersTook { before, now }, 360).for_orders;
        assert_eq!([kept(0, 0), kept(40, 0), kept(150, 0)], [60, 60, 150]);
        assert_eq!([kept(40, 24), kept(150, 90)], [36, 60]);
        assert_eq!([kept(40, 40), kept(40, 100), kept(150, 150)], [20; 3]);
        assert_eq!(Budget::beside(OrdersTook::default(), 7).left, 7);
    }
}
