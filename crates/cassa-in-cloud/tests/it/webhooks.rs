//! The list of webhooks, and what a delivery names.

use cassa_in_cloud::{
    Error, Query,
    unconfirmed::LONGEST_DELIVERY,
    webhook::{Article, Entity, Event, articles, sales_point},
};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::{
    odd,
    script::{Script, client, clock, ok},
};

#[tokio::test]
async fn webhooks_are_listed_and_their_secrets_are_not_kept() -> Result<(), Error> {
    let sample = include_str!("../samples/webhooks_page.json");
    let till = client(&Script::with_tokens(move |_, _| ok(sample)), &clock());
    let page = till.webhooks(&Query::default()).await?;
    let [ours, other] = &page.rows[..] else {
        panic!("two webhooks: {page:?}")
    };
    assert_eq!(ours.entity, Some(Entity::Order));
    assert_eq!(ours.events, [Event::Create, Event::Edit]);
    assert_eq!(
        (ours.paused, &ours.ids_sales_point[..]),
        (Some(false), &[101, 102][..])
    );
    assert!(
        ours.url
            .as_deref()
            .is_some_and(|url| url.ends_with("/a-secret-path"))
    );
    assert_eq!(
        (other.id.as_str(), &other.events[..]),
        ("7", &[Event::Create][..])
    );
    assert_eq!(other.entity.as_ref().map(Entity::as_str), Some("GIFTCARD"));
    assert!(!format!("{page:?}").contains("secret"));
    Ok(())
}

fn named(sales_point: Option<i64>, ids: &[&str]) -> Vec<Article> {
    let article = |id: &&str| Article {
        sales_point,
        id_product: (*id).to_owned(),
    };
    ids.iter().map(article).collect()
}

fn articles_of(body: &Value) -> Vec<Article> {
    articles(body.to_string().as_bytes())
}

#[test]
fn a_delivery_names_each_article_once_in_its_order() {
    let receipt = json!({"id": "d-1", "number": "42", "document": {"idSalesPoint": 101, "rows": [
        {"idProduct": "p-2", "idProductVariant": "v-1", "quantity": 2},
        {"idProduct": "p-1", "quantity": 1},
        {"idProduct": "p-2", "idProductVariant": "v-2", "quantity": 1},
        {"subtotal": true}, {"idProduct": null}, {"idProduct": ""}, "a row", {"idProduct": {}},
        {"idProduct": 7},
    ]}});
    assert_eq!(
        articles_of(&receipt),
        named(Some(101), &["p-2", "p-1", "7"])
    );
}

#[test]
fn a_movement_may_name_articles_itself_or_in_rows_of_its_own() {
    let one = json!({"id": "m-1", "idSalesPoint": "102", "idProduct": "p-1", "quantity": -3});
    assert_eq!(articles_of(&one), named(Some(102), &["p-1"]));
    let several = json!({"id": "m-2", "rows": [{"idProduct": "p-1"}, {"idProduct": "p-2"}]});
    assert_eq!(articles_of(&several), named(None, &["p-1", "p-2"]));
}

#[test]
fn what_is_no_document_names_nothing() {
    for body in [
        &b""[..],
        b"<html>",
        b"[]",
        b"7",
        b"null",
        br#"[{"idProduct":"p-1"}]"#,
        br#"{"document":[{"rows":[{"idProduct":"p-1"}]}]}"#,
        br#"{"document":{"rows":{"idProduct":"p-1"}}}"#,
        br#"{"rows":"p-1"}"#,
        br#"{"id":"d-1"}"#,
        &b"[".repeat(10_000),
    ] {
        assert!(articles(body).is_empty(), "{}", body.escape_ascii());
    }
    let mut long = br#"{"idProduct":"p-1"}"#.to_vec();
    long.resize(LONGEST_DELIVERY, b' ');
    assert_eq!(articles(&long), named(None, &["p-1"]));
    long.push(b' ');
    assert!(articles(&long).is_empty());
}

proptest! {
    #[test]
    fn no_bytes_make_reading_a_delivery_fail(
        body in proptest::collection::vec(any::<u8>(), 0..300)
    ) {
        let _ = articles(&body);
    }

    #[test]
    fn whatever_a_delivery_is_made_of_it_names_each_article_once(body in odd::json()) {
        let text = body.to_string();
        let articles = articles(text.as_bytes());
        let mut once = articles.clone();
        once.sort();
        once.dedup();
        prop_assert_eq!(once.len(), articles.len());
        for article in &articles {
            prop_assert!(!article.id_product.is_empty() && text.contains("idProduct"));
            prop_assert_eq!(article.sales_point, sales_point(text.as_bytes()));
        }
        prop_assert!(body.is_object() || articles.is_empty());
    }
}
