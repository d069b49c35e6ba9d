//! Trade by seed.

use std::collections::BTreeSet;

use ponte_sandbox::lived_in::Start;
use serde_json::{Value, json};

use crate::{running::Sandbox, stage::Stage};

const DAY: [(&str, u64); 4] = [
    ("sales", 60),
    ("orders", 30),
    ("cancellations", 8),
    ("moves", 40),
];

fn day(seed: u64) -> Value {
    let mut day = json!({ "seed": seed });
    for (name, times) in DAY {
        day[name] = json!(times);
    }
    day
}

/// A day of trade in a world of its own: what it answered, and all that came of it.
async fn played(seed: u64) -> (String, [String; 3]) {
    let stage = Stage::new(Start::LivedIn, 5).await;
    for entity in ["RECEIPT", "STOCK_MOVEMENT", "CREDIT_NOTE"] {
        let hook = json!({"entity": entity, "events": ["CREATE"], "url": "http://ponte.test/till"});
        stage.control("POST", "/till/webhooks", hook).await;
    }
    stage
        .control("POST", "/shop/stock/from-till", Value::Null)
        .await;
    let answer = stage.control("POST", "/trade", day(seed)).await;
    let mut after = Vec::new();
    for path in ["/dump", "/till/documents", "/deliveries"] {
        after.push(stage.control("GET", path, Value::Null).await);
    }
    (answer, after.try_into().expect("three"))
}

#[tokio::test]
async fn two_plays_of_one_seed_over_the_same_world_are_the_same() {
    let (first, second, other) = (played(3).await, played(3).await, played(4).await);
    assert!(first.0 == second.0, "the answers differ");
    assert!(first.1 == second.1, "what came of it differs");
    assert_ne!(first.0, other.0, "another seed is another day");
}

#[tokio::test]
async fn a_day_of_trade_has_as_much_of_everything_as_was_asked_for() {
    let traded: Value = serde_json::from_str(&played(3).await.0).expect("JSON");
    let events = traded["events"].as_array().expect("events");
    let done = |name: &str| traded[name].as_u64().expect("a number");
    let wanted: u64 = DAY.iter().map(|(_, times)| times).sum();
    assert_eq!(events.len() as u64, wanted);
    for (name, times) in DAY {
        assert!(done(name) <= times, "{name}");
    }
    let all: u64 = DAY.iter().map(|(name, _)| done(name)).sum();
    assert_eq!(all + done("nothing"), events.len() as u64);
    assert_eq!((done("sales"), done("orders")), (60, 30));
    let text = |event: &Value| event["what"].as_str().expect("a text").to_owned();
    let seen: BTreeSet<String> = events.iter().map(text).collect();
    for what in [
        "sale",
        "order",
        "cancellation",
        "received",
        "transfer",
        "count",
        "credit_note",
        "refund",
    ] {
        assert!(seen.contains(what), "{what}");
    }
}

#[tokio::test]
async fn a_day_of_trade_is_spread_over_articles_and_sales_points_with_plausible_pieces() {
    let traded: Value = serde_json::from_str(&played(3).await.0).expect("JSON");
    let events = traded["events"].as_array().expect("events");
    let sales: Vec<&Value> = events.iter().filter(|it| it["what"] == "sale").collect();
    let points: BTreeSet<u64> = sales
        .iter()
        .filter_map(|sale| sale["sales_point"].as_u64())
        .collect();
    assert_eq!(points, BTreeSet::from([101, 102]));
    let goods = || {
        sales
            .iter()
            .flat_map(|sale| sale["goods"].as_array().expect("goods"))
    };
    let articles: BTreeSet<String> = goods().map(|good| good["variant"].to_string()).collect();
    assert!(articles.len() > 30, "{}", articles.len());
    for good in goods() {
        let quantity: f64 = good["quantity"]
            .as_str()
            .and_then(|text| text.parse().ok())
            .expect("a number");
        assert!(quantity > 0.0 && quantity <= 3.0, "{quantity}");
    }
}

#[tokio::test]
async fn tills_sell_what_is_not_there_and_shoppers_only_what_the_shop_has() {
    let sandbox = Sandbox::bare().await;
    let product = json!({"name": "Olio", "category": "Alimentari", "vat": 4, "ecommerce": true,
                         "variants": [{"sku": "OIL", "price": "12.50", "stock": [1, 1]}]});
    sandbox.control("POST", "/products", product.clone()).await;
    sandbox.control("POST", "/shop/products", product).await;
    let stock = json!({"sku": "OIL", "quantity": 4});
    sandbox.control("PUT", "/shop/stock", stock).await;
    let trade = json!({"seed": 1, "sales": 20, "orders": 20});
    let (status, traded) = sandbox.control("POST", "/trade", trade).await;
    assert_eq!((status, &traded["sales"]), (200, &json!(20)));
    let nothing = traded["nothing"].as_u64().expect("a number");
    assert!(nothing >= 16, "of 4 pieces: {traded}");
    let (_, dump) = sandbox.control("GET", "/dump", Value::Null).await;
    assert_eq!(dump["shop"]["products"][0]["quantity"], 0);
    let stock = &dump["till"]["products"][0]["variants"][0]["stock"];
    assert!(
        stock["101"]["quantity"]
            .as_str()
            .expect("a text")
            .starts_with('-')
    );
}

#[tokio::test]
async fn only_the_codes_that_are_named_are_traded() {
    let sandbox = Sandbox::lived_in().await;
    let codes = json!(["NIN-38", "NIN-39"]);
    let trade = json!({"seed": 1, "sales": 10, "orders": 2, "moves": 10, "codes": codes});
    let (_, traded) = sandbox.control("POST", "/trade", trade).await;
    let events = traded["events"].as_array().expect("events");
    let goods = events.iter().filter_map(|event| event["goods"].as_array());
    for good in goods.flatten() {
        let code = &good["sku"];
        assert!(codes.as_array().expect("two").contains(code), "{good}");
    }
}

#[tokio::test]
async fn a_trade_without_anything_to_trade_says_so_and_one_too_long_is_refused() {
    let sandbox = Sandbox::bare().await;
    let trade = json!({"sales": 1, "orders": 1, "cancellations": 1, "moves": 1});
    let (status, traded) = sandbox.control("POST", "/trade", trade).await;
    assert_eq!((status, &traded["nothing"]), (200, &json!(4)));
    let long = json!({"sales": 10_000, "moves": 1});
    let (status, refused) = sandbox.control("POST", "/trade", long).await;
    assert_eq!(
        (status, &refused["error"]),
        (400, &json!("at most 10000 events at once, not 10001"))
    );
}
