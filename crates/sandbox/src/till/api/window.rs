//! 360 calls in a fixed window of ten minutes (Cassa in Cloud sheet §8, §24.9).

use jiff::Timestamp;

use super::refusal::Refusal;
use crate::{
    switches::Switches,
    till::state::{Till, Window},
};

/// Counts a call to `endpoint`. A refused call is not counted.
pub(super) fn count(
    till: &mut Till,
    switches: &Switches,
    endpoint: &'static str,
    now: Timestamp,
) -> Result<(), Refusal> {
    let key = if switches.till_calls_per_endpoint {
        endpoint
    } else {
        ""
    };
    let now = now.as_millisecond();
    let length = till.limits.window_seconds.max(1).saturating_mul(1000);
    let start = if switches.till_window_by_clock {
        now - now.rem_euclid(length)
    } else {
        now
    };
    let fresh = Window {
        ends: start.saturating_add(length),
        used: 0,
    };
    let window = till.windows.entry(key.to_owned()).or_insert(fresh);
    if now >= window.ends {
        *window = fresh;
    }
    if window.used >= till.limits.calls {
        return Err(Refusal::TooMany);
    }
    window.used += 1;
    Ok(())
}
