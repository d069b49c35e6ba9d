//! Which products a point of sale takes with it when it is switched off, before it is.
//!
//! Guarantees: nothing is written and no service is asked; a product that is there only, and that we
//! show, is counted once; what a pass would not hide is not counted.

use ponte_domain::{finding::Finding, settings::Settings, till::SalesPointId};
use ponte_store::{StoreError, Tx};

use super::{
    brakes,
    comparing::{PAGE, may_hide},
};
use crate::Engine;

/// Products that would be hidden.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HidingEffect {
    /// How many.
    pub hidden: u64,
    /// Of how many that the shop shows.
    pub of: u64,
}

impl Engine {
    /// What switching `point` off would hide.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn hiding_effect(
        &self,
        shop: &str,
        settings: &Settings,
        point: SalesPointId,
    ) -> Result<HidingEffect, StoreError> {
        let mut effect = HidingEffect::default();
        let mut tx = self.store.read().await?;
        effect.of = u64::try_from(tx.listing_counts(shop).await?.1).unwrap_or(0);
        let mut after = 0;
        loop {
            let page = tx.mirror_page(shop, after, PAGE).await?;
            let Some(last) = page.last() else { break };
            after = last.place;
            let there = page
                .iter()
                .filter(|row| !row.missing && row.product.only_at == Some(point));
            let ids: Vec<String> = there.map(|row| row.product.id.clone()).collect();
            if ids.is_empty() {
                continue;
            }
            let listings = tx.listings_of(shop, &ids).await?;
            let hides = listings.iter().filter(|one| may_hide(one, settings));
            effect.hidden += hides.count() as u64;
        }
        Ok(effect)
    }
}

impl HidingEffect {
    /// Keeps the merchant's yes to these hidings, in the transaction that switches the point off: the
    /// brake asks only for more of them than the page told.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn confirm(
        &self,
        tx: &mut dyn Tx,
        shop: &str,
        now: jiff::Timestamp,
    ) -> Result<(), StoreError> {
        let finding = Finding::Held {
            count: self.hidden,
            of: self.of,
        };
        brakes::say_yes(tx, shop, brakes::HIDINGS, &finding, now).await
    }
}
