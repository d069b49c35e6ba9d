//! Which customer or company of the till a buyer is.

use ponte_store::{
    Tx,
    buyers::BuyerKind::{self, Customer, Organization},
};

use crate::fixture::Fixture;

async fn put(tx: &mut Box<dyn Tx>, kind: BuyerKind, who: &str, till: &str) {
    tx.buyer_put("s", kind, who, till).await.expect("put");
}

async fn buyer(tx: &mut Box<dyn Tx>, kind: BuyerKind, who: &str) -> Option<String> {
    tx.buyer("s", kind, who).await.expect("read")
}

pub async fn a_buyer_is_found_by_kind_and_address(db: &Fixture) {
    let mut tx = db.write().await;
    put(&mut tx, Customer, "a@example.it", "c1").await;
    put(&mut tx, Customer, "b@example.it", "c2").await;
    put(&mut tx, Organization, "a@example.it", "o1").await;
    let found = buyer(&mut tx, Customer, "a@example.it").await;
    assert_eq!(found.as_deref(), Some("c1"));
    let found = buyer(&mut tx, Organization, "a@example.it").await;
    assert_eq!(found.as_deref(), Some("o1"));
    assert_eq!(buyer(&mut tx, Customer, "A@example.it").await, None);
    assert_eq!(buyer(&mut tx, Organization, "b@example.it").await, None);
}

pub async fn a_buyer_put_again_is_replaced(db: &Fixture) {
    let mut tx = db.write().await;
    put(&mut tx, Customer, "a", "old").await;
    put(&mut tx, Customer, "a", "new \0 'id'").await;
    let found = buyer(&mut tx, Customer, "a").await;
    assert_eq!(found.as_deref(), Some("new \u{fffd} 'id'"));
}

pub async fn a_forgotten_buyer_is_unknown_and_no_other(db: &Fixture) {
    let mut tx = db.write().await;
    put(&mut tx, Customer, "a", "c").await;
    put(&mut tx, Customer, "b", "d").await;
    put(&mut tx, Organization, "a", "o").await;
    for _ in 0..2 {
        let forgotten = tx.buyer_forget("s", Customer, "a").await;
        forgotten.expect("forgotten");
    }
    assert_eq!(buyer(&mut tx, Customer, "a").await, None);
    assert!(buyer(&mut tx, Customer, "b").await.is_some());
    assert!(buyer(&mut tx, Organization, "a").await.is_some());
}

pub async fn an_odd_address_stops_nobody(db: &Fixture) {
    let mut tx = db.write().await;
    // No two characters alike for long: an index could not press it together.
    let long: String = (0..10_000u32)
        .filter_map(|n| char::from_u32(0x4e00 + n * 7_919 % 20_000))
        .collect();
    let odd = [&*long, "a\0b", "a\u{fffd}b", "o'brien\"@example.it", ""];
    for (n, who) in odd.iter().enumerate() {
        put(&mut tx, Customer, who, &n.to_string()).await;
    }
    for (n, who) in odd.iter().enumerate() {
        let found = buyer(&mut tx, Customer, who).await;
        assert_eq!(found, Some(n.to_string()));
    }
}
