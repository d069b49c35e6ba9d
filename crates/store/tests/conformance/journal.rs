//! The journal.

use ponte_store::journal::Entry;

use crate::{fixture::Fixture, samples::at};

pub async fn an_entry_is_known_before_the_call_and_completed_after(db: &Fixture) {
    let mut tx = db.write().await;
    let id = tx
        .journal_before("s", at(1), "shop", "POST /products", "p")
        .await
        .expect("noted");
    let mut entry = Entry {
        id,
        at: at(1),
        service: "shop".to_owned(),
        what: "POST /products".to_owned(),
        subject: "p".to_owned(),
        outcome: String::new(),
        duration_ms: 0,
    };
    let kept = tx.journal("s", i64::MAX, 10).await.expect("read");
    assert_eq!(kept, [entry.clone()]);
    tx.journal_after("s", id, "200", 35).await.expect("noted");
    (entry.outcome, entry.duration_ms) = ("200".to_owned(), 35);
    assert_eq!(tx.journal("s", i64::MAX, 10).await.expect("read"), [entry]);
}

pub async fn the_journal_is_paged_newest_first(db: &Fixture) {
    let mut tx = db.write().await;
    for n in 0..25 {
        tx.journal_before("s", at(n), "till", "GET /products", "")
            .await
            .expect("noted");
    }
    let (mut before, mut ids) = (i64::MAX, Vec::new());
    loop {
        let page = tx.journal("s", before, 10).await.expect("read");
        let Some(last) = page.last() else { break };
        before = last.id;
        ids.extend(page.iter().map(|entry| entry.id));
    }
    assert_eq!(ids, (1..=25).rev().collect::<Vec<i64>>());
}

pub async fn old_entries_are_forgotten(db: &Fixture) {
    let mut tx = db.write().await;
    for n in 0..5 {
        tx.journal_before("s", at(n), "till", "GET /products", "")
            .await
            .expect("noted");
    }
    tx.journal_prune("s", at(3)).await.expect("pruned");
    assert_eq!(tx.journal("s", i64::MAX, 10).await.expect("read").len(), 2);
    let next = tx
        .journal_before("s", at(9), "till", "GET /products", "")
        .await;
    assert_eq!(next.expect("noted"), 6, "ids keep growing");
}
