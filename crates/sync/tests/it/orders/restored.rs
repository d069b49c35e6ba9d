//! An older copy of the database is restored: nothing is doubled, and what the till has enters the
//! ledger.

use std::{path::Path, time::Duration};

use cassa_in_cloud::{DeliveryMode, NewDocument, NewOrder, NewOrderRow};
use jiff::SignedDuration;
use ponte_domain::{
    orders::order::{Attention, Stage},
    orders::part::{PartState, TillState},
};
use ponte_sandbox::faults::{Kind, Rule};
use ponte_store::SharedStore;
use ponte_sync::{Engine, EngineSettings};
use rust_decimal::Decimal;

use super::{
    counter::{Counter, FIRST, SECOND},
    twelve::{Twelve, goods},
};
use crate::{
    bridge::{Bridge, Keeper},
    wire::Death,
};

/// An order over a database that a test can copy.
struct Copied {
    twelve: Twelve,
    folder: tempfile::TempDir,
}

impl Copied {
    async fn bought() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let store = open(&folder.path().join("ponte.db")).await;
        let kept = tempfile::tempdir().expect("a temporary folder");
        let keeper = Keeper::Folder { _folder: kept };
        let bridge = Bridge::over(store, keeper, goods(), EngineSettings::default()).await;
        let twelve = Twelve::over(bridge).await;
        Self { twelve, folder }
    }

    /// Copies the database as it is now.
    async fn copy(&self) {
        let mut tx = self
            .twelve
            .counter
            .bridge
            .engine
            .store()
            .write()
            .await
            .expect("a database");
        // Held: nobody writes meanwhile.
        for ending in ["", "-wal"] {
            let from = self.folder.path().join(format!("ponte.db{ending}"));
            let to = self.folder.path().join(format!("copy.db{ending}"));
            if from.exists() {
                std::fs::copy(from, to).expect("a copy");
            }
        }
        tx.shops().await.expect("a database");
    }

    /// A process over the copy, some time later.
    async fn restored(&mut self) -> Engine {
        let bridge = &mut self.twelve.counter.bridge;
        bridge.clock.advance(Duration::from_secs(600));
        let store = open(&self.folder.path().join("copy.db")).await;
        bridge.engine = bridge.engine_over(store, 7);
        bridge.engine.clone()
    }
}

async fn open(file: &Path) -> SharedStore {
    let address = format!("sqlite:{}", file.display());
    ponte_store::connect(&address).await.expect("a database")
}

/// Works until the `k`th call, and stops there for good.
async fn work_until(counter: &Counter, k: u64) {
    let bridge = &counter.bridge;
    bridge.wire.die_at(k, Death::Before);
    tokio::select! {
        biased;
        () = bridge.wire.died.notified() => {}
        worked = ponte_sync::worker::pass_orders(&bridge.engine, &bridge.shop) => panic!("{worked:?}"),
    }
}

#[tokio::test]
async fn an_older_database_from_any_step_of_a_delivery_doubles_nothing() {
    let calls = Copied::bought().await.twelve.calls().await;
    for k in 1..=calls {
        let mut copied = Copied::bought().await;
        work_until(&copied.twelve.counter, k).await;
        copied.copy().await;
        copied.twelve.lease_ends();
        let next = copied.twelve.counter.bridge.another_engine(3);
        copied.twelve.go_on(&next, "before").await;
        let engine = copied.restored().await;
        copied.twelve.lease_ends();
        copied
            .twelve
            .go_on(&engine, &format!("restored from call {k}"))
            .await;
    }
}

#[tokio::test]
async fn a_database_from_before_the_order_was_seen_finds_its_parts_and_enters_them() {
    let mut copied = Copied::bought().await;
    copied.copy().await;
    copied.twelve.counter.pass().await;
    let engine = copied.restored().await;
    copied.twelve.counter.pass_of(&engine).await;
    copied.twelve.arrived("restored").await;
    let whole = copied.twelve.counter.order(&copied.twelve.id).await;
    let delivered = |row: &ponte_store::orders::PartRow| {
        matches!(
            row.part.state,
            PartState::Delivered {
                till: TillState::Requested,
                ..
            }
        )
    };
    assert!(whole.parts.len() == 2 && whole.parts.iter().all(delivered));
    assert!(whole.parts.iter().all(|row| row.till_id.is_some()));
    let total: i64 = whole.parts.iter().map(|row| row.amounts.total().0).sum();
    assert_eq!(total, whole.order.total.0);
}

#[tokio::test]
async fn only_the_rest_of_what_the_till_has_is_planned() {
    let mut copied = Copied::bought().await;
    copied.copy().await;
    // The first part arrives, the second never leaves.
    copied.twelve.counter.fault(Rule {
        path: Some("/documents/orders/batch".to_owned()),
        status: Some(400),
        after: 1,
        ..Rule::new(None, Kind::Status)
    });
    copied.twelve.counter.pass().await;
    copied.twelve.counter.mend();
    assert_eq!(copied.twelve.counter.on_till().await.len(), 1);
    let engine = copied.restored().await;
    copied.twelve.counter.pass_of(&engine).await;
    let pieces = copied.twelve.counter.pieces().await;
    let pieces: Vec<i64> = pieces.iter().map(|(_, pieces)| *pieces).collect();
    assert_eq!(pieces, [10, 3]);
    let stage = copied.twelve.counter.stage(&copied.twelve.id).await;
    assert_eq!(stage, Stage::Delivered);
}

#[tokio::test]
async fn what_the_till_has_under_our_name_with_other_goods_needs_attention_and_nothing_is_sent() {
    let copied = Copied::bought().await;
    let counter = &copied.twelve.counter;
    // Planned and not sent: then the till gets something else under the first part's name.
    counter.fault(Rule {
        path: Some("/documents/orders/batch".to_owned()),
        status: Some(503),
        ..Rule::new(None, Kind::Status)
    });
    counter.pass().await;
    counter.mend();
    let name = format!("ponte-{}-1", copied.twelve.id);
    place(counter, &name, FIRST, 3).await;
    counter.passes(3).await;
    let attention = counter.attention(&copied.twelve.id).await;
    assert_eq!(attention, Attention::Differs { number: 1 });
    assert_eq!(counter.on_till().await.len(), 1);
}

#[tokio::test]
async fn more_on_the_till_than_was_ordered_needs_attention_and_nothing_is_sent() {
    let copied = Copied::bought().await;
    let counter = &copied.twelve.counter;
    counter.bridge.clock.advance(Duration::from_secs(1200));
    let name = format!("ponte-{}-4", copied.twelve.id);
    place(counter, &name, SECOND, 40).await;
    counter.passes(2).await;
    let attention = counter.attention(&copied.twelve.id).await;
    assert_eq!(attention, Attention::Differs { number: 4 });
    assert_eq!(counter.on_till().await.len(), 1);
}

/// Somebody puts an order of so many mugs on the till under this name.
async fn place(counter: &Counter, name: &str, index: usize, pieces: i64) {
    counter.bridge.switch("till.order_needs_buyer", "false");
    let now = counter.bridge.now();
    let variant = counter.variant("MUG");
    let row = NewOrderRow {
        row_number: 1,
        id_product_variant: Some(variant),
        quantity: pieces.into(),
        price: Decimal::ONE,
        ..NewOrderRow::default()
    };
    let order = NewOrder {
        external_id: name.to_owned(),
        date: now,
        due_date: now + SignedDuration::from_hours(1),
        delivery_mode: DeliveryMode::Pickup,
        destination: None,
        phone_number: None,
        prepay: false,
        prepayment_status: None,
        prepayment_transaction_id: None,
        document: NewDocument {
            id_sales_point: counter.point(index),
            amount: pieces.into(),
            rows: vec![row],
            ..NewDocument::default()
        },
    };
    let placed = counter.till_client().create_order(&order).await;
    placed.expect("the till takes it");
}
