//! Goods on the sandbox's page, moved by a browser without script, with the shop's figure beside them.

use std::time::Duration;

use http::Method;
use serde_json::{Value, json};

use crate::running::{Sandbox, Sent};

async fn page(sandbox: &Sandbox, path: &str) -> String {
    let url = sandbox.running.control.join(path).expect("a path");
    let (status, text) = sandbox
        .send(Method::GET, url, Sent::default(), Duration::from_secs(5))
        .await
        .expect("a page");
    assert_eq!(status, 200, "{path}");
    String::from_utf8(text.into()).expect("UTF-8")
}

async fn submit(sandbox: &Sandbox, path: &str, form: &str) {
    let url = sandbox.running.control.join(path).expect("a path");
    let sent = Sent {
        headers: &[("content-type", "application/x-www-form-urlencoded")],
        body: form.to_owned(),
    };
    let (status, _) = sandbox
        .send(Method::POST, url, sent, Duration::from_secs(5))
        .await
        .expect("an answer");
    assert_eq!(status, 303, "{path}");
}

/// The first product, and its first variant.
async fn first(sandbox: &Sandbox) -> (String, String) {
    let (_, list) = sandbox
        .control("GET", "/products?limit=1", Value::Null)
        .await;
    let product = &list["products"][0];
    let text = |value: &Value| value.as_str().expect("an id").to_owned();
    (text(&product["id"]), text(&product["variants"][0]["id"]))
}

/// What the first variant has at the two sales points.
async fn shelves(sandbox: &Sandbox) -> [String; 2] {
    let (_, list) = sandbox
        .control("GET", "/products?limit=1", Value::Null)
        .await;
    let stock = &list["products"][0]["variants"][0]["stock"];
    ["101", "102"].map(|point| {
        let quantity = stock[point]["quantity"].as_str();
        quantity.expect("a number").to_owned()
    })
}

#[tokio::test]
async fn one_piece_is_sold_at_a_till_by_click_and_the_shops_figure_stands_beside() {
    let sandbox = Sandbox::lived_in().await;
    let product = json!({"name": "Ninfea", "category": "Scarpe", "vat": 22, "ecommerce": true,
                         "variants": [{"sku": "NIN-38", "price": "98"}]});
    let html = page(&sandbox, "/").await;
    assert!(html.contains("<td role=\"cell\" class=\"n\" data-l=\"Nel negozio\">–</td>"));
    sandbox.control("POST", "/shop/products", product).await;
    let stock = json!({"sku": "NIN-38", "quantity": 77});
    sandbox.control("PUT", "/shop/stock", stock).await;
    let html = page(&sandbox, "/").await;
    assert!(html.contains("data-l=\"Nel negozio\">77</td>"));
    assert!(html.contains("aria-label=\"Vendi alla cassa 1 Mocassino Ninfea 38, Via dei Tigli\""));
    let before = shelves(&sandbox).await;
    let (_, variant) = first(&sandbox).await;
    submit(
        &sandbox,
        "/azioni/vendi",
        &format!("variant={variant}&point=101"),
    )
    .await;
    assert_eq!(before, ["5", &*shelves(&sandbox).await[1]]);
    assert_eq!(shelves(&sandbox).await[0], "4");
    let html = page(&sandbox, "/").await;
    assert!(html.contains("Venduto alla cassa: 1 × Mocassino Ninfea 38, Via dei Tigli, ora 4"));
    assert!(html.contains("Il negozio non lo sa ancora."));
    let (_, documents) = sandbox.control("GET", "/till/documents", Value::Null).await;
    let last = documents.as_array().and_then(|all| all.last());
    assert_eq!(last.expect("a receipt")["kind"], "receipt");
}

#[tokio::test]
async fn an_article_is_sold_received_brought_back_and_carried_from_its_page() {
    let sandbox = Sandbox::lived_in().await;
    let (product, variant) = first(&sandbox).await;
    let article = format!("/articolo/{product}");
    let html = page(&sandbox, &article).await;
    for button in [
        "Vendi alla cassa",
        "Carica la merce arrivata",
        "Riprendi con nota di credito",
        "Trasferisci",
        "Nel negozio",
    ] {
        assert!(html.contains(button), "{button}");
    }
    let [first, second] = shelves(&sandbox).await;
    let [first, second] = [first, second].map(|text| text.parse::<i64>().expect("pieces"));
    let mut there = [first, second];
    for (action, point, by) in [
        ("vendi", 101, [-3, 0]),
        ("carica", 102, [0, 3]),
        ("riprendi", 101, [3, 0]),
        ("trasferisci", 101, [-3, 3]),
    ] {
        let form = format!("variant={variant}&point={point}&to=102&pieces=3");
        submit(&sandbox, &format!("/azioni/{action}"), &form).await;
        there = [there[0] + by[0], there[1] + by[1]];
        assert_eq!(
            shelves(&sandbox).await,
            there.map(|pieces| pieces.to_string()),
            "{action}"
        );
    }
}

#[tokio::test]
async fn goods_that_cannot_move_say_why_on_the_page_and_stay() {
    let sandbox = Sandbox::lived_in().await;
    let (_, variant) = first(&sandbox).await;
    let before = shelves(&sandbox).await;
    for (form, why) in [
        (
            "point=101&to=102&pieces=0",
            "I pezzi devono essere più di zero.",
        ),
        (
            "point=101&to=101&pieces=1",
            "Parte e arriva nello stesso punto vendita.",
        ),
        ("point=101&to=102&pieces=tre", "“tre” non è un numero"),
        ("point=101&to=9&pieces=1", "the till has no sales point 9"),
    ] {
        let form = format!("variant={variant}&{form}");
        submit(&sandbox, "/azioni/trasferisci", &form).await;
        assert!(page(&sandbox, "/").await.contains(why), "{why}");
        assert_eq!(shelves(&sandbox).await, before, "{why}");
    }
}

#[tokio::test]
async fn trade_is_played_by_click_and_told_in_one_line() {
    let sandbox = Sandbox::lived_in().await;
    let form = "sales=20&orders=3&cancellations=1&moves=5&seed=1";
    submit(&sandbox, "/azioni/commercio", form).await;
    let html = page(&sandbox, "/").await;
    assert!(
        html.contains("Commercio: 20 vendite, 3 ordini, 1 annullamento,"),
        "{html}"
    );
}

#[tokio::test]
async fn the_keys_permission_to_read_stock_is_taken_and_given_back_by_click() {
    let sandbox = Sandbox::lived_in().await;
    let token = sandbox.token().await;
    let read = async || {
        let stocks = sandbox.till(&token, "/stocks/101?start=0&limit=1").await.0;
        let products = sandbox.till(&token, "/products?start=0&limit=1").await.0;
        (stocks, products)
    };
    assert!(
        page(&sandbox, "/guasti")
            .await
            .contains("Togli il permesso")
    );
    submit(&sandbox, "/azioni/permesso-giacenze", "on=false").await;
    assert_eq!(read().await, (403, 200));
    assert!(
        page(&sandbox, "/guasti")
            .await
            .contains("Ridai il permesso")
    );
    submit(&sandbox, "/azioni/permesso-giacenze", "on=true").await;
    assert_eq!(read().await, (200, 200));
}

#[tokio::test]
async fn an_incomplete_page_of_stock_is_lit_by_click_and_strikes_stock_alone() {
    let sandbox = Sandbox::lived_in().await;
    let token = sandbox.token().await;
    submit(
        &sandbox,
        "/azioni/guasto",
        "service=till&kind=empty&times=1",
    )
    .await;
    let read = async |path: &str| sandbox.till(&token, path).await.1;
    let products = read("/products?start=0&limit=1").await;
    assert_eq!(products["products"].as_array().map(Vec::len), Some(1));
    let stock = read("/stocks/101?start=0&limit=1").await;
    assert_eq!(stock["stocks"], json!([]));
    assert!(stock["totalCount"].as_u64() > Some(0));
}
