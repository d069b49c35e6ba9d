//! Making orders (Cassa in Cloud sheet §16.2, §16.3, §24.15).

use http::Method;
use serde_json::{Value, json};

use crate::support::{Answer, Api, START, dec};

/// START in epoch milliseconds, and an hour.
pub const NOW: i64 = 1_790_848_800_000;
pub const HOUR: i64 = 3_600_000;

/// Id of the shoe's first variant.
pub fn shoe(api: &Api) -> String {
    api.till(|till| {
        let shoe = till.product(&api.products[0]).expect("the shoe");
        shoe.variants[0].id.clone()
    })
}

/// A customer of the till.
pub async fn buyer(api: &Api) -> String {
    let body = json!({"name": "Anna Verdi", "email": "anna@example.com"});
    let made = api.write(Method::POST, "/customers", &body).await;
    made.json()["id"].as_str().expect("an id").to_owned()
}

/// An order of two shoes that nothing refuses.
pub async fn order(api: &Api, external: &str) -> Value {
    json!({
        "externalId": external, "isExternalOrder": true, "date": NOW, "dueDate": NOW + 5 * HOUR,
        "deliveryMode": "PICKUP", "phoneNumber": "+390000000000",
        "prepay": true, "prepaymentStatus": "WAITING", "prepaymentTransactionId": null,
        "document": {
            "idSalesPoint": 101, "idCustomer": buyer(api).await, "amount": 119.8, "taxFree": false,
            "note": "Ordine web", "email": "anna@example.com",
            "rows": [{"rowNumber": 1, "idProductVariant": shoe(api), "quantity": 2, "price": 59.9,
                      "subtotal": false, "shippingCost": false, "menu": false,
                      "composition": false, "note": ""}]
        }
    })
}

pub async fn send(api: &Api, orders: &[Value]) -> Answer {
    let body = json!({ "create": orders });
    api.write(Method::POST, "/documents/orders/batch", &body)
        .await
}

/// Sends one order that goes well; gives its id.
pub async fn placed(api: &Api, order: Value) -> String {
    let answer = send(api, &[order]).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    let details = &answer.json()["batchResponse"]["createDetails"];
    details[0]["id"].as_str().expect("an id").to_owned()
}

/// The order as the API shows it.
pub async fn shown(api: &Api, id: &str) -> Value {
    api.get(&format!("/documents/orders/{id}")).await.json()["order"].clone()
}

#[tokio::test]
async fn an_order_is_answered_with_its_place_its_id_and_its_external_id() {
    let api = Api::new().await;
    let start: jiff::Timestamp = START.parse().expect("a time");
    assert_eq!(start.as_millisecond(), NOW);
    let order = order(&api, "shop-000123").await;
    let answer = send(&api, &[order]).await;
    let id = api.till(|till| till.orders().next().expect("an order").id.clone());
    assert_eq!(answer.status, 200);
    assert_eq!(
        answer.json(),
        json!({"batchResponse": {"createDetails": [
            {"index": 0, "id": id, "externalId": "shop-000123"}]}})
    );
    api.switch("till.batch_status", "201");
    let second = self::order(&api, "shop-000124").await;
    assert_eq!(send(&api, &[second]).await.status, 201);
}

#[tokio::test]
async fn a_new_external_order_is_requested_and_not_processed() {
    let api = Api::new().await;
    let id = placed(&api, order(&api, "a").await).await;
    let shown = shown(&api, &id).await;
    for (field, expected) in [
        ("externalWorkflowStatus", json!("REQUESTED")),
        ("status", json!("NOT_PROCESSED")),
        ("dueDate", json!(NOW + 5 * HOUR)),
        ("deliveryMode", json!("PICKUP")),
        ("prepaymentStatus", json!("WAITING")),
    ] {
        assert_eq!(shown[field], expected, "{field}");
    }
    let row = &shown["document"]["rows"][0];
    assert_eq!(row["idProduct"], json!(api.products[0]));
    assert_eq!(
        (&row["quantity"], &row["calculatedAmount"]),
        (&json!(2), &json!(119.8))
    );
    assert!(
        shown.get("rejectionReason").is_none(),
        "missing keys rather than nulls"
    );
}

#[tokio::test]
async fn an_internal_order_needs_no_due_date_and_has_no_external_state() {
    let api = Api::new().await;
    let mut order = order(&api, "a").await;
    order["isExternalOrder"] = json!(false);
    order["dueDate"] = Value::Null;
    let id = placed(&api, order).await;
    assert!(
        shown(&api, &id)
            .await
            .get("externalWorkflowStatus")
            .is_none()
    );
}

#[tokio::test]
async fn a_second_order_with_the_same_external_id_is_a_conflict() {
    let api = Api::new().await;
    let order = order(&api, "a").await;
    placed(&api, order.clone()).await;
    let again = send(&api, &[order]).await;
    assert_eq!(again.status, 400);
    assert_eq!(
        again.json(),
        json!({"error": "ConflictValue", "msg": "externalId"})
    );
    assert_eq!(api.till(|till| till.orders().count()), 1);
}

#[tokio::test]
async fn two_orders_of_one_batch_may_not_share_an_external_id() {
    let api = Api::new().await;
    let order = order(&api, "a").await;
    let answer = send(&api, &[order.clone(), order]).await;
    assert_eq!(answer.json()["error"], "ConflictValue");
    assert_eq!(api.till(|till| till.orders().count()), 0);
}

#[tokio::test]
async fn a_batch_is_stored_whole_or_not_at_all_unless_switched() {
    let api = Api::new().await;
    let (good, mut bad) = (order(&api, "a").await, order(&api, "b").await);
    bad["document"]["rows"] = json!([]);
    let batch = [bad, good];
    assert_eq!(send(&api, &batch).await.status, 400);
    assert_eq!(api.till(|till| till.orders().count()), 0);
    api.switch("till.batch_partial", "true");
    let answer = send(&api, &batch).await;
    let details = answer.json()["batchResponse"]["createDetails"].clone();
    assert_eq!(
        (details.as_array().map(Vec::len), &details[0]["index"]),
        (Some(1), &json!(1))
    );
    assert_eq!(api.till(|till| till.orders().count()), 1);
    assert_eq!(send(&api, &batch[..1]).await.status, 400);
}

#[tokio::test]
async fn a_shipping_row_needs_no_article_unless_switched() {
    let api = Api::new().await;
    let mut order = order(&api, "a").await;
    let rows = order["document"]["rows"].as_array_mut().expect("rows");
    rows.push(json!({"rowNumber": 2, "quantity": 1, "price": 5, "shippingCost": true}));
    api.switch("till.shipping_row_needs_article", "true");
    assert_eq!(
        send(&api, &[order.clone()]).await.json()["msg"],
        "document.rows[1].idProductVariant"
    );
    api.switch("till.shipping_row_needs_article", "false");
    placed(&api, order).await;
}

#[tokio::test]
async fn a_prepayment_is_noted() {
    let api = Api::new().await;
    let id = placed(&api, order(&api, "a").await).await;
    let url = format!("/documents/orders/{id}/prepayment");
    let paid =
        json!({"prepay": true, "prepaymentStatus": "COMPLETED", "prepaymentTransactionId": "t-1"});
    let answer = api.write(Method::PUT, &url, &paid).await;
    assert_eq!((answer.status.as_u16(), answer.text.as_str()), (204, ""));
    let shown = shown(&api, &id).await;
    assert_eq!(
        (
            &shown["prepaymentStatus"],
            &shown["prepaymentTransactionId"]
        ),
        (&json!("COMPLETED"), &json!("t-1"))
    );
    let unknown = api
        .write(Method::PUT, "/documents/orders/x/prepayment", &paid)
        .await;
    assert_eq!(unknown.status, 404);
    let odd = json!({"prepaymentStatus": "PERHAPS"});
    assert_eq!(api.write(Method::PUT, &url, &odd).await.status, 400);
}

#[tokio::test]
async fn nobody_can_change_or_cancel_an_order_through_the_api() {
    let api = Api::new().await;
    let id = placed(&api, order(&api, "a").await).await;
    let url = format!("/documents/orders/{id}");
    for method in [Method::PUT, Method::DELETE] {
        assert_eq!(api.write(method, &url, &json!({})).await.status, 404);
    }
}

#[tokio::test]
async fn where_simple_products_have_no_variant_their_own_id_names_the_article() {
    let api = Api::new().await;
    let mut order = order(&api, "a").await;
    order["document"]["rows"][0]["idProductVariant"] = json!(api.products[1]);
    assert_eq!(
        send(&api, &[order.clone()]).await.json()["error"],
        "InvalidId"
    );
    api.switch("till.simple_product_has_variant", "false");
    placed(&api, order).await;
    let outgoing = api.till(|till| {
        let oil = till.product(&api.products[1]).expect("the oil");
        oil.variants[0].stock[&101].outgoing
    });
    assert_eq!(outgoing, dec("2"));
}

#[tokio::test]
async fn a_write_without_requested_with_passes_unless_switched() {
    let api = Api::new().await;
    assert_eq!(
        api.call(Method::POST, "/documents/orders/batch")
            .await
            .status,
        400
    );
    api.switch("till.requested_with_enforced", "true");
    assert_eq!(
        api.call(Method::POST, "/documents/orders/batch")
            .await
            .status,
        403
    );
    placed(&api, order(&api, "a").await).await;
}
