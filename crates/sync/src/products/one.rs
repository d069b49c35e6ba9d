//! One product at a time: brought in step now, left out of the shop, taken back.
//!
//! Guarantees: a run for one product is a run as any other, under the stream's lease, and reads and
//! writes that product alone; what the merchant leaves out is kept before anything is done about it,
//! so whichever pass comes next obeys it.

use ponte_store::{
    StoreError,
    products::LeftOut,
    runs::{Run, RunKind},
};
use serde_json::json;

use super::STREAM;
use crate::{Engine, StartTrouble, stale};

/// The product's place among a run's figures.
const PRODUCT: &str = "product";

/// The product that a run is about; none where it is about all of them.
#[must_use]
pub fn product_of(run: &Run) -> Option<&str> {
    let named = run.figures.get(PRODUCT)?.as_str();
    named.filter(|_| run.kind == RunKind::One)
}

impl Engine {
    /// Asks for a run of one product: it is read from the till by its id, compared with the shop as it
    /// is, and written. Gives the run's id.
    ///
    /// # Errors
    /// [`StartTrouble`]: nothing was started.
    pub async fn start_product(
        &self,
        shop: &str,
        product: &str,
        asked_by: &str,
    ) -> Result<i64, StartTrouble> {
        let figures = json!({ PRODUCT: product });
        self.begin_products(shop, RunKind::One, figures, asked_by)
            .await
    }

    /// The merchant leaves a product out of the shop: it is hidden there, and no pass shows it again.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn leave_out(
        &self,
        shop: &str,
        product: &str,
        asked_by: &str,
    ) -> Result<(), StoreError> {
        let left = LeftOut {
            product: product.to_owned(),
            who: asked_by.to_owned(),
            since: self.clock.now(),
        };
        let mut tx = self.store.write().await?;
        tx.product_leave_out(shop, &left).await?;
        tx.commit().await?;
        self.see_to(shop, product, asked_by).await
    }

    /// The merchant takes that back.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn take_back(
        &self,
        shop: &str,
        product: &str,
        asked_by: &str,
    ) -> Result<(), StoreError> {
        let mut tx = self.store.write().await?;
        tx.product_take_back(shop, product).await?;
        tx.commit().await?;
        self.see_to(shop, product, asked_by).await
    }

    /// A run for it, or a pass after the one that is under way; none before the first synchronisation.
    async fn see_to(&self, shop: &str, product: &str, asked_by: &str) -> Result<(), StoreError> {
        match self.start_product(shop, product, asked_by).await {
            Ok(_) => {}
            Err(StartTrouble::Running(_)) => {
                let mut tx = self.store.write().await?;
                stale::mark(&mut *tx, shop, STREAM, self.clock.now()).await?;
                tx.commit().await?;
                self.wake();
            }
            Err(StartTrouble::Store(error)) => return Err(error),
            // It is obeyed as soon as anything is written at all.
            Err(_) => {}
        }
        Ok(())
    }
}
