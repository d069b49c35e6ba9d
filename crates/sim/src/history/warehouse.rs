//! Goods moved by hand: received, carried from one point to another, counted, taken back; and the
//! till's own orders, by phone.

use http::Method;
use jiff::Timestamp;
use ponte_transport::{Clock, clock::between};
use rust_decimal::Decimal;
use serde_json::json;

use super::counter::{on_shelf, popular, sell};
use crate::{
    dice::Dice,
    town::{Good, Town},
};

/// Until `to`.
pub async fn work(town: &Town, day: u32, to: Timestamp) {
    let dice = Dice::of(town.temper.seed, &format!("warehouse {day}"));
    let span = between(town.clock.now(), to).as_secs();
    let pause = (span / town.temper.moved.max(1)).max(1);
    let mut phoned: Vec<(i64, &Good, u64)> = Vec::new();
    loop {
        town.clock.sleep(dice.seconds(0, 2 * pause)).await;
        if town.clock.now() >= to {
            break;
        }
        let (point, good) = (*dice.one_of(&town.points), popular(town, &dice));
        if !good.managed {
            continue;
        }
        let there = on_shelf(town, point, good);
        match dice.below(10) {
            0..4 => {
                town.stock(point, good, there + dice.from_to(2, 8)).await;
            }
            4 => {
                let other = *dice.one_of(&town.points);
                let carried = dice.from_to(1, 3).min(there);
                if other != point && carried > 0 {
                    let at_other = on_shelf(town, other, good);
                    town.stock(point, good, there - carried).await;
                    // On the way they are nowhere.
                    town.clock.sleep(dice.seconds(0, 600)).await;
                    let more = on_shelf(town, other, good).max(at_other);
                    town.stock(other, good, more + carried).await;
                }
            }
            5 => town.stock(point, good, dice.below(8)).await,
            6 => void_last_receipt(town).await,
            7 | 8 => {
                let pieces = dice.from_to(1, 2);
                promise(town, point, good, Decimal::from(pieces));
                phoned.push((point, good, pieces));
            }
            _ => {
                if let Some((point, good, pieces)) = phoned.pop() {
                    promise(town, point, good, -Decimal::from(pieces));
                    if dice.percent(60) && on_shelf(town, point, good) >= pieces {
                        sell(town, point, good, pieces).await;
                    }
                }
            }
        }
    }
}

/// Somebody ordered by phone, or (negative) no longer does.
fn promise(town: &Town, point: i64, good: &Good, pieces: Decimal) {
    let now = town.clock.now();
    {
        let mut state = town.world.lock();
        let till = &mut state.tenants[0].till;
        let level = till.level_mut(point, &good.product, &good.variant, now);
        if let Ok(level) = level {
            level.outgoing += pieces;
        }
    }
    town.till_moved();
    let told = format!("{pieces} promised by phone at {point}");
    town.story.tell(&good.sku, now, &told);
    town.look(good);
}

/// The last sale over the counter is taken back.
async fn void_last_receipt(town: &Town) {
    let last = {
        let state = town.world.lock();
        let mut documents = state.tenants[0].till.documents().rev();
        let last = documents.find(|document| document.order.is_none());
        last.map(|document| document.id.clone())
    };
    if let Some(id) = last {
        let path = format!("till/documents/{id}/void");
        town.control(Method::POST, &path, json!({})).await;
    }
}
