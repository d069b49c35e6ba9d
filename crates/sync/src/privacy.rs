//! Data of those who buy: forgotten in time, and told or forgotten when somebody asks.
//!
//! Guarantees (each a test):
//! - an order that is over forgets who bought after as many days as the merchant chose; lines, amounts
//!   and parts stay as they were;
//! - an order under way keeps its buyer until it is over, whoever asks: without an address nothing can be
//!   delivered. Then it forgets by itself;
//! - the address that somebody asked for is in no log, no journal and no row.

use std::time::Duration;

use jiff::SignedDuration;
use ponte_domain::orders::vat_number;
use ponte_store::{
    StoreError, Tx,
    buyers::BuyerKind,
    orders::{Behind, OrderRow},
};
use serde_json::{Value, json};

use crate::Engine;

/// The kind of job that forgets.
pub const KIND: &str = "privacy";
/// How often it is looked for who is to be forgotten.
pub const EVERY: Duration = Duration::from_secs(24 * 3600);
/// Orders that are read or forgotten at once.
const LOT: i64 = 200;
/// In place of a reason that somebody typed.
const NO_REASON: &str = "–";

/// What became of a wish to be forgotten.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Forgotten {
    /// Orders that no longer tell who bought.
    pub over: u64,
    /// Orders under way: they forget when they are over.
    pub under_way: u64,
}

impl Engine {
    /// Forgets who bought, in orders that are over for long enough or whose buyer asked for it. Gives how
    /// many orders. The work of the job.
    ///
    /// # Errors
    /// [`StoreError`]: what was not forgotten is the next time.
    pub async fn forget_old_buyers(&self, shop: &str) -> Result<u64, StoreError> {
        let Some(row) = self.store.read().await?.shop(shop).await? else {
            return Ok(0);
        };
        let days = i64::from(row.settings.privacy.keep_days);
        let before = self.clock.now() - SignedDuration::from_hours(days * 24);
        let mut forgotten = 0;
        loop {
            let mut tx = self.store.read().await?;
            let lot = tx.orders_to_forget(shop, before, LOT).await?;
            drop(tx);
            if lot.is_empty() || self.is_putting_down() {
                return Ok(forgotten);
            }
            let mut tx = self.store.write().await?;
            for order in &lot {
                forgotten += u64::from(forget(&mut *tx, shop, order).await?);
            }
            tx.commit().await?;
        }
    }

    /// The orders of the buyer with this e-mail address, oldest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn orders_of_buyer(
        &self,
        shop: &str,
        email: &str,
    ) -> Result<Vec<OrderRow>, StoreError> {
        let mut found = Vec::new();
        let mut behind: Option<Behind> = None;
        let mut tx = self.store.read().await?;
        loop {
            let lot = tx.orders_with_buyer(shop, behind.as_ref(), LOT).await?;
            let Some(last) = lot.last() else {
                return Ok(found);
            };
            behind = Some(Behind {
                ordered_at: last.ordered_at,
                id: last.id.clone(),
            });
            let own = |order: &OrderRow| {
                let details = order.details.as_ref();
                details.is_some_and(|details| details.is_of(email))
            };
            found.extend(lot.into_iter().filter(own));
        }
    }

    /// Everything that is kept of the buyer with this e-mail address, to be handed over.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn told_of_buyer(&self, shop: &str, email: &str) -> Result<Value, StoreError> {
        let orders = self.orders_of_buyer(shop, email).await?;
        let who = email.trim().to_lowercase();
        let mut tx = self.store.read().await?;
        let customer = tx.buyer(shop, BuyerKind::Customer, &who).await?;
        let orders: Vec<Value> = orders
            .iter()
            .map(|order| {
                json!({
                    "order": order.id,
                    "orderedAt": order.ordered_at.to_string(),
                    "stateOnShop": order.state.0,
                    "details": order.details,
                })
            })
            .collect();
        Ok(json!({
            "email": who,
            "customerOnTill": customer,
            "orders": orders,
        }))
    }

    /// Forgets the buyer with this e-mail address: now in orders that are over, in the others as soon as
    /// they are.
    ///
    /// # Errors
    /// [`StoreError`]: nothing, or a part of the orders, was forgotten; to be asked again.
    pub async fn forget_buyer(&self, shop: &str, email: &str) -> Result<Forgotten, StoreError> {
        let orders = self.orders_of_buyer(shop, email).await?;
        let mut forgotten = Forgotten::default();
        for lot in orders.chunks(usize::try_from(LOT).unwrap_or(1)) {
            let mut tx = self.store.write().await?;
            for order in lot {
                tx.order_to_forget(shop, &order.id).await?;
                if forget(&mut *tx, shop, &order.id).await? {
                    forgotten.over += 1;
                } else {
                    forgotten.under_way += 1;
                }
            }
            tx.commit().await?;
        }
        let mut tx = self.store.write().await?;
        let who = email.trim().to_lowercase();
        if forgotten.under_way == 0 {
            tx.buyer_forget(shop, BuyerKind::Customer, &who).await?;
        }
        tx.commit().await?;
        Ok(forgotten)
    }
}

/// An order that is over forgets who bought; `false`: it is under way.
async fn forget(tx: &mut dyn Tx, shop: &str, order: &str) -> Result<bool, StoreError> {
    let Some(mut whole) = tx.order(shop, order).await? else {
        return Ok(false);
    };
    if whole.order.open {
        return Ok(false);
    }
    let unnamed = format!("order {order}");
    if let Some(details) = &mut whole.order.details {
        for who in [&details.billing.email, &details.delivery.email, &unnamed] {
            let who = who.trim().to_lowercase();
            tx.buyer_forget(shop, BuyerKind::Customer, &who).await?;
        }
        if let Some(vat) = vat_number::italian(&details.billing.vat) {
            tx.buyer_forget(shop, BuyerKind::Organization, &vat).await?;
        }
        details.forget_buyer();
    }
    if let Some(reason) = &mut whole.order.ignored {
        NO_REASON.clone_into(reason);
    }
    tx.order_put(shop, &whole.order).await?;
    // What a point or the till answered may name somebody too.
    for mut part in whole.parts {
        if !part.refusal.is_empty() || !part.rejection.is_empty() {
            part.refusal.clear();
            part.rejection.clear();
            tx.part_put(shop, order, &part).await?;
        }
    }
    Ok(true)
}
