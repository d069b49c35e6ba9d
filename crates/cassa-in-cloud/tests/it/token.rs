//! The token: one call for many, new in time, new once after a 401.

use std::{collections::BTreeSet, sync::Arc, time::Duration};

use cassa_in_cloud::{Client, Error, Query};
use futures::future::join_all;
use http::header;
use ponte_transport::{ManualClock, TransportError, retry::Backoff};

use crate::script::{KEY, Script, TOKEN_PATH, builder, client, clock, ok, status, token};

const EMPTY: &str = r#"{"taxes":[],"totalCount":0}"#;

async fn ten_at_once(client: &Client) -> Vec<Result<(), Error>> {
    let query = Query::default();
    let calls = (0..10).map(async |_| client.taxes(&query).await.map(|_| ()));
    join_all(calls).await
}

#[tokio::test]
async fn callers_at_the_same_time_cause_one_token_call() {
    let script = Script::with_tokens(|_, _| ok(EMPTY));
    let outcomes = ten_at_once(&client(&script, &clock())).await;
    assert!(outcomes.iter().all(Result::is_ok), "{outcomes:?}");
    assert_eq!((script.tokens(), script.calls("/taxes")), (1, 10));
}

#[tokio::test]
async fn callers_at_the_same_time_share_a_failure_too() {
    let script = Script::new(|_, _| status(400, r#"{"error":"InvalidParams"}"#));
    let till = client(&script, &clock());
    let outcomes = ten_at_once(&till).await;
    let wrong =
        |outcome: &Result<(), Error>| matches!(outcome, Err(Error::WrongCredentials { .. }));
    assert!(outcomes.iter().all(wrong), "{outcomes:?}");
    assert_eq!(script.tokens(), 1);
    // Whoever comes later asks again: the key may have been switched on meanwhile.
    assert!(wrong(&till.taxes(&Query::default()).await.map(|_| ())));
    assert_eq!(script.tokens(), 2);
}

#[tokio::test]
async fn callers_who_meet_a_401_at_the_same_time_renew_once() {
    let script =
        Script::with_tokens(
            |request, _| match request.headers[header::AUTHORIZATION].to_str() {
                Ok("Bearer token-0") => status(401, ""),
                _ => ok(EMPTY),
            },
        );
    let outcomes = ten_at_once(&client(&script, &clock())).await;
    assert!(outcomes.iter().all(Result::is_ok), "{outcomes:?}");
    assert_eq!((script.tokens(), script.calls("/taxes")), (2, 20));
}

#[tokio::test]
async fn a_401_makes_the_token_new_and_repeats_the_call_once() {
    let script = Script::with_tokens(|_, before| match before {
        0 => status(401, ""),
        _ => ok(EMPTY),
    });
    let till = client(&script, &clock());
    assert!(till.taxes(&Query::default()).await.is_ok());
    assert_eq!((script.tokens(), script.calls("/taxes")), (2, 2));

    let script = Script::with_tokens(|_, _| status(401, "no"));
    let error = client(&script, &clock()).taxes(&Query::default()).await;
    assert!(
        matches!(error, Err(Error::MissingPermission { .. })),
        "{error:?}"
    );
    assert_eq!((script.tokens(), script.calls("/taxes")), (2, 2));
}

#[tokio::test]
async fn a_token_is_made_new_two_minutes_before_it_ends() {
    let script = Script::with_tokens(|_, _| ok(EMPTY));
    let clock = clock();
    let till = client(&script, &clock);
    for (advance, tokens) in [(0, 1), (3479, 1), (1, 2), (3479, 2), (1, 3)] {
        clock.advance(Duration::from_secs(advance));
        assert!(till.taxes(&Query::default()).await.is_ok());
        assert_eq!(script.tokens(), tokens, "{advance} s later");
    }
}

#[tokio::test]
async fn authenticating_asks_anew_and_says_when_the_key_is_wrong() {
    let script = Script::with_tokens(|_, _| ok(EMPTY));
    let till = client(&script, &clock());
    for tokens in 1..=2 {
        assert!(till.authenticate().await.is_ok());
        assert_eq!(script.tokens(), tokens);
    }
    assert!(till.taxes(&Query::default()).await.is_ok());
    assert_eq!(script.tokens(), 2);

    for refusal in [400, 401, 403] {
        let script = Script::new(move |_, _| status(refusal, "no"));
        let error = client(&script, &clock()).authenticate().await;
        assert!(
            matches!(error, Err(Error::WrongCredentials { .. })),
            "{error:?}"
        );
    }
    let script = Script::new(|_, _| status(404, "no such host"));
    let error = client(&script, &clock()).authenticate().await;
    assert!(matches!(error, Err(Error::Refused { .. })), "{error:?}");
}

#[tokio::test]
async fn a_call_whose_token_could_not_be_had_never_left() {
    let rules: [fn() -> Arc<Script>; 3] = [
        || Script::new(|_, _| status(502, "")),
        || Script::new(|_, _| Err(TransportError::Timeout(Duration::from_secs(60)))),
        || Script::new(|_, _| ok("{}")),
    ];
    for rule in rules {
        let script = rule();
        let till = builder(&script, &clock()).backoff(Backoff::never()).build();
        let error = till.taxes(&Query::default()).await.expect_err("no token");
        assert!(matches!(error, Error::NoToken(_)), "{error:?}");
        assert!(!error.outcome_unknown());
        assert_eq!((script.tokens(), script.calls("/taxes")), (1, 0));
    }
}

#[tokio::test]
async fn the_token_call_is_repeated_like_a_read() {
    let script = Script::new(|request, before| match (request.url.path(), before) {
        (TOKEN_PATH, 0) => status(503, ""),
        (TOKEN_PATH, _) => token(before),
        _ => ok(EMPTY),
    });
    let clock: Arc<ManualClock> = clock();
    let till = client(&script, &clock);
    let page = crate::script::drive(&clock, till.taxes(&Query::default())).await;
    assert!(page.is_ok() && script.tokens() == 2);
}

#[tokio::test]
async fn calls_carry_what_the_documentation_asks_for_and_nothing_prints_a_secret() {
    let script = Script::with_tokens(|_, _| ok(EMPTY));
    let till = client(&script, &clock());
    assert!(till.taxes(&Query::default()).await.is_ok());
    let seen = script.seen();
    let [ask, read] = &seen[..] else {
        panic!("two calls: {seen:?}")
    };
    assert_eq!(ask.body, format!(r#"{{"apiKey":"{KEY}"}}"#));
    assert_eq!(ask.headers["content-type"], "application/json");
    assert_eq!(ask.headers["x-requested-with"], "*");
    assert_eq!(read.headers["x-version"], "1.0.0");
    assert_eq!(read.headers["authorization"], "Bearer token-0");
    assert!(read.headers["authorization"].is_sensitive());
    let printed: BTreeSet<_> = [format!("{till:?}"), format!("{seen:?}")].into();
    assert!(
        printed
            .iter()
            .all(|text| !text.contains("beef") && !text.contains("token-0"))
    );
}
