//! The window that every list of documents takes: `datetimeFrom` and `datetimeTo`, shorter than
//! three days (Cassa in Cloud sheet §16.4, §24.7).
//!
//! - The end day of a quoted window counts in full, also for the length: two quoted days pass,
//!   three do not, whether or not a clock was put forward in between.
//! - Without an end the window reaches to now.

use super::{
    call::Desk,
    query::{DayEnd, bad},
    refusal::Refusal,
};

const HOUR: i64 = 3_600_000;

/// A window is shorter than this.
const LONGEST: i64 = 72 * HOUR;

/// A window.
#[derive(Clone, Copy, Debug)]
pub(super) struct Dates {
    from: i64,
    /// The first moment after it; none without an end.
    to: Option<i64>,
}

impl Dates {
    /// Reads both parameters.
    pub(super) fn read(desk: &Desk<'_>) -> Result<Self, Refusal> {
        const FROM: &str = "datetimeFrom";
        const TO: &str = "datetimeTo";
        let from = desk.query.moment(FROM, DayEnd::First)?;
        let from = from.ok_or_else(|| bad(FROM))?;
        let quoted = |name| desk.query.raw(name).is_some_and(|raw| raw.starts_with('"'));
        let full = !quoted(TO) || desk.switches.till_end_day_counts;
        let to = if full {
            desk.query.moment(TO, DayEnd::Last)?.map(|last| last + 1)
        } else {
            desk.query.moment(TO, DayEnd::First)?
        };
        let mut length = to.unwrap_or_else(|| desk.now.as_millisecond()) - from;
        if quoted(FROM) && quoted(TO) {
            // Days have 23 or 25 hours when the clocks are changed, and count as days all the same.
            length = (length + 12 * HOUR).div_euclid(24 * HOUR) * 24 * HOUR;
        }
        if length >= LONGEST {
            return Err(bad(TO));
        }
        Ok(Self { from, to })
    }

    /// Whether this moment (epoch milliseconds) lies in it.
    pub(super) fn hold(self, moment: i64) -> bool {
        self.from <= moment && self.to.is_none_or(|to| moment < to)
    }
}
