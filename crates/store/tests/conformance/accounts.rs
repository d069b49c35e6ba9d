//! Users, memberships, sessions.

use jiff::Timestamp;
use ponte_store::{
    StoreError,
    accounts::{FAILED_LOGINS_KEPT, Removal},
};

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
    tx.session_seen("hash", "Firefox", at(50))
        .await
        .expect("noted");
    let seen = tx.session("hash", at(51)).await.expect("read");
    let seen = seen.expect("a session");
    assert_eq!((seen.seen_at, &*seen.browser), (at(50), "Firefox"));
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

pub async fn the_last_member_of_a_shop_stays(db: &Fixture) {
    let mut tx = db.write().await;
    for id in ["s", "t"] {
        tx.shop_add(&shop(id)).await.expect("added");
    }
    for id in ["v", "u"] {
        tx.user_add(&user(id)).await.expect("added");
        tx.member_add("s", id).await.expect("added");
    }
    tx.member_add("t", "u").await.expect("added");
    let members = tx.members("s").await.expect("read");
    assert_eq!(members, [user("u"), user("v")]);
    let mut remove = async |shop, user| tx.member_remove(shop, user).await.expect("decided");
    assert_eq!(remove("s", "nobody").await, Removal::NoMember);
    assert_eq!(remove("t", "v").await, Removal::NoMember);
    assert_eq!(remove("s", "u").await, Removal::Done);
    assert_eq!(remove("s", "u").await, Removal::NoMember);
    assert_eq!(remove("s", "v").await, Removal::LastOne);
    assert_eq!(remove("t", "u").await, Removal::LastOne);
    assert_eq!(tx.members("s").await.expect("read"), [user("v")]);
}

pub async fn of_two_who_leave_a_shop_at_once_one_stays(db: &Fixture) {
    let mut tx = db.write().await;
    tx.shop_add(&shop("s")).await.expect("added");
    for id in ["u", "v"] {
        tx.user_add(&user(id)).await.expect("added");
        tx.member_add("s", id).await.expect("added");
    }
    tx.commit().await.expect("committed");
    let leave = async |who: &str| {
        let mut tx = db.write().await;
        let removal = tx.member_remove("s", who).await.expect("decided");
        tx.commit().await.expect("committed");
        removal
    };
    let (one, other) = tokio::join!(leave("u"), leave("v"));
    assert!([one, other].contains(&Removal::Done), "{one:?} {other:?}");
    assert!(
        [one, other].contains(&Removal::LastOne),
        "{one:?} {other:?}"
    );
}

pub async fn a_users_sessions_come_last_used_first_and_end_but_for_one(db: &Fixture) {
    let mut tx = db.write().await;
    for id in ["u", "v"] {
        tx.user_add(&user(id)).await.expect("added");
    }
    for (hash, whose, ends) in [
        ("a", "u", 99),
        ("b", "u", 99),
        ("c", "u", 20),
        ("d", "v", 99),
    ] {
        let session = session(hash, whose, 10, ends);
        tx.session_add(&session).await.expect("added");
    }
    tx.session_seen("a", "Safari", at(15)).await.expect("noted");
    let of = async |tx: &mut Box<dyn ponte_store::Tx>, user, since| {
        let sessions = tx.sessions_of(user, at(since), at(20)).await.expect("read");
        let hashes = sessions.into_iter().map(|session| session.token_hash);
        hashes.collect::<Vec<_>>()
    };
    assert_eq!(of(&mut tx, "u", 0).await, ["a", "b"]);
    assert_eq!(of(&mut tx, "u", 11).await, ["a"]);
    tx.sessions_end("u", Some("b")).await.expect("ended");
    assert_eq!(of(&mut tx, "u", 0).await, ["b"]);
    tx.sessions_end("u", None).await.expect("ended");
    assert!(of(&mut tx, "u", 0).await.is_empty());
    assert_eq!(of(&mut tx, "v", 0).await, ["d"]);
}

pub async fn a_password_is_changed(db: &Fixture) {
    let mut tx = db.write().await;
    for id in ["u", "v"] {
        tx.user_add(&user(id)).await.expect("added");
    }
    tx.user_set_password("u", "new").await.expect("changed");
    let password = async |tx: &mut Box<dyn ponte_store::Tx>, id| {
        tx.user(id).await.expect("read").expect("a user").password
    };
    assert_eq!(password(&mut tx, "u").await, "new");
    assert_eq!(password(&mut tx, "v").await, user("v").password);
}
