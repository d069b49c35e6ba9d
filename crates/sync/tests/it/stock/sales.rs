//! How a sale at a till is heard of: by a call of the till, or by its receipts.

use std::time::Duration;

use hmac::{Hmac, KeyInit, Mac};
use http::Method;
use ponte_sandbox::Service;
use ponte_store::inlets::Caller;
use ponte_sync::inlets::Called;
use secrecy::ExposeSecret;
use serde_json::{Value, json};
use sha1::Sha1;

use super::shelf::Shelf;
use crate::{
    bridge::Bridge,
    goods::many,
    orders::counter::{FIRST, SECOND},
};

const SECRET: &str = "segreto-uno";

/// 150 articles with 5 pieces at the first point and 2 at the second.
async fn shelf() -> Shelf {
    let names: Vec<String> = (1..=150).map(|n| format!("P-{n}")).collect();
    let stock: Vec<(&str, i64, i64)> = names.iter().map(|sku| (&**sku, 5, 2)).collect();
    Shelf::over(Bridge::with(many(150)).await, &stock).await
}

/// The address that the till calls.
async fn token(shelf: &Shelf) -> String {
    let bridge = shelf.bridge();
    let made = bridge.engine.renew_inlet(&bridge.shop, Caller::Till).await;
    made.expect("an inlet");
    let secret = SECRET.to_owned().into();
    let kept = bridge.engine.add_till_secret(&bridge.shop, secret).await;
    kept.expect("a secret");
    let shown = bridge.engine.inlet(&bridge.shop, Caller::Till).await;
    let shown = shown.expect("it opens").expect("an inlet");
    let (_, token) = shown.path.expose_secret().rsplit_once('/').expect("a path");
    token.to_owned()
}

async fn call(shelf: &Shelf, token: &str, operation: &str, body: &Value) {
    let body = body.to_string();
    let mac = Hmac::<Sha1>::new_from_slice(SECRET.as_bytes()).expect("a key of any length");
    let signature = mac.chain_update(&body).finalize().into_bytes();
    let signature = hex::encode(signature);
    let engine = &shelf.bridge().engine;
    let called = engine.till_called(token, operation, &signature, body.as_bytes());
    assert_eq!(called.await.expect("a database"), Called::Taken);
}

/// Calls to the till's stock since the last look.
fn readings(shelf: &Shelf) -> u64 {
    let calls = shelf.counter.calls(Service::Till);
    let of_stock = calls.iter().filter(|(path, _)| path.contains("/stocks/"));
    of_stock.map(|(_, count)| count).sum()
}

#[tokio::test]
async fn a_call_that_names_an_article_makes_one_pass_read_it_alone_and_a_thousand_calls_no_more() {
    for (operation, calls) in [("RECEIPT/CREATE", 1), ("STOCK_MOVEMENT/CREATE", 1000)] {
        let shelf = shelf().await;
        let token = token(&shelf).await;
        shelf.sell(FIRST, "P-7", 3).await;
        shelf.unwant().await;
        shelf.bridge().clock.advance(Duration::from_secs(30));
        for n in 0..calls {
            let product = shelf.counter.article("P-7").0;
            let body = json!({"id": format!("d-{n}"), "idSalesPoint": shelf.counter.point(FIRST),
                "document": {"idSalesPoint": shelf.counter.point(FIRST),
                    "rows": [{"idProduct": product, "quantity": 3}]},
                "idProduct": product});
            call(&shelf, &token, operation, &body).await;
        }
        assert!(shelf.wanted().await.is_some_and(|at| at <= shelf.now()));
        shelf.counter.forget_calls();
        shelf.pass().await;
        assert_eq!(shelf.shows("P-7"), 4, "{operation}");
        let readings = readings(&shelf);
        assert!((1..=2).contains(&readings), "{operation}: {readings}");
        shelf.counter.forget_calls();
        shelf.pass().await;
        assert_eq!(self::readings(&shelf), 0, "{operation}");
    }
}

#[tokio::test]
async fn a_call_that_names_nothing_is_answered_by_the_timers_pass() {
    let shelf = shelf().await;
    let token = token(&shelf).await;
    shelf.sell(SECOND, "P-7", 1).await;
    call(&shelf, &token, "STOCK_MOVEMENT/CREATE", &json!({"id": "1"})).await;
    shelf.after(5).await;
    shelf.later().await;
    assert_eq!(shelf.shows("P-7"), 6);
    let mut tx = shelf.store().read().await.expect("a database");
    let noted = tx.moved(&shelf.bridge().shop, 10).await.expect("a read");
    assert_eq!(noted, []);
}

#[tokio::test]
async fn sales_refunds_and_receipts_that_come_late_are_heard_of_in_the_same_pass() {
    let shelf = shelf().await;
    for n in 1..=130 {
        shelf.sell(FIRST, &format!("P-{n}"), 1).await;
    }
    shelf.later().await;
    assert!((1..=130).all(|n| shelf.shows(&format!("P-{n}")) == 6));
    let sale = |sku: &str, more: Value| {
        let mut goods = json!({"variant": shelf.counter.variant(sku), "quantity": 1});
        if let (Some(goods), Some(more)) = (goods.as_object_mut(), more.as_object()) {
            goods.extend(more.clone());
        }
        json!({"sales_point": shelf.counter.point(FIRST), "goods": [goods]})
    };
    let refund = sale("P-1", json!({"refund": true}));
    shelf
        .counter
        .control(Method::POST, "till/sales", refund)
        .await;
    let mut late = sale("P-2", json!({}));
    let at = shelf.now() - jiff::SignedDuration::from_mins(20);
    late["at"] = json!(at.to_string());
    shelf
        .counter
        .control(Method::POST, "till/sales", late)
        .await;
    shelf.later().await;
    assert_eq!((shelf.shows("P-1"), shelf.shows("P-2")), (7, 5));
}
