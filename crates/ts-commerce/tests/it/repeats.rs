//! What is repeated, and what is not.

use std::{sync::Arc, time::Duration};

use jiff::Timestamp;
use ponte_transport::{Clock, FixedWindow, TransportError};
use ts_commerce::{
    Allowance, AttributeKind, Client, Error, ProductWrite, Related, StockWrite, Uid,
};

use crate::script::{
    Answer, EXCHANGE, KEY, Reply, Script, builder, client, clock, drive, ok, status,
};

/// Does one kind of call.
async fn call(shop: &Client, kind: &str) -> Result<(), Error> {
    let write = ProductWrite::default();
    match kind {
        "read" => shop.store_info(&[]).await.map(|_| ()),
        "update" => shop.update_product(Uid(1), &write).await,
        "delete" => shop.delete_product(Uid(1)).await,
        "stock" => {
            let sku = "A".to_owned();
            let write = StockWrite {
                sku,
                quantity: 1,
                is_child: false,
            };
            shop.set_stock(&write).await.map(|_| ())
        }
        "delta" => shop.patch_stock("A", -1, false).await.map(|_| ()),
        "create" => shop.create_product(&write).await.map(|_| ()),
        "image" => shop
            .add_image(Uid(1), b"x", Related::Main)
            .await
            .map(|_| ()),
        "tax" => shop
            .create_tax_profile("x", 22.into(), &[])
            .await
            .map(|_| ()),
        "attribute" => {
            let kind = AttributeKind::Text;
            shop.create_attribute("x", &kind, true).await.map(|_| ())
        }
        other => panic!("no such kind: {other}"),
    }
}

const CHANGES: [&str; 4] = ["update", "delete", "stock", "delta"];
const CREATES: [&str; 4] = ["create", "image", "tax", "attribute"];

/// One kind of call where the first answer is `first` and the others are well.
async fn after(kind: &str, first: fn() -> Reply) -> (Result<(), Error>, usize) {
    let script = Script::new(move |_, before| match before {
        0 => first(),
        _ => ok(r#"{"uid":7,"id":"57e1","ok":1,"err":null}"#),
    });
    let clock = clock();
    let outcome = drive(&clock, call(&client(&script, &clock), kind)).await;
    (outcome, script.calls())
}

#[tokio::test]
async fn a_write_with_unknown_outcome_is_never_repeated() {
    let firsts: [fn() -> Reply; 5] = [
        || status(500, ""),
        || status(502, "<html>"),
        || Err(TransportError::Timeout(Duration::from_secs(60))),
        || Err(TransportError::Broken("cut".into())),
        || ok("<html>maintenance</html>"),
    ];
    for first in firsts {
        for kind in CHANGES.iter().chain(&CREATES) {
            let (outcome, calls) = after(kind, first).await;
            let error = outcome.expect_err("the first answer stands");
            assert!(error.outcome_unknown(), "{kind}: {error:?}");
            assert_eq!(calls, 1, "{kind}: {error:?}");
        }
        let (outcome, calls) = after("read", first).await;
        assert!(outcome.is_ok(), "{outcome:?}");
        assert_eq!(calls, 2);
    }
}

#[tokio::test]
async fn a_create_is_never_repeated_and_other_calls_are_where_they_were_not_served() {
    for kind in CREATES {
        let (outcome, calls) = after(kind, || status(429, "")).await;
        assert!(
            matches!(outcome, Err(Error::Throttled { .. })),
            "{kind}: {outcome:?}"
        );
        assert_eq!(calls, 1, "{kind}");
    }
    for kind in CHANGES.iter().chain(&["read"]) {
        let (outcome, calls) = after(kind, || status(429, "")).await;
        assert!(outcome.is_ok(), "{kind}: {outcome:?}");
        assert_eq!(calls, 2, "{kind}");
    }
}

#[tokio::test]
async fn throttling_is_repeated_twice_and_then_told_with_its_allowance() {
    let script = Script::new(|_, _| {
        Ok(Answer {
            status: 429,
            limit: Some("0/5"),
            pieces: Vec::new(),
        })
    });
    let clock = clock();
    let outcome = drive(&clock, client(&script, &clock).store_info(&[])).await;
    let Err(Error::Throttled { allowance, .. }) = outcome else {
        panic!("{outcome:?}")
    };
    let (left, assigned) = (0, 5);
    assert_eq!(allowance, Some(Allowance { left, assigned }));
    assert_eq!(script.calls(), 3);
    // Five calls in 60 seconds: twelve seconds between two.
    assert!(clock.now().as_second() >= 24, "{}", clock.now());
}

#[tokio::test]
async fn a_used_up_day_is_told_and_not_asked_again() {
    for kind in ["read", "update", "create"] {
        let (outcome, calls) = after(kind, || status(509, "Limit Exceeded")).await;
        let error = outcome.expect_err("the allowance is used up");
        assert!(matches!(error, Error::Quota { until: None }), "{error:?}");
        assert!(!error.outcome_unknown());
        assert_eq!(calls, 1);
    }
    let script = Script::new(|_, _| ok(r#"{"uid":417}"#));
    let clock = clock();
    let window = FixedWindow::new(clock.clone(), 1, Duration::from_secs(60));
    let shop = builder(&script, &clock)
        .limiter(Arc::new(window))
        .build()
        .expect("fit keys");
    assert!(shop.store_info(&[]).await.is_ok());
    let outcome = shop.store_info(&[]).await;
    let in_a_minute = Timestamp::from_second(60).ok();
    assert!(
        matches!(outcome, Err(Error::Quota { until }) if until == in_a_minute),
        "{outcome:?}"
    );
    assert_eq!(script.calls(), 1);
}

#[tokio::test]
async fn refusals_are_told_apart() {
    let of = async |kind, first| after(kind, first).await.0.expect_err("a refusal");
    let error = of("update", || status(403, "read only")).await;
    assert!(
        matches!(error, Error::MissingPermission { .. }),
        "{error:?}"
    );
    let error = of("read", || status(401, "no")).await;
    assert!(matches!(error, Error::WrongCredentials { .. }), "{error:?}");
    let error = of("read", || status(404, "no")).await;
    assert!(error.is_not_found(), "{error:?}");
    let error = of("update", || {
        ok(r#"{"ok":1,"err":null,"updatedExisting":false}"#)
    })
    .await;
    assert!(error.is_not_found(), "{error:?}");
    let error = of("create", || {
        ok(r#"{"error":7,"message":"SKU already in use"}"#)
    })
    .await;
    assert!(
        matches!(&error, Error::Refused { code: Some(7), text, .. } if text == "SKU already in use"),
        "{error:?}"
    );
    assert!(!error.outcome_unknown());
    let error = of("create", || ok(r#"{"ok":1}"#)).await;
    assert!(error.outcome_unknown(), "created, but as what? {error:?}");
}

#[tokio::test]
async fn calls_carry_both_secrets_and_nothing_prints_them() {
    let script = Script::new(|_, _| ok(r#"{"uid":417}"#));
    let shop = client(&script, &clock());
    assert!(shop.store_info(&[]).await.is_ok());
    let seen = script.seen();
    let headers = &seen[0].headers;
    assert_eq!(
        (&headers["key"], &headers["exchange"]),
        (
            &KEY.parse().expect("a value"),
            &EXCHANGE.parse().expect("a value")
        )
    );
    assert!(headers["key"].is_sensitive() && headers["exchange"].is_sensitive());
    let printed = format!("{shop:?} {seen:?} {:?}", builder(&script, &clock()));
    assert!(!printed.contains("nobody-may-see"), "{printed}");
    let pasted = Client::builder("a\nb".to_owned().into(), "c".to_owned().into(), script);
    assert!(pasted.build().is_err());
}
