//! The till's products as the merchant's page lists them, and which of them the merchant leaves out.
//!
//! A pass over the products keeps a row of each as it looks at it; what is written to the shop, or
//! refused there, moves the row at once. So the page never works anything out for a list, and the
//! filters are an index.
//!
//! Guarantees, each in the conformance suite: how a product stands follows from its row alone; a pass
//! never takes back what the merchant chose meanwhile, nor what the shop answered.

use async_trait::async_trait;
use jiff::Timestamp;
use ponte_domain::{
    code,
    listing::Listing,
    money::Money,
    till::{ProductId, Surroundings, TillProduct},
    why::Check,
};
use serde::{Deserialize, Serialize};

use crate::Result;

/// Letters of a name by which products are in order.
const SORTED: usize = 120;
/// Most letters in which a product is searched for: beyond some hundreds of variants their codes are
/// no longer found.
const SEARCHED: usize = 20_000;

/// What a pass made of a product.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Judged {
    /// It is meant for the shop, and can be listed.
    List,
    /// It is not meant for the shop.
    Leave,
    /// It is, and something stands in the way.
    Blocked,
}

/// What the shop has of a product, as we last left it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ListedAs {
    /// Nothing.
    No,
    /// Buyers see it.
    Visible,
    /// Buyers do not see it.
    Hidden,
    /// Its variants are linked for stock and orders, and that is all.
    Linked,
}

impl ListedAs {
    /// What the shop has.
    #[must_use]
    pub fn of(listing: Option<&Listing>) -> Self {
        match listing {
            None => Self::No,
            Some(listing) if listing.link_only => Self::Linked,
            Some(listing) if listing.visible => Self::Visible,
            Some(_) => Self::Hidden,
        }
    }
}

/// How a product stands: what the page filters by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProductStanding {
    /// In the shop.
    Listed,
    /// Meant for the shop, and not there yet (or not shown).
    Waiting,
    /// Somebody has to mend something.
    Attention,
    /// Not meant for the shop, as the till says.
    NotMeant,
    /// The merchant leaves it out.
    LeftOut,
}

/// A product as the page lists it.
#[derive(Clone, Debug, PartialEq)]
pub struct ProductRow {
    /// The till's product.
    pub product: ProductId,
    /// Its name.
    pub name: String,
    /// What it is searched by: [`searched`].
    pub searched: String,
    /// Its own code; empty where it has none.
    pub code: String,
    /// How many variants it has.
    pub variants: i64,
    /// Its lowest price in the price list chosen.
    pub price: Option<Money>,
    /// What a pass made of it.
    pub judged: Judged,
    /// What stands in its way on the till's side; empty where nothing does.
    pub troubles: Vec<Check>,
    /// What the shop has of it.
    pub listed: ListedAs,
    /// The shop's words when it refused the last write; else empty.
    pub refused: String,
    /// The merchant leaves it out.
    pub left_out: bool,
}

impl ProductRow {
    /// How it stands: what is kept beside the same columns, for the filters.
    #[must_use]
    pub fn standing(&self) -> ProductStanding {
        if self.left_out {
            return ProductStanding::LeftOut;
        }
        match (self.judged, self.listed) {
            (Judged::Leave, _) => ProductStanding::NotMeant,
            (Judged::Blocked, _) => ProductStanding::Attention,
            (Judged::List, _) if !self.refused.is_empty() => ProductStanding::Attention,
            (Judged::List, ListedAs::Visible | ListedAs::Linked) => ProductStanding::Listed,
            (Judged::List, ListedAs::No | ListedAs::Hidden) => ProductStanding::Waiting,
        }
    }

    /// Where it stands among the others: by name, without regard to case.
    #[must_use]
    pub fn sort_name(&self) -> String {
        let name = self.name.trim().to_lowercase();
        name.chars().take(SORTED).collect()
    }
}

/// What a product is searched by: its name, its codes and bar codes, in lower case.
#[must_use]
pub fn searched(product: &TillProduct) -> String {
    let codes = code::codes(product).into_iter().map(|(code, _)| code);
    let of_variants = product.variants.iter().flat_map(|one| &one.barcodes);
    let barcodes = product.barcodes.iter().chain(of_variants).cloned();
    let mut all = vec![product.name.trim().to_owned()];
    all.extend(codes);
    all.extend(barcodes);
    let all = all.join("\n").to_lowercase();
    all.chars().take(SEARCHED).collect()
}

/// A product that the merchant leaves out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// The till's product.
    pub product: ProductId,
    /// Who said so.
    pub who: String,
    /// When.
    pub since: Timestamp,
}

/// Products as the page lists them.
#[async_trait]
pub trait Products {
    /// Keeps rows as a pass made them (insert or replace by product). Of a row that is there already
    /// `listed` and `left_out` stay as they are: others move them.
    async fn products_put(&mut self, shop: &str, rows: &[ProductRow]) -> Result<()>;
    /// Forgets rows: the till no longer has these products.
    async fn products_remove(&mut self, shop: &str, products: &[String]) -> Result<()>;
    /// The rows of these products, in no particular order.
    async fn products_of(&mut self, shop: &str, products: &[String]) -> Result<Vec<ProductRow>>;
    /// Up to `limit` rows after `after` (sort name and product), by name; only those that stand so,
    /// where that is named, and whose name, codes or bar codes hold `search` (without regard to case),
    /// where that is not empty.
    async fn products_page(
        &mut self,
        shop: &str,
        standing: Option<ProductStanding>,
        search: &str,
        after: (&str, &str),
        limit: i64,
    ) -> Result<Vec<ProductRow>>;
    /// How many products stand in each way, counted to `most` and no further.
    async fn products_counted(
        &mut self,
        shop: &str,
        most: i64,
    ) -> Result<Vec<(ProductStanding, i64)>>;
    /// Notes that the shop refused the last write of a product, in these words.
    async fn product_refused(&mut self, shop: &str, product: &str, text: &str) -> Result<()>;
    /// The merchant leaves a product out; said again it changes nothing.
    async fn product_leave_out(&mut self, shop: &str, left: &LeftOut) -> Result<()>;
    /// The merchant takes that back.
    async fn product_take_back(&mut self, shop: &str, product: &str) -> Result<()>;
    /// What the merchant leaves out, by product.
    async fn products_left_out(&mut self, shop: &str) -> Result<Vec<LeftOut>>;
    /// Keeps the till's small lists as read at `at`.
    async fn surroundings_put(
        &mut self,
        shop: &str,
        surroundings: &Surroundings,
        at: Timestamp,
    ) -> Result<()>;
    /// The till's small lists, and when they were read; none before the first pass.
    async fn surroundings(&mut self, shop: &str) -> Result<Option<(Surroundings, Timestamp)>>;
}
