//! Sales over the counter, goods received, and the shop's figures set by hand.

use http::Method;
use jiff::Timestamp;
use ponte_transport::Clock;
use rust_decimal::prelude::ToPrimitive;
use serde_json::json;

use crate::{dice::Dice, town::Town};

/// Until `to`.
pub async fn work(town: &Town, day: u32, to: Timestamp) {
    let dice = Dice::of(town.temper.seed, &format!("counter {day}"));
    loop {
        town.clock.sleep(dice.seconds(30, 500)).await;
        if town.clock.now() >= to {
            return;
        }
        let point = *dice.one_of(&town.points);
        let good = dice.one_of(&town.goods);
        if !good.managed {
            continue;
        }
        let there = on_shelf(town, point, &good.sku);
        match dice.below(10) {
            0..5 if there > 0 => {
                let sold = dice.from_to(1, 3.min(there));
                let goods = json!([{"variant": good.variant, "quantity": sold.to_string()}]);
                let sale = json!({"sales_point": point, "goods": goods});
                town.control(Method::POST, "till/sales", sale).await;
            }
            5..7 => town.stock(point, good, there + dice.from_to(3, 15)).await,
            7 => town.stock(point, good, dice.below(8)).await,
            _ => town.fill_shop().await,
        }
    }
}

/// Pieces of an article at a point, as the till knows them.
#[must_use]
pub fn on_shelf(town: &Town, point: i64, sku: &str) -> u64 {
    let state = town.world.lock();
    let mut variants = state.tenants[0]
        .till
        .products()
        .flat_map(|product| &product.variants);
    let variant = variants.find(|variant| variant.sku.as_deref() == Some(sku));
    let level = variant.and_then(|variant| variant.stock.get(&point));
    level
        .and_then(|level| level.quantity.to_u64())
        .unwrap_or_default()
}
