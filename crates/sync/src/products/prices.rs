//! What another *Listino online* would make of the shop's prices, before it is kept.
//!
//! It follows from the till's catalogue as last read and from what we last wrote. Guarantees: nothing
//! is written and no service is asked; only products whose price the till decides are counted.

use std::collections::BTreeMap;

use ponte_domain::{
    brake::moves_by_more_than_half,
    finding::Finding,
    listing::{Group, Listing},
    price::price,
    settings::{Mode, Policy, PriceList, Settings},
    till::TillProduct,
};
use ponte_store::{StoreError, Tx};

use super::brakes;
use crate::Engine;

/// Products that are looked at in one go.
const PAGE: i64 = 500;

/// What would change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PriceEffect {
    /// Products with another price.
    pub changed: u64,
    /// Of these, such as move by more than half.
    pub jump: u64,
    /// Products that have no price in that list: they would wait for one.
    pub without: u64,
    /// Products of ours that the shop shows.
    pub of: u64,
}

impl Engine {
    /// What the prices of the shop would become with `list`.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn price_effect(
        &self,
        shop: &str,
        settings: &Settings,
        list: &PriceList,
    ) -> Result<PriceEffect, StoreError> {
        let mut effect = PriceEffect::default();
        let mut tx = self.store.read().await?;
        effect.of = u64::try_from(tx.listing_counts(shop).await?.1).unwrap_or(0);
        if settings.mode != Mode::Everything || settings.fields.price != Policy::Always {
            return Ok(effect);
        }
        let mut after = 0;
        loop {
            let page = tx.mirror_page(shop, after, PAGE).await?;
            let Some(last) = page.last() else { break };
            after = last.place;
            let ids: Vec<String> = page.iter().map(|row| row.product.id.clone()).collect();
            let listings = tx.listings_of(shop, &ids).await?;
            let listings: BTreeMap<&str, &Listing> = listings
                .iter()
                .map(|listing| (listing.product.as_str(), listing))
                .collect();
            for row in page.iter().filter(|row| !row.missing) {
                let listing = listings.get(row.product.id.as_str());
                if let Some(listing) = listing.filter(|listing| is_ours(listing)) {
                    effect.add(&row.product, listing, list);
                }
            }
        }
        Ok(effect)
    }
}

fn is_ours(listing: &Listing) -> bool {
    listing.visible && !listing.link_only && !listing.kept.contains(&Group::Price)
}

impl PriceEffect {
    fn add(&mut self, product: &TillProduct, listing: &Listing, list: &PriceList) {
        let (mut changed, mut jump, mut without) = (false, false, false);
        for variant in &product.variants {
            let listed = listing.variants.iter();
            let Some(listed) = listed.into_iter().find(|one| one.variant == variant.id) else {
                continue;
            };
            match price(&product.prices, &variant.prices, list) {
                None => without = true,
                Some(price) => {
                    changed |= price != listed.price;
                    jump |= moves_by_more_than_half(listed.price, price);
                }
            }
        }
        self.without += u64::from(without);
        // What has no price is left as it is.
        self.changed += u64::from(changed && !without);
        self.jump += u64::from(jump && !without);
    }

    /// Keeps the merchant's yes to these prices, in the transaction that keeps the list: the brake asks
    /// only for more of them than the page told.
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
            count: self.jump,
            of: self.of,
        };
        brakes::say_yes(tx, shop, brakes::PRICES, &finding, now).await
    }
}
