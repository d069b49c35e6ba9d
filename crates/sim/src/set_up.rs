//! Before the first day: the shop is connected, its products are listed, both services know where to
//! call, and a few orders are older than the moment from which orders count.

use std::{sync::Arc, time::Duration};

use http::Method;
use ponte_domain::settings::Settings;
use ponte_store::{inlets::Caller, runs::RunKind};
use ponte_sync::{Engine, connect::NewShop};
use ponte_transport::Clock;
use secrecy::{ExposeSecret, SecretString};
use serde_json::json;

use crate::{
    dice::Dice,
    goods::simple,
    history::{merchant, shoppers},
    office::Office,
    town::Town,
};

/// Does all that; the shop's id, which `connected` is told as soon as there is one.
///
/// # Panics
/// Where something of it fails: there is no history then.
pub async fn set_up(town: &Arc<Town>, office: &Office, connected: impl FnOnce(&str)) -> String {
    let dice = Dice::of(town.temper.seed, "set-up");
    {
        let (now, random) = (town.clock.now(), town.world.random().clone());
        let mut state = town.world.lock();
        let voucher = simple(crate::town::ONLY_IN_SHOP, "Buono regalo", "20.00");
        let shop = &mut state.tenants[0].shop;
        shop.add_own_product(&voucher, now, &*random);
    }
    let account = town.world.accounts().remove(0);
    let hosts = town.hosts().clone();
    let mut settings = Settings::default();
    settings.pace.start = 0.0;
    settings.orders.from = Some(town.temper.hour(0, 9));
    merchant::begins_with(&dice, &town.points, &mut settings.orders);
    settings.stock.margin = town.temper.margin;
    let (reserve, keeps_out) = (town.temper.reserve, town.temper.keeps_out);
    let connecting = office.ask(move |engine| {
        Box::pin(async move {
            let new = NewShop {
                instance: Some(account.instance),
                till_api: hosts.till.to_string(),
                shop_api: hosts.shop.to_string(),
                shop_key: account.shop_key.into(),
                shop_exchange: account.shop_exchange.into(),
                settings,
            };
            let shop = engine.add_shop(new).await.expect("the shop's keys");
            let key: SecretString = account.till_key.into();
            let tried = engine.try_till_key(&shop, key).await.expect("a key");
            let kept = engine.keep_till_key(&shop, &tried.sealed).await;
            kept.expect("the key is kept");
            merchant::arranges(&engine, &shop, reserve, keeps_out).await;
            engine
                .start_products(&shop, RunKind::First, "sim")
                .await
                .expect("a first synchronisation");
            shop
        })
    });
    let shop = connecting.await.expect("a connected shop");
    office.connected(shop.clone());
    connected(&shop);
    town.clock.sleep(Duration::from_secs(600)).await;
    town.fill_vouchers().await;
    if town.temper.webhooks {
        let inlet = shop.clone();
        let paths = office.ask(move |engine| Box::pin(inlets(engine, inlet)));
        let (till, shop) = paths.await.expect("two inlets");
        listen(town, office, &till, &shop).await;
    }
    for _ in 0..3 {
        town.clock.sleep(dice.seconds(60, 900)).await;
        shoppers::buy_one(town, "MUG", 1).await;
    }
    shop
}

async fn inlets(engine: Engine, shop: String) -> (String, String) {
    let mut paths = Vec::new();
    for caller in [Caller::Till, Caller::Shop] {
        let renewed = engine.renew_inlet(&shop, caller).await;
        renewed.expect("an inlet");
        let shown = engine.inlet(&shop, caller).await.expect("an inlet");
        let shown = shown.expect("an inlet");
        paths.push(shown.path.expose_secret().to_owned());
    }
    let shop = paths.pop().unwrap_or_default();
    (paths.pop().unwrap_or_default(), shop)
}

/// Both services are told where to call.
async fn listen(town: &Town, office: &Office, till: &str, shop: &str) {
    let base = "http://ponte.sandbox.test";
    let wish = json!({"entity": "ORDER", "events": ["CREATE", "EDIT", "DELETE"],
        "url": format!("{base}{till}")});
    let made = town.control(Method::POST, "till/webhooks", wish).await;
    let secret = made.and_then(|made| made["secret"].as_str().map(str::to_owned));
    let (secret, id) = (secret.expect("a secret"), office.shop());
    office
        .ask(move |engine| {
            Box::pin(async move { engine.add_till_secret(&id, secret.into()).await.is_ok() })
        })
        .await;
    let url: url::Url = format!("{base}{shop}").parse().expect("an address");
    let mut state = town.world.lock();
    let kinds = ponte_sandbox::shop::webhooks::Kind::ALL;
    for (number, kind) in kinds.into_iter().enumerate() {
        let webhook = ponte_sandbox::shop::webhooks::Webhook {
            id: format!("{number:024x}"),
            kind,
            url: url.clone(),
            name: "ponte".to_owned(),
        };
        state.tenants[0].shop.webhooks.list.push(webhook);
    }
}
