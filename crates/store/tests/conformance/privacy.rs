//! Which orders still tell who bought.

use ponte_store::{
    Tx,
    orders::{Behind, OrderRow},
};

use crate::{
    fixture::Fixture,
    samples::{at, full_order},
};

/// An order with a buyer that is over.
fn over(id: &str, second: i64) -> OrderRow {
    OrderRow {
        open: false,
        ..full_order(id, second)
    }
}

/// The same, under way.
fn under_way(id: &str, second: i64) -> OrderRow {
    OrderRow {
        open: true,
        ..full_order(id, second)
    }
}

async fn put(tx: &mut Box<dyn Tx>, order: &OrderRow) {
    tx.order_put("s", order).await.expect("put");
}

async fn to_forget(tx: &mut Box<dyn Tx>, before: i64) -> Vec<String> {
    let found = tx.orders_to_forget("s", at(before), 10).await;
    found.expect("read")
}

fn forgotten(mut order: OrderRow) -> OrderRow {
    order.details.as_mut().expect("details").forget_buyer();
    order
}

pub async fn orders_that_are_over_and_old_are_to_forget_who_bought(db: &Fixture) {
    let mut tx = db.write().await;
    put(&mut tx, &over("new", 9)).await;
    put(&mut tx, &over("old", 2)).await;
    put(&mut tx, &over("older", 1)).await;
    put(&mut tx, &under_way("old and open", 1)).await;
    put(&mut tx, &forgotten(over("told nobody", 1))).await;
    assert_eq!(to_forget(&mut tx, 5).await, ["older", "old"]);
    let one = tx.orders_to_forget("s", at(5), 1).await.expect("read");
    assert_eq!(one, ["older"]);
    put(&mut tx, &forgotten(over("older", 1))).await;
    assert_eq!(to_forget(&mut tx, 5).await, ["old"]);
    put(&mut tx, &over("older", 1)).await;
    assert_eq!(to_forget(&mut tx, 5).await, ["older", "old"], "read again");
}

pub async fn a_buyer_who_asked_is_forgotten_as_soon_as_the_order_is_over(db: &Fixture) {
    let mut tx = db.write().await;
    put(&mut tx, &under_way("o", 9)).await;
    tx.order_to_forget("s", "o").await.expect("noted");
    assert!(to_forget(&mut tx, 0).await.is_empty(), "under way");
    put(&mut tx, &over("o", 9)).await;
    assert_eq!(to_forget(&mut tx, 0).await, ["o"]);
    put(&mut tx, &forgotten(over("o", 9))).await;
    assert!(to_forget(&mut tx, 0).await.is_empty());
    put(&mut tx, &over("o", 9)).await;
    assert_eq!(to_forget(&mut tx, 0).await, ["o"], "it stays noted");
}

pub async fn pages_of_orders_with_a_buyer_are_complete(db: &Fixture) {
    let mut tx = db.write().await;
    for n in 0..5 {
        put(&mut tx, &full_order(&format!("o{n}"), n / 2)).await;
    }
    put(&mut tx, &forgotten(over("told nobody", 1))).await;
    let mut behind: Option<Behind> = None;
    let mut seen = Vec::new();
    loop {
        let page = tx.orders_with_buyer("s", behind.as_ref(), 2).await;
        let page = page.expect("read");
        let Some(last) = page.last() else { break };
        behind = Some(Behind {
            ordered_at: last.ordered_at,
            id: last.id.clone(),
        });
        seen.extend(page.into_iter().map(|order| order.id));
    }
    assert_eq!(seen, ["o0", "o1", "o2", "o3", "o4"]);
}
