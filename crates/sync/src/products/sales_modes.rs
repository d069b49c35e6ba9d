//! The till's sales modes by name, as the last pass over the products read them: what the page offers
//! as a *Listino online*.

use std::collections::BTreeMap;

use ponte_store::{Result, Tx};

/// The memory's name in the store.
const NAME: &str = "sales modes";

/// Remembers them; what has not changed is not written.
pub(super) async fn keep(
    tx: &mut dyn Tx,
    shop: &str,
    modes: &BTreeMap<String, String>,
) -> Result<()> {
    if sales_modes(tx, shop).await? == *modes {
        return Ok(());
    }
    let value = serde_json::to_value(modes).unwrap_or_default();
    tx.remember(shop, NAME, &value).await
}

/// Names by id; empty before the first reading.
///
/// # Errors
/// [`ponte_store::StoreError`].
pub async fn sales_modes(tx: &mut dyn Tx, shop: &str) -> Result<BTreeMap<String, String>> {
    let kept = tx.remembered(shop, NAME).await?;
    Ok(serde_json::from_value(kept).unwrap_or_default())
}
