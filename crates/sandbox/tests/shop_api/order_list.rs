//! Lists of orders and their filters (TS Commerce sheet §20.1, §20.2).

use http::Method;
use ponte_sandbox::shop::{checkout::Basket, order::Status};
use serde_json::json;

use crate::harness::{App, START, basket, somebody};

/// A shop with an article of which there is more than enough.
async fn shop() -> App {
    let app = App::new();
    app.product("sku=a&title=A&price=10&stock_count=1000").await;
    app
}

/// Three orders, ten seconds apart, the first at [`START`]; oldest first.
async fn three() -> (App, Vec<String>) {
    let app = shop().await;
    let mut ids = Vec::new();
    for _ in 0..3 {
        ids.push(app.bought("a", 1));
        app.pass(10);
    }
    (app, ids)
}

fn only(ids: &[String], wanted: &[usize]) -> Vec<String> {
    wanted.iter().map(|at| ids[*at].clone()).collect()
}

#[tokio::test]
async fn the_newest_order_comes_first_and_a_row_has_exactly_six_fields() {
    let (app, ids) = three().await;
    let rows = app.get("/orders/list.json").await;
    assert_eq!(
        rows[2],
        json!({"orderID": ids[0], "total": 10, "orderDate": "2024-03-05T10:15:00+0100", "status": 0,
               "iso": {"orderDate": "2024-03-05T10:15:00+0100"}, "locale": "it_IT"})
    );
    assert_eq!(
        app.order_ids("/orders/list.json").await,
        only(&ids, &[2, 1, 0])
    );
    app.switch("shop.order_row_currency", "true");
    assert_eq!(app.get("/orders/list.json").await[0]["currency"], "EUR");
}

#[tokio::test]
async fn ten_rows_come_without_a_limit_and_never_more_than_a_hundred() {
    let app = shop().await;
    let mut ids: Vec<_> = (0..105).map(|_| app.bought("a", 1)).collect();
    ids.reverse();
    let list = async |query: &str| app.order_ids(&format!("/orders/list.json{query}")).await;
    assert_eq!(list("").await, ids[..10]);
    assert_eq!(list("?limit=3&skip=101").await, ids[101..104]);
    assert_eq!(list("?limit=500").await, ids[..100]);
    assert_eq!(list("?limit=500&skip=100").await, ids[100..]);
    app.switch("shop.orders_max_limit", "20");
    assert_eq!(list("?limit=50").await.len(), 20);
    let refused = app.refused(Method::GET, "/orders/list.json?limit=x", "");
    assert_eq!(refused.await, (400, "invalid parameter limit".to_owned()));
}

#[tokio::test]
async fn since_from_and_to_compare_strictly() {
    let (app, ids) = three().await;
    let list = async |query: String| app.order_ids(&format!("/orders/list.json?{query}")).await;
    assert_eq!(list(format!("since={START}")).await, only(&ids, &[2, 1]));
    assert_eq!(
        list(format!("since={}", START - 1)).await,
        only(&ids, &[2, 1, 0])
    );
    let (from, to) = (START, START + 20);
    assert_eq!(list(format!("from={from}&to={to}")).await, only(&ids, &[1]));
    let to = START + 21;
    assert_eq!(
        list(format!("from={from}&to={to}")).await,
        only(&ids, &[2, 1])
    );
}

#[tokio::test]
async fn from_and_to_are_only_taken_together() {
    let app = shop().await;
    for (query, missing) in [("from=1", "to"), ("to=1", "from")] {
        let path = format!("/orders/list.json?{query}");
        let refused = app.refused(Method::GET, &path, "").await;
        assert_eq!(refused, (400, format!("missing parameter {missing}")));
    }
}

#[tokio::test]
async fn the_state_filters() {
    let (app, ids) = three().await;
    app.set_status(&ids[1], Status::Paid);
    let paid = app.order_ids("/orders/list.json?status=1").await;
    assert_eq!(paid, only(&ids, &[1]));
    let pending = app.order_ids("/orders/list.json?status=0").await;
    assert_eq!(pending, only(&ids, &[2, 0]));
    let closed = app.order_ids("/orders/list.json?status=5").await;
    assert_eq!(closed, only(&ids, &[]));
}

#[tokio::test]
async fn only_named_orders_come() {
    let (app, ids) = three().await;
    let query = format!("orderID[]={}&orderID[]={}&orderID[]=417_no", ids[0], ids[2]);
    let named = app.order_ids(&format!("/orders/list.json?{query}")).await;
    assert_eq!(named, only(&ids, &[2, 0]));
}

#[tokio::test]
async fn tags_filter_by_any_of_them_unless_a_switch_says_all() {
    let app = shop().await;
    let tagged = |tags: &[&str]| {
        let tags = tags.iter().map(|tag| (*tag).to_owned()).collect();
        let basket = Basket {
            tags,
            ..basket(&[("a", 1)])
        };
        app.buy(basket).expect("it is there")
    };
    let (gift, both) = (tagged(&["regalo"]), tagged(&["regalo", "urgente"]));
    tagged(&[]);
    let list = async || app.order_ids("/orders/list.json?tags=regalo,urgente").await;
    assert_eq!(list().await, [both.clone(), gift]);
    app.switch("shop.order_tags_all", "true");
    assert_eq!(list().await, [both]);
}

#[tokio::test]
async fn the_buyer_filters_by_mail_address_and_by_name() {
    let app = shop().await;
    let buy = |fullname, email| {
        let billing = somebody(fullname, email);
        let basket = Basket {
            billing,
            ..basket(&[("a", 1)])
        };
        app.buy(basket).expect("it is there")
    };
    let anna = buy("Anna Rossi", "anna@example.test");
    let bruno = buy("Bruno Bianchi", "bruno@example.test");
    let list = async |query: &str| app.order_ids(&format!("/orders/list.json?{query}")).await;
    assert_eq!(list("billing.email=ANNA%40example.test").await, [anna]);
    assert_eq!(list("billing.fullname=bruno+bianchi").await, [bruno]);
    assert_eq!(list("billing.fullname=bruno").await, [] as [String; 0]);
}

#[tokio::test]
async fn nodes_add_fields_with_commas_plain_or_escaped() {
    let app = shop().await;
    let mut basket = basket(&[("a", 1)]);
    basket.tags = vec!["regalo".to_owned()];
    app.buy(basket).expect("it is there");
    let lean = app.get("/orders/list.json?nodes=nonsense").await;
    assert_eq!(lean[0].as_object().map(serde_json::Map::len), Some(6));
    let rich = app
        .get("/orders/list.json?nodes=billing.fullname,billing.email%2Cdelivery.email,delivery.fullname,short_id,tags")
        .await;
    let buyer = json!({"fullname": "Cliente Prova", "email": "cliente@example.test"});
    assert_eq!(rich[0]["billing"], buyer);
    assert_eq!(rich[0]["delivery"], buyer);
    assert_eq!(rich[0]["tags"], json!(["regalo"]));
    assert!(rich[0]["short_id"].is_string());
    let mail = app.get("/orders/list.json?nodes=billing.email").await;
    assert_eq!(mail[0]["billing"], json!({"email": "cliente@example.test"}));
}

#[tokio::test]
async fn an_order_is_listed_as_updated_by_its_last_change_and_not_by_its_date() {
    let (app, ids) = three().await;
    app.set_status(&ids[0], Status::Paid);
    let changed = START + 30;
    let list = async |from: i64, to: i64| {
        let path = format!("/orders/updated.json?from={from}&to={to}");
        app.get(&path).await
    };
    let rows = list(changed - 1, changed + 1).await;
    assert_eq!(rows.as_array().map(Vec::len), Some(1));
    assert_eq!(rows[0]["orderID"], json!(ids[0]));
    assert_eq!(rows[0]["update_at"], "2024-03-05T10:15:30+0100");
    assert_eq!(list(changed, changed + 1).await, json!([]));
    assert_eq!(list(changed - 1, changed).await, json!([]));
}

#[tokio::test]
async fn updated_orders_tell_what_is_left_and_refuse_the_sixth_call_in_a_minute() {
    let app = shop().await;
    let call = async || {
        let path = "/orders/updated.json?from=1&to=2";
        let answer = app.form(Method::GET, path, "").await;
        let left = answer.headers["x-storeden-limit"]
            .to_str()
            .map(str::to_owned);
        (answer.status.as_u16(), left.expect("text"))
    };
    for left in [4, 3, 2, 1, 0] {
        assert_eq!(call().await, (200, format!("{left}/5")));
    }
    assert_eq!(call().await, (429, "0/5".to_owned()));
    app.pass(60);
    assert_eq!(call().await, (200, "4/5".to_owned()));
    app.switch("shop.updated_orders", "false");
    assert_eq!(call().await.0, 404);
}
