//! Which orders to list (Cassa in Cloud sheet §16.4).

use jiff::civil::Date;

use crate::{params::Params, query::PAGE, unconfirmed};

/// Days that a list of orders covers, both in full; never more than the till allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Window {
    from: Date,
    to: Date,
}

/// Why days are no [`Window`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("orders from {from} to {to}: the till lists at most two days a call")]
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
    /// [`BadWindow`] where they are more than [`unconfirmed::ORDER_WINDOW_DAYS`], or none.
    pub fn new(from: Date, to: Date) -> Result<Self, BadWindow> {
        let days = (to - from).get_days();
        if (0..unconfirmed::ORDER_WINDOW_DAYS).contains(&i64::from(days)) {
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
            let last = (1..unconfirmed::ORDER_WINDOW_DAYS)
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

/// Filters of the order list; an empty list filters nothing.
#[derive(Clone, Debug)]
pub struct OrdersQuery<'a> {
    /// Offset of the first record, from 0.
    pub start: u64,
    /// Records on the page, 1 to 100; `None` is 100.
    pub limit: Option<u32>,
    /// Orders of these days.
    pub window: Window,
    /// Only orders of these sales points.
    pub points: &'a [i64],
}

impl<'a> OrdersQuery<'a> {
    /// The first page of the orders of `window` at `points`.
    #[must_use]
    pub fn new(window: Window, points: &'a [i64]) -> Self {
        Self {
            start: 0,
            limit: None,
            window,
            points,
        }
    }

    pub(super) fn params(&self) -> Params {
        let mut params = Params::default();
        params.set("start", &self.start);
        params.set("limit", &self.limit.unwrap_or(PAGE).clamp(1, PAGE));
        params.set("datetimeFrom", &self.window.from);
        params.set("datetimeTo", &self.window.to);
        params.set_list("idsSalesPoint", self.points);
        params
    }
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
            OrdersQuery::new(window, &[101]).params().encode(),
            "start=0&limit=100&datetimeFrom=%222026-01-01%22&datetimeTo=%222026-01-02%22\
             &idsSalesPoint=%5B101%5D"
        );
    }
}
