//! Why an order is refused: each validation, in the sheet's order (Cassa in Cloud sheet §24.15, §17).

use std::{collections::BTreeSet, slice::from_ref};

use ponte_sandbox::till::orders::rules::OrderRules;
use serde_json::{Value, json};

use crate::{
    orders::{HOUR, NOW, order, placed, send},
    support::{Api, dec},
};

fn rules(api: &Api, rules: OrderRules) {
    api.till(|till| till.set_order_rules(101, rules))
        .expect("the sales point exists");
}

async fn refused(api: &Api, order: &Value) -> (String, String) {
    let answer = send(api, from_ref(order)).await;
    assert_eq!(answer.status, 400, "{}", answer.text);
    let body = answer.json();
    let text = |key: &str| body[key].as_str().expect("a text").to_owned();
    (text("error"), text("msg"))
}

/// Everything that can be wrong is wrong at first; one thing after the other is mended.
#[tokio::test]
async fn each_validation_comes_in_its_place_with_a_text_of_its_own() {
    let api = Api::new().await;
    let good = order(&api, "taken").await;
    placed(&api, good.clone()).await;
    rules(
        &api,
        OrderRules {
            closed: true,
            lead_minutes: 240,
            slot_minutes: 30,
            slot_orders: Some(0),
            mandatory_time: true,
            minimum: dec("1000"),
            ..OrderRules::default()
        },
    );
    api.switch("till.mandatory_time_refuses_all", "true");
    let mut bad = good.clone();
    bad["document"]["idSalesPoint"] = json!("Roma");
    bad["document"]["rows"] = json!([]);
    bad["document"]["idCustomer"] = Value::Null;
    bad["dueDate"] = Value::Null;
    let mut seen = BTreeSet::new();
    let mut expect = async |bad: &Value, code: &str, part: &str| {
        let (error, msg) = refused(&api, bad).await;
        assert_eq!(error, code, "{msg}");
        assert!(msg.contains(part), "{msg}");
        assert!(seen.insert(msg.clone()), "{msg} was seen before");
    };
    expect(&bad, "InvalidParams", "create[0]").await;
    bad["document"]["idSalesPoint"] = json!(999);
    expect(&bad, "InvalidIdSalesPoint", "document.idSalesPoint").await;
    bad["document"]["idSalesPoint"] = json!(101);
    expect(&bad, "InvalidParams", "document.rows").await;
    bad["document"]["rows"] = json!([{"idProductVariant": "x", "quantity": 1, "price": 1}]);
    expect(&bad, "InvalidId", "document.rows[0].idProductVariant").await;
    bad["document"]["rows"] = good["document"]["rows"].clone();
    expect(&bad, "InvalidParams", "document.idCustomer").await;
    bad["document"]["idCustomer"] = json!("nobody");
    expect(&bad, "InvalidId", "document.idCustomer").await;
    bad["document"]["idCustomer"] = good["document"]["idCustomer"].clone();
    expect(&bad, "ConflictValue", "externalId").await;
    bad["externalId"] = json!("free");
    expect(&bad, "InvalidParams", "dueDate").await;
    bad["dueDate"] = json!(NOW);
    expect(&bad, "InvalidParams", "future").await;
    bad["dueDate"] = json!(NOW + HOUR);
    expect(&bad, "InvalidParams", "opening hours").await;
    let mut now = api.till(|till| till.order_rules(101));
    now.closed = false;
    rules(&api, now.clone());
    expect(&bad, "InvalidParams", "minimum processing time").await;
    bad["dueDate"] = json!(NOW + 5 * HOUR);
    expect(&bad, "InvalidParams", "slot").await;
    now.slot_orders = None;
    rules(&api, now.clone());
    expect(&bad, "InvalidParams", "Orario Obbligatorio").await;
    now.mandatory_time = false;
    rules(&api, now.clone());
    expect(&bad, "InvalidParams", "Ordine Minimo").await;
    now.minimum = dec("119.80");
    rules(&api, now);
    assert_eq!(
        api.till(|till| till.orders().count()),
        1,
        "nothing was stored"
    );
    placed(&api, bad).await;
}

#[tokio::test]
async fn the_mandatory_time_is_missing_where_only_a_day_is_sent() {
    let api = Api::new().await;
    let mut order = order(&api, "a").await;
    order["dueDate"] = json!("2026-10-01");
    rules(
        &api,
        OrderRules {
            mandatory_time: true,
            ..OrderRules::default()
        },
    );
    let (_, msg) = refused(&api, &order).await;
    assert!(msg.contains("Orario Obbligatorio"), "{msg}");
    rules(&api, OrderRules::default());
    placed(&api, order.clone()).await;
    order["externalId"] = json!("b");
    order["dueDate"] = json!("2026-09-30");
    assert!(refused(&api, &order).await.1.contains("future"));
}

#[tokio::test]
async fn a_refusal_is_readable_in_every_error_style() {
    let api = Api::new().await;
    let order = order(&api, "a").await;
    let minimum = OrderRules {
        minimum: dec("500"),
        ..OrderRules::default()
    };
    let mandatory_time = OrderRules {
        mandatory_time: true,
        ..OrderRules::default()
    };
    let closed = OrderRules {
        closed: true,
        ..OrderRules::default()
    };
    let mut day = order.clone();
    day["dueDate"] = json!("2026-10-02");
    for (set, order, words) in [
        (minimum, &order, "Ordine Minimo"),
        (mandatory_time, &day, "Orario Obbligatorio"),
        (closed, &order, "opening hours"),
    ] {
        rules(&api, set);
        for (style, kind) in [
            ("code", "application/json"),
            ("play", "application/json"),
            ("text", "text/plain; charset=utf-8"),
        ] {
            api.switch("till.errors", style);
            let answer = send(&api, from_ref(order)).await;
            assert_eq!(answer.status, 400, "{style}");
            assert_eq!(answer.headers["content-type"], kind, "{style}");
            assert!(answer.text.contains(words), "{style}: {}", answer.text);
        }
    }
    api.switch("till.errors", "play");
    rules(&api, OrderRules::default());
    placed(&api, order.clone()).await;
    assert_eq!(
        send(&api, &[order]).await.json(),
        json!({"obj.create[0].externalId": [{"msg": ["ConflictValue"], "args": ["externalId"]}]})
    );
}

#[tokio::test]
async fn a_slot_takes_its_number_of_orders_and_of_pieces() {
    let api = Api::new().await;
    let half = |slot_orders, slot_pieces| OrderRules {
        slot_minutes: 30,
        slot_orders,
        slot_pieces,
        ..OrderRules::default()
    };
    rules(&api, half(Some(1), None));
    let (first, mut second) = (order(&api, "a").await, order(&api, "b").await);
    placed(&api, first).await;
    assert!(refused(&api, &second).await.1.contains("slot"));
    second["dueDate"] = json!(NOW + 5 * HOUR + HOUR / 2);
    placed(&api, second).await;
    rules(&api, half(None, Some(dec("3"))));
    let third = order(&api, "c").await;
    assert!(
        refused(&api, &third).await.1.contains("slot"),
        "2 and 2 pieces are more than 3"
    );
    rules(&api, half(None, Some(dec("4"))));
    placed(&api, third).await;
}

#[tokio::test]
async fn the_orders_of_one_batch_fill_a_slot_together() {
    let api = Api::new().await;
    rules(
        &api,
        OrderRules {
            slot_minutes: 60,
            slot_orders: Some(1),
            ..OrderRules::default()
        },
    );
    let batch = [order(&api, "a").await, order(&api, "b").await];
    let answer = send(&api, &batch).await;
    assert!(answer.text.contains("slot"), "{}", answer.text);
    assert_eq!(api.till(|till| till.orders().count()), 0);
}

#[tokio::test]
async fn the_buyer_may_be_missing_where_switched() {
    let api = Api::new().await;
    let mut order = order(&api, "a").await;
    order["document"]["idCustomer"] = Value::Null;
    assert!(refused(&api, &order).await.1.contains("idCustomer"));
    api.switch("till.order_needs_buyer", "false");
    placed(&api, order).await;
}

#[tokio::test]
async fn the_settings_of_one_sales_point_do_not_touch_another() {
    let api = Api::new().await;
    rules(
        &api,
        OrderRules {
            closed: true,
            ..OrderRules::default()
        },
    );
    let mut order = order(&api, "a").await;
    assert!(refused(&api, &order).await.1.contains("hours"));
    order["document"]["idSalesPoint"] = json!(102);
    placed(&api, order).await;
}

#[tokio::test]
async fn a_conflict_and_the_other_refusals_have_the_status_that_is_switched() {
    let api = Api::new().await;
    let order = order(&api, "a").await;
    placed(&api, order.clone()).await;
    api.switch("till.conflict_status", "409");
    assert_eq!(send(&api, from_ref(&order)).await.status, 409);
    rules(
        &api,
        OrderRules {
            closed: true,
            ..OrderRules::default()
        },
    );
    let mut other = order;
    other["externalId"] = json!("b");
    assert_eq!(send(&api, from_ref(&other)).await.status, 400);
    api.switch("till.order_refusal_status", "422");
    assert_eq!(send(&api, &[other]).await.status, 422);
}
