//! Users, memberships, sessions.

use jiff::Timestamp;
use ponte_store::{StoreError, accounts::FAILED_LOGINS_KEPT};

use crate::{
    fixture::Fixture,
    samples::{at, session, shop, user},
};

pub async fn a_user_comes_back_by_id_and_by_address(db: &Fixture) {
    let mut tx = db.write().await;
    tx.user_add(&user("u")).await.expect("added");
    assert_eq!(tx.user("u").await.expect("read"), Some(user("u")));
    let found = tx.user_by_email("u@example.it").await.expect("read");
    assert_eq!(found, Some(user("u")));
    assert_eq!(tx.user_by_email("U@example.it").await.expect("read"), None);
    tx.user_set_language("u", "en").await.expect("set");
    let language = tx.user("u").await.expect("read").expect("a user").language;
    assert_eq!(language, "en");
}

pub async fn an_address_belongs_to_one_user(db: &Fixture) {
    let mut tx = db.write().await;
    tx.user_add(&user("u")).await.expect("added");
    let mut twin = user("t");
    twin.email = user("u").email;
    let refused = tx.user_add(&twin).await;
    assert!(matches!(refused, Err(StoreError::Exists("user"))));
}

pub async fn a_member_added_twice_is_a_member_once(db: &Fixture) {
    let mut tx = db.write().await;
    tx.shop_add(&shop("s")).await.expect("added");
    tx.shop_add(&shop("t")).await.expect("added");
    tx.user_add(&user("u")).await.expect("added");
    for _ in 0..2 {
        tx.member_add("s", "u").await.expect("added");
    }
    assert!(tx.is_member("s", "u").await.expect("read"));
    assert!(!tx.is_member("t", "u").await.expect("read"));
    assert!(!tx.is_member("s", "v").await.expect("read"));
    assert_eq!(tx.shops_of("u").await.expect("read"), ["s"]);
}

pub async fn a_session_is_given_until_it_ends(db: &Fixture) {
    let mut tx = db.write().await;
    tx.user_add(&user("u")).await.expect("added");
    let kept = session("hash", "u", 0, 100);
    tx.session_add(&kept).await.expect("added");
    assert_eq!(tx.session("hash", at(99)).await.expect("read"), Some(kept));
    assert_eq!(tx.session("hash", at(100)).await.expect("read"), None);
    tx.session_seen("hash", at(50)).await.expect("noted");
    let seen = tx.session("hash", at(51)).await.expect("read");
    assert_eq!(seen.expect("a session").seen_at, at(50));
    tx.session_end("hash").await.expect("ended");
    assert_eq!(tx.session("hash", at(51)).await.expect("read"), None);
}

pub async fn ended_sessions_go_when_a_new_one_begins(db: &Fixture) {
    let mut tx = db.write().await;
    tx.user_add(&user("u")).await.expect("added");
    tx.session_add(&session("old", "u", 0, 10))
        .await
        .expect("added");
    tx.session_add(&session("live", "u", 0, 99))
        .await
        .expect("added");
    tx.session_add(&session("new", "u", 10, 20))
        .await
        .expect("added");
    assert_eq!(tx.session("old", at(5)).await.expect("read"), None);
    assert!(tx.session("live", at(5)).await.expect("read").is_some());
}

pub async fn failed_logins_are_counted_even_in_one_millisecond(db: &Fixture) {
    let mut tx = db.write().await;
    for seconds in [1, 2, 2, 3] {
        tx.login_failed("who", at(seconds)).await.expect("noted");
    }
    tx.login_failed("other", at(3)).await.expect("noted");
    assert_eq!(tx.logins_failed("who", at(2)).await.expect("counted"), 3);
    assert_eq!(tx.logins_failed("who", at(4)).await.expect("counted"), 0);
    assert_eq!(tx.logins_failed("nobody", at(0)).await.expect("counted"), 0);
}

pub async fn failed_logins_are_forgotten_in_time(db: &Fixture) {
    let mut tx = db.write().await;
    tx.login_failed("who", at(0)).await.expect("noted");
    tx.login_failed("who", at(1)).await.expect("noted");
    let later = at(1) + FAILED_LOGINS_KEPT;
    tx.login_failed("other", later).await.expect("noted");
    let kept = tx.logins_failed("who", Timestamp::UNIX_EPOCH).await;
    assert_eq!(kept.expect("counted"), 1);
}
