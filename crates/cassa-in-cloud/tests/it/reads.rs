//! Reads: what is repeated, what is not, and what goes over the wire.

use std::{sync::Arc, time::Duration};

use cassa_in_cloud::{Channel, Code, Error, ProductQuery, Query};
use ponte_transport::{FixedWindow, TransportError};

use crate::script::{Reply, Script, builder, client, clock, drive, ok, seconds, status};

const EMPTY: &str = r#"{"taxes":[],"totalCount":0}"#;

/// Reads taxes where the first call gives `first` and the others what is well; calls that left.
async fn after(first: fn() -> Reply) -> (Result<(), Error>, usize) {
    let script = Script::with_tokens(move |_, before| match before {
        0 => first(),
        _ => ok(EMPTY),
    });
    let clock = clock();
    let till = client(&script, &clock);
    let outcome = drive(&clock, till.taxes(&Query::default())).await;
    (outcome.map(|_| ()), script.calls("/taxes"))
}

#[tokio::test]
async fn a_read_is_repeated_on_5xx_a_missing_answer_and_no_json() {
    let firsts: [fn() -> Reply; 6] = [
        || status(500, "something went wrong"),
        || status(502, "<html>"),
        || Err(TransportError::Connect("refused".into())),
        || Err(TransportError::Timeout(Duration::from_secs(60))),
        || Err(TransportError::Broken("cut".into())),
        || ok("<html>maintenance</html>"),
    ];
    for first in firsts {
        let (outcome, calls) = after(first).await;
        assert!(outcome.is_ok(), "{outcome:?}");
        assert_eq!(calls, 2);
    }
}

#[tokio::test]
async fn a_read_that_is_refused_is_not_repeated() {
    let (outcome, calls) = after(|| status(403, "no")).await;
    assert!(matches!(outcome, Err(Error::MissingPermission { .. })));
    assert_eq!(calls, 1);
    let (outcome, calls) = after(|| status(400, r#"{"error":"InvalidParams","msg":"x"}"#)).await;
    let Err(Error::Refused { code, text, .. }) = outcome else {
        panic!("{outcome:?}")
    };
    assert_eq!(
        (code, text.contains("InvalidParams"), calls),
        (Some(Code::InvalidParams), true, 1)
    );
    let (outcome, calls) = after(|| ok(r#"{"totalCount":0}"#)).await;
    assert!(matches!(outcome, Err(Error::BrokenAnswer { .. })));
    assert_eq!(calls, 1);
    let (outcome, calls) = after(|| Err(TransportError::Forbidden("private".into()))).await;
    assert!(matches!(
        outcome,
        Err(Error::Transport(TransportError::Forbidden(_)))
    ));
    assert_eq!(calls, 1);
}

#[tokio::test]
async fn repeats_end_and_pauses_grow() {
    let script = Script::with_tokens(|_, _| status(500, ""));
    let clock = clock();
    let till = client(&script, &clock);
    let outcome = drive(&clock, till.taxes(&Query::default())).await;
    assert!(
        matches!(outcome, Err(Error::Unavailable { .. })),
        "{outcome:?}"
    );
    assert_eq!(script.calls("/taxes"), 5);
    // Half of 0.5 + 1 + 2 + 4 seconds at least.
    assert!(seconds(&clock) >= 4, "{} s", seconds(&clock));
}

#[tokio::test]
async fn throttling_is_repeated_twice_and_then_told() {
    for (code, text) in [(429, ""), (503, "Too many requests"), (403, "rate limit")] {
        let script = Script::with_tokens(move |_, _| status(code, text));
        let clock = clock();
        let till = client(&script, &clock);
        let outcome = drive(&clock, till.taxes(&Query::default())).await;
        assert!(
            matches!(outcome, Err(Error::Throttled { .. })),
            "{outcome:?}"
        );
        assert_eq!(script.calls("/taxes"), 3);
    }
}

#[tokio::test]
async fn a_used_up_allowance_is_told_and_nothing_leaves() {
    let script = Script::with_tokens(|_, _| ok(EMPTY));
    let clock = clock();
    let window = FixedWindow::new(clock.clone(), 2, Duration::from_secs(600));
    let till = builder(&script, &clock).limiter(Arc::new(window)).build();
    // The token counts too.
    assert!(till.taxes(&Query::default()).await.is_ok());
    let Err(Error::Quota { until }) = till.taxes(&Query::default()).await else {
        panic!("the third call is one too many")
    };
    assert_eq!(until.map(|until| until.as_second()), Some(600));
    assert_eq!(script.seen().len(), 2);
}

#[tokio::test]
async fn filters_go_over_the_wire_as_json_values() {
    let script = Script::with_tokens(|_, _| ok(r#"{"products":[],"totalCount":0}"#));
    let query = ProductQuery {
        common: Query {
            ids: vec!["8f0e".to_owned()],
            ids_sales_point: vec![101, 102],
            enabled_for_channels: vec![Channel::Ecommerce],
            last_update_from: "2026-01-01T00:00:00Z".parse().ok(),
            ..Query::from(200)
        },
        multi_variant: Some(true),
        ..ProductQuery::default()
    };
    let till = client(&script, &clock());
    assert!(till.products(&query).await.is_ok());
    let seen = script.seen();
    assert_eq!(
        seen[1].url.as_str(),
        "http://till.test/products?start=200&limit=100&ids=%5B%228f0e%22%5D\
         &idsSalesPoint=%5B101%2C102%5D&lastUpdateFrom=1767225600000\
         &enabledForChannels=%5B%22ECOMMERCE%22%5D&multiVariant=true"
    );
}

#[tokio::test]
async fn calls_can_run_on_other_threads() {
    let script = Script::with_tokens(|_, _| {
        ok(r#"{"salesPoint":[{"id":101,"name":"A"}],"products":[],"totalCount":0}"#)
    });
    let till = client(&script, &clock());
    let points = tokio::spawn({
        let till = till.clone();
        async move { till.sales_points().await }
    });
    let products = tokio::spawn(async move { till.products_by_ids(&["a".to_owned()]).await });
    assert_eq!(points.await.expect("no panic").expect("points").len(), 1);
    assert!(
        products
            .await
            .expect("no panic")
            .expect("products")
            .is_empty()
    );
}
