//! Offers: what the shop shows of each SKU, and the history of its figure.
//!
//! Guarantees: one row for each SKU of a shop; the history of a SKU is in the order in which it
//! happened, and never changes afterwards.

use async_trait::async_trait;
use jiff::Timestamp;
use ponte_domain::{
    stock::{
        change::Change,
        offer::Sum,
        write::{Decision, Listed, OwnWrite, Write},
    },
    till::{ProductId, VariantId},
};
use serde::{Deserialize, Serialize};

use crate::Result;

/// A SKU's figure as a pass last found it.
#[derive(Clone, Debug, PartialEq)]
pub struct OfferRow {
    /// The shop's SKU.
    pub sku: String,
    /// The till's variant.
    pub variant: VariantId,
    /// Its product on the till.
    pub product: ProductId,
    /// What people call it: the product's name, with the option values.
    pub name: String,
    /// In the shop's list, as last read.
    pub listed: Listed,
    /// When the reading of that list began.
    pub listed_at: Timestamp,
    /// The sum behind what it should be. Its target stands in a column of its own, for the hot ones.
    pub sum: Sum,
    /// What the pass did with it.
    pub decision: Decision,
    /// The shop would be set to 0 and a person is asked first.
    pub held: bool,
    /// Our own last write; `None`: the offer was never written.
    pub written: Option<OwnWrite>,
    /// When a piece was last seen sold, on either side.
    pub sold_at: Option<Timestamp>,
    /// When anything of this row last changed.
    pub changed_at: Timestamp,
}

/// What kind of figure it is, for the page's filter. A word of the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// The shop shows what it should, and that is more than nothing.
    Offered,
    /// The shop shows what it should, and that is nothing.
    SoldOut,
    /// It shows less than it should, and is raised later.
    Waiting,
    /// It is not written and somebody should know, or waits for a yes.
    Attention,
}

impl OfferRow {
    /// How it stands.
    #[must_use]
    pub fn standing(&self) -> Standing {
        match self.decision {
            _ if self.held => Standing::Attention,
            Decision::Cannot { .. } => Standing::Attention,
            Decision::Waits { .. } => Standing::Waiting,
            _ if self.sum.is_unmanaged() || self.sum.target() > 0 => Standing::Offered,
            _ => Standing::SoldOut,
        }
    }
}

/// One line of the history of a SKU's figure.
#[derive(Clone, Debug, PartialEq)]
pub struct OfferEvent {
    /// The SKU.
    pub sku: String,
    /// When.
    pub at: Timestamp,
    /// What the shop's list showed.
    pub listed: Listed,
    /// The sum behind what it should be.
    pub sum: Sum,
    /// What changed it since the line before.
    pub changes: Vec<Change>,
    /// What was written, and how that went.
    pub write: Option<(Write, Answer)>,
}

/// How a write went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// The shop said yes.
    Done,
    /// The shop said no.
    Refused,
    /// Nobody knows.
    Unknown,
}

/// What the merchant chose for a product or a variant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChoiceKind {
    /// The margin of a product, in place of the shop's. Subject: the till's product id.
    Margin,
    /// What the shop shows of a variant whose stock the till does not manage. Subject: its id.
    Figure,
}

/// A choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StockChoice {
    /// Of what.
    pub kind: ChoiceKind,
    /// The product, or the variant.
    pub subject: String,
    /// Pieces.
    pub pieces: u32,
}

/// A product at a point whose stock may have moved: whoever reads it next takes it away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// The point.
    pub point: i64,
    /// The product; empty: anything there.
    pub product: ProductId,
    /// When that was last said.
    pub at: Timestamp,
}

/// Offers.
#[async_trait]
pub trait Offers {
    /// Keeps offers as given (insert or replace by SKU). A SKU that is longer than the shop takes is
    /// passed over.
    async fn offers_put(&mut self, shop: &str, offers: &[OfferRow]) -> Result<()>;
    /// The offers of these SKUs, by SKU.
    async fn offers_of(&mut self, shop: &str, skus: &[String]) -> Result<Vec<OfferRow>>;
    /// The offers of these variants, by SKU.
    async fn offers_of_variants(
        &mut self,
        shop: &str,
        variants: &[String],
    ) -> Result<Vec<OfferRow>>;
    /// The offers of these products' variants, by SKU.
    async fn offers_of_products(
        &mut self,
        shop: &str,
        products: &[String],
    ) -> Result<Vec<OfferRow>>;
    /// Up to `limit` offers after `after` (by SKU), in order; only those of this standing, where one is
    /// named, and whose SKU or name holds `search` (without regard to case), where that is not empty.
    async fn offers_page(
        &mut self,
        shop: &str,
        standing: Option<Standing>,
        search: &str,
        after: &str,
        limit: i64,
    ) -> Result<Vec<OfferRow>>;
    /// How many offers there are of each standing.
    async fn offers_counted(&mut self, shop: &str) -> Result<Vec<(Standing, i64)>>;
    /// How many SKUs the shop shows with something to sell, as last listed.
    async fn offers_offering(&mut self, shop: &str) -> Result<i64>;
    /// Products of hot SKUs: with a target of `most` or less, or sold since `since`. Each once.
    async fn offers_hot(
        &mut self,
        shop: &str,
        most: i64,
        since: Timestamp,
    ) -> Result<Vec<ProductId>>;
    /// SKUs of which a pass has to decide anew even where nothing moved: they wait, are held, cannot be
    /// written, or their last write has no answer.
    async fn offers_pending(&mut self, shop: &str) -> Result<Vec<OfferRow>>;
    /// Forgets offers whose SKU is no longer ours.
    async fn offers_remove(&mut self, shop: &str, skus: &[String]) -> Result<()>;
    /// Notes what happened to figures.
    async fn offer_events_add(&mut self, shop: &str, events: &[OfferEvent]) -> Result<()>;
    /// Up to `limit` lines of a SKU's history, newest first.
    async fn offer_events(&mut self, shop: &str, sku: &str, limit: i64) -> Result<Vec<OfferEvent>>;
    /// Forgets lines of history older than `before`, up to `limit` at once; gives how many.
    async fn offer_events_prune(
        &mut self,
        shop: &str,
        before: Timestamp,
        limit: i64,
    ) -> Result<u64>;
    /// Keeps a choice (insert or replace by kind and subject).
    async fn stock_choice_put(&mut self, shop: &str, choice: &StockChoice) -> Result<()>;
    /// Takes a choice back.
    async fn stock_choice_remove(
        &mut self,
        shop: &str,
        kind: ChoiceKind,
        subject: &str,
    ) -> Result<()>;
    /// All choices, by kind and subject.
    async fn stock_choices(&mut self, shop: &str) -> Result<Vec<StockChoice>>;
    /// Says that stock may have moved; what was said before becomes newer.
    async fn moved_add(&mut self, shop: &str, moved: &[Moved]) -> Result<()>;
    /// What may have moved, the oldest first.
    async fn moved(&mut self, shop: &str, limit: i64) -> Result<Vec<Moved>>;
    /// Takes away what was read, where nothing newer was said meanwhile.
    async fn moved_done(&mut self, shop: &str, moved: &[Moved]) -> Result<()>;
}
