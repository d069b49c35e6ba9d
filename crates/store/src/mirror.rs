//! The till's catalogue as last read.
//!
//! A pass reads the till into the mirror page by page and then works from it: so duplicates are
//! seen across pages, a run can be taken up again anywhere, and nothing has to be kept in memory.

use std::collections::BTreeSet;

use async_trait::async_trait;
use jiff::Timestamp;
use ponte_domain::till::TillProduct;

use crate::Result;

/// A product as last read.
#[derive(Clone, Debug, PartialEq)]
pub struct Mirrored {
    /// Grows by one for each product first seen: a stable order for keyset pages.
    pub place: i64,
    /// The product.
    pub product: TillProduct,
    /// The pass that last saw it.
    pub pass: i64,
    /// The till no longer has it.
    pub missing: bool,
}

/// The till's catalogue as last read.
#[async_trait]
pub trait Mirror {
    /// Keeps products as read in `pass` (insert or update by id, `missing` is cleared), with the
    /// codes of each: `(code, variant id or "" for a parent's)`, cleaned, empty ones left out.
    async fn mirror_put(
        &mut self,
        shop: &str,
        pass: i64,
        products: &[(TillProduct, Option<Timestamp>)],
    ) -> Result<()>;
    /// Up to `limit` products after `place`, in order.
    async fn mirror_page(&mut self, shop: &str, after: i64, limit: i64) -> Result<Vec<Mirrored>>;
    /// One product.
    async fn mirrored(&mut self, shop: &str, product: &str) -> Result<Option<Mirrored>>;
    /// How many products the till has, as last read (missing ones not counted).
    async fn mirror_count(&mut self, shop: &str) -> Result<i64>;
    /// Up to `limit` ids after `after` (by id) of products not missing that `pass` did not see.
    async fn mirror_unseen(
        &mut self,
        shop: &str,
        pass: i64,
        after: &str,
        limit: i64,
    ) -> Result<Vec<String>>;
    /// Marks products as missing from the till.
    async fn mirror_missing(&mut self, shop: &str, products: &[String]) -> Result<()>;
    /// Codes that more than one variant of products not missing and enabled for e-commerce carries.
    async fn duplicate_codes(&mut self, shop: &str) -> Result<BTreeSet<String>>;
    /// Which of these codes [`Mirror::duplicate_codes`] names: without a look at the others.
    async fn duplicates_among(&mut self, shop: &str, codes: &[String]) -> Result<BTreeSet<String>>;
    /// Variants that carry one of these codes, cleaned, of missing products too: (code, product,
    /// variant), in that order. Codes of multivariant products as a whole are none.
    async fn variants_by_code(
        &mut self,
        shop: &str,
        codes: &[String],
    ) -> Result<Vec<(String, String, String)>>;
    /// Codes of multivariant products that another product (not missing) or a variant carries too.
    async fn clashing_parents(&mut self, shop: &str) -> Result<BTreeSet<String>>;
    /// Which of these codes [`Mirror::clashing_parents`] names: without a look at the others.
    async fn clashing_among(&mut self, shop: &str, codes: &[String]) -> Result<BTreeSet<String>>;
}
