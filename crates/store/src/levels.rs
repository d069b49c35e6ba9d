//! Levels: stock of one variant at one sales point, as last read from the till; and pieces that a
//! point withholds.

use async_trait::async_trait;
use ponte_domain::{
    orders::{free::Reading, withheld::Withheld},
    till::{SalesPointId, VariantId},
};

use crate::Result;

/// A level.
#[derive(Clone, Debug, PartialEq)]
pub struct Level {
    /// The point.
    pub point: SalesPointId,
    /// The variant.
    pub variant: VariantId,
    /// Whether the till manages its stock: where it does not, the figures mean nothing.
    pub managed: bool,
    /// The figures, and when their reading began.
    pub reading: Reading,
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
    /// Keeps levels as read; a reading that began earlier than what is kept changes nothing. One that
    /// stands among them twice is kept once.
    async fn levels_put(&mut self, shop: &str, levels: &[Level]) -> Result<()>;
    /// The levels of these variants, by variant and point.
    async fn levels(&mut self, shop: &str, variants: &[VariantId]) -> Result<Vec<Level>>;
    /// Keeps withheld pieces (insert or replace by point, variant, order and number).
    async fn withheld_put(&mut self, shop: &str, row: &WithheldRow) -> Result<()>;
    /// Forgets withheld pieces: they ended.
    async fn withheld_end(&mut self, shop: &str, row: &WithheldRow) -> Result<()>;
    /// Everything that is withheld, by point, variant, order and number.
    async fn withheld(&mut self, shop: &str) -> Result<Vec<WithheldRow>>;
}
