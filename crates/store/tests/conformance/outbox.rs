//! Letters that wait to be sent.

use ponte_store::{StoreError, outbox::WaitingLetter};

use crate::{fixture::Fixture, samples::at};

fn letter(id: &str, due: i64) -> WaitingLetter {
    WaitingLetter {
        id: id.to_owned(),
        sealed: vec![0, 1, 255],
        put_at: at(0),
        due_at: at(due),
        refusals: 0,
    }
}

pub async fn letters_come_when_they_are_due_longest_due_first(db: &Fixture) {
    let mut tx = db.write().await;
    assert_eq!(tx.letters_next_due().await.expect("read"), None);
    for (id, due) in [("c", 5), ("b", 3), ("a", 3), ("d", 9)] {
        tx.letter_put(&letter(id, due)).await.expect("put");
    }
    let twin = tx.letters_due(at(2), 10).await.expect("read");
    assert_eq!(twin, []);
    let due = tx.letters_due(at(5), 10).await.expect("read");
    assert_eq!(due, [letter("a", 3), letter("b", 3), letter("c", 5)]);
    let due = tx.letters_due(at(5), 1).await.expect("read");
    assert_eq!(due, [letter("a", 3)]);
    let next = tx.letters_next_due().await.expect("read");
    assert_eq!(next, Some(at(3)));
    tx.commit().await.expect("committed");
    let mut tx = db.write().await;
    let refused = tx.letter_put(&letter("a", 3)).await;
    assert!(matches!(refused, Err(StoreError::Exists("letter"))));
}

pub async fn a_refused_letter_waits_and_is_counted(db: &Fixture) {
    let mut tx = db.write().await;
    tx.letter_put(&letter("a", 3)).await.expect("put");
    tx.letter_put(&letter("b", 3)).await.expect("put");
    for due in [7, 8] {
        tx.letter_refused("a", at(due)).await.expect("noted");
    }
    let due = tx.letters_due(at(7), 10).await.expect("read");
    assert_eq!(due, [letter("b", 3)]);
    let due = tx.letters_due(at(8), 10).await.expect("read");
    assert_eq!((due[1].refusals, due[1].put_at), (2, at(0)));
}

pub async fn a_letter_that_left_waits_no_longer(db: &Fixture) {
    let mut tx = db.write().await;
    let nothing = tx.letters_waiting().await.expect("read");
    assert_eq!(nothing, (0, None));
    tx.letter_put(&letter("a", 3)).await.expect("put");
    tx.letter_put(&letter("b", 3)).await.expect("put");
    let two = tx.letters_waiting().await.expect("read");
    assert_eq!(two, (2, Some(at(0))));
    for _ in 0..2 {
        tx.letter_gone("a").await.expect("gone");
    }
    let left = tx.letters_due(at(3), 10).await.expect("read");
    assert_eq!(left, [letter("b", 3)]);
}
