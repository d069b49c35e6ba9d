//! Tokens that open something once.

use ponte_store::tickets::{Registration, Reset};

use crate::{fixture::Fixture, samples::at};

fn registration(token: &str, email: &str, ends: i64) -> Registration {
    Registration {
        token_hash: token.to_owned(),
        email: email.to_owned(),
        name: "Niccolò".to_owned(),
        password: "$argon2id$v=19$…".to_owned(),
        language: "it".to_owned(),
        ends_at: at(ends),
    }
}

fn reset(token: &str, email: &str, ends: i64) -> Reset {
    Reset {
        token_hash: token.to_owned(),
        email: email.to_owned(),
        ends_at: at(ends),
    }
}

pub async fn a_registration_is_taken_once_and_the_others_of_its_address_go_with_it(db: &Fixture) {
    let mut tx = db.write().await;
    for (token, email) in [("a", "m@x.it"), ("b", "m@x.it"), ("c", "n@x.it")] {
        let kept = registration(token, email, 10);
        tx.registration_put(&kept, at(0)).await.expect("put");
    }
    let expected = Some(registration("a", "m@x.it", 10));
    let seen = tx.registration("a", at(9)).await.expect("read");
    assert_eq!(seen, expected);
    let taken = tx.registration_take("a", at(9)).await.expect("taken");
    assert_eq!(taken, expected);
    for gone in ["a", "b"] {
        let taken = tx.registration_take(gone, at(9)).await.expect("read");
        assert_eq!(taken, None, "{gone}");
    }
    assert!(tx.registration("c", at(9)).await.expect("read").is_some());
}

pub async fn a_reset_is_taken_once_and_the_others_of_its_address_go_with_it(db: &Fixture) {
    let mut tx = db.write().await;
    for (token, email) in [("a", "m@x.it"), ("b", "m@x.it"), ("c", "n@x.it")] {
        tx.reset_put(&reset(token, email, 10), at(0))
            .await
            .expect("put");
    }
    let expected = Some(reset("a", "m@x.it", 10));
    assert_eq!(tx.reset("a", at(9)).await.expect("read"), expected);
    assert_eq!(tx.reset_take("a", at(9)).await.expect("taken"), expected);
    for gone in ["a", "b"] {
        assert_eq!(tx.reset_take(gone, at(9)).await.expect("read"), None);
    }
    tx.resets_end("n@x.it").await.expect("ended");
    assert_eq!(tx.reset("c", at(9)).await.expect("read"), None);
}

pub async fn a_ticket_that_has_ended_opens_nothing_and_is_forgotten(db: &Fixture) {
    let mut tx = db.write().await;
    let old = registration("a", "m@x.it", 10);
    tx.registration_put(&old, at(0)).await.expect("put");
    tx.reset_put(&reset("a", "m@x.it", 10), at(0))
        .await
        .expect("put");
    assert_eq!(tx.registration("a", at(10)).await.expect("read"), None);
    assert_eq!(tx.registration_take("a", at(10)).await.expect("read"), None);
    assert_eq!(tx.reset("a", at(10)).await.expect("read"), None);
    assert_eq!(tx.reset_take("a", at(10)).await.expect("read"), None);
    let new = registration("b", "n@x.it", 30);
    tx.registration_put(&new, at(20)).await.expect("put");
    tx.reset_put(&reset("b", "n@x.it", 30), at(20))
        .await
        .expect("put");
    assert_eq!(tx.registration("a", at(5)).await.expect("read"), None);
    assert_eq!(tx.reset("a", at(5)).await.expect("read"), None);
}
