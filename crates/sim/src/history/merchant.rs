//! The merchant: switches, rules, buttons and decisions.

use jiff::Timestamp;
use ponte_domain::{
    orders::{
        order::{Attention, Stage, Waiting},
        part::{ExternalId, PartState},
    },
    settings::{OrderSettings, PaymentRule, Shipping, Shortage, Strategy},
};
use ponte_store::orders::Whole;
use ponte_sync::{
    Engine,
    orders::{GiveTo, Goods, Remedy},
    stock::BRAKE,
};
use ponte_transport::Clock;

use crate::{dice::Dice, office::Office, town::Town};

/// What is chosen before the first day.
pub fn begins_with(dice: &Dice, points: &[i64], orders: &mut OrderSettings) {
    orders.strategy = strategy(dice);
    orders.shortage = shortage(dice);
    orders.tell_shop = dice.percent(50);
    orders.bound_falls_back = dice.percent(30);
    orders
        .payments
        .insert("mark".to_owned(), PaymentRule::Collect);
    if dice.percent(50) {
        let waits = PaymentRule::AwaitPayment;
        orders.payments.insert("bonifico".to_owned(), waits);
    }
    if let Some(point) = points.last() {
        let collect = Shipping::CollectAt(*point);
        orders
            .shipping
            .insert("Ritiro in negozio".to_owned(), collect);
    }
}

fn strategy(dice: &Dice) -> Strategy {
    *dice.one_of(&[
        Strategy::Priority,
        Strategy::WholeFirst,
        Strategy::FewestParts,
    ])
}

fn shortage(dice: &Dice) -> Shortage {
    *dice.one_of(&[
        Shortage::Wait,
        Shortage::Wait,
        Shortage::SendWhatThereIs,
        Shortage::RestOnFirst,
    ])
}

/// Until `to`.
pub async fn work(town: &Town, office: &Office, day: u32, to: Timestamp) {
    let dice = Dice::of(town.temper.seed, &format!("merchant {day}"));
    loop {
        town.clock.sleep(dice.seconds(200, 1800)).await;
        if town.clock.now() >= to {
            return;
        }
        match dice.below(14) {
            0 => {
                let chosen = strategy(&dice);
                let change = move |orders: &mut OrderSettings| orders.strategy = chosen;
                office.choose(move |it| change(&mut it.orders)).await;
            }
            1 => {
                let chosen = shortage(&dice);
                let change = move |orders: &mut OrderSettings| orders.shortage = chosen;
                office.choose(move |it| change(&mut it.orders)).await;
            }
            2 | 3 => switch(office, *dice.one_of(&town.points), false).await,
            4..7 => switch(office, *dice.one_of(&town.points), true).await,
            7 => press(office).await,
            8 => press_stock(office).await,
            9 => {
                let margin = u32::try_from(dice.below(3)).unwrap_or(0);
                office.choose(move |it| it.stock.margin = margin).await;
            }
            _ => decide(town, office, &dice).await,
        }
    }
}

/// Switches a point on or off.
pub async fn switch(office: &Office, point: i64, on: bool) {
    let shop = office.shop();
    office
        .ask(move |engine| {
            Box::pin(async move {
                let mut tx = engine.store().write().await.ok()?;
                let points = tx.points(&shop).await.ok()?;
                let mut row = points.into_iter().find(|row| row.id == point)?;
                row.enabled = on;
                tx.point_put(&shop, &row).await.ok()?;
                tx.commit().await.ok()
            })
        })
        .await;
}

/// *Invia ordini a Cassa in Cloud*.
async fn press(office: &Office) {
    let shop = office.shop();
    office
        .ask(move |engine| {
            Box::pin(async move { engine.start_orders(&shop, "merchant").await.is_ok() })
        })
        .await;
}

/// *Aggiorna giacenze*.
pub async fn press_stock(office: &Office) {
    let shop = office.shop();
    office
        .ask(move |engine| {
            Box::pin(async move { engine.start_stock(&shop, "merchant").await.is_ok() })
        })
        .await;
}

/// Says yes to whatever would be set to nothing.
pub async fn say_yes(office: &Office) {
    let shop = office.shop();
    office
        .ask(move |engine| {
            Box::pin(async move {
                let confirmed = engine.confirm_held(&shop, BRAKE, "merchant").await;
                confirmed.unwrap_or(false)
            })
        })
        .await;
}

/// What stays at the first point, and which point (by its place) keeps its stock out of the shop.
pub async fn arranges(engine: &Engine, shop: &str, reserve: u32, keeps_out: Option<usize>) {
    let Ok(mut tx) = engine.store().write().await else {
        return;
    };
    let points = tx.points(shop).await.unwrap_or_default();
    for (place, mut point) in points.into_iter().enumerate() {
        point.counts = keeps_out != Some(place);
        point.reserve = if place == 0 { reserve } else { 0 };
        let kept = tx.point_put(shop, &point).await;
        kept.expect("a database");
    }
    tx.commit().await.expect("a database");
}

/// Goes through the orders that want a decision.
async fn decide(town: &Town, office: &Office, dice: &Dice) {
    for word in ["needs_attention", "waiting", "dropped"] {
        let shop = office.shop();
        let found = office.ask(move |engine| {
            Box::pin(async move {
                let mut tx = engine.store().read().await.ok()?;
                tx.orders_page(&shop, Some(word), None, 200).await.ok()
            })
        });
        for whole in found.await.flatten().unwrap_or_default() {
            if let Some(remedy) = remedy(town, dice, &whole) {
                let (shop, order) = (office.shop(), whole.order.id);
                office
                    .ask(move |engine| {
                        Box::pin(async move {
                            let decided = engine.remedy(&shop, &order, remedy, "merchant").await;
                            decided.unwrap_or(false)
                        })
                    })
                    .await;
            }
        }
    }
}

fn remedy(town: &Town, dice: &Dice, whole: &Whole) -> Option<Remedy> {
    let refused = whole
        .parts
        .iter()
        .find(|row| row.part.state == PartState::Refused)
        .map(|row| row.part.number);
    match &whole.order.stage {
        Stage::NeedsAttention { reason } => match reason {
            Attention::Rejected { number } => match dice.below(10) {
                0..6 => Some(Remedy::SendAgain { number: *number }),
                6 => Some(Remedy::Ignore {
                    reason: "Lo chiamo io".to_owned(),
                    goods: Goods::Free,
                }),
                _ => None,
            },
            Attention::NotFoundOnTill { number } => {
                let name = ExternalId {
                    order: whole.order.id.clone(),
                    number: *number,
                };
                let lacks = !on_till(town, &name.to_string());
                // Nobody presses it before the last attempt is long over.
                let attempts = whole.parts.iter().flat_map(|row| &row.attempts);
                let last = attempts.map(|attempt| attempt.at).max();
                let long_over =
                    last.is_none_or(|last| town.clock.now().duration_since(last).as_secs() > 300);
                (lacks && long_over).then_some(Remedy::TillLacksIt { number: *number })
            }
            Attention::Changed => dice.percent(50).then_some(Remedy::ChangeSeen),
            _ => None,
        },
        Stage::Waiting {
            reason: Waiting::Refused { .. },
        } => match (dice.below(4), refused) {
            (0, Some(number)) => Some(Remedy::GiveTo {
                number,
                to: GiveTo::NextPoint,
            }),
            (1, Some(number)) => Some(Remedy::GiveTo {
                number,
                to: GiveTo::FirstPoint,
            }),
            (2, _) => Some(Remedy::TryNow),
            _ => None,
        },
        Stage::Waiting {
            reason: Waiting::Stock { .. },
        } => dice.percent(3).then(|| Remedy::Ignore {
            reason: "Non arriva più".to_owned(),
            goods: Goods::Free,
        }),
        Stage::Dropped => {
            let ignored = whole.order.ignored.is_some();
            (ignored && dice.percent(30)).then_some(Remedy::TakeBack)
        }
        _ => None,
    }
}

/// Whether the till has an order of that name.
fn on_till(town: &Town, name: &str) -> bool {
    let state = town.world.lock();
    let mut orders = state.tenants[0].till.orders();
    orders.any(|order| order.sent.external_id.as_deref() == Some(name))
}
