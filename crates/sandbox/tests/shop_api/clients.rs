//! Customers (TS Commerce sheet §22).

use http::Method;
use ponte_sandbox::shop::checkout::Basket;
use serde_json::{Value, json};

use crate::harness::{App, START, basket, somebody};

async fn two() -> App {
    let app = App::new();
    app.product("sku=a&title=A&price=10&stock_count=50").await;
    let buy = |fullname, email, registered| {
        let basket = Basket {
            billing: somebody(fullname, email),
            registered,
            ..basket(&[("a", 1)])
        };
        app.buy(basket).expect("it is there")
    };
    buy("Anna Maria Rossi", "anna@example.test", false);
    app.pass(10);
    buy("Bruno Bianchi", "bruno@example.test", true);
    buy("Anna Maria Rossi", "ANNA@example.test", false);
    app
}

#[tokio::test]
async fn who_buys_twice_is_one_customer() {
    let app = two().await;
    let rows = app.get("/clients/list.json").await;
    assert_eq!(rows.as_array().map(Vec::len), Some(2));
    let orders = app.order_ids("/orders/list.json").await;
    let customer = async |at: usize| {
        let order = app.read_order(&orders[at]).await;
        order["customer"]["id"].clone()
    };
    assert_eq!(customer(0).await, customer(2).await);
    assert_eq!(customer(0).await, rows[0]["id"]);
    assert_ne!(customer(0).await, customer(1).await);
}

#[tokio::test]
async fn guests_have_the_number_0_and_dates_a_colon_in_the_offset() {
    let app = two().await;
    let rows = app.get("/clients/list.json").await;
    let anna = &rows[0];
    let names = (&anna["first_name"], &anna["last_name"]);
    assert_eq!(names, (&json!("Anna"), &json!("Maria Rossi")));
    assert_eq!(
        (&anna["userUID"], &anna["accountType"]),
        (&json!(0), &json!("guest"))
    );
    assert_eq!(anna["created_at"], "2024-03-05T10:15:00+01:00");
    assert_eq!(rows[1]["updated_at"], Value::Null);
    assert_eq!(rows[1]["accountType"], "registered");
}

#[tokio::test]
async fn customers_are_filtered_by_kind_and_by_the_time_they_came() {
    let app = two().await;
    let mails = async |query: &str| {
        let rows = app.get(&format!("/clients/list.json?{query}")).await;
        let rows = rows.as_array().expect("a list").clone();
        rows.into_iter()
            .map(|row| row["email"].clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        mails("accountType=registered").await,
        ["bruno@example.test"]
    );
    assert_eq!(mails("accountType=guest").await.len(), 1);
    let (from, to) = (START + 5, START + 15);
    let window = format!("created_at_from={from}&created_at_to={to}");
    assert_eq!(mails(&window).await, ["bruno@example.test"]);
    let refused = app.refused(Method::GET, "/clients/list.json?created_at_from=1", "");
    assert_eq!(
        refused.await,
        (400, "missing parameter created_at_to".to_owned())
    );
}

#[tokio::test]
async fn a_customer_is_found_by_id_and_by_mail_address() {
    let app = two().await;
    let found = app
        .get("/clients/client.json?email=bruno%40example.test")
        .await;
    assert_eq!(found["fullname"], "Bruno Bianchi");
    let id = found["id"].as_str().expect("an id");
    assert_eq!(
        app.get(&format!("/clients/client.json?id={id}")).await,
        found
    );
    let refused = app.refused(Method::GET, "/clients/client.json?email=no", "");
    assert_eq!(refused.await.0, 404);
}
