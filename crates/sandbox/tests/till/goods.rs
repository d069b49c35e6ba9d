//! Goods received, carried and brought back, and orders by phone (Cassa in Cloud sheet §15, §18,
//! §21.2).

use ponte_sandbox::{
    moment::Moment,
    till::{
        act,
        documents::{Kind, credit::Credit},
        goods::{Moved, NotMoved, Received, Transfer},
        orders::{
            operator::{Step, StepError},
            phone::PhoneOrder,
        },
        state::{Missing, Till},
    },
};
use rust_decimal::Decimal;
use serde_json::{Value, json};

use crate::{
    orders::{order, placed, shoe, shown},
    support::{Api, dec},
    webhooks::Post,
};

/// Does something at the till, and tells the webhooks.
fn done<T, E: std::fmt::Debug>(
    api: &Api,
    change: impl FnOnce(&mut Till, &Moment) -> Result<T, E>,
) -> Result<T, E> {
    let world = &api.world;
    act::act(world, &mut world.lock(), 0, change).expect("there is a tenant")
}

fn wish<T: serde::de::DeserializeOwned>(json: Value) -> T {
    serde_json::from_value(json).expect("a wish")
}

fn receive(api: &Api, body: Value) -> Result<Vec<Moved>, NotMoved> {
    let received: Received = wish(body);
    done(api, |till, moment| till.receive(&received, moment))
}

fn transfer(api: &Api, body: Value) -> Result<Vec<Moved>, NotMoved> {
    let transfer: Transfer = wish(body);
    done(api, |till, moment| till.transfer(&transfer, moment))
}

/// Id of the first variant of a product.
fn variant(api: &Api, place: usize) -> String {
    api.till(|till| {
        let product = till.product(&api.products[place]).expect("it exists");
        product.variants[0].id.clone()
    })
}

/// Quantity and outgoing quantity of a variant, as the API tells them.
async fn level(api: &Api, point: i64, variant: &str) -> (Value, Value) {
    let filter = [("idProductVariant", &*json!([variant]).to_string())];
    let rows = api.list(&format!("/stocks/{point}"), &filter).await;
    let row = &rows.rows("stocks")[0];
    (row["quantity"].clone(), row["outgoingQuantity"].clone())
}

/// Sales point, kind and quantity of every movement that was told, and the names of the rest.
async fn told(post: &Post) -> Vec<Value> {
    post.pass(0).await;
    let bodies = post.calls().into_iter().map(|(_, _, body)| body);
    let bodies = bodies.map(|body| serde_json::from_slice(&body).expect("JSON"));
    let told = post.operations().into_iter().zip(bodies);
    told.map(|(name, body): (String, Value)| match name.as_str() {
        "STOCK_MOVEMENT/CREATE" => json!([body["idSalesPoint"], body["type"], body["quantity"]]),
        _ => json!(name),
    })
    .collect()
}

#[tokio::test]
async fn goods_received_are_loaded_and_told_with_the_movement_that_the_answer_names() {
    let post = Post::open().await;
    post.hook("STOCK_MOVEMENT", |_| ());
    let (shoe, before) = (shoe(&post.api), dec("8"));
    let goods = json!([{"variant": shoe, "quantity": 5}]);
    let moved = receive(&post.api, json!({"sales_point": 101, "goods": goods}));
    let moved = moved.expect("goods come in");
    assert_eq!(
        (moved[0].by, moved[0].quantity, moved[0].sku.as_deref()),
        (dec("5"), before + dec("5"), Some("SC-42"))
    );
    assert_eq!(level(&post.api, 101, &shoe).await.0, 13);
    assert_eq!(told(&post).await, [json!([101, "LOAD", 5])]);
    let body: Value = serde_json::from_slice(&post.calls()[0].2).expect("JSON");
    assert_eq!(body["id"], json!(moved[0].movement));
}

#[tokio::test]
async fn goods_that_nobody_counted_there_before_get_a_record() {
    let api = Api::new().await;
    let oil = variant(&api, 1);
    api.till(|till| till.forget_stock(102, &api.products[1], &oil))
        .expect("the oil exists");
    let goods = json!([{"variant": oil, "quantity": "1.5"}]);
    receive(&api, json!({"sales_point": 102, "goods": goods})).expect("goods come in");
    assert_eq!(level(&api, 102, &oil).await.0, 1.5);
}

#[tokio::test]
async fn a_transfer_unloads_one_sales_point_and_loads_the_other_even_below_zero() {
    let post = Post::open().await;
    post.hook("STOCK_MOVEMENT", |_| ());
    let shoe = shoe(&post.api);
    let there = level(&post.api, 102, &shoe).await.0;
    let goods = json!([{"variant": shoe, "quantity": 10}]);
    let moved = transfer(&post.api, json!({"from": 101, "to": 102, "goods": goods}));
    let figures: Vec<Decimal> = moved.expect("they go").iter().map(|it| it.by).collect();
    assert_eq!(figures, [dec("-10"), dec("10")]);
    assert_eq!(level(&post.api, 101, &shoe).await.0, -2);
    let after = there.as_i64().expect("whole pieces") + 10;
    assert_eq!(level(&post.api, 102, &shoe).await.0, after);
    assert_eq!(
        told(&post).await,
        [json!([101, "UNLOAD", 10]), json!([102, "LOAD", 10])]
    );
}

#[tokio::test]
async fn goods_that_cannot_move_are_refused_with_the_reason_and_none_of_them_moves() {
    let api = Api::new().await;
    let (shoe, book) = (shoe(&api), variant(&api, 3));
    let one = |variant: &str| json!({"variant": variant, "quantity": 1});
    let to =
        |point: i64, goods: Value| receive(&api, json!({"sales_point": point, "goods": goods}));
    let nobody = || "nobody".to_owned();
    assert_eq!(to(101, json!([])), Err(NotMoved::Nothing));
    assert_eq!(
        to(9, json!([one(&shoe)])),
        Err(NotMoved::Missing(Missing::SalesPoint(9)))
    );
    assert_eq!(
        to(101, json!([one(&shoe), one("nobody")])),
        Err(NotMoved::Missing(Missing::Variant(nobody())))
    );
    for quantity in ["0", "-1"] {
        let goods = json!([{"variant": shoe, "quantity": quantity}]);
        let (variant, quantity) = (shoe.clone(), dec(quantity));
        assert_eq!(
            to(101, goods),
            Err(NotMoved::NotPositive { variant, quantity })
        );
    }
    let sales_point = 101;
    let elsewhere = NotMoved::Elsewhere {
        variant: book.clone(),
        sales_point,
    };
    assert_eq!(to(101, json!([one(&shoe), one(&book)])), Err(elsewhere));
    let uncounted = NotMoved::Uncounted {
        variant: book.clone(),
        sales_point: 102,
    };
    assert_eq!(to(102, json!([one(&shoe), one(&book)])), Err(uncounted));
    let goods = json!([one(&shoe)]);
    assert_eq!(
        transfer(&api, json!({"from": 101, "to": 101, "goods": goods})),
        Err(NotMoved::SamePoint(101))
    );
    assert_eq!(level(&api, 101, &shoe).await.0, 8);
}

#[tokio::test]
async fn a_credit_note_brings_goods_back_and_is_told_but_is_no_receipt() {
    let post = Post::open().await;
    for entity in ["STOCK_MOVEMENT", "CREDIT_NOTE", "RECEIPT"] {
        post.hook(entity, |_| ());
    }
    let shoe = shoe(&post.api);
    let credit: Credit = wish(json!({"sales_point": 101, "goods": [
        {"variant": shoe, "quantity": 2, "price": "59.90"}]}));
    let issued = done(&post.api, |till, moment| till.credit(&credit, moment));
    let issued = issued.expect("it is issued");
    assert_eq!(
        (issued.kind, issued.amount),
        (Kind::CreditNote, dec("119.80"))
    );
    assert_eq!(level(&post.api, 101, &shoe).await.0, 10);
    assert_eq!(
        told(&post).await,
        [json!([101, "LOAD", 2]), json!("CREDIT_NOTE/CREATE")]
    );
    let today = [("datetimeFrom", "\"2026-10-01\"")];
    let receipts = post.api.list("/documents/receipts", &today).await;
    assert_eq!(receipts.rows("receipts"), [] as [Value; 0]);
    done(&post.api, |till, moment| {
        till.void_document(&issued.id, moment)
    })
    .expect("it is there");
    assert_eq!(level(&post.api, 101, &shoe).await.0, 8);
    assert_eq!(
        told(&post).await[2..],
        [json!([101, "UNLOAD", 2]), json!("CREDIT_NOTE/DELETE")]
    );
}

#[tokio::test]
async fn no_order_becomes_a_credit_note() {
    let api = Api::new().await;
    let id = placed(&api, order(&api, "a").await).await;
    let document = Kind::CreditNote;
    let step = |step: Step| done(&api, |till, moment| till.step_order(&id, &step, moment));
    step(Step::Accept).expect("it is there");
    for wanted in [Step::Ship { document }, Step::Complete { document }] {
        assert_eq!(step(wanted), Err(StepError::Document(document)));
    }
    assert_eq!(shown(&api, &id).await["externalWorkflowStatus"], "ACCEPTED");
}

#[tokio::test]
async fn an_order_by_phone_is_promised_even_where_orders_of_the_api_are_not() {
    let post = Post::open().await;
    post.hook("ORDER", |_| ());
    let api = &post.api;
    api.switch("till.orders_touch_outgoing", "false");
    placed(api, order(api, "a").await).await;
    let shoe = shoe(api);
    let phone: PhoneOrder = wish(
        json!({"sales_point": 101, "note": "Passa sabato", "goods": [
        {"variant": shoe, "quantity": 3}]}),
    );
    let id = done(api, |till, moment| till.take_by_phone(&phone, moment)).expect("it is taken");
    assert_eq!(level(api, 101, &shoe).await, (json!(8), json!(3)));
    let order = shown(api, &id).await;
    assert_eq!(
        (&order["isExternalOrder"], &order["document"]["note"]),
        (&json!(false), &json!("Passa sabato"))
    );
    assert_eq!(told(&post).await.len(), 2, "both are told");
    let complete = Step::Complete {
        document: Kind::Invoice,
    };
    done(api, |till, moment| till.step_order(&id, &complete, moment)).expect("it is there");
    assert_eq!(level(api, 101, &shoe).await, (json!(5), json!(0)));
}

#[tokio::test]
async fn a_deleted_order_by_phone_is_promised_no_more() {
    let api = Api::new().await;
    let shoe = shoe(&api);
    let phone: PhoneOrder = wish(json!({"sales_point": 101, "goods": [
        {"variant": shoe, "quantity": 3}]}));
    let id = done(&api, |till, moment| till.take_by_phone(&phone, moment)).expect("it is taken");
    done(&api, |till, moment| till.delete_order(&id, moment)).expect("it is there");
    assert_eq!(level(&api, 101, &shoe).await, (json!(8), json!(0)));
}
