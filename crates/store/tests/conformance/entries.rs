//! How a shop and its first people come in.

use ponte_store::{StoreError, Tx, entries::EntryCode};

use crate::{
    fixture::Fixture,
    samples::{at, shop, user},
};

fn code(user: &str, hash: &str, sent: i64) -> EntryCode {
    EntryCode {
        user: user.to_owned(),
        hash: hash.to_owned(),
        sent_at: at(sent),
        expires_at: at(sent + 900),
        tries: 0,
        address: "n…o@esempio.it".to_owned(),
    }
}

async fn people(tx: &mut Box<dyn Tx>) {
    for id in ["s", "t"] {
        tx.shop_add(&shop(id)).await.expect("a shop");
        tx.user_add(&user(id)).await.expect("a user");
    }
}

pub async fn a_number_belongs_to_one_shop_of_its_api(db: &Fixture) {
    let mut tx = db.write().await;
    people(&mut tx).await;
    assert_eq!(tx.shop_number("s").await.expect("read"), None);
    tx.shop_set_number("s", "a", "417").await.expect("kept");
    tx.shop_set_number("s", "a", "417").await.expect("again");
    tx.shop_set_number("t", "b", "417")
        .await
        .expect("another API's");
    assert_eq!(
        tx.shop_number("s").await.expect("read").as_deref(),
        Some("417")
    );
    for (api, owner) in [("a", Some("s")), ("b", Some("t")), ("c", None)] {
        let found = tx.shop_by_number(api, "417").await.expect("read");
        assert_eq!(found.as_deref(), owner);
    }
    let taken = tx.shop_set_number("t", "a", "417").await;
    assert!(matches!(taken, Err(StoreError::Exists(_))), "{taken:?}");
}

pub async fn a_shop_is_found_by_what_the_platform_calls_it(db: &Fixture) {
    let mut tx = db.write().await;
    people(&mut tx).await;
    tx.shop_set_instance("s", "65a1").await.expect("kept");
    let found = tx.shop_by_instance("65a1").await.expect("read");
    assert_eq!(found.as_deref(), Some("s"));
    assert_eq!(tx.shop_by_instance("65a2").await.expect("read"), None);
    let taken = tx.shop_set_instance("t", "65a1").await;
    assert!(matches!(taken, Err(StoreError::Exists(_))), "{taken:?}");
}

pub async fn a_shop_has_members_once_somebody_is_let_in(db: &Fixture) {
    let mut tx = db.write().await;
    people(&mut tx).await;
    assert!(!tx.has_members("s").await.expect("read"));
    assert!(tx.shop_urls_of("t").await.expect("read").is_empty());
    tx.member_add("s", "t").await.expect("added");
    let urls = tx.shop_urls_of("t").await.expect("read");
    assert_eq!(urls, [shop("s").url]);
    assert!(tx.has_members("s").await.expect("read"));
    assert!(!tx.has_members("t").await.expect("read"));
}

pub async fn of_several_codes_the_newest_counts_and_its_tries_are_its_own(db: &Fixture) {
    let mut tx = db.write().await;
    people(&mut tx).await;
    assert_eq!(tx.entry_code_tried("s", "s").await.expect("read"), 0);
    tx.entry_code_add("s", &code("s", "one", 0))
        .await
        .expect("kept");
    for tries in [1, 2] {
        assert_eq!(tx.entry_code_tried("s", "s").await.expect("read"), tries);
    }
    tx.entry_code_add("s", &code("s", "two", 60))
        .await
        .expect("kept");
    assert_eq!(
        tx.entry_code("s", "s").await.expect("read"),
        Some(code("s", "two", 60))
    );
    assert_eq!(tx.entry_code_tried("s", "s").await.expect("read"), 1);
    for (shop, user) in [("s", "t"), ("t", "s")] {
        assert_eq!(tx.entry_code(shop, user).await.expect("read"), None);
    }
}

pub async fn codes_that_were_used_go_on_counting_and_are_forgotten_in_time(db: &Fixture) {
    let mut tx = db.write().await;
    people(&mut tx).await;
    for (user, sent) in [("s", 0), ("t", 10)] {
        tx.entry_code_add("s", &code(user, "one", sent))
            .await
            .expect("kept");
    }
    tx.entry_codes_end("s", "s", at(20)).await.expect("ended");
    let ended = tx.entry_code("s", "s").await.expect("read");
    assert_eq!(ended.map(|code| code.expires_at), Some(at(20)));
    assert_eq!(tx.entry_codes_sent("s", at(0)).await.expect("read"), 2);
    assert_eq!(tx.entry_codes_sent("s", at(5)).await.expect("read"), 1);
    assert_eq!(tx.entry_codes_sent("t", at(0)).await.expect("read"), 0);
    let days = 3 * 24 * 3600;
    tx.entry_code_add("t", &code("t", "late", days))
        .await
        .expect("kept");
    assert_eq!(tx.entry_codes_sent("s", at(0)).await.expect("read"), 0);
}
