//! Products by their ids: a hundred a call, fewer where the address is too long.

use std::sync::Arc;

use cassa_in_cloud::Error;
use http::StatusCode;
use ponte_transport::Request;

use crate::script::{Reply, Script, client, clock, ok, status};

fn ids(count: usize) -> Vec<String> {
    (0..count).map(|number| format!("id-{number:03}")).collect()
}

/// The ids that a request asks for.
fn asked(request: &Request) -> Vec<String> {
    let pairs = request.url.query_pairs();
    let list = pairs
        .into_iter()
        .find(|(name, _)| name == "ids")
        .expect("ids");
    serde_json::from_str(&list.1).expect("a list of texts")
}

fn found(ids: &[String]) -> Reply {
    let products: Vec<_> = ids
        .iter()
        .map(|id| serde_json::json!({"id": id, "description": id}))
        .collect();
    ok(serde_json::json!({"totalCount": products.len(), "products": products}).to_string())
}

/// A till that stands at most `most` ids an address.
fn till(most: usize) -> Arc<Script> {
    Script::with_tokens(move |request, _| match asked(request) {
        ids if ids.len() > most => status(414, ""),
        ids => found(&ids),
    })
}

async fn read(script: &Arc<Script>, count: usize) -> Result<Vec<String>, Error> {
    let products = client(script, &clock())
        .products_by_ids(&ids(count))
        .await?;
    Ok(products.into_iter().map(|product| product.id).collect())
}

#[tokio::test]
async fn a_call_asks_for_a_hundred_ids() {
    let script = till(100);
    assert_eq!(read(&script, 250).await.expect("all"), ids(250));
    assert_eq!(script.calls("/products"), 3);
}

#[tokio::test]
async fn an_address_too_long_is_split_in_two_until_it_fits() {
    let script = till(30);
    assert_eq!(read(&script, 150).await.expect("all"), ids(150));
    // 100, 50, 25, 25, 50, 25, 25, and then 50, 25, 25.
    assert_eq!(script.calls("/products"), 10);
    let error = read(&till(0), 2)
        .await
        .expect_err("one id does not fit either");
    assert!(matches!(error, Error::Refused { status, .. } if status == StatusCode::URI_TOO_LONG));
}

#[tokio::test]
async fn no_ids_ask_for_nothing_instead_of_everything() {
    let script = till(100);
    assert!(read(&script, 0).await.expect("nothing").is_empty());
    assert!(script.seen().is_empty());
}

#[tokio::test]
async fn ids_that_the_till_does_not_know_are_simply_missing() {
    let script = Script::with_tokens(|request, _| found(&asked(request)[..1]));
    assert_eq!(read(&script, 3).await.expect("one"), ids(1));
}
