//! Which orders to list (Cassa in Cloud sheet §16.4).

use crate::{Window, params::Params, window};

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
        window::params(self.start, self.limit, self.window, self.points)
    }
}
