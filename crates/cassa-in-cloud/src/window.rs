//! The days that a list of documents covers (Cassa in Cloud sheet §16.4, §20).

use jiff::civil::Date;

use crate::{params::Params, query::PAGE, unconfirmed};

/// Days that a list of documents covers, both in full; never more than the till allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Window {
    from: Date,
    to: Date,
}

/// Why days are no [`Window`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("documents from {from} to {to}: the till lists at most two days a call")]
pub struct BadWindow {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
}

impl Window {
    /// The days from `from` to `to`, both included, in Italy as is assumed (sheet §25.32).
    ///
    /// # Errors
    /// [`BadWindow`] where they are more than [`unconfirmed::DOCUMENT_WINDOW_DAYS`], or none.
    pub fn new(from: Date, to: Date) -> Result<Self, BadWindow> {
        let days = (to - from).get_days();
        if (0..unconfirmed::DOCUMENT_WINDOW_DAYS).contains(&i64::from(days)) {
            Ok(Self { from, to })
        } else {
            Err(BadWindow { from, to })
        }
    }

    /// The first and the last day.
    #[must_use]
    pub fn days(&self) -> (Date, Date) {
        (self.from, self.to)
    }

    /// Windows that together cover the days from `from` to `to`, both included; none where `to` is
    /// before `from`.
    #[must_use]
    pub fn covering(from: Date, to: Date) -> Vec<Self> {
        let mut windows = Vec::new();
        let mut first = from;
        while first <= to {
            let last = (1..unconfirmed::DOCUMENT_WINDOW_DAYS)
                .fold(first, |day, _| day.tomorrow().unwrap_or(day))
                .min(to);
            windows.push(Self {
                from: first,
                to: last,
            });
            match last.tomorrow() {
                Ok(next) => first = next,
                Err(_) => break,
            }
        }
        windows
    }
}

/// The parameters of a list of documents; no points filter nothing.
pub(crate) fn params(start: u64, limit: Option<u32>, window: Window, points: &[i64]) -> Params {
    let mut params = Params::default();
    params.set("start", &start);
    params.set("limit", &limit.unwrap_or(PAGE).clamp(1, PAGE));
    params.set("datetimeFrom", &window.from);
    params.set("datetimeTo", &window.to);
    params.set_list("idsSalesPoint", points);
    params
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_window_has_one_or_two_days() {
        let first = date(2026, 2, 28);
        assert!(Window::new(first, first).is_ok());
        assert!(Window::new(first, date(2026, 3, 1)).is_ok());
        assert!(Window::new(first, date(2026, 3, 2)).is_err());
        assert!(Window::new(first, date(2026, 2, 27)).is_err());
        assert!(Window::new(first, date(2027, 2, 28)).is_err());
    }

    #[test]
    fn windows_cover_each_day_once() {
        let days = |windows: Vec<Window>| windows.iter().map(Window::days).collect::<Vec<_>>();
        let (a, b) = (date(2026, 1, 30), date(2026, 2, 3));
        assert_eq!(
            days(Window::covering(a, b)),
            [
                (a, date(2026, 1, 31)),
                (date(2026, 2, 1), date(2026, 2, 2)),
                (b, b)
            ]
        );
        assert_eq!(days(Window::covering(a, a)), [(a, a)]);
        assert!(Window::covering(b, a).is_empty());
        let end = Date::MAX;
        assert_eq!(days(Window::covering(end, end)), [(end, end)]);
    }

    #[test]
    fn days_are_quoted_and_points_a_list() {
        let window = Window::new(date(2026, 1, 1), date(2026, 1, 2)).expect("two days");
        assert_eq!(
            params(0, None, window, &[101]).encode(),
            "start=0&limit=100&datetimeFrom=%222026-01-01%22&datetimeTo=%222026-01-02%22\
             &idsSalesPoint=%5B101%5D"
        );
    }
}
