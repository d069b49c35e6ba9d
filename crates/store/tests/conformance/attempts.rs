//! What is counted so that nobody does it too often.

use jiff::Timestamp;
use ponte_store::attempts::ATTEMPTS_KEPT;

use crate::{fixture::Fixture, samples::at};

pub async fn attempts_are_counted_even_in_one_millisecond_and_forgotten_in_time(db: &Fixture) {
    let mut tx = db.write().await;
    for seconds in [1, 2, 2, 3] {
        tx.attempted("who", at(seconds)).await.expect("noted");
    }
    assert_eq!(tx.attempts("who", at(2)).await.expect("counted"), 3);
    assert_eq!(tx.attempts("nobody", at(0)).await.expect("counted"), 0);
    let later = at(2) + ATTEMPTS_KEPT;
    tx.attempted("other", later).await.expect("noted");
    let kept = tx.attempts("who", Timestamp::UNIX_EPOCH).await;
    assert_eq!(kept.expect("counted"), 3);
    let later = at(3) + ATTEMPTS_KEPT;
    tx.attempted("other", later).await.expect("noted");
    let kept = tx.attempts("who", Timestamp::UNIX_EPOCH).await;
    assert_eq!(kept.expect("counted"), 1);
}
