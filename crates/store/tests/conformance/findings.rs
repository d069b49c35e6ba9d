//! Findings.

use ponte_domain::finding::{Finding, Obstacle};
use ponte_store::{Tx, findings::BehindClosed};

use crate::{
    fixture::Fixture,
    samples::{at, bad_picture, refused},
};

async fn open(tx: &mut Box<dyn Tx>) -> Vec<String> {
    let rows = tx.findings_open("s", 100).await.expect("read");
    rows.into_iter().map(|row| row.subject).collect()
}

async fn see(tx: &mut Box<dyn Tx>, subject: &str, text: &str, pass: i64) {
    tx.finding_seen("s", subject, &refused(text), pass, at(pass))
        .await
        .expect("seen");
}

pub async fn a_finding_is_opened_once_and_refreshed(db: &Fixture) {
    let mut tx = db.write().await;
    see(&mut tx, "p", "first", 1).await;
    see(&mut tx, "p", "second", 2).await;
    let rows = tx.findings_open("s", 100).await.expect("read");
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].finding, refused("second"));
    assert_eq!(rows[0].opened_at, at(1));
    assert_eq!(rows[0].closed_at, None);
    assert_eq!(tx.findings_count("s").await.expect("counted"), 1);
    let one = tx.finding_open("s", "refused", "p").await.expect("read");
    assert_eq!(one.as_ref(), rows.first());
    let none = tx.finding_open("s", "picture", "p").await.expect("read");
    assert_eq!(none, None);
}

pub async fn what_a_pass_did_not_see_is_closed(db: &Fixture) {
    let mut tx = db.write().await;
    see(&mut tx, "gone", "x", 1).await;
    see(&mut tx, "stays", "x", 1).await;
    tx.finding_seen("s", "other kind", &bad_picture(), 1, at(1))
        .await
        .expect("seen");
    see(&mut tx, "stays", "x", 2).await;
    let kinds = ["refused", "spread"];
    tx.findings_close_unseen("s", &kinds, 2, at(2))
        .await
        .expect("closed");
    assert_eq!(open(&mut tx).await, ["other kind", "stays"]);
    tx.finding_close("s", "picture", "other kind", at(3))
        .await
        .expect("closed");
    tx.finding_close("s", "picture", "other kind", at(3))
        .await
        .expect("no error");
    assert_eq!(open(&mut tx).await, ["stays"]);
}

pub async fn a_closed_finding_opens_anew(db: &Fixture) {
    let mut tx = db.write().await;
    see(&mut tx, "p", "x", 1).await;
    tx.finding_close("s", "refused", "p", at(2))
        .await
        .expect("closed");
    see(&mut tx, "p", "x", 3).await;
    let rows = tx.findings_open("s", 100).await.expect("read");
    assert_eq!(rows.len(), 1);
    assert_eq!((rows[0].id, rows[0].opened_at), (2, at(3)));
}

pub async fn what_is_told_once_is_not_told_again(db: &Fixture) {
    let mut tx = db.write().await;
    let told = |text| refused(text);
    assert!(!tx.finding_told("s", "p", &told("x")).await.expect("read"));
    see(&mut tx, "p", "x", 1).await;
    assert!(tx.finding_told("s", "p", &told("x")).await.expect("read"));
    tx.finding_close("s", "refused", "p", at(2))
        .await
        .expect("closed");
    assert!(tx.finding_told("s", "p", &told("x")).await.expect("read"));
    assert!(!tx.finding_told("s", "p", &told("y")).await.expect("read"));
    assert!(!tx.finding_told("s", "q", &told("x")).await.expect("read"));
    see(&mut tx, "p", "y", 3).await;
    assert!(!tx.finding_told("s", "p", &told("x")).await.expect("read"));
}

pub async fn a_yes_holds_for_what_was_shown(db: &Fixture) {
    let mut tx = db.write().await;
    let no = tx
        .finding_confirm("s", "refused", "p")
        .await
        .expect("an answer");
    assert!(!no, "it is not open");
    see(&mut tx, "p", "12 of 100", 1).await;
    assert!(
        tx.finding_confirm("s", "refused", "p")
            .await
            .expect("an answer")
    );
    see(&mut tx, "p", "12 of 100", 2).await;
    assert!(tx.findings_open("s", 1).await.expect("read")[0].confirmed);
    see(&mut tx, "p", "80 of 100", 3).await;
    assert!(!tx.findings_open("s", 1).await.expect("read")[0].confirmed);
}

pub async fn open_findings_come_newest_first(db: &Fixture) {
    let mut tx = db.write().await;
    for subject in ["a", "c", "b"] {
        see(&mut tx, subject, "x", 1).await;
    }
    assert_eq!(open(&mut tx).await, ["b", "c", "a"]);
    assert_eq!(tx.findings_open("s", 2).await.expect("read").len(), 2);
}

fn blocked(obstacles: &[Obstacle]) -> Finding {
    Finding::Blocked {
        name: "Tazza".to_owned(),
        obstacles: obstacles.to_vec(),
    }
}

pub async fn findings_of_one_topic_stand_together_with_the_newest_of_them(db: &Fixture) {
    let mut tx = db.write().await;
    assert_eq!(tx.findings_by_topic("s", 2).await.expect("read"), []);
    for n in 1..=5 {
        see(&mut tx, &n.to_string(), "x", n).await;
    }
    tx.finding_seen("s", "p", &blocked(&[Obstacle::NoName]), 9, at(9))
        .await
        .expect("seen");
    see(&mut tx, "closed", "x", 9).await;
    tx.finding_close("s", "refused", "closed", at(9))
        .await
        .expect("closed");
    let topics = tx.findings_by_topic("s", 2).await.expect("read");
    let told: Vec<_> = topics
        .iter()
        .map(|row| (row.topic.as_str(), row.times, row.since))
        .collect();
    assert_eq!(told, [("no_name", 1, at(9)), ("refused", 5, at(1))]);
    let newest = topics[1].newest.iter().map(|row| row.subject.as_str());
    assert_eq!(newest.collect::<Vec<_>>(), ["5", "4"]);
    let counted = tx.findings_counted("s").await.expect("read");
    let expected = [("no_name".to_owned(), 1), ("refused".to_owned(), 5)];
    assert_eq!(counted, expected);
}

pub async fn a_finding_that_becomes_another_s_like_changes_its_topic(db: &Fixture) {
    let mut tx = db.write().await;
    let both = [Obstacle::NoName, Obstacle::UnknownVat];
    for obstacles in [&both[..], &both[1..]] {
        tx.finding_seen("s", "p", &blocked(obstacles), 1, at(1))
            .await
            .expect("seen");
    }
    let counted = tx.findings_counted("s").await.expect("read");
    assert_eq!(counted, [("unknown_vat".to_owned(), 1)]);
}

pub async fn pages_of_a_topic_are_complete_and_hold_nothing_else(db: &Fixture) {
    let mut tx = db.write().await;
    for n in 1..=5 {
        see(&mut tx, &n.to_string(), "x", n).await;
        tx.finding_seen("s", "p", &bad_picture(), n, at(n))
            .await
            .expect("seen");
    }
    let mut before = i64::MAX;
    let mut seen = Vec::new();
    loop {
        let page = tx.findings_of_topic("s", "refused", before, 2).await;
        let page = page.expect("read");
        let Some(last) = page.last() else { break };
        before = last.id;
        seen.extend(page.into_iter().map(|row| row.subject));
    }
    assert_eq!(seen, ["5", "4", "3", "2", "1"]);
}

pub async fn closed_findings_come_last_closed_first_and_only_since_when_asked(db: &Fixture) {
    let mut tx = db.write().await;
    for (subject, closed) in [("a", 3), ("b", 9), ("c", 5), ("d", 5)] {
        see(&mut tx, subject, "x", 1).await;
        tx.finding_close("s", "refused", subject, at(closed))
            .await
            .expect("closed");
    }
    see(&mut tx, "open", "x", 1).await;
    let first = tx.findings_closed("s", at(4), None, 2).await.expect("read");
    let subjects = |rows: &[ponte_store::findings::FindingRow]| -> Vec<String> {
        rows.iter().map(|row| row.subject.clone()).collect()
    };
    assert_eq!(subjects(&first), ["b", "d"]);
    let last = &first[1];
    let behind = BehindClosed {
        closed_at: last.closed_at.expect("closed"),
        id: last.id,
    };
    let rest = tx.findings_closed("s", at(4), Some(behind), 9).await;
    assert_eq!(subjects(&rest.expect("read")), ["c"]);
}

pub async fn what_a_look_at_one_subject_did_not_see_is_closed_there_alone(db: &Fixture) {
    let mut tx = db.write().await;
    for (subject, pass) in [("a", 1), ("b", 1), ("c", 2)] {
        see(&mut tx, subject, "x", pass).await;
    }
    for subject in ["a", "c", "?"] {
        tx.findings_close_unseen_of("s", &["blocked", "refused"], subject, 2, at(3))
            .await
            .expect("closed");
    }
    assert_eq!(open(&mut tx).await, ["c", "b"]);
}
