//! Movements of stock as webhooks hear of them, and voided documents (Cassa in Cloud sheet §15.2,
//! §18, §21.4).

use http::Method;
use ponte_sandbox::till::{
    act,
    documents::{Kind, sale::Sale},
    orders::operator::Step,
    state::Missing,
};
use serde_json::{Value, json};

use crate::{
    orders::{order, placed, shoe},
    support::dec,
    webhooks::Post,
};

/// What was told, operation and body.
async fn told(post: &Post) -> Vec<(String, Value)> {
    post.pass(0).await;
    let bodies = post.calls().into_iter().map(|(_, _, body)| body);
    let bodies = bodies.map(|body| serde_json::from_slice(&body).expect("JSON"));
    post.operations().into_iter().zip(bodies).collect()
}

fn complete() -> Step {
    Step::Complete {
        document: Kind::Receipt,
    }
}

#[tokio::test]
async fn goods_that_leave_the_shelf_are_told_with_the_movement_that_the_receipt_names() {
    let post = Post::open().await;
    post.hook("STOCK_MOVEMENT", |_| ());
    post.hook("RECEIPT", |_| ());
    let id = placed(&post.api, order(&post.api, "a").await).await;
    post.step(&id, &Step::Accept);
    assert_eq!(told(&post).await, [], "a promise moves no goods");
    post.step(&id, &complete());
    let told = told(&post).await;
    let (movement, receipt) = (&told[0], &told[1]);
    assert_eq!(
        (&*movement.0, &*receipt.0),
        ("STOCK_MOVEMENT/CREATE", "RECEIPT/CREATE")
    );
    let id = &receipt.1["document"]["rows"][0]["idStockMovement"];
    assert_eq!(
        movement.1,
        json!({"id": id, "idSalesPoint": 101, "idProduct": post.api.products[0],
               "idProductVariant": shoe(&post.api), "quantity": 2, "type": "UNLOAD",
               "date": post.api.world.now().as_millisecond()})
    );
}

#[tokio::test]
async fn a_promise_is_told_where_switched() {
    let post = Post::open().await;
    post.hook("STOCK_MOVEMENT", |_| ());
    post.api.switch("till.webhook_tells_promises", "true");
    let id = placed(&post.api, order(&post.api, "a").await).await;
    post.step(&id, &Step::Cancel);
    let kinds: Vec<Value> = told(&post)
        .await
        .into_iter()
        .map(|(_, body)| body["type"].clone())
        .collect();
    assert_eq!(kinds, ["LOAD", "UNLOAD"]);
}

#[tokio::test]
async fn a_count_by_hand_is_told_by_its_difference_and_nothing_where_nothing_is_counted() {
    let post = Post::open().await;
    post.hook("STOCK_MOVEMENT", |_| ());
    let (oil, book) = (&post.api.products[1], &post.api.products[3]);
    let count = |product: &str, quantity: &str| {
        let world = &post.api.world;
        let done = act::act(world, &mut world.lock(), 0, |till, moment| {
            let variant = till.product(product).expect("it exists").variants[0]
                .id
                .clone();
            till.count(102, product, &variant, dec(quantity), moment)
        });
        assert_eq!(done, Some(Ok::<(), Missing>(())));
    };
    for quantity in ["5", "5", "3.5"] {
        count(oil, quantity);
    }
    count(book, "9");
    let told: Vec<(Value, Value)> = told(&post)
        .await
        .into_iter()
        .map(|(_, body)| (body["type"].clone(), body["quantity"].clone()))
        .collect();
    assert_eq!(
        told,
        [(json!("LOAD"), json!(5)), (json!("UNLOAD"), json!(1.5))]
    );
}

#[tokio::test]
async fn a_voided_receipt_is_read_by_nobody_and_its_goods_come_back() {
    let post = Post::open().await;
    post.hook("STOCK_MOVEMENT", |_| ());
    post.hook("RECEIPT", |_| ());
    let world = &post.api.world;
    let sale: Sale = serde_json::from_value(json!({"sales_point": 101, "goods": [
        {"variant": shoe(&post.api), "quantity": 3}]}))
    .expect("a sale");
    let sell = || {
        let done = act::act(world, &mut world.lock(), 0, |till, moment| {
            till.sell(&sale, moment)
        });
        assert!(matches!(done, Some(Ok(_))), "{done:?}");
    };
    sell();
    let id = post
        .api
        .till(|till| till.documents().next().expect("a receipt").id.clone());
    let void = || {
        act::act(world, &mut world.lock(), 0, |till, moment| {
            till.void_document(&id, moment)
        })
    };
    assert_eq!(void(), Some(Ok(())));
    assert_eq!(void(), Some(Err(Missing::Document(id.clone()))));
    let operations: Vec<String> = told(&post)
        .await
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    assert_eq!(
        operations,
        [
            "STOCK_MOVEMENT/CREATE",
            "RECEIPT/CREATE",
            "STOCK_MOVEMENT/CREATE",
            "RECEIPT/DELETE"
        ]
    );
    let today = [("datetimeFrom", "\"2026-10-01\"")];
    let receipts = async || {
        let answer = post.api.list("/documents/receipts", &today).await;
        answer.rows("receipts")
    };
    assert_eq!(receipts().await, [] as [Value; 0]);
    let filter = [("idProductVariant", &*json!([shoe(&post.api)]).to_string())];
    let level = post.api.list("/stocks/101", &filter).await.rows("stocks");
    assert_eq!(level[0]["quantity"], 8);
    sell();
    assert_eq!(
        receipts().await[0]["number"],
        "2",
        "a number is not given again"
    );
    let method = Method::POST;
    let url = format!("/documents/receipts/{id}");
    assert_eq!(
        post.api.write(method, &url, &json!({})).await.status,
        404,
        "only the portal voids"
    );
}
