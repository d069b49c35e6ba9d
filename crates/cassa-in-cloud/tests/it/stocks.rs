//! Stock of many products at one sales point.

use std::sync::Arc;

use cassa_in_cloud::{Error, StockQuery, StockReading};
use http::StatusCode;
use ponte_transport::Request;
use rust_decimal::Decimal;
use serde_json::{Value, json};

use crate::script::{Reply, Script, client, clock, ok, status};

const PATH: &str = "/stocks/101";

fn parameter(request: &Request, wanted: &str) -> Value {
    let mut pairs = request.url.query_pairs();
    let value = pairs.find(|(name, _)| name == wanted);
    value.map_or(Value::Null, |(_, value)| {
        serde_json::from_str(&value).expect("a JSON value")
    })
}

fn asked(request: &Request) -> Vec<String> {
    serde_json::from_value(parameter(request, "idProduct")).expect("a list of texts")
}

fn records(ids: &[String], total: usize) -> Reply {
    let stocks: Vec<_> = ids
        .iter()
        .map(|id| json!({"idProduct": id, "quantity": 1}))
        .collect();
    ok(json!({"stocks": stocks, "totalCount": total}).to_string())
}

fn ids(count: usize) -> Vec<String> {
    (0..count).map(|number| format!("p-{number:03}")).collect()
}

async fn read(script: &Arc<Script>, ids: &[String]) -> Result<StockReading, Error> {
    client(script, &clock()).stocks_of(101, ids).await
}

#[tokio::test]
async fn a_page_of_stock() -> Result<(), Error> {
    let script = Script::with_tokens(|_, _| ok(include_str!("../samples/stocks_page.json")));
    let query = StockQuery {
        id_product_variant: vec!["v-1".to_owned()],
        ..StockQuery::from(0)
    };
    let page = client(&script, &clock()).stocks(101, &query).await?;
    let [shoe, cheese, bag] = &page.rows[..] else {
        panic!("three records: {page:?}")
    };
    assert_eq!(page.total_count, 3);
    assert_eq!((shoe.quantity, shoe.outgoing), (8.into(), 1.into()));
    assert!(shoe.id_product_variant.is_some() && shoe.extra.is_empty());
    assert_eq!(
        cheese.quantity,
        "-1.25".parse::<Decimal>().expect("a decimal")
    );
    assert_eq!(
        (cheese.outgoing, cheese.id_product_variant.is_none()),
        (Decimal::ZERO, true)
    );
    assert_eq!(
        (bag.manage_stock, bag.quantity),
        (Some(false), Decimal::ZERO)
    );
    assert_eq!(
        script.seen()[1].url.as_str(),
        "http://till.test/stocks/101?start=0&limit=100&idProductVariant=%5B%22v-1%22%5D"
    );
    Ok(())
}

#[tokio::test]
async fn managed_stock_without_a_quantity_is_an_error_and_never_zero() {
    for record in [
        r#"{"idProduct":"p"}"#,
        r#"{"idProduct":"p","manageStock":true,"quantity":""}"#,
    ] {
        let script = Script::with_tokens(move |_, _| {
            ok(format!(r#"{{"stocks":[{record}],"totalCount":1}}"#))
        });
        let page = client(&script, &clock())
            .stocks(101, &StockQuery::default())
            .await;
        assert!(
            matches!(page, Err(Error::BrokenAnswer { .. })),
            "{record}: {page:?}"
        );
    }
}

#[tokio::test]
async fn a_call_asks_for_a_hundred_ids_and_no_ids_ask_for_nothing() {
    let script = Script::with_tokens(|request, _| {
        let ids = asked(request);
        records(&ids, ids.len())
    });
    let reading = read(&script, &ids(250)).await.expect("all");
    assert_eq!((reading.rows.len(), script.calls(PATH)), (250, 3));
    assert!(reading.is_complete());
    let twice = read(&script, &[ids(1), ids(1)].concat())
        .await
        .expect("one");
    assert_eq!((twice.rows.len(), script.calls(PATH)), (1, 4));
    let nothing = read(&script, &[]).await.expect("nothing");
    assert_eq!((nothing.rows.len(), script.calls(PATH)), (0, 4));
}

#[tokio::test]
async fn a_list_is_paged_until_its_total() {
    // Five variants a product, 40 records a page.
    let script = Script::with_tokens(|request, _| {
        let all: Vec<_> = asked(request)
            .iter()
            .flat_map(|id| {
                (0..5).map(move |v| json!({"idProduct": id, "idProductVariant": v, "quantity": 1}))
            })
            .collect();
        let start = parameter(request, "start").as_u64().expect("a start") as usize;
        let page: Vec<_> = all.iter().skip(start).take(40).collect();
        ok(json!({"stocks": page, "totalCount": all.len()}).to_string())
    });
    let reading = read(&script, &ids(20)).await.expect("all");
    assert_eq!((reading.rows.len(), script.calls(PATH)), (100, 3));
    assert!(reading.is_complete());
}

#[tokio::test]
async fn an_address_too_long_is_split_in_two_until_it_fits() {
    let script = Script::with_tokens(|request, _| match asked(request) {
        ids if ids.len() > 30 => status(414, ""),
        ids => records(&ids, ids.len()),
    });
    let reading = read(&script, &ids(150)).await.expect("all");
    let order: Vec<_> = reading
        .rows
        .iter()
        .map(|row| row.id_product.clone())
        .collect();
    assert_eq!((order, script.calls(PATH)), (ids(150), 10));

    let none = Script::with_tokens(|_, _| status(414, ""));
    let error = read(&none, &ids(2))
        .await
        .expect_err("one does not fit either");
    assert!(matches!(error, Error::Refused { status, .. } if status == StatusCode::URI_TOO_LONG));
}

#[tokio::test]
async fn no_address_is_longer_than_eight_kilobytes() {
    let script = Script::with_tokens(|request, _| {
        assert!(request.url.as_str().len() <= 8_000);
        let ids = asked(request);
        records(&ids, ids.len())
    });
    let long: Vec<_> = ids(100).iter().map(|id| id.repeat(30)).collect();
    let reading = read(&script, &long).await.expect("all");
    assert_eq!((reading.rows.len(), script.calls(PATH)), (100, 4));
}

#[tokio::test]
async fn a_list_shorter_than_its_total_names_its_ids_as_incomplete() {
    let script = Script::with_tokens(|request, _| {
        let (asked, start) = (asked(request), parameter(request, "start"));
        match (asked.len(), start.as_u64()) {
            (100, _) => records(&asked, 100),
            (_, Some(0)) => records(&asked[..3], 5),
            _ => records(&[], 5),
        }
    });
    let reading = read(&script, &ids(105)).await.expect("what there is");
    assert_eq!(reading.rows.len(), 103);
    assert_eq!(
        (reading.is_complete(), &reading.incomplete[..]),
        (false, &ids(105)[100..])
    );
}

#[tokio::test]
async fn an_article_that_comes_twice_counts_once_and_makes_the_reading_incomplete() {
    let script = Script::with_tokens(|request, _| match parameter(request, "start").as_u64() {
        Some(0) => records(&ids(2), 4),
        _ => records(&ids(3)[1..], 4),
    });
    let reading = read(&script, &ids(4)).await.expect("what there is");
    assert_eq!((reading.rows.len(), reading.incomplete), (3, ids(4)));
}

#[tokio::test]
async fn a_total_that_shrinks_between_two_pages_makes_the_reading_incomplete() {
    // The record at 0 is gone when the second page is read, so that the one at 3 is skipped.
    let script = Script::with_tokens(|request, _| match parameter(request, "start").as_u64() {
        Some(0) => records(&ids(3), 5),
        _ => records(&ids(5)[4..], 4),
    });
    let reading = read(&script, &ids(5)).await.expect("what there is");
    assert_eq!((reading.rows.len(), reading.incomplete), (4, ids(5)));
}

#[tokio::test]
async fn an_empty_answer_with_its_total_is_complete() {
    let script = Script::with_tokens(|_, _| records(&[], 0));
    let reading = read(&script, &ids(3)).await.expect("nothing");
    assert!(reading.rows.is_empty() && reading.is_complete());
}
