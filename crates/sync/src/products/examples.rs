//! A few products as the shop shows them, for the green banner.

use ponte_domain::listing::Listing;
use ponte_store::StoreError;

use crate::Engine;

/// A product of ours on the shop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// Its name.
    pub name: String,
    /// Its public page (TS Commerce sheet §11.3: `/product/{uid}/…`).
    pub url: String,
}

/// Up to `most` visible products.
///
/// # Errors
/// [`StoreError`].
pub async fn examples(
    engine: &Engine,
    shop: &str,
    most: usize,
) -> Result<Vec<Example>, StoreError> {
    let mut tx = engine.store.read().await?;
    let Some(row) = tx.shop(shop).await? else {
        return Ok(Vec::new());
    };
    let mut examples = Vec::new();
    for Listing { product, uid, .. } in tx
        .listing_page(shop, "", 50)
        .await?
        .into_iter()
        .filter(|listing| listing.visible && !listing.link_only)
        .take(most)
    {
        if let Some(row_) = tx.mirrored(shop, &product).await? {
            let url = format!("{}/product/{uid}", row.url);
            examples.push(Example {
                name: row_.product.name,
                url,
            });
        }
    }
    Ok(examples)
}
