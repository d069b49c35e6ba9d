//! Faults as a client over the network meets them.

use std::time::Duration;

use crate::running::{Sandbox, Sent};
use http::Method;
use ponte_transport::TransportError;
use serde_json::{Value, json};

const NEW: &str = "/v1.1/categories/category.json";

async fn fault(sandbox: &Sandbox, mut rule: Value) -> u64 {
    if rule.get("service").is_none() {
        rule["service"] = "shop".into();
    }
    let (status, fault) = sandbox.control("POST", "/faults", rule).await;
    assert_eq!(status, 200, "{fault}");
    fault["id"].as_u64().expect("a number")
}

async fn categories(sandbox: &Sandbox) -> usize {
    let (_, dump) = sandbox.control("GET", "/dump", Value::Null).await;
    dump["shop"]["categories"].as_array().expect("a list").len()
}

#[tokio::test]
async fn an_answer_dropped_after_the_effect_leaves_the_effect() {
    let sandbox = Sandbox::bare().await;
    fault(&sandbox, json!({"kind": "drop", "times": 1})).await;
    let ended = sandbox.shop("POST", NEW, "name=Scarpe").await;
    assert!(matches!(ended, Err(TransportError::Broken(_))), "{ended:?}");
    assert_eq!(categories(&sandbox).await, 1);
    let (_, rows) = sandbox
        .control("GET", "/journal?status=0", Value::Null)
        .await;
    assert_eq!(rows[0]["path"], NEW);
    assert_eq!(rows[0].get("status"), None, "no answer was given");
}

#[tokio::test]
async fn a_call_dropped_before_the_effect_has_none() {
    let sandbox = Sandbox::bare().await;
    fault(&sandbox, json!({"kind": "drop", "effect": false})).await;
    let ended = sandbox.shop("POST", NEW, "name=Scarpe").await;
    assert!(matches!(ended, Err(TransportError::Broken(_))), "{ended:?}");
    assert_eq!(categories(&sandbox).await, 0);
}

#[tokio::test]
async fn a_status_fault_answers_with_its_status_and_without_effect() {
    let sandbox = Sandbox::bare().await;
    fault(
        &sandbox,
        json!({"kind": "status", "status": 509, "times": 1}),
    )
    .await;
    let (status, text) = sandbox
        .shop("POST", NEW, "name=A")
        .await
        .expect("an answer");
    assert_eq!(status, 509);
    assert!(text.contains("error"), "{text}");
    assert_eq!(categories(&sandbox).await, 0);
    let (status, _) = sandbox
        .shop("POST", NEW, "name=A")
        .await
        .expect("an answer");
    assert_eq!(
        (status, categories(&sandbox).await),
        (200, 1),
        "it is spent"
    );
}

#[tokio::test]
async fn an_html_fault_gives_a_page_in_place_of_the_data() {
    let sandbox = Sandbox::bare().await;
    fault(&sandbox, json!({"kind": "html", "status": 200})).await;
    let (status, text) = sandbox
        .shop("GET", "/v1.1/store/info.json", "")
        .await
        .expect("an answer");
    assert_eq!(status, 200);
    assert!(text.starts_with("<!doctype html>"));
}

#[tokio::test]
async fn a_cut_body_breaks_in_the_middle_and_a_truncated_one_looks_whole() {
    let sandbox = Sandbox::bare().await;
    let path = "/v1.1/countries/list.json";
    let (_, whole) = sandbox.shop("GET", path, "").await.expect("an answer");
    fault(&sandbox, json!({"kind": "cut", "times": 1})).await;
    let ended = sandbox.shop("GET", path, "").await;
    assert!(matches!(ended, Err(TransportError::Broken(_))), "{ended:?}");
    fault(&sandbox, json!({"kind": "truncated", "times": 1})).await;
    let (status, half) = sandbox.shop("GET", path, "").await.expect("an answer");
    assert_eq!((status, half.as_str()), (200, &whole[..whole.len() / 2]));
}

#[tokio::test]
async fn a_time_out_never_answers() {
    let sandbox = Sandbox::bare().await;
    fault(&sandbox, json!({"kind": "timeout", "service": "till"})).await;
    let url = sandbox.running.till.join("/salespoint").expect("a path");
    let ended = sandbox
        .send(Method::GET, url, Sent::default(), Duration::from_millis(50))
        .await;
    assert!(
        matches!(ended, Err(TransportError::Timeout(_))),
        "{ended:?}"
    );
}

#[tokio::test]
async fn a_call_held_before_the_effect_has_none_until_it_is_released() {
    let sandbox = Sandbox::bare().await;
    let id = fault(
        &sandbox,
        json!({"kind": "hold", "method": "POST", "times": 1}),
    )
    .await;
    let held = sandbox.shop("POST", NEW, "name=Scarpe");
    let watcher = async {
        let path = format!("/faults/{id}?wait=reached");
        let (_, seen) = sandbox.control("GET", &path, Value::Null).await;
        assert_eq!(seen["holding"], 1, "{seen}");
        assert_eq!(categories(&sandbox).await, 0);
        let (status, _) = sandbox
            .control("DELETE", &format!("/faults/{id}"), Value::Null)
            .await;
        assert_eq!(status, 204);
    };
    let (ended, ()) = tokio::join!(held, watcher);
    assert_eq!(ended.expect("an answer").0, 200);
    assert_eq!(categories(&sandbox).await, 1);
}

#[tokio::test]
async fn a_client_killed_while_its_call_is_held_after_the_effect_leaves_the_effect() {
    let sandbox = Sandbox::bare().await;
    let rule = json!({"kind": "hold", "method": "POST", "after": 1, "times": 1, "effect": true});
    let id = fault(&sandbox, rule).await;
    sandbox
        .shop("POST", NEW, "name=Prima")
        .await
        .expect("the first call passes");
    let path = format!("/faults/{id}?wait=reached");
    tokio::select! {
        ended = sandbox.shop("POST", NEW, "name=Seconda") => panic!("it is held: {ended:?}"),
        (_, seen) = sandbox.control("GET", &path, Value::Null) => assert_eq!(seen["holding"], 1),
    }
    // The client is gone now: its future was dropped.
    assert_eq!(categories(&sandbox).await, 2);
    let mut holding = json!(1);
    while holding != 0 {
        let (_, seen) = sandbox
            .control("GET", &format!("/faults/{id}"), Value::Null)
            .await;
        holding = seen["holding"].clone();
    }
    let (_, rows) = sandbox
        .control("GET", "/journal?status=0", Value::Null)
        .await;
    assert_eq!(
        rows.as_array().map(Vec::len),
        Some(1),
        "the held call is written too"
    );
    assert_eq!(rows[0]["fault"], id);
}

#[tokio::test]
async fn a_page_of_stock_comes_shorter_than_its_total_or_empty_and_the_others_are_whole() {
    let sandbox = Sandbox::lived_in().await;
    let token = sandbox.token().await;
    let read = async |point: i64| {
        let path = format!("/stocks/{point}?start=0&limit=10");
        let (status, page) = sandbox.till(&token, &path).await;
        assert_eq!(status, 200);
        let rows = page["stocks"].as_array().expect("rows").len();
        (rows, page["totalCount"].as_u64().expect("a total"))
    };
    let (rows, total) = read(101).await;
    assert_eq!(rows, 10);
    for (kind, seen) in [
        ("short", (5, total)),
        ("empty", (0, total)),
        ("nothing", (0, 0)),
    ] {
        let path = "/stocks/101";
        let rule = json!({"service": "till", "path": path, "kind": kind, "times": 1});
        fault(&sandbox, rule).await;
        assert_eq!(read(102).await.0, 10, "{kind}");
        assert_eq!(read(101).await, seen, "{kind}");
        assert_eq!(read(101).await, (rows, total), "{kind}");
    }
}

#[tokio::test]
async fn the_shops_inventory_list_comes_short_or_empty_too() {
    let sandbox = Sandbox::lived_in().await;
    let rows = async || {
        let (status, text) = sandbox
            .shop("GET", "/v1.1/inventory/list.json", "")
            .await
            .expect("an answer");
        assert_eq!(status, 200);
        let rows: Value = serde_json::from_str(&text).expect("JSON");
        rows.as_array().expect("a list").len()
    };
    let all = rows().await;
    for (kind, left) in [("short", all / 2), ("empty", 0)] {
        let path = "/inventory/list.json";
        let rule = json!({"service": "shop", "path": path, "kind": kind, "times": 1});
        fault(&sandbox, rule).await;
        assert_eq!((rows().await, rows().await), (left, all), "{kind}");
    }
}

#[tokio::test]
async fn a_picture_is_struck_only_by_a_fault_that_names_pictures_and_is_in_no_journal() {
    let sandbox = Sandbox::bare().await;
    let picture = async || {
        let url = sandbox
            .running
            .control
            .join("/pictures/a.png")
            .expect("a path");
        let patience = Duration::from_secs(5);
        let answer = sandbox
            .send(Method::GET, url, Sent::default(), patience)
            .await;
        answer.expect("an answer").0.as_u16()
    };
    let (_, everything) = sandbox
        .control("POST", "/faults", json!({"kind": "status"}))
        .await;
    assert_eq!(everything.get("service"), None, "{everything}");
    assert_eq!(picture().await, 200);
    fault(
        &sandbox,
        json!({"kind": "status", "status": 404, "service": "pictures"}),
    )
    .await;
    assert_eq!(picture().await, 404);
    let (_, rows) = sandbox.control("GET", "/journal", Value::Null).await;
    assert_eq!(rows, json!([]));
}
