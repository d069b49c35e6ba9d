//! Shoppers buy, pay at once, later or never, cancel, and want something else.

use futures::future::join_all;
use http::Method;
use jiff::Timestamp;
use ponte_transport::{
    Clock,
    clock::{between, later},
};
use serde_json::{Value, json};

use crate::{
    dice::Dice,
    history::counter,
    stock::oversold::Side,
    town::{Good, ONLY_IN_SHOP, Town, shown},
};

/// A company whose VAT number is well-formed.
const COMPANY: (&str, &str) = ("Fiori Srl", "00743110157");

/// Everybody who buys between these moments, until the last has done with the order.
pub async fn buy(town: &Town, day: u32, from: Timestamp, to: Timestamp) {
    let shoppers = (0..town.temper.orders).map(|number| async move {
        let dice = Dice::of(town.temper.seed, &format!("shopper {day} {number}"));
        let span = between(from, to).as_secs();
        let comes = later(from, dice.seconds(0, span));
        town.clock.until(comes).await;
        if let Some(order) = order(town, &dice, number).await {
            follow(town, &dice, &order, to).await;
        }
    });
    join_all(shoppers).await;
}

/// Buys something by its code, right now; the order's id.
pub async fn buy_one(town: &Town, sku: &str, count: u32) -> Option<String> {
    let lines = [(sku.to_owned(), count)];
    let basket = json!({"lines": wishes(&lines), "paid": true,
        "billing": {"fullname": "Maria Rossi", "email": "maria@example.test"}});
    placed(town, basket, &lines).await
}

async fn order(town: &Town, dice: &Dice, number: u64) -> Option<String> {
    let lines = lines(town, dice);
    let client = dice.below(40);
    let mut billing = json!({
        "fullname": format!("Cliente {client}"),
        "email": format!("cliente{client}@example.test"),
    });
    if dice.percent(10) {
        billing["company"] = COMPANY.0.into();
        billing["vat"] = COMPANY.1.into();
    }
    let collects = dice.percent(15);
    let shipping = match collects {
        true => json!({"profile": "Ritiro in negozio", "amount": "0"}),
        false => json!({"profile": "Corriere", "amount": dice.one_of(&["0", "6.90", "4.99"])}),
    };
    let payment = match dice.below(4) {
        0 => json!({"method": "mark", "fee": "3.50"}),
        1 => json!({"method": "bonifico", "fee": "0"}),
        _ => json!({"method": "paypal", "fee": dice.one_of(&["0", "0.35"])}),
    };
    let paid = payment["method"] == "paypal" && dice.percent(90);
    let mut basket = json!({"lines": wishes(&lines), "billing": billing, "shipping": shipping,
        "payment": payment, "paid": paid, "registered": number.is_multiple_of(2)});
    match dice.below(10) {
        0 => basket["coupon"] = json!({"code": "DIECI", "kind": "percent", "value": "10"}),
        1 => basket["coupon"] = json!({"code": "CINQUE", "kind": "amount", "value": "5"}),
        2 => basket["coupon"] = json!({"code": "TERZO", "kind": "percent", "value": "33.33"}),
        _ => {}
    }
    if let Some(order) = placed(town, basket.clone(), &lines).await {
        return Some(order);
    }
    // Not so many there: one of each.
    let lines: Vec<(String, u32)> = lines.into_iter().map(|(sku, _)| (sku, 1)).collect();
    basket["lines"] = wishes(&lines).into();
    placed(town, basket, &lines).await
}

async fn placed(town: &Town, basket: Value, lines: &[(String, u32)]) -> Option<String> {
    let lacking = lacking(town, lines);
    let order = town.control(Method::POST, "shop/orders", basket).await?;
    let id = order["id"].as_str()?.to_owned();
    town.wants(&id, lines, false);
    bought(town, &id, lines, &lacking);
    Some(id)
}

/// Pieces that are lacking of each of these codes.
fn lacking(town: &Town, lines: &[(String, u32)]) -> Vec<i64> {
    let goods = lines.iter().map(|(sku, _)| town.good(sku));
    goods
        .map(|good| good.map_or(0, |good| town.look(good)))
        .collect()
}

/// These lines were bought; so much was lacking of each before.
fn bought(town: &Town, id: &str, lines: &[(String, u32)], lacking: &[i64]) {
    for ((sku, count), lacking) in lines.iter().zip(lacking) {
        let told = format!("{count} bought in the shop: {id}");
        town.story.tell(sku, town.clock.now(), &told);
        if let Some(good) = town.good(sku) {
            town.sold(Side::Shop, good, *lacking, None);
        }
    }
}

/// One to four articles.
fn lines(town: &Town, dice: &Dice) -> Vec<(String, u32)> {
    let mut lines: Vec<(String, u32)> = Vec::new();
    for _ in 0..dice.from_to(1, 4) {
        let sku = if dice.percent(4) {
            ONLY_IN_SHOP.to_owned()
        } else {
            on_show(town, dice).sku.clone()
        };
        let count = match dice.below(10) {
            0..7 => dice.from_to(1, 2),
            7..9 => dice.from_to(3, 6),
            _ => dice.from_to(8, 18),
        };
        if !lines.iter().any(|(known, _)| *known == sku) {
            lines.push((sku, u32::try_from(count).unwrap_or(1)));
        }
    }
    lines
}

/// An article, most likely one that the shop has.
fn on_show<'a>(town: &'a Town, dice: &Dice) -> &'a Good {
    let mut good = counter::popular(town, dice);
    for _ in 0..4 {
        let shown = shown(&town.world.lock().tenants[0], &good.sku);
        if shown > 0 || !good.managed {
            break;
        }
        good = counter::popular(town, dice);
    }
    good
}

fn wishes(lines: &[(String, u32)]) -> Vec<Value> {
    let wish = |(sku, count): &(String, u32)| json!({"sku": sku, "count": count});
    lines.iter().map(wish).collect()
}

/// What becomes of an order by its buyer.
async fn follow(town: &Town, dice: &Dice, id: &str, to: Timestamp) {
    let soon = |dice: &Dice| match dice.below(4) {
        0 => dice.seconds(0, 5),
        1 => dice.seconds(5, 60),
        2 => dice.seconds(60, 1800),
        _ => dice.seconds(1800, 18_000),
    };
    let changes = dice.percent(8);
    let pays = dice.percent(60);
    let cancels = dice.percent(12);
    let steps = [changes, pays, cancels];
    for (step, does) in steps.into_iter().enumerate() {
        if !does {
            continue;
        }
        let then = later(town.clock.now(), soon(dice));
        if then >= to {
            return;
        }
        town.clock.until(then).await;
        match step {
            0 => change(town, dice, id).await,
            1 => pay(town, id).await,
            _ => cancel(town, id).await,
        }
    }
}

/// A buyer wants something else than before.
pub async fn change(town: &Town, dice: &Dice, id: &str) {
    if town.past().get(id).is_none_or(|past| past.ended.is_some()) {
        return;
    }
    let lines = lines(town, dice);
    let body = json!({"lines": wishes(&lines)});
    let path = format!("shop/orders/{id}/lines");
    let lacking = lacking(town, &lines);
    if town.control(Method::PUT, &path, body).await.is_some() {
        town.wants(id, &lines, true);
        bought(town, id, &lines, &lacking);
    }
}

async fn pay(town: &Town, id: &str) {
    let unpaid = {
        let state = town.world.lock();
        let order = state.tenants[0].shop.orders.get(id);
        order.is_some_and(|order| order.status.number() == 0)
    };
    if unpaid {
        let path = format!("shop/orders/{id}/pay");
        town.control(Method::POST, &path, json!({})).await;
    }
}

/// An order is cancelled in the shop.
pub async fn cancel(town: &Town, id: &str) {
    if town.past().get(id).is_none_or(|past| past.ended.is_some()) {
        return;
    }
    // Noted first: the shop tells of it in the same moment.
    town.ended(id);
    let path = format!("shop/orders/{id}/cancel");
    town.control(Method::POST, &path, json!({})).await;
    let told = format!("{id} is cancelled in the shop");
    let skus: Vec<String> = {
        let past = town.past();
        let past = past.get(id).into_iter();
        past.flat_map(|past| past.most.keys().cloned()).collect()
    };
    for sku in skus {
        town.story.tell(&sku, town.clock.now(), &told);
        town.good(&sku).map(|good| town.look(good));
    }
}
