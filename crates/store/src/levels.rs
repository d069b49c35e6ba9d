//! Levels: stock of one variant at one sales point, as last read from the till; and pieces that a
//! point withholds.

use async_trait::async_trait;
use jiff::Timestamp;
use ponte_domain::{
    orders::withheld::Withheld,
    stock::level::Level as Known,
    till::{ProductId, SalesPointId, VariantId},
};

use crate::Result;

/// A level.
#[derive(Clone, Debug, PartialEq)]
pub struct Level {
    /// The point.
    pub point: SalesPointId,
    /// The variant.
    pub variant: VariantId,
    /// What is known of it.
    pub level: Known,
}

/// How old what is known of a point is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ages {
    /// The point.
    pub point: SalesPointId,
    /// How many levels are kept.
    pub levels: i64,
    /// How many of them could not be read at the last try.
    pub unread: i64,
    /// When the oldest reading began, of those that were ever read.
    pub oldest: Option<Timestamp>,
    /// Since when the first of those that could not be read could not.
    pub unread_since: Option<Timestamp>,
}

/// Pieces of a variant that a point rejected with one part of an order.
#[derive(Clone, Debug, PartialEq)]
pub struct WithheldRow {
    /// The point.
    pub point: SalesPointId,
    /// The variant.
    pub variant: VariantId,
    /// The order.
    pub order: String,
    /// The part's number.
    pub number: u32,
    /// How many, and the till's figure then and now.
    pub withheld: Withheld,
}

/// Levels.
#[async_trait]
pub trait Levels {
    /// Keeps levels as given (the caller has put what it read to what was known: it is sure of the
    /// lease); one whose reading began earlier than that of what is kept changes nothing. One that stands
    /// among them twice is kept once, the one that was read last.
    async fn levels_put(&mut self, shop: &str, levels: &[Level]) -> Result<()>;
    /// The levels of these variants, by variant and point.
    async fn levels(&mut self, shop: &str, variants: &[VariantId]) -> Result<Vec<Level>>;
    /// How old what is known of each point is, by point.
    async fn levels_ages(&mut self, shop: &str) -> Result<Vec<Ages>>;
    /// Products that have a level at a point, of these, with when the oldest of their levels there was
    /// read (`None`: one never was), by product. A level's product is that of its listing.
    async fn levels_read(
        &mut self,
        shop: &str,
        point: SalesPointId,
        products: &[ProductId],
    ) -> Result<Vec<(ProductId, Option<Timestamp>)>>;
    /// Up to `limit` listed variants after `after` (by id) whose level at the point was never read, or
    /// last before `before`: what a whole reading that began then did not show. Gone ones are left out.
    async fn levels_before(
        &mut self,
        shop: &str,
        point: SalesPointId,
        before: Timestamp,
        after: &str,
        limit: i64,
    ) -> Result<Vec<VariantId>>;
    /// How many listed variants there are whose levels are read: gone ones are left out.
    async fn levels_wanted(&mut self, shop: &str) -> Result<i64>;
    /// Forgets levels that were last read before `before`, or never, of variants that are not listed or are
    /// gone from the till: nobody reads them again.
    async fn levels_forget(&mut self, shop: &str, before: Timestamp) -> Result<()>;
    /// Keeps withheld pieces (insert or replace by point, variant, order and number).
    async fn withheld_put(&mut self, shop: &str, row: &WithheldRow) -> Result<()>;
    /// Forgets withheld pieces: they ended.
    async fn withheld_end(&mut self, shop: &str, row: &WithheldRow) -> Result<()>;
    /// Everything that is withheld, by point, variant, order and number.
    async fn withheld(&mut self, shop: &str) -> Result<Vec<WithheldRow>>;
}
