//! Calls of the two services, and what they are worth.

use std::time::Duration;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use hmac::{Hmac, KeyInit, Mac};
use ponte_store::{inlets::Caller, jobs::Job, runs::RunKind};
use ponte_sync::inlets::{Called, SecretTrouble, Shown};
use secrecy::ExposeSecret;
use sha1::Sha1;

use crate::bridge::Bridge;

const SECRET: &str = "segreto-uno";
const ORDER: &[u8] = br#"{"id":"b-1","externalId":"ponte-417-1"}"#;

fn sign(secret: &str, body: &[u8]) -> Vec<u8> {
    let mac = Hmac::<Sha1>::new_from_slice(secret.as_bytes()).expect("a key of any length");
    mac.chain_update(body).finalize().into_bytes().to_vec()
}

fn hex_of(secret: &str, body: &[u8]) -> String {
    hex::encode(sign(secret, body))
}

/// Streams of the shop that were marked as stale since the last look.
async fn stale(bridge: &Bridge) -> Vec<&'static str> {
    let mut tx = bridge.engine.store().write().await.expect("a database");
    let mut found = Vec::new();
    for stream in ["orders", "products"] {
        let name = format!("{stream} stale");
        let marked = tx.remembered(&bridge.shop, &name).await.expect("a read");
        if marked == serde_json::Value::Bool(true) {
            found.push(stream);
            let seen = serde_json::Value::Bool(false);
            tx.remember(&bridge.shop, &name, &seen)
                .await
                .expect("a write");
        }
    }
    tx.commit().await.expect("kept");
    found
}

async fn shown(bridge: &Bridge, caller: Caller) -> Shown {
    let inlet = bridge.engine.inlet(&bridge.shop, caller).await;
    inlet.expect("it opens").expect("an inlet")
}

/// The token, as it stands at the end of the path.
async fn token(bridge: &Bridge, caller: Caller) -> String {
    let shown = shown(bridge, caller).await;
    let (_, token) = shown.path.expose_secret().rsplit_once('/').expect("a path");
    token.to_owned()
}

/// A bridge with an inlet and its token.
async fn with_inlet(caller: Caller) -> (Bridge, String) {
    let bridge = Bridge::new().await;
    let made = bridge.engine.renew_inlet(&bridge.shop, caller).await;
    made.expect("an inlet");
    let token = token(&bridge, caller).await;
    (bridge, token)
}

/// A bridge with an inlet of the till, its token, and a secret.
async fn with_secret() -> (Bridge, String) {
    let (bridge, token) = with_inlet(Caller::Till).await;
    add_secret(&bridge, SECRET).await.expect("a secret");
    (bridge, token)
}

async fn add_secret(bridge: &Bridge, secret: &str) -> Result<i64, SecretTrouble> {
    let secret = secret.to_owned().into();
    bridge.engine.add_till_secret(&bridge.shop, secret).await
}

async fn call(
    bridge: &Bridge,
    token: &str,
    operation: &str,
    signature: &str,
    body: &[u8],
) -> Called {
    let called = bridge.engine.till_called(token, operation, signature, body);
    called.await.expect("a database")
}

#[tokio::test]
async fn a_call_of_the_till_counts_if_one_of_the_shop_s_secrets_has_signed_it() {
    let (bridge, token) = with_secret().await;
    add_secret(&bridge, "segreto-due")
        .await
        .expect("another one");
    let signatures = [
        hex_of(SECRET, ORDER),
        hex_of("segreto-due", b"two"),
        STANDARD.encode(sign(SECRET, b"three")),
    ];
    for (signature, body) in signatures.iter().zip([ORDER, b"two", b"three"]) {
        let called = call(&bridge, &token, "ORDER/EDIT", signature, body).await;
        assert_eq!(called, Called::Taken);
        assert_eq!(stale(&bridge).await, ["orders"]);
    }
    let shown = shown(&bridge, Caller::Till).await;
    assert_eq!((shown.accepted, shown.refused), (3, 0));
    assert_eq!(shown.accepted_at, Some(bridge.now()));
}

#[tokio::test]
async fn a_call_that_none_has_signed_is_refused_counted_and_marks_nothing() {
    let (bridge, token) = with_secret().await;
    for signature in [
        "".to_owned(),
        "zz".to_owned(),
        hex_of("another", ORDER),
        hex_of(SECRET, b"another body"),
    ] {
        let called = call(&bridge, &token, "ORDER/EDIT", &signature, ORDER).await;
        assert_eq!(called, Called::Unsigned, "{signature}");
    }
    let shown = shown(&bridge, Caller::Till).await;
    assert_eq!((shown.accepted, shown.refused), (0, 4));
    assert!(stale(&bridge).await.is_empty());
    // What was refused was not noted either: signed well, the same content counts.
    let signature = hex_of(SECRET, ORDER);
    let called = call(&bridge, &token, "ORDER/EDIT", &signature, ORDER).await;
    assert_eq!(called, Called::Taken);
    assert_eq!(stale(&bridge).await, ["orders"]);
}

#[tokio::test]
async fn an_inlet_without_a_secret_takes_nothing() {
    let (bridge, token) = with_inlet(Caller::Till).await;
    let called = call(&bridge, &token, "ORDER/EDIT", &hex_of("", ORDER), ORDER).await;
    assert_eq!(called, Called::Unsigned);
}

#[tokio::test]
async fn a_token_that_nobody_has_was_replaced_or_is_the_other_service_s_leads_nowhere() {
    let (bridge, token) = with_secret().await;
    let signature = hex_of(SECRET, ORDER);
    let made = bridge.engine.renew_inlet(&bridge.shop, Caller::Shop).await;
    made.expect("an inlet");
    let shop = self::token(&bridge, Caller::Shop).await;
    let flipped = format!("{}{}", &token[1..], &token[..1]);
    for wrong in ["", "0", &"0".repeat(64), &flipped, &shop] {
        let called = call(&bridge, wrong, "ORDER/EDIT", &signature, ORDER).await;
        assert_eq!(called, Called::Nowhere, "{wrong}");
    }
    let called = bridge.engine.shop_called(&token).await;
    assert_eq!(called.expect("a database"), Called::Nowhere);
    // Replaced: the old one is nobody's, counts and secrets stay.
    let called = call(&bridge, &token, "RECEIPT/CREATE", &signature, ORDER).await;
    assert_eq!(called, Called::Taken);
    let renewed = bridge.engine.renew_inlet(&bridge.shop, Caller::Till).await;
    renewed.expect("another token");
    let called = call(&bridge, &token, "ORDER/EDIT", &signature, ORDER).await;
    assert_eq!(called, Called::Nowhere);
    let fresh = self::token(&bridge, Caller::Till).await;
    let called = call(&bridge, &fresh, "ORDER/EDIT", &signature, ORDER).await;
    assert_eq!(called, Called::Taken);
    let shown = shown(&bridge, Caller::Till).await;
    assert_eq!(
        (shown.accepted, shown.refused, shown.secrets.len()),
        (2, 0, 1)
    );
}

#[tokio::test]
async fn the_same_content_marks_nothing_again_within_a_day() {
    let (bridge, token) = with_secret().await;
    let signature = hex_of(SECRET, ORDER);
    let again = || call(&bridge, &token, "ORDER/EDIT", &signature, ORDER);
    assert_eq!(again().await, Called::Taken);
    assert_eq!(stale(&bridge).await, ["orders"]);
    bridge.clock.advance(Duration::from_secs(23 * 3600));
    assert_eq!(again().await, Called::Taken);
    assert!(stale(&bridge).await.is_empty());
    // Another operation with the same body is another content.
    let other = call(&bridge, &token, "ORDER/DELETE", &signature, ORDER).await;
    assert_eq!(other, Called::Taken);
    assert_eq!(stale(&bridge).await, ["orders"]);
    bridge.clock.advance(Duration::from_secs(2 * 3600));
    assert_eq!(again().await, Called::Taken);
    assert_eq!(stale(&bridge).await, ["orders"]);
}

#[tokio::test]
async fn a_name_we_do_not_know_is_taken_and_ignored_and_case_is_no_difference() {
    let (bridge, token) = with_secret().await;
    bridge.first().await;
    for (operation, marked) in [
        ("order/edit", vec!["orders"]),
        ("Product/EDIT", vec!["products"]),
        ("CATEGORY/CREATE", vec!["products"]),
        ("DEPARTMENT/EDIT", vec!["products"]),
        ("TAX/EDIT", vec!["products"]),
        ("MODIFIER/DELETE", vec!["products"]),
        ("RECEIPT/CREATE", vec![]),
        ("GIFTCARD/BURN", vec![]),
        ("", vec![]),
    ] {
        let signature = hex_of(SECRET, ORDER);
        let called = call(&bridge, &token, operation, &signature, ORDER).await;
        assert_eq!(called, Called::Taken, "{operation}");
        assert_eq!(stale(&bridge).await, marked, "{operation}");
    }
}

#[tokio::test]
async fn the_catalogue_waits_for_the_first_synchronisation() {
    let (bridge, token) = with_secret().await;
    let signature = hex_of(SECRET, ORDER);
    let called = call(&bridge, &token, "PRODUCT/EDIT", &signature, ORDER).await;
    assert_eq!(called, Called::Taken);
    assert!(stale(&bridge).await.is_empty());
    bridge.sync(RunKind::First).await;
    assert!(stale(&bridge).await.is_empty());
}

#[tokio::test]
async fn every_call_of_the_shop_marks_its_orders() {
    let (bridge, token) = with_inlet(Caller::Shop).await;
    for _ in 0..2 {
        let called = bridge.engine.shop_called(&token).await;
        assert_eq!(called.expect("a database"), Called::Taken);
        assert_eq!(stale(&bridge).await, ["orders"]);
    }
    assert_eq!(shown(&bridge, Caller::Shop).await.accepted, 2);
}

#[tokio::test]
async fn a_thousand_calls_make_one_reconcile() {
    let (bridge, token) = with_secret().await;
    for n in 0..1000 {
        let body = format!(r#"{{"id":"{n}"}}"#);
        let signature = hex_of(SECRET, body.as_bytes());
        let called = call(&bridge, &token, "ORDER/CREATE", &signature, body.as_bytes()).await;
        assert_eq!(called, Called::Taken);
    }
    assert_eq!(stale(&bridge).await, ["orders"]);
    let mut tx = bridge.engine.store().read().await.expect("a database");
    let jobs = tx.jobs(&bridge.shop).await.expect("a read");
    let due = |job: &&Job| job.kind == "orders" && job.due_at <= bridge.now();
    assert_eq!(jobs.iter().filter(due).count(), 1, "{jobs:?}");
}

#[tokio::test]
async fn neither_token_nor_secret_stands_in_the_database_as_it_is() {
    let (bridge, token) = with_secret().await;
    let mut tx = bridge.engine.store().read().await.expect("a database");
    let inlet = tx.inlet(&bridge.shop, Caller::Till).await;
    let inlet = inlet.expect("a read").expect("an inlet");
    let holds = |sealed: &[u8], text: &str| {
        let text = text.as_bytes();
        sealed.windows(text.len()).any(|window| window == text)
    };
    assert!(!holds(&inlet.token, &token));
    assert!(!holds(&inlet.secrets[0].1, SECRET));
    let by_token = tx.inlet_by_token(&token).await.expect("a read");
    assert!(by_token.is_none(), "its hash is kept");
    let shown = shown(&bridge, Caller::Till).await;
    assert!(!format!("{shown:?}").contains(&token));
}

#[tokio::test]
async fn secrets_come_and_go() {
    let (bridge, token) = with_secret().await;
    let again = add_secret(&bridge, " segreto-uno\n").await;
    let id = again.expect("kept already");
    assert_eq!(shown(&bridge, Caller::Till).await.secrets, [id]);
    for wrong in ["", " ", &"x".repeat(256)] {
        let refused = add_secret(&bridge, wrong).await;
        assert!(matches!(refused, Err(SecretTrouble::NotASecret)), "{wrong}");
    }
    let removed = bridge.engine.remove_till_secret(&bridge.shop, id).await;
    removed.expect("forgotten");
    let signature = hex_of(SECRET, ORDER);
    let called = call(&bridge, &token, "ORDER/EDIT", &signature, ORDER).await;
    assert_eq!(called, Called::Unsigned);
    for n in 0..32 {
        add_secret(&bridge, &format!("segreto-{n}"))
            .await
            .expect("a secret");
    }
    let one_more = add_secret(&bridge, "segreto-32").await;
    assert!(matches!(one_more, Err(SecretTrouble::TooMany)));
}
