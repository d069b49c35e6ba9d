//! Receipts: how they are listed, what goes back, and those that come late (Cassa in Cloud sheet §16.4,
//! §20, §21.4).

use jiff::{SignedDuration, Timestamp};
use ponte_sandbox::till::{
    act,
    documents::{sale::Sale, void::DumpedDocument},
    goods::NotMoved,
};
use serde_json::{Value, json};

use crate::{
    orders::{HOUR, NOW, order, placed, shoe},
    support::{Api, dec},
    webhooks::Post,
};

fn try_sell(api: &Api, body: Value) -> Result<DumpedDocument, NotMoved> {
    let sale: Sale = serde_json::from_value(body).expect("a sale");
    let world = &api.world;
    let done = act::act(world, &mut world.lock(), 0, |till, moment| {
        till.sell(&sale, moment)
    });
    done.expect("there is a tenant")
}

fn sell(api: &Api, body: Value) -> DumpedDocument {
    try_sell(api, body).expect("it is sold")
}

/// One shoe at this point, so many hours ago.
fn one(api: &Api, point: i64, hours: i64) -> String {
    let at = api.world.now() - SignedDuration::from_hours(hours);
    let goods = json!([{"variant": shoe(api), "quantity": 1}]);
    sell(api, json!({"sales_point": point, "at": at, "goods": goods})).id
}

/// Ids of a list of today, with these parameters.
async fn ids(api: &Api, filters: &[(&str, &str)]) -> Vec<String> {
    let today = [("datetimeFrom", "\"2026-10-01\"")];
    let filters = [&today[..], filters].concat();
    let rows = api.list("/documents/receipts", &filters).await;
    let rows = rows.rows("receipts");
    let id = |row: &Value| row["id"].as_str().expect("an id").to_owned();
    rows.iter().map(id).collect()
}

async fn page(api: &Api, start: usize, limit: usize) -> (Vec<String>, Value) {
    let path =
        format!("/documents/receipts?start={start}&limit={limit}&datetimeFrom=%222026-10-01%22");
    let answer = api.get(&path).await;
    let rows = answer.rows("receipts");
    let id = |row: &Value| row["id"].as_str().expect("an id").to_owned();
    (
        rows.iter().map(id).collect(),
        answer.json()["totalCount"].clone(),
    )
}

#[tokio::test]
async fn receipts_are_listed_by_pages_the_oldest_first_unless_switched() {
    let api = Api::new().await;
    let all: Vec<String> = (0..5).map(|hours| one(&api, 101, 5 - hours)).collect();
    assert_eq!(page(&api, 0, 2).await, (all[..2].to_vec(), json!(5)));
    assert_eq!(page(&api, 4, 2).await, (all[4..].to_vec(), json!(5)));
    assert_eq!(page(&api, 5, 2).await, (vec![], json!(5)));
    api.switch("till.receipts_newest_first", "true");
    assert_eq!(page(&api, 0, 1).await.0, all[4..]);
    let sorts = [("sorts", "[{\"key\":\"date\",\"direction\":1}]")];
    assert_eq!(
        ids(&api, &sorts).await,
        all,
        "who sorts gets what they ask for"
    );
}

#[tokio::test]
async fn a_window_of_receipts_is_shorter_than_three_days() {
    let api = Api::new().await;
    let id = one(&api, 101, 1);
    let window = async |from: &str, to: &str| {
        let dates = [("datetimeFrom", from), ("datetimeTo", to)];
        api.list("/documents/receipts", &dates).await
    };
    let three = window("\"2026-09-29\"", "\"2026-10-01\"").await;
    assert_eq!(
        (three.status.as_u16(), &three.json()["error"]),
        (400, &json!("InvalidParams"))
    );
    let two = window("\"2026-09-30\"", "\"2026-10-01\"").await;
    assert_eq!(two.rows("receipts")[0]["id"], json!(id));
    let yesterday = window("\"2026-09-29\"", "\"2026-09-30\"").await;
    assert_eq!(yesterday.rows("receipts"), [] as [Value; 0]);
}

#[tokio::test]
async fn receipts_are_filtered_by_sales_point_and_number() {
    let api = Api::new().await;
    let (first, second) = (one(&api, 101, 3), one(&api, 101, 2));
    let other = one(&api, 102, 1);
    assert_eq!(
        ids(&api, &[("idsSalesPoint", "[102]")]).await,
        std::slice::from_ref(&other)
    );
    assert_eq!(
        ids(&api, &[("idsSalesPoint", "[101]")]).await,
        [first.clone(), second.clone()]
    );
    assert_eq!(ids(&api, &[("numberFrom", "2")]).await, [second]);
    assert_eq!(ids(&api, &[("numberTo", "1")]).await, [first, other]);
    let none = ids(&api, &[("idOrganizations", "[\"x\"]")]).await;
    assert_eq!(none, [] as [&str; 0]);
}

#[tokio::test]
async fn a_row_names_product_variant_and_movement_and_the_order_that_it_comes_from() {
    let post = Post::open().await;
    let api = &post.api;
    let id = placed(api, order(api, "shop-1").await).await;
    post.step(&id, &ponte_sandbox::till::orders::operator::Step::Accept);
    let document = ponte_sandbox::till::documents::Kind::Receipt;
    post.step(
        &id,
        &ponte_sandbox::till::orders::operator::Step::Complete { document },
    );
    let today = [("datetimeFrom", "\"2026-10-01\"")];
    let receipt = &api
        .list("/documents/receipts", &today)
        .await
        .rows("receipts")[0];
    let row = &receipt["document"]["rows"][0];
    assert_eq!(
        (
            &row["idProduct"],
            &row["idProductVariant"],
            &row["quantity"]
        ),
        (&json!(api.products[0]), &json!(shoe(api)), &json!(2))
    );
    assert_eq!(
        (&row["refund"], &row["stockMovementEnabled"]),
        (&json!(false), &json!(true))
    );
    assert!(row["idStockMovement"].is_string());
    assert_eq!(
        receipt["document"]["documentConnectionSources"]["orders"][0]["id"],
        json!(id)
    );
}

#[tokio::test]
async fn what_a_buyer_gives_back_is_a_negative_row_and_returns_to_the_shelf() {
    let post = Post::open().await;
    post.hook("STOCK_MOVEMENT", |_| ());
    let api = &post.api;
    let goods = json!([
        {"variant": shoe(api), "quantity": 2, "price": "60", "refund": true},
        {"variant": shoe(api), "quantity": 1, "price": "70"}]);
    let sold = sell(api, json!({"sales_point": 101, "goods": goods}));
    assert_eq!(sold.amount, dec("-50"));
    let rows = async || {
        let today = [("datetimeFrom", "\"2026-10-01\"")];
        let receipts = api
            .list("/documents/receipts", &today)
            .await
            .rows("receipts");
        receipts[0]["document"]["rows"].clone()
    };
    let of = |row: &Value| json!([row["refund"], row["quantity"], row["calculatedAmount"]]);
    let seen = rows().await;
    assert_eq!(
        (of(&seen[0]), of(&seen[1])),
        (json!([true, -2, -120]), json!([false, 1, 70]))
    );
    api.switch("till.refund_quantity_positive", "true");
    assert_eq!(of(&rows().await[0]), json!([true, 2, -120]));
    let filter = [("idProductVariant", &*json!([shoe(api)]).to_string())];
    let level = api.list("/stocks/101", &filter).await.rows("stocks");
    assert_eq!(level[0]["quantity"], 9);
    post.pass(0).await;
    let kind = |call: &(i64, http::HeaderMap, bytes::Bytes)| {
        let body: Value = serde_json::from_slice(&call.2).expect("JSON");
        body["type"].clone()
    };
    let kinds: Vec<Value> = post.calls().iter().map(kind).collect();
    assert_eq!(kinds, ["LOAD", "UNLOAD"]);
}

#[tokio::test]
async fn a_receipt_of_a_till_that_was_offline_comes_late_and_who_reads_on_misses_it() {
    let post = Post::open().await;
    post.hook("RECEIPT", |_| ());
    let api = &post.api;
    let (early, latest) = (one(api, 101, 3), one(api, 101, 1));
    let (read, total) = page(api, 0, 10).await;
    assert_eq!(
        (read, total),
        (vec![early.clone(), latest.clone()], json!(2))
    );
    let late = one(api, 102, 2);
    let (on, total) = page(api, 2, 10).await;
    assert_eq!(
        (on, total),
        (vec![latest.clone()], json!(3)),
        "not the late one"
    );
    assert_eq!(ids(api, &[]).await, [early, late, latest]);
    post.pass(0).await;
    let last = post.calls().pop().expect("a call");
    let body: Value = serde_json::from_slice(&last.2).expect("JSON");
    assert_eq!(body["date"], json!(NOW - 2 * HOUR), "its own date");
}

#[tokio::test]
async fn the_goods_of_a_late_receipt_leave_the_shelf_when_it_comes() {
    let api = Api::new().await;
    one(&api, 101, 2);
    let filter = [("idProductVariant", &*json!([shoe(&api)]).to_string())];
    let quantity =
        async || api.list("/stocks/101", &filter).await.rows("stocks")[0]["quantity"].clone();
    assert_eq!(quantity().await, 7);
    api.switch("till.stock_lag_seconds", "1");
    assert_eq!(quantity().await, 8, "not two hours ago");
}

#[tokio::test]
async fn nothing_is_sold_in_the_future_nor_without_pieces() {
    let api = Api::new().await;
    let goods = |quantity: i64| json!([{"variant": shoe(&api), "quantity": quantity}]);
    let at: Timestamp = api.world.now() + SignedDuration::from_secs(1);
    assert_eq!(
        try_sell(
            &api,
            json!({"sales_point": 101, "at": at, "goods": goods(1)})
        ),
        Err(NotMoved::Future(at))
    );
    assert_eq!(
        try_sell(&api, json!({"sales_point": 101, "goods": []})),
        Err(NotMoved::Nothing)
    );
    let refused = try_sell(&api, json!({"sales_point": 101, "goods": goods(-1)}));
    assert!(matches!(refused, Err(NotMoved::NotPositive { .. })));
    assert_eq!(ids(&api, &[]).await, [] as [&str; 0]);
}

#[tokio::test]
async fn a_till_sells_what_is_not_there() {
    let api = Api::new().await;
    let goods = json!([{"variant": shoe(&api), "quantity": 9}]);
    sell(&api, json!({"sales_point": 101, "goods": goods}));
    let filter = [("idProductVariant", &*json!([shoe(&api)]).to_string())];
    let level = api.list("/stocks/101", &filter).await.rows("stocks");
    assert_eq!(level[0]["quantity"], -1);
}

#[tokio::test]
async fn an_amount_without_an_article_is_a_row_that_names_no_product_and_moves_nothing() {
    let post = Post::open().await;
    post.hook("STOCK_MOVEMENT", |_| ());
    let api = &post.api;
    let sold = sell(api, json!({"sales_point": 101, "amounts": ["5", "2.50"]}));
    assert_eq!(sold.amount, dec("7.50"));
    let today = [("datetimeFrom", "\"2026-10-01\"")];
    let receipt = &api
        .list("/documents/receipts", &today)
        .await
        .rows("receipts")[0];
    let row = &receipt["document"]["rows"][0];
    assert_eq!(
        (
            row.get("idProduct"),
            row.get("idProductVariant"),
            row.get("idStockMovement")
        ),
        (None, None, None)
    );
    assert_eq!(
        (&row["calculatedAmount"], &row["stockMovementEnabled"]),
        (&json!(5), &json!(false))
    );
    post.pass(0).await;
    assert!(post.calls().is_empty());
}
