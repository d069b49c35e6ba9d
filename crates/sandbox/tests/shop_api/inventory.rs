//! Stock (TS Commerce sheet §13, §28.7–§28.13, §28.48).

use std::fmt::Write;

use http::Method;
use ponte_sandbox::shop::order::Status;
use serde_json::{Value, json};

use crate::harness::App;

const SET: &str = "/inventory/inventory.json";
const ADD: &str = "/inventory/patchInventory.json";
const BATCH: &str = "/inventory/batchInventory.json";

async fn put(app: &App, path: &str, form: &str) -> Value {
    app.write(Method::PUT, path, form).await
}

#[tokio::test]
async fn the_list_nests_variants_and_shows_null_for_what_was_never_counted() {
    let app = App::new();
    let shoe = app.shoe().await;
    let bag = app.product("sku=BORSA-1&title=Borsa&price=30").await;
    assert_eq!(
        app.get("/inventory/list.json").await,
        json!([
            { "sku": "SC-100", "uid": shoe, "quantity": 0, "unlimited": false, "has_child": true,
              "childs": [ { "sku": "SC-100-40", "quantity": 3, "superkey": "40" },
                          { "sku": "SC-100-42", "quantity": 5, "superkey": "42" } ] },
            { "sku": "BORSA-1", "uid": bag, "quantity": null, "unlimited": false,
              "has_child": false } ])
    );
}

#[tokio::test]
async fn setting_and_adding_answer_alike_and_change_one_sku() {
    let app = App::new();
    app.shoe().await;
    let answer = put(&app, SET, "sku=SC-100-40&quantity=9&is_child=1").await;
    let expected = json!({ "is_child": true, "inventory_updated": 1, "err": null });
    assert_eq!(answer, expected);
    let answer = put(&app, ADD, "sku=SC-100-40&quantity=-4&is_child=1").await;
    assert_eq!(answer, expected);
    assert_eq!(app.on_hand("SC-100-40").await, [json!(5)]);
    assert_eq!(app.on_hand("SC-100-42").await, [json!(5)]);
}

#[tokio::test]
async fn an_unknown_sku_and_a_wrong_is_child_update_nothing_and_are_no_error() {
    let app = App::new();
    app.shoe().await;
    for form in [
        "sku=nobody&quantity=1&is_child=1",
        "sku=SC-100-40&quantity=1&is_child=0",
        "sku=SC-100-40&quantity=1",
        "sku=SC-100&quantity=1&is_child=1",
        "sku=sc-100-40&quantity=1&is_child=1",
    ] {
        let answer = put(&app, SET, form).await;
        assert_eq!(answer["inventory_updated"], 0, "{form}");
        assert_eq!(answer["err"], json!(null));
    }
    app.switch("shop.unknown_sku_refused", "true");
    let form = "sku=nobody&quantity=1&is_child=1";
    assert_eq!(app.refused(Method::PUT, SET, form).await.0, 404);
}

#[tokio::test]
async fn sku_and_a_whole_quantity_are_required() {
    let app = App::new();
    app.shoe().await;
    for form in [
        "quantity=1",
        "sku=SC-100",
        "sku=SC-100&quantity=1.5",
        "sku=SC-100&quantity=",
    ] {
        assert_eq!(app.refused(Method::PUT, SET, form).await.0, 400, "{form}");
        assert_eq!(app.refused(Method::PUT, ADD, form).await.0, 400, "{form}");
    }
}

#[tokio::test]
async fn unlimited_can_be_set_on_main_products_only() {
    let app = App::new();
    app.shoe().await;
    app.product("sku=B&title=B&price=1").await;
    put(&app, SET, "sku=B&quantity=1&unlimited=1").await;
    put(&app, SET, "sku=SC-100-40&quantity=1&is_child=1&unlimited=1").await;
    let list = app.get("/inventory/list.json").await;
    assert_eq!(list[0]["unlimited"], false);
    assert_eq!(list[1]["unlimited"], true);
    let unlimited = app.shop(|shop| {
        shop.products
            .iter()
            .any(|it| it.variants.iter().any(|v| v.unlimited))
    });
    assert!(!unlimited);
}

#[tokio::test]
async fn a_negative_amount_is_accepted_below_zero_refused_or_floored_by_switch() {
    let app = App::new();
    app.product("sku=a&title=A&price=1&stock_count=2").await;
    put(&app, ADD, "sku=a&quantity=-3").await;
    assert_eq!(app.on_hand("a").await, [json!(-1)]);
    app.switch("shop.negative_patch_refused", "true");
    let form = "sku=a&quantity=-1";
    assert_eq!(app.refused(Method::PUT, ADD, form).await.0, 400);
    assert_eq!(app.on_hand("a").await, [json!(-1)]);
    put(&app, ADD, "sku=a&quantity=3").await;
    app.switch("shop.negative_patch_refused", "false");
    app.switch("shop.stock_floor_at_zero", "true");
    put(&app, ADD, "sku=a&quantity=-30").await;
    assert_eq!(app.on_hand("a").await, [json!(0)]);
}

#[tokio::test]
async fn adding_to_what_was_never_counted_starts_from_nothing() {
    let app = App::new();
    app.product("sku=a&title=A&price=1").await;
    put(&app, ADD, "sku=a&quantity=4").await;
    assert_eq!(app.on_hand("a").await, [json!(4)]);
}

#[tokio::test]
async fn the_same_value_again_counts_unless_the_switch_says_no() {
    let app = App::new();
    app.shoe().await;
    let form = "sku=SC-100-40&quantity=3&is_child=1";
    assert_eq!(put(&app, SET, form).await["inventory_updated"], 1);
    app.switch("shop.same_value_counts", "false");
    assert_eq!(put(&app, SET, form).await["inventory_updated"], 0);
}

#[tokio::test]
async fn a_doubled_sku_is_written_everywhere_or_once() {
    let app = App::new();
    app.product("sku=a&title=A&price=1").await;
    app.product("sku=a&title=A&price=1").await;
    assert_eq!(
        put(&app, SET, "sku=a&quantity=3").await["inventory_updated"],
        2
    );
    assert_eq!(app.on_hand("a").await, [json!(3), json!(3)]);
    app.switch("shop.duplicate_sku_stock", "first");
    assert_eq!(
        put(&app, SET, "sku=a&quantity=4").await["inventory_updated"],
        1
    );
    assert_eq!(app.on_hand("a").await, [json!(4), json!(3)]);
}

#[tokio::test]
async fn a_batch_applies_the_good_and_tells_about_each_sku() {
    let app = App::new();
    app.shoe().await;
    app.product("sku=B.1 x&title=B&price=1").await;
    let answer = put(
        &app,
        BATCH,
        "stage[SC-100-40][quantity]=2&stage[SC-100-40][is_child]=1\
         &stage[B.1+x][quantity]=7&stage[B.1+x][is_child]=0\
         &stage[nobody][quantity]=7&stage[nobody][is_child]=0\
         &stage[SC-100-42][quantity]=many&stage[SC-100-42][is_child]=1",
    )
    .await;
    assert_eq!(answer["updated"], 2);
    assert_eq!(answer["err"], json!(null));
    let results = &answer["results"];
    assert_eq!(
        results["B.1 x"],
        json!({ "is_child": false, "inventory_updated": 1, "err": null })
    );
    assert_eq!(results["nobody"]["inventory_updated"], 0);
    assert!(results["SC-100-42"]["err"].is_string());
    assert_eq!(app.on_hand("SC-100-40").await, [json!(2)]);
    assert_eq!(app.on_hand("B.1 x").await, [json!(7)]);
    assert_eq!(app.on_hand("SC-100-42").await, [json!(5)]);
}

#[tokio::test]
async fn a_batch_with_a_bad_sku_is_refused_whole_by_switch() {
    let app = App::new();
    app.shoe().await;
    app.switch("shop.batch_applies_the_good", "false");
    let good = "stage[SC-100-40][quantity]=2&stage[SC-100-40][is_child]=1";
    let bad = format!("{good}&stage[nobody][quantity]=7&stage[nobody][is_child]=0");
    assert_eq!(app.refused(Method::PUT, BATCH, &bad).await.0, 400);
    assert_eq!(app.on_hand("SC-100-40").await, [json!(3)]);
    app.switch("shop.batch_answer", "ok");
    assert_eq!(
        put(&app, BATCH, good).await,
        json!({ "ok": 1, "err": null })
    );
    assert_eq!(app.on_hand("SC-100-40").await, [json!(2)]);
}

#[tokio::test]
async fn more_than_250_skus_are_refused_and_none_is_applied() {
    let app = App::new();
    app.product("sku=s0&title=A&price=1&stock_count=1").await;
    let mut form = String::new();
    for sku in 0..250 {
        write!(form, "stage[s{sku}][quantity]=9&stage[s{sku}][is_child]=0&").expect("a text");
    }
    let more = format!("{form}stage[x][quantity]=1&stage[x][is_child]=0");
    assert_eq!(app.refused(Method::PUT, BATCH, &more).await.0, 400);
    assert_eq!(app.on_hand("s0").await, [json!(1)]);
    assert_eq!(put(&app, BATCH, &form).await["updated"], 1);
    assert_eq!(app.refused(Method::PUT, BATCH, "").await.0, 400);
}

#[tokio::test]
async fn the_list_lags_by_switch_while_writes_count_at_once() {
    let app = App::new();
    let uid = app.shoe().await;
    app.product("sku=a&title=A&price=1").await;
    app.switch("shop.inventory_lag_seconds", "20");
    app.pass(60);
    put(&app, ADD, "sku=SC-100-40&quantity=1&is_child=1").await;
    put(&app, ADD, "sku=SC-100-40&quantity=1&is_child=1").await;
    put(&app, SET, "sku=a&quantity=8").await;
    let form = format!("uid={uid}&variants[0][superkey]=42&variants[0][quantity]=6");
    app.write(Method::PUT, "/products/product.json", &form)
        .await;
    app.pass(19);
    assert_eq!(app.on_hand("SC-100-40").await, [json!(3)]);
    assert_eq!(app.on_hand("SC-100-42").await, [json!(5)]);
    assert_eq!(app.on_hand("a").await, [json!(null)]);
    assert_eq!(app.read_product(uid).await["variants"][0]["quantity"], 5);
    app.pass(1);
    assert_eq!(app.on_hand("SC-100-40").await, [json!(5)]);
    assert_eq!(app.on_hand("SC-100-42").await, [json!(6)]);
    assert_eq!(app.on_hand("a").await, [json!(8)]);
}

#[tokio::test]
async fn orders_and_their_cancellations_show_late_in_a_list_that_lags() {
    let app = App::new();
    app.product("sku=a&title=A&price=1&stock_count=5").await;
    app.switch("shop.inventory_lag_seconds", "20");
    app.pass(60);
    let id = app.bought("a", 2);
    app.pass(10);
    assert_eq!(app.on_hand("a").await, [json!(5)]);
    app.set_status(&id, Status::Aborted);
    app.pass(10);
    assert_eq!(app.on_hand("a").await, [json!(3)], "as ten seconds ago");
    app.pass(10);
    assert_eq!(app.on_hand("a").await, [json!(5)]);
}
