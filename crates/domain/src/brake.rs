//! When a change is so large that somebody should be asked.
//!
//! A pass that would hide more than 10 and more than 10 % of what is listed holds those hidings and
//! asks; the same for moving that many prices by more than half. Only those are held, the rest goes
//! on. What the merchant confirmed is not counted.

use crate::money::Money;

/// Whether `count` changes among `of` are so many that they wait for a yes.
#[must_use]
pub fn holds(count: u64, of: u64) -> bool {
    count > 10 && count.saturating_mul(10) > of
}

/// Whether a price moves by more than half of what it was.
#[must_use]
pub fn moves_by_more_than_half(was: Money, becomes: Money) -> bool {
    was.0 > 0 && (becomes.0 - was.0).unsigned_abs() * 2 > was.0.unsigned_abs()
}
