//! A shopper buys; what the order does to the stock (TS Commerce sheet §27 "Orders").

use ponte_sandbox::shop::{
    checkout::{Basket, NotBought, Wish},
    order::{Coupon, CouponKind, Payment, Shipping, Status},
    order_changes::NotEdited,
};
use rstest::rstest;
use rust_decimal::Decimal;
use serde_json::json;

use crate::harness::{App, basket};

async fn shop() -> App {
    let app = App::new();
    app.shoe().await;
    app.product("sku=a&title=A&price=9.99&stock_count=10").await;
    app
}

fn coupon(kind: CouponKind, value: Decimal) -> Option<Coupon> {
    let code = "BENVENUTO".to_owned();
    Some(Coupon { code, kind, value })
}

#[rstest]
#[case::ten_percent(CouponKind::Percent, Decimal::from(10), json!(19.0), json!(180.97))]
#[case::a_third(CouponKind::Percent, Decimal::new(3_333, 2), json!(63.32), json!(136.65))]
#[case::an_amount(CouponKind::Amount, Decimal::new(1_005, 2), json!(10.05), json!(189.92))]
#[case::more_than_the_goods(CouponKind::Amount, Decimal::from(1000), json!(189.97), json!(10))]
#[tokio::test]
async fn lines_coupon_shipping_and_fee_add_up_to_the_cent(
    #[case] kind: CouponKind,
    #[case] value: Decimal,
    #[case] off: serde_json::Value,
    #[case] total: serde_json::Value,
) {
    let app = shop().await;
    // 2 × 80.00 + 3 × 9.99 = 189.97, and 10.00 for shipping and payment.
    let basket = Basket {
        coupon: coupon(kind, value),
        shipping: Shipping {
            profile: "corriere".to_owned(),
            amount: Decimal::new(750, 2),
        },
        payment: Payment {
            method: "mark".to_owned(),
            fee: Decimal::new(250, 2),
        },
        ..basket(&[("SC-100-42", 2), ("a", 3)])
    };
    let id = app.buy(basket).expect("it is there");
    let order = app.read_order(&id).await;
    let cart = &order["cart"];
    assert_eq!(cart["saleCode"], "BENVENUTO");
    assert_eq!(cart["saleAmount"].as_f64(), off.as_f64());
    assert_eq!(order["total"].as_f64(), total.as_f64());
    assert_eq!(cart["total"], order["total"]);
    let listed = app.get("/orders/list.json").await;
    assert_eq!(listed[0]["total"], order["total"]);
}

#[tokio::test]
async fn two_wishes_for_one_article_become_one_line() {
    let app = shop().await;
    let id = app.buy(basket(&[("a", 1), ("SC-100-40", 1), ("a", 2)]));
    let order = app.read_order(&id.expect("it is there")).await;
    let items = order["cart"]["items"].as_object().expect("a map");
    let counts: Vec<_> = items.values().map(|item| item["count"].clone()).collect();
    assert_eq!(counts.len(), 2);
    assert!(counts.contains(&json!(3)));
    assert_eq!(app.on_hand("a").await, [json!(7)]);
}

#[tokio::test]
async fn the_stock_falls_as_soon_as_an_order_is_placed_and_paying_changes_nothing() {
    let app = shop().await;
    let id = app.bought("SC-100-42", 2);
    assert_eq!(app.on_hand("SC-100-42").await, [json!(3)]);
    app.set_status(&id, Status::Paid);
    app.set_status(&id, Status::Sent);
    assert_eq!(app.on_hand("SC-100-42").await, [json!(3)]);
    assert_eq!(app.on_hand("SC-100-40").await, [json!(3)]);
}

#[rstest]
#[case::cancelled(Status::Aborted)]
#[case::archived(Status::Archived)]
#[tokio::test]
async fn an_order_cancelled_or_archived_gives_its_pieces_back_once(#[case] ended: Status) {
    let app = shop().await;
    let id = app.bought("a", 4);
    assert_eq!(app.on_hand("a").await, [json!(6)]);
    for status in [ended, Status::Aborted, Status::Archived] {
        app.set_status(&id, status);
        assert_eq!(app.on_hand("a").await, [json!(10)]);
    }
    app.set_status(&id, Status::Paid);
    assert_eq!(app.on_hand("a").await, [json!(6)]);
}

#[tokio::test]
async fn switches_keep_orders_away_from_the_stock() {
    let app = shop().await;
    app.switch("shop.order_takes_stock", "false");
    let untouched = app.bought("a", 4);
    assert_eq!(app.on_hand("a").await, [json!(10)]);
    app.set_status(&untouched, Status::Aborted);
    assert_eq!(app.on_hand("a").await, [json!(10)]);
    app.switch("shop.order_takes_stock", "true");
    app.switch("shop.cancel_gives_stock_back", "false");
    let kept = app.bought("a", 4);
    app.set_status(&kept, Status::Aborted);
    assert_eq!(app.on_hand("a").await, [json!(6)]);
    app.set_status(&kept, Status::Paid);
    assert_eq!(app.on_hand("a").await, [json!(6)]);
}

#[tokio::test]
async fn what_is_not_available_is_refused_and_nothing_changes() {
    let app = shop().await;
    let short = app.buy(basket(&[("a", 1), ("SC-100-40", 4)]));
    let title = "Scarpa 40".to_owned();
    let (wanted, there) = (4, 3);
    assert_eq!(
        short,
        Err(NotBought::Short {
            title,
            wanted,
            there
        })
    );
    assert_eq!(app.buy(basket(&[])), Err(NotBought::Nothing));
    assert_eq!(app.buy(basket(&[("a", 0)])), Err(NotBought::Nothing));
    let unknown = |name: &str| Err(NotBought::Unknown(name.to_owned()));
    assert_eq!(app.buy(basket(&[("nothing", 1)])), unknown("nothing"));
    assert_eq!(app.buy(basket(&[("", 1)])), unknown(""));
    // A parent that is sold through variants is not sold itself.
    assert_eq!(app.buy(basket(&[("SC-100", 1)])), unknown("SC-100"));
    assert_eq!(app.on_hand("a").await, [json!(10)]);
    assert_eq!(app.order_ids("/orders/list.json").await, [] as [String; 0]);
}

#[tokio::test]
async fn a_hidden_product_cannot_be_bought_and_one_without_counting_always_can() {
    let app = shop().await;
    app.product("sku=h&title=H&price=1&stock_count=5&status=0")
        .await;
    app.product("sku=u&title=U&price=1&unlimited=1").await;
    assert_eq!(
        app.buy(basket(&[("h", 1)])),
        Err(NotBought::Unknown("h".to_owned()))
    );
    let id = app.bought("u", 1000);
    app.set_status(&id, Status::Aborted);
    assert_eq!(app.read_order(&id).await["total"], 1000);
}

#[tokio::test]
async fn amounts_below_nothing_are_refused() {
    let app = shop().await;
    let mut wanted = basket(&[("a", 1)]);
    wanted.coupon = coupon(CouponKind::Amount, Decimal::from(-5));
    assert_eq!(app.buy(wanted), Err(NotBought::Negative("the coupon")));
}

#[tokio::test]
async fn edited_lines_move_the_stock_by_the_difference_and_make_a_new_total() {
    let app = shop().await;
    let id = app.bought("a", 8);
    let edit = |wishes: &[(&str, u32)]| {
        let wishes: Vec<Wish> = basket(wishes).lines;
        let now = app.world.now();
        let switches = app.world.lock().switches.clone();
        app.shop(|shop| shop.edit_lines(&id, &wishes, &switches, now))
    };
    // Eight of the ten pieces are the order's own.
    assert_eq!(edit(&[("a", 10), ("SC-100-40", 1)]), Ok(()));
    assert_eq!(app.on_hand("a").await, [json!(0)]);
    assert_eq!(app.on_hand("SC-100-40").await, [json!(2)]);
    assert_eq!(app.read_order(&id).await["total"], 179.9);
    let refused = edit(&[("a", 11)]);
    assert!(matches!(
        refused,
        Err(NotEdited::NotBought(NotBought::Short { .. }))
    ));
    assert_eq!(edit(&[("a", 1)]), Ok(()));
    assert_eq!(app.on_hand("a").await, [json!(9)]);
    assert_eq!(app.on_hand("SC-100-40").await, [json!(3)]);
}

#[tokio::test]
async fn a_sale_shows_in_a_lagging_inventory_list_only_later() {
    let app = shop().await;
    app.switch("shop.inventory_lag_seconds", "20");
    app.pass(60);
    app.bought("a", 4);
    app.bought("SC-100-42", 1);
    app.pass(19);
    assert_eq!(app.on_hand("a").await, [json!(10)]);
    assert_eq!(app.on_hand("SC-100-42").await, [json!(5)]);
    app.pass(1);
    assert_eq!(app.on_hand("a").await, [json!(6)]);
    assert_eq!(app.on_hand("SC-100-42").await, [json!(4)]);
}
