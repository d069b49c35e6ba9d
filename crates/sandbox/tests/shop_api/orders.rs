//! One order, its states, and what is set on it (TS Commerce sheet §20.3–§20.5).

use std::collections::BTreeSet;

use http::Method;
use ponte_sandbox::shop::{
    checkout::{Basket, Wish},
    order::{Payment, Shipping, Status},
};
use rust_decimal::Decimal;
use serde_json::{Value, json};

use crate::harness::{App, basket, somebody};

/// The shoe of the sheet at 80 euro, sold at 64.50, and an order of one pair in 42.
async fn shoe_order() -> (App, u64, String) {
    let app = App::new();
    let uid = app.shoe().await;
    let form = format!(
        "uid={uid}&final_price=64.5&variants[0][superkey]=42&variants[0][price]=80\
         &variants[0][final_price]=64.5"
    );
    app.write(Method::PUT, "/products/product.json", &form)
        .await;
    let basket = Basket {
        lines: vec![Wish {
            uid: Some(uid),
            superkey: "42".to_owned(),
            sku: None,
            count: 1,
        }],
        shipping: Shipping {
            profile: "corriere".to_owned(),
            amount: Decimal::new(750, 2),
        },
        ..Basket::default()
    };
    let id = app.buy(basket).expect("it is there");
    (app, uid, id)
}

#[tokio::test]
async fn an_order_s_details_are_those_of_the_sheet_s_sample() {
    let (app, uid, id) = shoe_order().await;
    let order = app.read_order(&id).await;
    let total = json!(72);
    assert_eq!((&order["orderID"], &order["total"]), (&json!(id), &total));
    assert_eq!(order["orderDate"], "2024-03-05T10:15:00+0100");
    assert_eq!(order["iso"]["orderDate"], order["orderDate"]);
    assert_eq!(
        (&order["status"], &order["method"]),
        (&json!(0), &json!("paypal"))
    );
    assert_eq!(order["error"], json!([]));
    let line = json!({"count": 1, "price": 64.5, "options": "42", "title": "Scarpa 42",
        "sku": "SC-100-42", "listing_price": 80, "listing_discount": 19.38, "tax_profile_value": 22});
    assert_eq!(
        order["cart"],
        json!({"total": 72, "items": {format!("{uid}#|#42"): line}, "saleCode": "", "saleAmount": 0,
               "shippingAmount": 7.5, "shippingProfile": "corriere", "paymentAmount": 0,
               "paymentProfile": "paypal"})
    );
}

#[tokio::test]
async fn customer_and_address_ids_are_there_for_guests_too() {
    let (app, _, id) = shoe_order().await;
    let order = app.read_order(&id).await;
    let ids = [
        &order["customer"]["id"],
        &order["billing"]["_id"]["$id"],
        &order["delivery"]["_id"]["$id"],
    ];
    for id in ids {
        let id = id.as_str().expect("an id");
        assert!(
            id.len() == 24 && id.chars().all(|c| c.is_ascii_hexdigit()),
            "{id}"
        );
    }
    assert_ne!(ids[1], ids[2]);
    let billing = &order["billing"];
    let place = |field: &str| billing[field].clone();
    assert_eq!(place("userUID"), -1);
    assert_eq!([place("country"), place("state")], ["121", "1234"]);
    assert_eq!([place("nationName"), place("nationTLD")], ["Italia", "IT"]);
    assert_eq!([place("stateName"), place("stateISO")], ["Treviso", "TV"]);
}

#[tokio::test]
async fn a_registered_company_shows_its_number_and_its_vat_number() {
    let app = App::new();
    app.product("sku=a&title=A&price=10&stock_count=5").await;
    let mut company = somebody("Calzature Rossi Srl", "info@rossi.test");
    company.company = "Calzature Rossi Srl".to_owned();
    company.vat = "12345678903".to_owned();
    let basket = Basket {
        billing: company,
        delivery: Some(somebody("Mario Rossi", "mario@rossi.test")),
        registered: true,
        ..basket(&[("a", 1)])
    };
    let id = app.buy(basket).expect("it is there");
    let order = app.read_order(&id).await;
    let (billing, delivery) = (&order["billing"], &order["delivery"]);
    assert_eq!(billing["vat"], "12345678903");
    assert_eq!(billing["company"], "Calzature Rossi Srl");
    assert!(billing["userUID"].as_i64() > Some(0));
    assert_eq!(
        (&delivery["fullname"], &delivery["company"]),
        (&json!("Mario Rossi"), &json!(""))
    );
}

#[tokio::test]
async fn a_line_without_variants_has_an_empty_superkey_in_its_key_unless_a_switch_leaves_it_out() {
    let app = App::new();
    let uid = app.product("sku=a&title=A&price=10&stock_count=5").await;
    let id = app.bought("a", 1);
    let keys = async || {
        let order = app.read_order(&id).await;
        let items = order["cart"]["items"].as_object().expect("a map").clone();
        items.keys().cloned().collect::<Vec<_>>()
    };
    assert_eq!(keys().await, [format!("{uid}#|#")]);
    app.switch("shop.bare_item_key", "true");
    assert_eq!(keys().await, [uid.to_string()]);
}

#[tokio::test]
async fn an_unknown_order_is_404() {
    let app = App::new();
    let refused = app.refused(Method::GET, "/orders/order.json?orderID=417_x", "");
    assert_eq!(refused.await, (404, "order not found".to_owned()));
    let refused = app.refused(Method::PUT, "/orders/order.json", "orderID=417_x&status=1");
    assert_eq!(refused.await.0, 404);
}

#[tokio::test]
async fn ids_are_unique_hold_the_second_of_the_order_and_fit_twenty_characters() {
    let app = App::new();
    app.product("sku=a&title=A&price=10&stock_count=100").await;
    let ids: Vec<_> = (0..50).map(|_| app.bought("a", 1)).collect();
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), 50);
    for id in &ids {
        let (shop, hex) = id.split_once('_').expect("an underscore");
        assert_eq!((shop, hex.len()), ("417", 13), "{id}");
        assert_eq!(
            i64::from_str_radix(&hex[..8], 16),
            Ok(crate::harness::START)
        );
        assert!(id.len() <= 20 && id.is_ascii());
    }
}

#[tokio::test]
async fn the_states_come_in_four_groups_with_rising_numbers() {
    let app = App::new();
    let answer = app.form(Method::GET, "/orders/statuses.json", "").await;
    assert_eq!(
        answer.text,
        r#"{"opened":{"0":"Pending Payment","1":"Order Paid"},"processing":{"2":"Preparation","3":"Sent","4":"Delivered"},"closed":{"5":"Closed","6":"Archived\/Deleted","7":"Aborted"},"aftersale":{"8":"AfterSale"}}"#
    );
}

#[tokio::test]
async fn state_and_tracking_are_set_by_body_or_by_query() {
    let (app, _, id) = shoe_order().await;
    let path = format!("/orders/order.json?orderID={id}&status=3&tracking=T1&courier=BRT");
    let answer = app.write(Method::PUT, &path, "").await;
    assert_eq!(
        answer,
        json!({"ok": 1, "err": null, "updatedExisting": true})
    );
    let form = format!("orderID={id}&tracking_url=https%3A%2F%2Fbrt.test%2FT1");
    app.write(Method::PUT, "/orders/order.json", &form).await;
    let order = app.read_order(&id).await;
    let fields = ["status", "tracking", "courier", "tracking_url"];
    let set = fields.map(|field| order[field].clone());
    assert_eq!(
        set,
        [
            json!(3),
            json!("T1"),
            json!("BRT"),
            json!("https://brt.test/T1")
        ]
    );
}

#[tokio::test]
async fn any_state_may_follow_any_other_and_an_unknown_one_is_refused() {
    let (app, _, id) = shoe_order().await;
    for status in [5, 0, 8, 7, 1] {
        let form = format!("orderID={id}&status={status}");
        app.write(Method::PUT, "/orders/order.json", &form).await;
        assert_eq!(app.read_order(&id).await["status"], json!(status));
    }
    let form = format!("orderID={id}&status=9&tracking=T9");
    let refused = app.refused(Method::PUT, "/orders/order.json", &form).await;
    assert_eq!(refused, (400, "unknown status 9".to_owned()));
    assert_eq!(app.read_order(&id).await["tracking"], "");
}

#[tokio::test]
async fn the_state_that_an_order_has_changes_nothing_or_is_refused_by_a_switch() {
    let (app, _, id) = shoe_order().await;
    let form = format!("orderID={id}&status=0");
    app.pass(60);
    app.write(Method::PUT, "/orders/order.json", &form).await;
    let now = app.world.now().as_second();
    let path = format!("/orders/updated.json?from={}&to={}", now - 10, now + 10);
    assert_eq!(app.get(&path).await, json!([]));
    app.switch("shop.same_status_refused", "true");
    let refused = app.refused(Method::PUT, "/orders/order.json", &form).await;
    assert_eq!(refused, (400, "already in this state".to_owned()));
}

#[tokio::test]
async fn a_key_that_may_only_read_sets_no_state() {
    let (app, _, id) = shoe_order().await;
    let form = format!("orderID={id}&status=1");
    let reading = app.reading();
    let refused = reading.refused(Method::PUT, "/orders/order.json", &form);
    assert_eq!(refused.await.0, 403);
    assert_eq!(app.read_order(&id).await["status"], 0);
}

#[tokio::test]
async fn the_payment_s_fee_is_in_the_total_and_both_names_tell_the_method() {
    let app = App::new();
    app.product("sku=a&title=A&price=10&stock_count=5").await;
    let basket = Basket {
        payment: Payment {
            method: "mark".to_owned(),
            fee: Decimal::new(350, 2),
        },
        ..basket(&[("a", 2)])
    };
    let id = app.buy(basket).expect("it is there");
    app.set_status(&id, Status::Preparation);
    let order = app.read_order(&id).await;
    let cart: &Value = &order["cart"];
    assert_eq!(
        (&order["total"], &cart["total"]),
        (&json!(23.5), &json!(23.5))
    );
    assert_eq!(
        (&order["method"], &cart["paymentProfile"]),
        (&json!("mark"), &json!("mark"))
    );
    assert_eq!(cart["paymentAmount"], 3.5);
}
