//! What may have moved.

use jiff::SignedDuration;
use ponte_store::{Tx, offers::Moved};

use crate::{
    fixture::Fixture,
    samples::{at, moved},
};

async fn add(tx: &mut Box<dyn Tx>, moved: &[Moved]) {
    tx.moved_add("s", moved).await.expect("said");
}

async fn done(tx: &mut Box<dyn Tx>, moved: &[Moved]) {
    tx.moved_done("s", moved).await.expect("taken away");
}

async fn all(tx: &mut Box<dyn Tx>) -> Vec<Moved> {
    tx.moved("s", 10).await.expect("read")
}

pub async fn what_moved_comes_oldest_first(db: &Fixture) {
    let mut tx = db.write().await;
    let long = "é".repeat(3_000);
    let said = [
        moved(2, "a", 1),
        moved(1, "", 2),
        moved(1, &long, 3),
        moved(2, "b", 4),
    ];
    add(&mut tx, &[said[3].clone(), said[1].clone()]).await;
    add(&mut tx, &[said[2].clone(), said[0].clone()]).await;
    add(&mut tx, &[]).await;
    assert_eq!(all(&mut tx).await, said);
    assert_eq!(tx.moved("s", 2).await.expect("read"), said[..2]);
}

pub async fn what_is_said_again_becomes_newer(db: &Fixture) {
    let mut tx = db.write().await;
    add(&mut tx, &[moved(1, "a", 1), moved(1, "b", 2)]).await;
    let twice = [moved(1, "a", 3), moved(1, "a", 5), moved(1, "a", 4)];
    add(&mut tx, &twice).await;
    let expected = [moved(1, "b", 2), moved(1, "a", 5)];
    assert_eq!(all(&mut tx).await, expected);
}

pub async fn what_was_read_is_taken_away_unless_something_newer_was_said(db: &Fixture) {
    let mut tx = db.write().await;
    let said: Vec<Moved> = (0..2_500).map(|n| moved(1, &format!("{n}"), n)).collect();
    add(&mut tx, &said).await;
    add(&mut tx, &[moved(2, "0", 0), moved(1, "", 0)]).await;
    add(&mut tx, &[moved(1, "7", 3_000)]).await;
    done(&mut tx, &[]).await;
    done(&mut tx, &said).await;
    let mut left = all(&mut tx).await;
    left.sort_by_key(|moved| (moved.point, moved.at));
    let expected = [moved(1, "", 0), moved(1, "7", 3_000), moved(2, "0", 0)];
    assert_eq!(left, expected);
    done(&mut tx, &left).await;
    assert_eq!(all(&mut tx).await, []);
}

/// Who read the product within it may have read it before the second time.
pub async fn what_is_said_again_in_the_same_millisecond_is_newer(db: &Fixture) {
    let mut tx = db.write().await;
    add(&mut tx, &[moved(1, "a", 5)]).await;
    let read = all(&mut tx).await;
    add(&mut tx, &[moved(1, "a", 5)]).await;
    done(&mut tx, &read).await;
    let left = all(&mut tx).await;
    assert_eq!(left.len(), 1);
    assert_eq!(left[0].at, at(5) + SignedDuration::from_millis(1));
    done(&mut tx, &left).await;
    assert_eq!(all(&mut tx).await, []);
}
