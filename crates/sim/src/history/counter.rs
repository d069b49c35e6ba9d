//! Sales over the counter. What our orders or others were promised there is set aside, and not sold.

use http::Method;
use jiff::Timestamp;
use ponte_transport::{Clock, clock::between};
use serde_json::json;

use crate::{
    dice::Dice,
    stock::{oversold::Side, shelves, truth::Look},
    town::{Good, Town},
};

/// Until `to`.
pub async fn work(town: &Town, day: u32, to: Timestamp) {
    let dice = Dice::of(town.temper.seed, &format!("counter {day}"));
    let span = between(town.clock.now(), to).as_secs();
    let pause = (span / town.temper.sales.max(1)).max(1);
    loop {
        town.clock.sleep(dice.seconds(0, 2 * pause)).await;
        if town.clock.now() >= to {
            return;
        }
        let point = *dice.one_of(&town.points);
        let most = dice.from_to(1, 3);
        // Who does not find one thing takes another.
        for _ in 0..5 {
            let good = popular(town, &dice);
            let there = on_sale(town, point, good).min(most);
            if good.managed && there > 0 {
                sell(town, point, good, there).await;
                break;
            }
        }
    }
}

/// An article: some are wanted much more than others.
#[must_use]
pub fn popular<'a>(town: &'a Town, dice: &Dice) -> &'a Good {
    let all = town.goods.len() as u64;
    let place = dice.below(all).min(dice.below(all));
    &town.goods[usize::try_from(place).unwrap_or(0)]
}

/// Sells so many pieces.
pub async fn sell(town: &Town, point: i64, good: &Good, pieces: u64) {
    let (lacking, unknown_since) = (town.look(good), waits_since(town, good));
    let goods = json!([{"variant": good.variant, "quantity": pieces.to_string()}]);
    let sale = json!({"sales_point": point, "goods": goods});
    town.control(Method::POST, "till/sales", sale).await;
    let told = format!("{pieces} sold over the counter at {point}");
    town.story.tell(&good.sku, town.clock.now(), &told);
    if town.offering().contains(&point) {
        town.sold(Side::Counter, good, lacking, unknown_since);
    }
}

/// Since when pieces of an article are bought in the shop, and the till does not know of it.
fn waits_since(town: &Town, good: &Good) -> Option<Timestamp> {
    let state = town.world.lock();
    let tenant = &state.tenants[0];
    let look = Look::at(tenant, good);
    let waits = look
        .orders()
        .filter(|(order, pieces)| order.status.is_live() && look.of_order(&order.id) < *pieces);
    waits.map(|(order, _)| order.placed).max()
}

/// Pieces of an article that lie at a point, as the till knows them.
#[must_use]
pub fn on_shelf(town: &Town, point: i64, good: &Good) -> u64 {
    let state = town.world.lock();
    let level = good.level(&state.tenants[0], point);
    let there = level.map_or(0, |level| shelves::pieces(level.quantity));
    u64::try_from(there).unwrap_or(0)
}

/// Of these, pieces that nobody was promised there.
fn on_sale(town: &Town, point: i64, good: &Good) -> u64 {
    let state = town.world.lock();
    let look = Look::at(&state.tenants[0], good);
    u64::try_from(look.left(point) - look.open_at(point)).unwrap_or(0)
}
