//! Inlets.

use ponte_store::{
    StoreError, Tx,
    inlets::{
        Caller::{self, Shop, Till},
        Inlet,
    },
};

use crate::{fixture::Fixture, samples::at};

async fn put(tx: &mut Box<dyn Tx>, shop: &str, caller: Caller, token: &str) {
    let sealed = [0, 255, 1];
    tx.inlet_put(shop, caller, token, &sealed)
        .await
        .expect("put");
}

fn inlet(shop: &str, caller: Caller) -> Inlet {
    Inlet {
        shop: shop.to_owned(),
        caller,
        token: vec![0, 255, 1],
        secrets: Vec::new(),
        accepted: 0,
        refused: 0,
        accepted_at: None,
        refused_at: None,
    }
}

pub async fn an_inlet_is_found_by_shop_and_by_token(db: &Fixture) {
    let mut tx = db.write().await;
    let places = [("s", Till), ("s", Shop), ("t", Till), ("t", Shop)];
    for (n, (shop, caller)) in (0..).zip(places) {
        put(&mut tx, shop, caller, &format!("token {n}")).await;
    }
    for (n, (shop, caller)) in (0..).zip(places) {
        let expected = Some(inlet(shop, caller));
        let found = tx.inlet(shop, caller).await.expect("read");
        assert_eq!(found, expected);
        let found = tx.inlet_by_token(&format!("token {n}")).await;
        assert_eq!(found.expect("read"), expected);
    }
    assert_eq!(tx.inlet("u", Till).await.expect("read"), None);
    assert_eq!(tx.inlet_by_token("").await.expect("read"), None);
}

pub async fn a_token_belongs_to_one_shop(db: &Fixture) {
    let mut tx = db.write().await;
    put(&mut tx, "s", Till, "token").await;
    put(&mut tx, "s", Till, "token").await;
    tx.commit().await.expect("committed");
    for (shop, caller) in [("t", Till), ("s", Shop)] {
        let mut tx = db.write().await;
        let refused = tx.inlet_put(shop, caller, "token", b"x").await;
        assert!(matches!(refused, Err(StoreError::Exists("token"))));
    }
    let found = db.read().await.inlet_by_token("token").await;
    assert_eq!(found.expect("read"), Some(inlet("s", Till)));
}

pub async fn another_token_takes_the_place_of_the_first_and_the_rest_stays(db: &Fixture) {
    let mut tx = db.write().await;
    put(&mut tx, "s", Till, "old").await;
    let id = tx.inlet_secret_add("s", b"secret").await.expect("added");
    let counted = tx.inlet_count("s", Till, true, at(1)).await;
    counted.expect("counted");
    let changed = tx.inlet_put("s", Till, "new", b"sealed").await;
    changed.expect("put");
    assert_eq!(tx.inlet_by_token("old").await.expect("read"), None);
    let expected = Inlet {
        token: b"sealed".to_vec(),
        secrets: vec![(id, b"secret".to_vec())],
        accepted: 1,
        accepted_at: Some(at(1)),
        ..inlet("s", Till)
    };
    let found = tx.inlet_by_token("new").await.expect("read");
    assert_eq!(found, Some(expected));
}

pub async fn secrets_are_the_tills_alone_and_come_in_the_order_added(db: &Fixture) {
    let mut tx = db.write().await;
    for (shop, caller) in [("s", Till), ("s", Shop), ("t", Till)] {
        put(&mut tx, shop, caller, &format!("{shop} {caller:?}")).await;
    }
    let mut ids = Vec::new();
    for secret in [b"c", b"a", b"b"] {
        ids.push(tx.inlet_secret_add("s", secret).await.expect("added"));
    }
    tx.inlet_secret_remove("s", ids[1]).await.expect("removed");
    tx.inlet_secret_remove("s", 99).await.expect("no error");
    tx.inlet_secret_remove("t", ids[0]).await.expect("no error");
    let last = tx.inlet_secret_add("s", b"d").await.expect("added");
    assert!(!ids.contains(&last), "an id is not given twice");
    let found = tx.inlet("s", Till).await.expect("read").expect("an inlet");
    let expected = [(ids[0], b"c"), (ids[2], b"b"), (last, b"d")];
    assert_eq!(found.secrets, expected.map(|(id, it)| (id, it.to_vec())));
    for (shop, caller) in [("s", Shop), ("t", Till)] {
        let other = tx.inlet(shop, caller).await.expect("read");
        assert_eq!(other.expect("an inlet").secrets, []);
    }
}

pub async fn calls_are_counted_good_and_bad_apart(db: &Fixture) {
    let mut tx = db.write().await;
    for (shop, caller) in [("s", Till), ("s", Shop), ("t", Till)] {
        put(&mut tx, shop, caller, &format!("{shop} {caller:?}")).await;
    }
    for (good, second) in [(true, 1), (false, 2), (true, 3), (true, 4)] {
        let counted = tx.inlet_count("s", Till, good, at(second)).await;
        counted.expect("counted");
    }
    let nobodys = tx.inlet_count("u", Till, true, at(9)).await;
    nobodys.expect("no error");
    let expected = Inlet {
        accepted: 3,
        accepted_at: Some(at(4)),
        refused: 1,
        refused_at: Some(at(2)),
        ..inlet("s", Till)
    };
    assert_eq!(tx.inlet("s", Till).await.expect("read"), Some(expected));
    for (shop, caller) in [("s", Shop), ("t", Till)] {
        let other = tx.inlet(shop, caller).await.expect("read");
        assert_eq!(other, Some(inlet(shop, caller)));
    }
}

pub async fn a_content_comes_first_once_in_each_shop(db: &Fixture) {
    let mut tx = db.write().await;
    let first = tx.inlet_first("s", "content", at(1)).await;
    assert!(first.expect("noted"));
    for second in [1, 2, 99] {
        let again = tx.inlet_first("s", "content", at(second)).await;
        assert!(!again.expect("noted"));
    }
    let other = tx.inlet_first("s", "other", at(1)).await;
    assert!(other.expect("noted"));
    let elsewhere = tx.inlet_first("t", "content", at(1)).await;
    assert!(elsewhere.expect("noted"));
}

pub async fn of_many_who_bring_one_content_at_once_one_is_first(db: &Fixture) {
    let mut calls = Vec::new();
    for store in [db.store(), db.another_process().await] {
        for _ in 0..4 {
            let store = store.clone();
            calls.push(tokio::spawn(async move {
                let mut tx = store.write().await.expect("a transaction");
                let first = tx.inlet_first("s", "content", at(1)).await;
                tx.commit().await.expect("committed");
                first.expect("noted")
            }));
        }
    }
    let mut first = 0;
    for call in calls {
        first += i32::from(call.await.expect("an answer"));
    }
    assert_eq!(first, 1);
}

pub async fn a_content_whose_note_was_dropped_comes_first_again(db: &Fixture) {
    let mut tx = db.write().await;
    assert!(tx.inlet_first("s", "content", at(1)).await.expect("noted"));
    drop(tx);
    let mut tx = db.write().await;
    assert!(tx.inlet_first("s", "content", at(1)).await.expect("noted"));
}

pub async fn contents_are_forgotten_in_time(db: &Fixture) {
    let mut tx = db.write().await;
    for (content, second) in [("old", 4), ("new", 5)] {
        let first = tx.inlet_first("s", content, at(second)).await;
        assert!(first.expect("noted"));
        let elsewhere = tx.inlet_first("t", content, at(second)).await;
        assert!(elsewhere.expect("noted"));
    }
    tx.inlet_forget("s", at(5)).await.expect("forgotten");
    assert!(tx.inlet_first("s", "old", at(6)).await.expect("noted"));
    assert!(!tx.inlet_first("s", "new", at(6)).await.expect("noted"));
    assert!(!tx.inlet_first("t", "old", at(6)).await.expect("noted"));
}
