//! Data of those who buy: where it may be, and how long.

use std::{
    io,
    sync::{Arc, Mutex},
    time::Duration,
};

use ponte_sandbox::{
    Service,
    faults::{Kind, Rule},
};
use ponte_store::orders::OrderRow;
use ponte_sync::privacy::Forgotten;
use serde_json::{Value, json};
use tracing_subscriber::fmt::MakeWriter;

use super::counter::{Counter, FIRST};
use crate::goods::simple;

/// What only the buyer of these tests has.
const MARKERS: [&str; 6] = [
    "Zefirina",
    "zefirina@posta.example",
    "Via Occulta",
    "Borgo Celato",
    "3391234567",
    "12345678903",
];

const DAY: Duration = Duration::from_secs(24 * 3600);

fn buyer() -> Value {
    json!({
        "fullname": "Zefirina Occulta",
        "email": "zefirina@posta.example",
        "addr1": "Via Occulta 7",
        "city": "Borgo Celato",
        "phone": "3391234567",
        "vat": "12345678903",
    })
}

async fn buys(counter: &Counter, pieces: u32) -> String {
    let more = json!({"paid": true, "billing": buyer(), "delivery": buyer()});
    counter.buy_as(&[("MUG", pieces)], more).await
}

async fn mugs() -> Counter {
    let counter = Counter::unsynced(vec![simple("MUG", "Tazza", "7.50")]).await;
    // The shop sells more than the till has left: an order may wait.
    counter.stock(FIRST, "MUG", 500).await;
    counter.fill_shop().await;
    counter.stock(FIRST, "MUG", 10).await;
    counter
}

async fn row(counter: &Counter, order: &str) -> OrderRow {
    counter.order(order).await.order
}

fn named(row: &OrderRow) -> bool {
    row.details
        .as_ref()
        .is_some_and(|details| details.names_buyer())
}

/// An order that was bought, read, cancelled and left alone: it is over.
async fn over(counter: &Counter) -> String {
    let order = buys(counter, 100).await;
    counter.pass().await;
    counter.cancel(&order).await;
    counter.pass().await;
    counter.bridge.clock.advance(8 * DAY);
    counter.pass().await;
    assert!(!row(counter, &order).await.open, "it is over");
    order
}

async fn forget_old(counter: &Counter) -> u64 {
    let bridge = &counter.bridge;
    let forgotten = bridge.engine.forget_old_buyers(&bridge.shop).await;
    forgotten.expect("a database")
}

async fn forget(counter: &Counter, email: &str) -> Forgotten {
    let bridge = &counter.bridge;
    let forgotten = bridge.engine.forget_buyer(&bridge.shop, email).await;
    forgotten.expect("a database")
}

#[tokio::test]
async fn an_order_that_is_over_forgets_who_bought_in_time_and_keeps_its_figures() {
    let counter = mugs().await;
    let order = over(&counter).await;
    let before = row(&counter, &order).await;
    assert!(named(&before));
    assert_eq!(forget_old(&counter).await, 0, "it is young");
    counter.bridge.clock.advance(173 * DAY);
    assert_eq!(forget_old(&counter).await, 1);
    assert_eq!(forget_old(&counter).await, 0, "once");
    let after = row(&counter, &order).await;
    assert!(!named(&after));
    let details = |row: &OrderRow| row.details.clone().expect("details");
    assert_eq!(details(&after).lines, details(&before).lines);
    assert_eq!(details(&after).bill(), details(&before).bill());
    assert_eq!((after.total, after.stage), (before.total, before.stage));
}

#[tokio::test]
async fn the_merchant_chooses_after_how_many_days() {
    let counter = mugs().await;
    over(&counter).await;
    let shorter = |settings: &mut ponte_domain::settings::Settings| settings.privacy.keep_days = 5;
    counter.bridge.choose(shorter).await;
    assert_eq!(forget_old(&counter).await, 1);
}

#[tokio::test]
async fn an_order_under_way_keeps_its_buyer_until_it_is_over_whoever_asks() {
    let counter = mugs().await;
    let waits = buys(&counter, 100).await;
    counter.pass().await;
    assert!(row(&counter, &waits).await.open, "it waits for stock");
    counter.bridge.clock.advance(400 * DAY);
    assert_eq!(forget_old(&counter).await, 0);
    let asked = forget(&counter, "Zefirina@posta.example ").await;
    assert_eq!(
        asked,
        Forgotten {
            over: 0,
            under_way: 1
        }
    );
    assert!(named(&row(&counter, &waits).await));
    counter.cancel(&waits).await;
    counter.pass().await;
    counter.bridge.clock.advance(8 * DAY);
    counter.pass().await;
    assert_eq!(forget_old(&counter).await, 1);
    assert!(!named(&row(&counter, &waits).await));
}

#[tokio::test]
async fn who_asks_is_told_everything_and_forgotten_and_nobody_else_is() {
    let counter = mugs().await;
    let order = over(&counter).await;
    let other = json!({"fullname": "Luca", "email": "luca@posta.example"});
    let more = json!({"paid": true, "billing": other, "delivery": other});
    counter.buy_as(&[("MUG", 1)], more).await;
    counter.pass().await;
    let bridge = &counter.bridge;
    let email = "zefirina@posta.example";
    let told = bridge.engine.told_of_buyer(&bridge.shop, email).await;
    let told = told.expect("a database").to_string();
    for marker in ["Zefirina Occulta", "Via Occulta 7", &order] {
        assert!(told.contains(marker), "{marker}: {told}");
    }
    assert!(!told.contains("Luca"), "{told}");
    let asked = forget(&counter, email).await;
    assert_eq!(
        asked,
        Forgotten {
            over: 1,
            under_way: 0
        }
    );
    assert!(!named(&row(&counter, &order).await));
    let left = bridge.engine.orders_of_buyer(&bridge.shop, email).await;
    assert!(left.expect("a database").is_empty());
    let luca = bridge
        .engine
        .orders_of_buyer(&bridge.shop, "luca@posta.example")
        .await;
    assert_eq!(luca.expect("a database").len(), 1);
}

/// Everything that is logged.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("a log").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

#[tokio::test]
async fn nothing_of_a_buyer_is_in_logs_journal_findings_or_diagnosis() {
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(log.clone())
        .finish();
    let logging = tracing::subscriber::set_default(subscriber);
    let counter = mugs().await;
    let refusal = |path: &str| Rule {
        method: Some("POST".to_owned()),
        path: Some(path.to_owned()),
        times: Some(1),
        ..Rule::new(Service::Till, Kind::Status)
    };
    for (pieces, path) in [(1, None), (2, Some("/customers")), (3, Some("/orders"))] {
        if let Some(path) = path {
            counter.fault(refusal(path));
        }
        buys(&counter, pieces).await;
        counter.pass().await;
    }
    // One that waits, one that the till refuses, one that is cancelled when it is there already.
    let waits = buys(&counter, 100).await;
    counter.order_rules(FIRST, json!({"minimum": "500"})).await;
    buys(&counter, 1).await;
    counter.passes(2).await;
    forget(&counter, "zefirina@posta.example").await;
    counter.cancel(&waits).await;
    counter.passes(2).await;
    drop(logging);

    let bridge = &counter.bridge;
    let diagnosis = bridge.engine.diagnosis(&bridge.shop).await;
    let diagnosis = diagnosis.expect("a database").expect("the shop");
    let mut tx = bridge.engine.store().read().await.expect("a database");
    let journal = tx.journal(&bridge.shop, i64::MAX, 1000).await;
    let journal = journal.expect("a database");
    assert!(journal.len() > 5, "calls were made");
    let findings = tx.findings_open(&bridge.shop, 1000).await;
    let jobs = tx.jobs(&bridge.shop).await.expect("a database");
    let mut events = Vec::new();
    for order in tx.orders_open(&bridge.shop).await.expect("a database") {
        let own = tx.order_events(&bridge.shop, &order.id).await;
        events.extend(own.expect("a database"));
    }
    let log = String::from_utf8(log.0.lock().expect("a log").clone()).expect("a text");
    for (place, text) in [
        ("log", log),
        ("journal", format!("{journal:?}")),
        ("findings", format!("{:?}", findings.expect("a database"))),
        ("jobs", format!("{jobs:?}")),
        ("what happened", format!("{events:?}")),
        ("diagnosis", diagnosis.to_string()),
    ] {
        assert!(!text.is_empty(), "{place}");
        let text = text.to_lowercase();
        for marker in MARKERS {
            let found = text.find(&marker.to_lowercase());
            let around = found.and_then(|at| text.get(at.saturating_sub(200)..at + 40));
            assert_eq!(around, None, "{marker} is in the {place}");
        }
    }
}
