//! The one attribute that carries the till's product id: read-only, so that nobody breaks the link
//! by accident (TS Commerce sheet §16).

use ts_commerce::AttributeKind;

use crate::products::{pass::Pass, trouble::Trouble};

/// Its label on the shop.
const LABEL: &str = "ID Cassa in Cloud";

/// Finds or makes it. A shop that refuses one goes without: SKUs still tell what is what.
pub(super) async fn go(pass: &Pass<'_>) -> Result<(), Trouble> {
    if pass.read().await?.id_attribute(pass.id()).await?.is_some() {
        return Ok(());
    }
    let shop = &pass.remotes.shop;
    let found = shop.search_attributes(LABEL).await?;
    let id = match found.into_iter().find(|attribute| attribute.label == LABEL) {
        Some(attribute) => attribute.id,
        // An unknown outcome enters the phase again, and so the search above.
        None => match shop
            .create_attribute(LABEL, &AttributeKind::Text, true)
            .await
        {
            Ok(id) => id,
            Err(ts_commerce::Error::Refused { text, .. }) => {
                tracing::info!(
                    shop = pass.id(),
                    text,
                    "the shop refuses the attribute for ids"
                );
                return Ok(());
            }
            Err(error) => return Err(error.into()),
        },
    };
    let mut tx = pass.write().await?;
    tx.id_attribute_put(pass.id(), &id).await?;
    Ok(tx.commit().await?)
}
