//! What streams remember.

use serde_json::{Value, json};

use crate::fixture::Fixture;

pub async fn a_memory_comes_back_as_it_was_left(db: &Fixture) {
    let mut tx = db.write().await;
    let none = tx.remembered("s", "orders").await.expect("read");
    assert_eq!(none, Value::Null);
    let kept = json!({"since": 1, "odd \0 'text'": ["è😀", null, -1.5], "nested": {"a": true}});
    tx.remember("s", "orders", &kept).await.expect("remembered");
    let found = tx.remembered("s", "orders").await.expect("read");
    assert_eq!(found, kept);
}

pub async fn a_newer_memory_takes_the_place_of_the_older_one(db: &Fixture) {
    let mut tx = db.write().await;
    for memory in [json!({"a": 1, "b": 2}), json!([7]), Value::Null, json!(0)] {
        tx.remember("s", "orders", &memory)
            .await
            .expect("remembered");
        let found = tx.remembered("s", "orders").await.expect("read");
        assert_eq!(found, memory);
    }
}

pub async fn each_name_has_a_memory_of_its_own(db: &Fixture) {
    let mut tx = db.write().await;
    for (n, name) in ["orders", "Orders", "orders/sweep", ""].iter().enumerate() {
        tx.remember("s", name, &json!(n)).await.expect("remembered");
    }
    for (n, name) in ["orders", "Orders", "orders/sweep", ""].iter().enumerate() {
        let found = tx.remembered("s", name).await.expect("read");
        assert_eq!(found, json!(n));
    }
}
