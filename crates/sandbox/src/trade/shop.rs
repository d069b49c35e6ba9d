//! What happens in the shop: orders, and orders that are cancelled.

use std::collections::BTreeSet;

use ponte_transport::Randomness;
use rust_decimal::Decimal;

use super::{
    Event, Goods,
    choose::{one_of, pieces},
};
use crate::{
    control::{
        Of, Refusal,
        shop_change::{change, put_status},
    },
    shop::{
        checkout::{Basket, Wish},
        order::Status,
        state::Shop,
    },
    world::SharedWorld,
};

/// Of five buyers, so many pay at once.
const PAYING: u64 = 4;

/// An article that the shop has.
struct Ware {
    uid: u64,
    superkey: String,
    sku: String,
    /// Pieces; none where it is sold without counting.
    there: Option<i64>,
}

/// Somebody buys one article or two of what the shop has.
pub(super) fn order(
    world: &SharedWorld,
    of: &Of,
    codes: &BTreeSet<String>,
    dice: &dyn Randomness,
) -> Result<Option<Event>, Refusal> {
    change(world, of, |shop, setting| {
        let mut wares = wares(shop, codes);
        let mut lines = Vec::new();
        let mut goods = Vec::new();
        let wanted = if dice.below(4) == 0 { 2 } else { 1 };
        for _ in 0..wanted {
            let Some(ware) = one_of(&wares, dice) else {
                break;
            };
            let there = ware.there.and_then(|there| u32::try_from(there).ok());
            let count = pieces(dice).min(there.unwrap_or(u32::MAX));
            lines.push(Wish {
                uid: Some(ware.uid),
                superkey: ware.superkey.clone(),
                sku: None,
                count,
            });
            goods.push(Goods {
                sku: Some(ware.sku.clone()).filter(|sku| !sku.is_empty()),
                variant: None,
                quantity: Decimal::from(count),
            });
            let chosen = (ware.uid, ware.superkey.clone());
            wares.retain(|ware| (ware.uid, &ware.superkey) != (chosen.0, &chosen.1));
        }
        let paid = dice.below(5) < PAYING;
        if lines.is_empty() {
            return Ok(None);
        }
        let basket = Basket {
            lines,
            paid,
            ..Basket::default()
        };
        let order = shop.checkout(basket, setting.switches, setting.now, setting.random)?;
        Ok(Some(Event::Order { order, paid, goods }))
    })
}

/// What a shopper can buy, in the order in which the shop got it.
fn wares(shop: &Shop, codes: &BTreeSet<String>) -> Vec<Ware> {
    let mut wares = Vec::new();
    for product in shop.products.iter().filter(|product| product.visible) {
        let mut add = |superkey: &str, sku: &str| {
            let there = shop.products.on_hand(product.uid, superkey);
            let wanted = codes.is_empty() || codes.contains(sku);
            if wanted && there.is_none_or(|there| there > 0) {
                wares.push(Ware {
                    uid: product.uid,
                    superkey: superkey.to_owned(),
                    sku: sku.to_owned(),
                    there,
                });
            }
        };
        if product.use_variants {
            for variant in &product.variants {
                add(&variant.superkey, &variant.sku);
            }
        } else {
            add("", &product.sku);
        }
    }
    wares
}

/// An order that is not yet sent is cancelled.
pub(super) fn cancellation(
    world: &SharedWorld,
    of: &Of,
    dice: &dyn Randomness,
) -> Result<Option<Event>, Refusal> {
    let open = |status| matches!(status, Status::Pending | Status::Paid | Status::Preparation);
    let live: Vec<String> = {
        let mut state = world.lock();
        let orders = of.tenant(&mut state)?.shop.orders.newest_first();
        let orders = orders.filter(|order| open(order.status));
        orders.map(|order| order.id.clone()).collect()
    };
    let Some(order) = one_of(&live, dice).cloned() else {
        return Ok(None);
    };
    put_status(world, of, &order, Status::Aborted)?;
    Ok(Some(Event::Cancellation { order }))
}
