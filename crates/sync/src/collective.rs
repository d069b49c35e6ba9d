//! *Clienti sulla cassa*: the one customer of the till that all orders may come from.
//!
//! Guarantees (each a test): a customer is looked up before it is chosen, so that no order is refused
//! because of a slip of the finger; nothing is made or changed on the till.

use ponte_store::StoreError;

use crate::{
    Engine,
    remotes::{Lane, RemotesTrouble, secret},
};

/// Why a customer was not looked up.
#[derive(Debug, thiserror::Error)]
pub enum CollectiveTrouble {
    /// No such shop.
    #[error("no such shop")]
    NoShop,
    /// A key is missing, or cannot be used.
    #[error(transparent)]
    Keys(#[from] RemotesTrouble),
    /// The till gave no answer that can be used.
    #[error("the till: {0}")]
    Till(cassa_in_cloud::Error),
    /// Our own trouble.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Engine {
    /// The till's id of the customer with this id or e-mail address; `None`: it has nobody of the kind.
    ///
    /// # Errors
    /// [`CollectiveTrouble`].
    pub async fn till_customer(
        &self,
        shop: &str,
        who: &str,
    ) -> Result<Option<String>, CollectiveTrouble> {
        let row = self.store.read().await?.shop(shop).await?;
        let row = row.ok_or(CollectiveTrouble::NoShop)?;
        let sealed = row.till_key.as_ref().ok_or(RemotesTrouble::NoKeys)?;
        let key = self.sealer.open(&row.id, secret::TILL_KEY, sealed);
        let key = key.map_err(RemotesTrouble::from)?;
        let till = self.till(&row, key, Lane::Products, self.transport.clone())?;
        let who = who.trim();
        let found = if who.contains('@') {
            let found = till.customers_by_email(who).await;
            found.map(|found| found.into_iter().next())
        } else {
            match till.customer(who).await {
                Err(error) if error.is_not_found() => Ok(None),
                found => found.map(Some),
            }
        };
        let found = found.map_err(CollectiveTrouble::Till)?;
        Ok(found.map(|customer| customer.id))
    }
}
