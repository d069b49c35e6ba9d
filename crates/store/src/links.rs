//! Links: which category, VAT profile or attribute of the shop stands for which of the till.

use async_trait::async_trait;

use crate::Result;

/// A category of the till and the shop's category that stands for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CategoryLink {
    /// The till's category.
    pub till: String,
    /// The shop's category.
    pub uid: i64,
    /// Its name when it was linked.
    pub name: String,
    /// Made by Ponte: then it follows a new name on the till.
    pub ours: bool,
    /// A person chose it: it stays when the till's category gets another name.
    pub by_hand: bool,
}

/// A tax of the till and the shop's VAT profile that stands for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaxLink {
    /// The till's tax.
    pub till: String,
    /// The shop's profile.
    pub profile: String,
    /// Rate and nature when it was linked (`22`, `0 N4`): another rate needs another profile.
    pub rate: String,
    /// A person chose it.
    pub by_hand: bool,
}

/// Links.
#[async_trait]
pub trait Links {
    /// Links of categories.
    async fn category_links(&mut self, shop: &str) -> Result<Vec<CategoryLink>>;
    /// Keeps a link (insert or replace by the till's category).
    async fn category_link_put(&mut self, shop: &str, link: &CategoryLink) -> Result<()>;
    /// Links of taxes.
    async fn tax_links(&mut self, shop: &str) -> Result<Vec<TaxLink>>;
    /// Keeps a link (insert or replace by the till's tax).
    async fn tax_link_put(&mut self, shop: &str, link: &TaxLink) -> Result<()>;
    /// The shop's attribute that carries the till's product id, if known.
    async fn id_attribute(&mut self, shop: &str) -> Result<Option<String>>;
    /// Keeps that attribute's id.
    async fn id_attribute_put(&mut self, shop: &str, attribute: &str) -> Result<()>;
}
