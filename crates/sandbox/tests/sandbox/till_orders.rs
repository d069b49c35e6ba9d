//! The till's orders from outside: an order comes in over the till's address, the control address
//! plays the operator.

use std::time::Duration;

use http::Method;
use serde_json::{Value, json};

use crate::running::{Sandbox, Sent};

/// A call of the till's API with a token of its own.
async fn till(sandbox: &Sandbox, method: Method, path: &str, body: Value) -> (u16, Value) {
    let key = json!({"apiKey": sandbox.running.accounts[0].till_key}).to_string();
    let token = call(sandbox, Method::POST, "/apikey/token", "", key)
        .await
        .1;
    let token = token["access_token"].as_str().expect("a token").to_owned();
    let body = if body.is_null() {
        String::new()
    } else {
        body.to_string()
    };
    call(sandbox, method, path, &format!("Bearer {token}"), body).await
}

async fn call(
    sandbox: &Sandbox,
    method: Method,
    path: &str,
    token: &str,
    body: String,
) -> (u16, Value) {
    let url = sandbox.running.till.join(path).expect("a path");
    let headers = [
        ("authorization", token),
        ("x-version", "1.0.0"),
        ("x-requested-with", "*"),
        ("content-type", "application/json"),
    ];
    let sent = Sent {
        headers: &headers,
        body,
    };
    let answer = sandbox
        .send(method, url, sent, Duration::from_secs(10))
        .await;
    let (status, text) = answer.expect("an answer");
    (
        status.as_u16(),
        serde_json::from_slice(&text).unwrap_or_default(),
    )
}

/// One order for one piece of a new article; gives its id.
pub async fn order(sandbox: &Sandbox) -> String {
    let product = json!({"name": "Olio", "category": "Alimentari", "vat": 4,
                         "variants": [{"sku": "OIL", "price": "12.50", "stock": [4, 1]}]});
    let (_, product) = sandbox.control("POST", "/products", product).await;
    let (_, buyer) = till(
        sandbox,
        Method::POST,
        "/customers",
        json!({"name": "Anna Verdi"}),
    )
    .await;
    let due = sandbox.world.now().as_millisecond() + 3_600_000;
    let order = json!({
        "externalId": "shop-1", "isExternalOrder": true, "dueDate": due, "deliveryMode": "PICKUP",
        "document": {"idSalesPoint": 101, "idCustomer": buyer["id"], "rows": [
            {"rowNumber": 1, "idProductVariant": product["variants"][0]["id"],
             "quantity": 1, "price": 12.5}]}
    });
    let batch = json!({ "create": [order] });
    let (status, answer) = till(sandbox, Method::POST, "/documents/orders/batch", batch).await;
    assert_eq!(status, 200, "{answer}");
    let id = &answer["batchResponse"]["createDetails"][0]["id"];
    id.as_str().expect("an id").to_owned()
}

/// The first order, as the control address lists it.
pub async fn first(sandbox: &Sandbox) -> Value {
    let (status, orders) = sandbox.control("GET", "/till/orders", Value::Null).await;
    assert_eq!(status, 200);
    orders[0].clone()
}

#[tokio::test]
async fn the_operator_takes_an_order_through_its_states() {
    let sandbox = Sandbox::bare().await;
    let id = order(&sandbox).await;
    let path = format!("/till/orders/{id}/step");
    let step = async |body: Value| sandbox.control("POST", &path, body).await.0;
    let new = first(&sandbox).await;
    assert_eq!(
        (
            &new["workflow"],
            &new["sales_point"],
            &new["rows"][0]["sku"],
            &new["buyer"]
        ),
        (
            &json!("REQUESTED"),
            &json!("Via dei Tigli"),
            &json!("OIL"),
            &json!("Anna Verdi")
        )
    );
    assert_eq!(step(json!({"step": "ready"})).await, 409);
    assert_eq!(step(json!({"step": "fly"})).await, 400);
    assert_eq!(step(json!({"step": "accept"})).await, 204);
    assert_eq!(step(json!({"step": "ready"})).await, 204);
    assert_eq!(
        step(json!({"step": "complete", "document": "invoice"})).await,
        204
    );
    let done = first(&sandbox).await;
    assert_eq!(
        (&done["workflow"], &done["status"], &done["documents"]),
        (
            &json!("COMPLETED"),
            &json!("PROCESSED"),
            &json!(["invoice"])
        )
    );
    let (_, dump) = sandbox.control("GET", "/dump", Value::Null).await;
    assert_eq!(dump["till"]["orders"][0], done);
    assert_eq!(
        dump["till"]["products"][0]["variants"][0]["stock"]["101"]["quantity"],
        "3"
    );
}

#[tokio::test]
async fn an_order_can_be_rejected_and_deleted() {
    let sandbox = Sandbox::bare().await;
    let path = format!("/till/orders/{}", order(&sandbox).await);
    let reject = json!({"step": "reject", "reason": "finito"});
    let (status, _) = sandbox
        .control("POST", &format!("{path}/step"), reject)
        .await;
    assert_eq!(
        (status, &first(&sandbox).await["rejection_reason"]),
        (204, &json!("finito"))
    );
    assert_eq!(sandbox.control("DELETE", &path, Value::Null).await.0, 204);
    assert_eq!(sandbox.control("DELETE", &path, Value::Null).await.0, 404);
    assert_eq!(first(&sandbox).await, Value::Null);
}

#[tokio::test]
async fn the_settings_that_refuse_orders_are_changed_by_sales_point() {
    let sandbox = Sandbox::bare().await;
    let rules = json!({"hours": [{"days": [1, 2, 3, 4, 5], "from": "09:00:00", "to": "19:30:00"}],
                       "closed": false, "slot_minutes": 30, "slot_orders": 4, "slot_pieces": null,
                       "lead_minutes": 15, "mandatory_time": true, "minimum": "10.00"});
    let path = "/salespoints/101/order-rules";
    assert_eq!(sandbox.control("PUT", path, rules.clone()).await.0, 204);
    assert_eq!(sandbox.control("GET", path, Value::Null).await.1, rules);
    assert_eq!(sandbox.control("PUT", path, json!({})).await.0, 204);
    let (_, at_first) = sandbox.control("GET", path, Value::Null).await;
    assert_eq!(
        (&at_first["hours"], &at_first["minimum"]),
        (&json!([]), &json!("0"))
    );
    let elsewhere = "/salespoints/999/order-rules";
    assert_eq!(sandbox.control("PUT", elsewhere, rules).await.0, 404);
    assert_eq!(sandbox.control("GET", elsewhere, Value::Null).await.0, 404);
}

#[tokio::test]
async fn a_webhook_is_made_paused_and_deleted_as_in_the_portal() {
    let sandbox = Sandbox::bare().await;
    let mut wish = json!({"entity": "ORDER", "events": ["EDIT"], "sales_points": [101],
                          "url": "http://ponte.test/avvisi", "description": "Ponte", "paused": false});
    let (status, made) = sandbox
        .control("POST", "/till/webhooks", wish.clone())
        .await;
    assert_eq!(status, 200);
    let secret = made["secret"].as_str().expect("a secret").to_owned();
    assert_eq!(secret.len(), 40);
    let path = format!("/till/webhooks/{}", made["id"].as_str().expect("an id"));
    wish["paused"] = json!(true);
    assert_eq!(sandbox.control("PUT", &path, wish.clone()).await.0, 204);
    let (_, list) = sandbox.control("GET", "/till/webhooks", Value::Null).await;
    assert_eq!(
        (&list[0]["paused"], &list[0]["secret"]),
        (&json!(true), &json!(secret))
    );
    wish["secret"] = json!("chosen");
    assert_eq!(sandbox.control("PUT", &path, wish).await.0, 204);
    let (_, list) = sandbox.control("GET", "/till/webhooks", Value::Null).await;
    assert_eq!(list[0]["secret"], "chosen");
    assert_eq!(sandbox.control("DELETE", &path, Value::Null).await.0, 204);
    assert_eq!(sandbox.control("DELETE", &path, Value::Null).await.0, 404);
}

#[tokio::test]
async fn a_receipt_is_listed_and_voided_from_outside() {
    let sandbox = Sandbox::bare().await;
    let id = order(&sandbox).await;
    for step in ["accept", "complete"] {
        let path = format!("/till/orders/{id}/step");
        sandbox
            .control("POST", &path, json!({ "step": step }))
            .await;
    }
    let documents = async || {
        sandbox
            .control("GET", "/till/documents", Value::Null)
            .await
            .1
    };
    let listed = documents().await;
    assert_eq!(
        (
            &listed[0]["kind"],
            &listed[0]["number"],
            &listed[0]["order"]
        ),
        (&json!("receipt"), &json!(1), &json!(id))
    );
    let path = format!(
        "/till/documents/{}/void",
        listed[0]["id"].as_str().expect("an id")
    );
    assert_eq!(sandbox.control("POST", &path, Value::Null).await.0, 204);
    assert_eq!(sandbox.control("POST", &path, Value::Null).await.0, 404);
    assert_eq!(documents().await, json!([]));
    let (_, list) = sandbox.control("GET", "/products", Value::Null).await;
    let level = &list["products"][0]["variants"][0]["stock"]["101"];
    assert_eq!(level["quantity"], "4");
}

#[tokio::test]
async fn the_lived_in_till_has_an_order_of_every_state_and_as_much_to_sell_as_without_them() {
    let sandbox = Sandbox::lived_in().await;
    let (_, dump) = sandbox.control("GET", "/dump", Value::Null).await;
    let orders = dump["till"]["orders"].as_array().expect("orders");
    let seen: std::collections::BTreeSet<&str> = orders
        .iter()
        .filter_map(|order| order["workflow"].as_str())
        .collect();
    let all = [
        "ACCEPTED",
        "CANCELED",
        "COMPLETED",
        "DELIVERING",
        "PROCESSING",
        "READY",
        "REJECTED",
        "REQUESTED",
        "SHIPPED",
        "SHIPPING",
    ];
    assert_eq!(seen.into_iter().collect::<Vec<_>>(), all);
    let ninfea = &dump["till"]["products"][0]["variants"];
    // Four of NIN-38 at the first point: one is promised to the order that nobody has looked at.
    let level = &ninfea[0]["stock"]["101"];
    assert_eq!(
        (&level["quantity"], &level["outgoing"]),
        (&json!("5"), &json!("1"))
    );
    let (status, customers) = till(
        &sandbox,
        Method::GET,
        "/customers?start=0&limit=10",
        Value::Null,
    )
    .await;
    assert_eq!((status, &customers["totalCount"]), (200, &json!(4)));
}

#[tokio::test]
async fn a_sale_over_the_counter_issues_a_receipt_and_takes_the_goods() {
    let sandbox = Sandbox::bare().await;
    order(&sandbox).await;
    let (_, list) = sandbox.control("GET", "/products", Value::Null).await;
    let variant = list["products"][0]["variants"][0]["id"].clone();
    let sale = |variant: Value| json!({"sales_point": 101, "goods": [{"variant": variant, "quantity": 3}]});
    assert_eq!(
        sandbox
            .control("POST", "/till/sales", sale(json!("x")))
            .await
            .0,
        404
    );
    let (status, issued) = sandbox.control("POST", "/till/sales", sale(variant)).await;
    assert_eq!(
        (status, &issued["kind"], &issued["amount"]),
        (200, &json!("receipt"), &json!("37.50"))
    );
    let (_, list) = sandbox.control("GET", "/products", Value::Null).await;
    let level = &list["products"][0]["variants"][0]["stock"]["101"];
    assert_eq!(
        (&level["quantity"], &level["outgoing"]),
        (&json!("1"), &json!("1"))
    );
    let since = sandbox.world.now().as_millisecond() - 60_000;
    let path = format!("/documents/receipts?start=0&limit=10&datetimeFrom={since}");
    let (_, receipts) = till(&sandbox, Method::GET, &path, Value::Null).await;
    assert_eq!(receipts["receipts"][0]["document"]["amount"], 37.5);
}

#[tokio::test]
async fn an_order_whose_answer_was_lost_is_a_conflict_when_it_is_sent_again() {
    let sandbox = Sandbox::bare().await;
    let (_, buyer) = till(
        &sandbox,
        Method::POST,
        "/customers",
        json!({"name": "Anna"}),
    )
    .await;
    let product = json!({"name": "Olio", "category": "Alimentari", "vat": 4,
                         "variants": [{"sku": "OIL", "price": "12.50", "stock": [4, 1]}]});
    let (_, product) = sandbox.control("POST", "/products", product).await;
    let row =
        json!({"idProductVariant": product["variants"][0]["id"], "quantity": 1, "price": 12.5});
    let due = sandbox.world.now().as_millisecond() + 3_600_000;
    let order = json!({"externalId": "shop-9", "isExternalOrder": true, "dueDate": due,
                       "document": {"idSalesPoint": 101, "idCustomer": buyer["id"], "rows": [row]}});
    let batch = json!({ "create": [order] });
    let rule = json!({"service": "till", "kind": "html", "effect": true, "times": 1,
                      "path": "/documents/orders/batch"});
    assert!((200..300).contains(&sandbox.control("POST", "/faults", rule).await.0));
    let path = "/documents/orders/batch";
    assert_eq!(
        till(&sandbox, Method::POST, path, batch.clone()).await.0,
        502
    );
    let (status, again) = till(&sandbox, Method::POST, path, batch).await;
    assert_eq!((status, &again["error"]), (400, &json!("ConflictValue")));
    assert_eq!(first(&sandbox).await["external_id"], "shop-9");
}
