//! The history of figures.

use ponte_domain::stock::{
    change::Change,
    offer::Standing,
    write::{Listed, Over, Write},
};
use ponte_store::{
    Tx,
    offers::{Answer, OfferEvent},
};

use crate::{
    fixture::Fixture,
    samples::{at, offer_event},
};

async fn add(tx: &mut Box<dyn Tx>, events: &[OfferEvent]) {
    tx.offer_events_add("s", events).await.expect("noted");
}

async fn events(tx: &mut Box<dyn Tx>, sku: &str) -> Vec<OfferEvent> {
    tx.offer_events("s", sku, 10).await.expect("read")
}

pub async fn a_skus_history_comes_newest_first_and_is_nobody_elses(db: &Fixture) {
    let mut tx = db.write().await;
    let told = [1, 2, 3].map(|second| offer_event("A", second));
    add(&mut tx, &told[..1]).await;
    add(&mut tx, &[offer_event("a", 1), told[1].clone()]).await;
    add(&mut tx, &told[2..]).await;
    add(&mut tx, &[]).await;
    let [first, second, third] = told;
    let newest = tx.offer_events("s", "A", 2).await.expect("read");
    assert_eq!(newest, [third.clone(), second.clone()]);
    assert_eq!(events(&mut tx, "A").await, [third, second, first]);
}

pub async fn a_history_is_in_the_order_in_which_it_was_told_even_in_one_millisecond(db: &Fixture) {
    let mut tx = db.write().await;
    let line = |pieces| OfferEvent {
        write: Some((Write::Add { pieces }, Answer::Done)),
        ..offer_event("A", 1)
    };
    add(&mut tx, &[line(1), line(2)]).await;
    add(&mut tx, &[line(3)]).await;
    assert_eq!(events(&mut tx, "A").await, [line(3), line(2), line(1)]);
}

pub async fn a_line_comes_back_as_it_was_put(db: &Fixture) {
    let mut tx = db.write().await;
    let figure = |text: &str| text.parse().expect("a figure");
    let line = OfferEvent {
        listed: Listed::Stock {
            quantity: None,
            unlimited: true,
        },
        changes: vec![
            Change::Quantity {
                point: 1,
                was: figure("-0.50"),
                is: figure("79228162514264337593543950335"),
            },
            Change::Standing {
                point: 1,
                was: Standing::NoRecord,
                is: Standing::Unmanaged,
            },
            Change::Doubt { point: 1, is: None },
        ],
        write: Some((
            Write::Set {
                pieces: 3,
                over: Over::Nothing,
            },
            Answer::Refused,
        )),
        ..offer_event("A\0", 1)
    };
    let silent = OfferEvent {
        changes: Vec::new(),
        write: None,
        ..offer_event("A\u{fffd}", 2)
    };
    add(&mut tx, &[line.clone(), silent.clone()]).await;
    let kept = OfferEvent {
        sku: silent.sku.clone(),
        ..line
    };
    assert_eq!(events(&mut tx, "A\0").await, [silent, kept]);
    let long = "x".repeat(3_000);
    add(&mut tx, &[offer_event(&long, 1)]).await;
    assert_eq!(events(&mut tx, &long).await, [], "nobody's SKU");
}

pub async fn old_lines_are_forgotten_so_many_at_once_the_oldest_first(db: &Fixture) {
    let mut tx = db.write().await;
    let told = [3, 1, 2, 4, 5].map(|second| offer_event("A", second));
    add(&mut tx, &told).await;
    add(&mut tx, &[offer_event("B", 0)]).await;
    for (forgotten, left) in [(2, 4), (2, 2), (0, 2)] {
        let pruned = tx.offer_events_prune("s", at(4), 2).await.expect("pruned");
        assert_eq!(pruned, forgotten);
        let lines = events(&mut tx, "A").await.len() + events(&mut tx, "B").await.len();
        assert_eq!(lines, left);
    }
    let [.., fourth, fifth] = told;
    assert_eq!(events(&mut tx, "A").await, [fifth, fourth]);
}
