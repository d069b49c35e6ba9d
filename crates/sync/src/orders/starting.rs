//! From when on orders count, moved by the merchant.
//!
//! Guarantees (each a test): orders from that moment on go to the till, older ones never do; what is on
//! the till already stays what it is; of the older ones those hold their pieces back that the merchant
//! wants to keep aside, as long as they live on the shop.

use std::collections::BTreeMap;

use jiff::Timestamp;
use ponte_domain::orders::part::Part;
use ponte_store::{StoreError, orders::OrderEvent};

use super::{STREAM, standing, whole_second};
use crate::{Engine, stale, stock};

impl Engine {
    /// Orders count from that moment on. `older`: for orders before it, whether their pieces are kept
    /// aside (*da tenere da parte*) or taken for gone (*già sulla cassa*); the others stay as they were.
    /// `false` where there is no such shop.
    ///
    /// # Errors
    /// [`StoreError`]: nothing was changed.
    pub async fn count_orders_from(
        &self,
        shop: &str,
        from: Timestamp,
        older: &BTreeMap<String, bool>,
        asked_by: &str,
    ) -> Result<bool, StoreError> {
        let (now, from) = (self.clock.now(), whole_second(from));
        let mut tx = self.store.write().await?;
        let Some(row) = tx.shop(shop).await? else {
            return Ok(false);
        };
        let mut settings = row.settings;
        settings.orders.from = Some(from);
        tx.shop_set_settings(shop, &settings).await?;
        for (id, aside) in older {
            let Some(mut whole) = tx.order(shop, id).await? else {
                continue;
            };
            let parts = standing::parts(&whole.parts);
            if whole.order.ordered_at >= from || parts.iter().any(Part::is_bound) {
                continue;
            }
            let changed = whole.order.set_aside != *aside;
            whole.order.set_aside = *aside;
            standing::set(&mut whole.order, &whole.parts, &settings.orders, now);
            // The next pass takes back what was planned of it, and closes it where nothing is left.
            whole.order.open = true;
            tx.order_put(shop, &whole.order).await?;
            if changed {
                let what = if *aside { "set_aside" } else { "not_set_aside" };
                let event = OrderEvent {
                    at: now,
                    what: format!("decided_{what}"),
                    detail: asked_by.to_owned(),
                };
                tx.order_event(shop, id, &event).await?;
            }
        }
        for stream in [STREAM, stock::STREAM] {
            stale::mark(&mut *tx, shop, stream, now).await?;
        }
        tx.commit().await?;
        self.wake();
        Ok(true)
    }
}
