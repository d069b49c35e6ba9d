//! What one glance at a shop needs: figures by day, and what is open by kind.
//!
//! Figures are counted when something happens, in its transaction, because what they count does not stay:
//! passes are forgotten after a day. So a chart of a month reads some rows a day, whatever the shop sells.

use async_trait::async_trait;
use jiff::civil::Date;

use crate::Result;

/// A figure of a day of the merchant's calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayFigure {
    /// The day.
    pub day: Date,
    /// What was counted: the stream's word.
    pub what: String,
    /// How many, or the most there was.
    pub value: i64,
}

/// One glance.
#[async_trait]
pub trait Overview {
    /// Adds to a figure of a day.
    async fn day_add(&mut self, shop: &str, day: Date, what: &str, by: i64) -> Result<()>;
    /// A figure of a day is this much, or what it was where that is more.
    async fn day_most(&mut self, shop: &str, day: Date, what: &str, value: i64) -> Result<()>;
    /// The figures from a day on, by day and name.
    async fn days(&mut self, shop: &str, from: Date) -> Result<Vec<DayFigure>>;
    /// Forgets the figures of days before `before`.
    async fn days_prune(&mut self, shop: &str, before: Date) -> Result<()>;
    /// How many findings of each kind are open, by kind.
    async fn findings_by_kind(&mut self, shop: &str) -> Result<Vec<(String, i64)>>;
}
