//! Where in a period a shop's timer strikes.
//!
//! Guarantees: a shop's place never changes, in whatever process and whatever version; many shops are
//! spread evenly, so that a thousand of them do not wake at once.

use std::time::Duration;

use sha2::{Digest, Sha256};

/// How long after the beginning of each period of `every` the timers of `shop` strike, to the
/// millisecond.
#[must_use]
pub fn offset(shop: &str, every: Duration) -> Duration {
    let mut first = [0; 8];
    first.copy_from_slice(&Sha256::digest(shop)[..8]);
    let every = u64::try_from(every.as_millis()).unwrap_or(u64::MAX);
    Duration::from_millis(u64::from_be_bytes(first).checked_rem(every).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    const EVERY: Duration = Duration::from_secs(300);

    #[test]
    fn many_shops_are_spread_evenly_over_the_period() {
        let mut seconds = [0; 300];
        for shop in 0..3000 {
            let place = offset(&format!("0199-{shop}"), EVERY);
            seconds[usize::try_from(place.as_secs()).expect("below the period")] += 1;
        }
        // Ten each on average; thirty would be a crowd.
        assert!(seconds.iter().all(|shops| *shops < 30), "{seconds:?}");
        for quarter in seconds.chunks(75) {
            let shops: i32 = quarter.iter().sum();
            assert!((650..850).contains(&shops), "{shops} in a quarter");
        }
    }

    #[test]
    fn a_shops_place_never_changes() {
        let place = offset("018f6f2e-0000-7000-8000-000000000001", EVERY);
        assert_eq!(place, Duration::from_millis(214_390));
        assert_eq!(offset("s", Duration::ZERO), Duration::ZERO);
        assert_eq!(offset("s", Duration::from_micros(9)), Duration::ZERO);
    }
}
