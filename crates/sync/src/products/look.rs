//! A look at one product as the shop shows it now, for whoever wants to compare: one call, and nothing
//! is kept.

use ponte_domain::money::Money;
use ponte_store::{StoreError, Tx};
use ts_commerce::{Error, Product, Uid};

use crate::{
    Engine,
    remotes::{RemotesTrouble, secret},
};

/// A product as the shop shows it. What the answer does not hold is missing.
#[derive(Clone, Debug, PartialEq)]
pub struct Seen {
    /// Its name.
    pub name: Option<String>,
    /// Its description, HTML.
    pub description: Option<String>,
    /// What buyers pay.
    pub price: Option<Money>,
    /// Whether buyers see it.
    pub visible: Option<bool>,
    /// Its categories that stand for one of the till's, by name.
    pub categories: Vec<String>,
    /// How many others it has: the merchant's own.
    pub other_categories: usize,
    /// Rate and nature of its VAT, as [`ponte_domain::till::Tax::key`] gives them; none where its
    /// profile stands for none of the till's.
    pub vat: Option<String>,
    /// Its codes: its own, then those of its variants.
    pub codes: Vec<String>,
}

/// Why nothing was seen.
#[derive(Debug, thiserror::Error)]
pub enum LookTrouble {
    /// It was never written there.
    #[error("it is not in the shop")]
    NotListed,
    /// The shop does not have it any more.
    #[error("the shop does not have it any more")]
    Gone,
    /// Keys are missing, or the shop does not take them.
    #[error(transparent)]
    Keys(#[from] RemotesTrouble),
    /// The shop does not answer, or not in a way that can be understood.
    #[error("the shop does not answer")]
    NoAnswer(#[source] Error),
    /// Our own trouble.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Engine {
    /// Reads a product from the shop.
    ///
    /// # Errors
    /// [`LookTrouble`].
    pub async fn look_at_product(&self, shop: &str, product: &str) -> Result<Seen, LookTrouble> {
        let mut tx = self.store.read().await?;
        let row = tx.shop(shop).await?.ok_or(LookTrouble::NotListed)?;
        let listing = tx.listing(shop, product).await?;
        let listing = listing.ok_or(LookTrouble::NotListed)?;
        drop(tx);
        let open = |what: &str, sealed: &Option<Vec<u8>>| {
            let sealed = sealed.as_ref().ok_or(RemotesTrouble::NoKeys)?;
            let opened = self.sealer.open(shop, what, sealed);
            opened.map_err(RemotesTrouble::from)
        };
        let client = self.shop_client(
            &row,
            open(secret::SHOP_KEY, &row.shop_key)?,
            open(secret::SHOP_EXCHANGE, &row.shop_exchange)?,
            row.settings.pace,
            self.transport.clone(),
        )?;
        let there = match client.product(Uid(listing.uid)).await {
            Ok(there) => there,
            Err(Error::NotFound { .. }) => return Err(LookTrouble::Gone),
            Err(error) => return Err(LookTrouble::NoAnswer(error)),
        };
        let mut tx = self.store.read().await?;
        Ok(seen(&mut *tx, shop, there).await?)
    }
}

async fn seen(tx: &mut dyn Tx, shop: &str, there: Product) -> Result<Seen, StoreError> {
    let categories = tx.category_links(shop).await?;
    let taxes = tx.tax_links(shop).await?;
    let name_of = |uid: &Uid| {
        let mut links = categories.iter();
        let link = links.find(|link| link.uid > 0 && link.uid == uid.0)?;
        Some(link.name.clone())
    };
    let known: Vec<String> = there.categories.iter().filter_map(name_of).collect();
    let profile = there.tax_profile.as_ref();
    let tax = taxes
        .into_iter()
        .find(|link| Some(&link.profile) == profile);
    let price = there.final_price.or(there.price);
    let codes = std::iter::once(there.sku).chain(there.variants.into_iter().map(|one| one.sku));
    Ok(Seen {
        name: there.title,
        description: there.description,
        price: price.and_then(Money::from_decimal),
        visible: there.status.map(|status| status != 0),
        other_categories: there.categories.len() - known.len(),
        categories: known,
        vat: tax.map(|link| link.rate),
        codes: codes.filter(|code| !code.is_empty()).collect(),
    })
}
