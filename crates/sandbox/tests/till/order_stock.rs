//! How an order touches stock (Cassa in Cloud sheet §18, §24.17).

use std::time::Duration;

use ponte_sandbox::{
    moment::Moment,
    till::{documents::Kind, orders::operator::Step},
};
use rust_decimal::Decimal;
use serde_json::json;

use crate::{
    orders::{order, placed, shoe},
    support::{Api, dec},
};

/// Quantity and outgoing quantity of the shoe at the first sales point, as the API shows them.
async fn figures(api: &Api) -> (serde_json::Value, serde_json::Value) {
    let filter = [("idProductVariant", &*json!([shoe(api)]).to_string())];
    let row = api.list("/stocks/101", &filter).await.rows("stocks")[0].clone();
    (row["quantity"].clone(), row["outgoingQuantity"].clone())
}

pub fn step(api: &Api, id: &str, step: &Step) {
    let moment = Moment::now(&api.world, &api.world.lock());
    api.till(|till| till.step_order(id, step, &moment))
        .expect("the step is possible");
}

#[tokio::test]
async fn a_new_order_raises_what_is_promised_and_leaves_what_is_there() {
    let api = Api::new().await;
    placed(&api, order(&api, "a").await).await;
    assert_eq!(figures(&api).await, (json!(8), json!(2)));
}

#[tokio::test]
async fn a_new_order_touches_nothing_where_switched() {
    let api = Api::new().await;
    api.switch("till.orders_touch_outgoing", "false");
    let id = placed(&api, order(&api, "a").await).await;
    assert_eq!(figures(&api).await, (json!(8), json!(0)));
    // Switched back meanwhile, the order still gives back only what it promised.
    api.switch("till.orders_touch_outgoing", "true");
    step(&api, &id, &Step::Accept);
    step(
        &api,
        &id,
        &Step::Complete {
            document: Kind::Receipt,
        },
    );
    assert_eq!(figures(&api).await, (json!(6), json!(0)));
}

#[tokio::test]
async fn a_document_takes_the_goods_from_both_figures() {
    for document in [Kind::Receipt, Kind::Invoice, Kind::DeliveryNote] {
        let api = Api::new().await;
        let id = placed(&api, order(&api, "a").await).await;
        step(&api, &id, &Step::Accept);
        step(&api, &id, &Step::Ship { document });
        assert_eq!(figures(&api).await, (json!(6), json!(0)), "{document:?}");
        step(&api, &id, &Step::Complete { document });
        assert_eq!(
            figures(&api).await,
            (json!(6), json!(0)),
            "goods leave once"
        );
    }
}

#[tokio::test]
async fn a_rejected_cancelled_or_deleted_order_takes_back_its_promise() {
    let api = Api::new().await;
    let reject = Step::Reject {
        reason: "finito".to_owned(),
    };
    for (external, how) in [("a", Some(reject)), ("b", Some(Step::Cancel)), ("c", None)] {
        let id = placed(&api, order(&api, external).await).await;
        assert_eq!(figures(&api).await, (json!(8), json!(2)));
        match how {
            Some(how) => step(&api, &id, &how),
            None => {
                let moment = Moment::now(&api.world, &api.world.lock());
                api.till(|till| till.delete_order(&id, &moment))
                    .expect("it exists");
            }
        }
        assert_eq!(figures(&api).await, (json!(8), json!(0)));
    }
}

#[tokio::test]
async fn goods_that_the_till_does_not_count_are_not_promised() {
    let api = Api::new().await;
    let book = api.till(|till| {
        till.product(&api.products[3]).expect("the book").variants[0]
            .id
            .clone()
    });
    let mut order = order(&api, "a").await;
    order["document"]["idSalesPoint"] = json!(102);
    order["document"]["rows"][0]["idProductVariant"] = json!(book);
    placed(&api, order).await;
    let outgoing: Decimal = api.till(|till| {
        let book = till.product(&api.products[3]).expect("the book");
        book.variants[0]
            .stock
            .values()
            .map(|level| level.outgoing)
            .sum()
    });
    assert_eq!(outgoing, dec("0"));
}

#[tokio::test]
async fn a_promise_is_seen_late_where_readings_lag() {
    let api = Api::new().await;
    api.switch("till.stock_lag_seconds", "5");
    placed(&api, order(&api, "a").await).await;
    assert_eq!(figures(&api).await, (json!(8), json!(0)));
    api.clock.advance(Duration::from_secs(5));
    assert_eq!(figures(&api).await, (json!(8), json!(2)));
}
