//! When a change is so large that somebody should be asked.
//!
//! A pass that would hide more than 10 and more than 10 % of what is listed holds those hidings and
//! asks; the same for moving that many prices by more than half. Only those are held, the rest goes
//! on. What the merchant confirmed is not counted.
//!
//! Guarantees (each a test): ten changes never wait; neither does a tenth; a price moves by more
//! than half upwards as well as downwards.

use crate::money::Money;

/// Whether `count` changes among `of` are so many that they wait for a yes.
#[must_use]
pub fn holds(count: u64, of: u64) -> bool {
    count > 10 && u128::from(count) * 10 > u128::from(of)
}

/// Whether a price moves by more than half of what it was. From 0 none does: half of nothing is no
/// measure, and 0 is also what stands where no price was written yet.
#[must_use]
pub fn moves_by_more_than_half(was: Money, becomes: Money) -> bool {
    let (was, becomes) = (i128::from(was.0), i128::from(becomes.0));
    was > 0 && (becomes - was).abs() * 2 > was
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::ten_changes_never_wait(10, 10, false)]
    #[case::eleven_of_few_wait(11, 11, true)]
    #[case::a_tenth_does_not_wait(100, 1000, false)]
    #[case::more_than_a_tenth_waits(101, 1000, true)]
    #[case::nothing_listed(11, 0, true)]
    #[case::no_change(0, 0, false)]
    #[case::more_than_can_be_counted(u64::MAX, u64::MAX, true)]
    fn more_than_10_and_more_than_10_percent_wait(
        #[case] count: u64,
        #[case] of: u64,
        #[case] expected: bool,
    ) {
        assert_eq!(holds(count, of), expected);
    }

    #[rstest]
    #[case(100, 50, false)]
    #[case(100, 49, true)]
    #[case(100, 150, false)]
    #[case(100, 151, true)]
    #[case(1, 1, false)]
    #[case(1, 0, true)]
    #[case::never_written(0, 999, false)]
    #[case(1, i64::MAX, true)]
    #[case(i64::MAX, i64::MIN, true)]
    fn a_price_moves_by_more_than_half_upwards_as_well_as_downwards(
        #[case] was: i64,
        #[case] becomes: i64,
        #[case] expected: bool,
    ) {
        assert_eq!(
            moves_by_more_than_half(Money(was), Money(becomes)),
            expected
        );
    }
}
