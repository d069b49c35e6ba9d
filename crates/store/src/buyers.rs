//! Which customer or company of the till a buyer of the shop is.
//!
//! Buyers are known by a digest of their e-mail address or VAT number: the address itself is with the
//! order alone.

use async_trait::async_trait;

use crate::Result;

/// What a buyer is on the till.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BuyerKind {
    /// A customer, by e-mail.
    Customer,
    /// A company, by VAT number.
    Organization,
}

/// Buyers.
#[async_trait]
pub trait Buyers {
    /// The till's id of a buyer, if it is known.
    async fn buyer(&mut self, shop: &str, kind: BuyerKind, who: &str) -> Result<Option<String>>;
    /// Keeps it (insert or replace).
    async fn buyer_put(&mut self, shop: &str, kind: BuyerKind, who: &str, till: &str)
    -> Result<()>;
    /// Forgets it: the till no longer knows that id.
    async fn buyer_forget(&mut self, shop: &str, kind: BuyerKind, who: &str) -> Result<()>;
}
