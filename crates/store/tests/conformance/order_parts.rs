//! Parts of orders: the ledger.

use ponte_domain::orders::part::{Doubt, PartState, TillState};
use ponte_store::{Tx, orders::PartRow};

use crate::{
    fixture::Fixture,
    samples::{at, order, part},
};

/// Keeps an order with these parts, numbered from 1.
async fn put(tx: &mut Box<dyn Tx>, id: &str, states: &[PartState]) {
    tx.order_put("s", &order(id, 1)).await.expect("put");
    for (number, state) in (1..).zip(states) {
        let kept = part(number, state.clone());
        tx.part_put("s", id, &kept).await.expect("put");
    }
}

async fn parts(tx: &mut Box<dyn Tx>, id: &str) -> Vec<PartRow> {
    let whole = tx.order("s", id).await.expect("read");
    whole.expect("an order").parts
}

/// Order and number of what counts, sorted.
async fn counting(tx: &mut Box<dyn Tx>, since: i64) -> Vec<(String, u32)> {
    let rows = tx.parts_counting("s", at(since)).await.expect("read");
    let rows = rows.into_iter();
    let mut found: Vec<_> = rows.map(|(id, row)| (id, row.part.number)).collect();
    found.sort();
    found
}

fn delivered(till: TillState, closed: Option<i64>) -> PartState {
    PartState::Delivered {
        confirmed: at(10),
        till,
        closed: closed.map(at),
    }
}

fn unknown(doubt: Doubt) -> PartState {
    PartState::Unknown {
        doubt,
        not_found: Some((at(1), at(2))),
    }
}

pub async fn a_part_comes_back_as_it_was_put(db: &Fixture) {
    let mut tx = db.write().await;
    let states = [
        PartState::Planned,
        PartState::Sending { doubt: None },
        PartState::Sending {
            doubt: Some(Doubt::Conflict),
        },
        PartState::Refused,
        unknown(Doubt::NoAnswer),
        delivered(TillState::Accepted, None),
        delivered(TillState::Rejected, Some(20)),
        PartState::Released { closed: None },
        PartState::Withdrawn,
    ];
    put(&mut tx, "o", &states).await;
    let expected: Vec<PartRow> = (1..)
        .zip(states)
        .map(|(number, state)| part(number, state))
        .collect();
    assert_eq!(parts(&mut tx, "o").await, expected);
    let figure = expected[0].before[0].1.quantity.to_string();
    let found = parts(&mut tx, "o").await[0].before[0].1.quantity;
    assert_eq!(found.to_string(), figure, "to the last digit");
}

pub async fn a_part_put_again_is_replaced(db: &Fixture) {
    let mut tx = db.write().await;
    put(&mut tx, "o", &[PartState::Planned, PartState::Planned]).await;
    put(&mut tx, "other", &[PartState::Planned]).await;
    let mut again = part(1, delivered(TillState::Requested, None));
    again.till_id = None;
    again.attempts.clear();
    again.refusal.clear();
    again.next_at = None;
    again.before.clear();
    again.part.attempted = true;
    tx.part_put("s", "o", &again).await.expect("put");
    let untouched = part(2, PartState::Planned);
    assert_eq!(parts(&mut tx, "o").await, [again, untouched]);
    let other = parts(&mut tx, "other").await;
    assert_eq!(other, [part(1, PartState::Planned)]);
}

pub async fn parts_come_in_the_order_of_their_numbers(db: &Fixture) {
    let mut tx = db.write().await;
    put(&mut tx, "o", &[]).await;
    for number in [10, 2, u32::MAX, 1, 9] {
        let kept = part(number, PartState::Planned);
        tx.part_put("s", "o", &kept).await.expect("put");
    }
    let numbers: Vec<u32> = parts(&mut tx, "o")
        .await
        .into_iter()
        .map(|row| row.part.number)
        .collect();
    assert_eq!(numbers, [1, 2, 9, 10, u32::MAX]);
}

pub async fn a_part_belongs_to_an_order_that_is_stored(db: &Fixture) {
    let mut tx = db.write().await;
    let orphan = part(1, PartState::Planned);
    assert!(tx.part_put("s", "none", &orphan).await.is_err());
}

pub async fn what_may_still_take_pieces_counts_and_what_never_will_does_not(db: &Fixture) {
    let mut tx = db.write().await;
    let counted = [
        PartState::Planned,
        PartState::Sending { doubt: None },
        PartState::Refused,
        unknown(Doubt::NoAnswer),
        unknown(Doubt::RefusedAfterNoAnswer),
        unknown(Doubt::Conflict),
        delivered(TillState::Requested, None),
        delivered(TillState::Ready, None),
    ];
    put(&mut tx, "counted", &counted).await;
    let passed_over = [PartState::Withdrawn, PartState::Released { closed: None }];
    put(&mut tx, "passed over", &passed_over).await;
    let expected: Vec<(String, u32)> = (1..=8).map(|n| ("counted".to_owned(), n)).collect();
    assert_eq!(counting(&mut tx, 0).await, expected);
    let rows = tx.parts_counting("s", at(0)).await.expect("read");
    let (_, first) = rows
        .into_iter()
        .find(|(_, row)| row.part.number == 1)
        .expect("the first part");
    assert_eq!(first, part(1, PartState::Planned), "whole");
}

pub async fn what_was_closed_counts_from_the_moment_asked_for(db: &Fixture) {
    let mut tx = db.write().await;
    let closed = [
        delivered(TillState::Completed, Some(19)),
        delivered(TillState::Completed, Some(20)),
        delivered(TillState::Rejected, Some(21)),
        PartState::Released {
            closed: Some(at(20)),
        },
        PartState::Released {
            closed: Some(at(1)),
        },
    ];
    put(&mut tx, "o", &closed).await;
    let expected = [2, 3, 4].map(|number| ("o".to_owned(), number));
    assert_eq!(counting(&mut tx, 20).await, expected);
    assert!(counting(&mut tx, 22).await.is_empty());
}

pub async fn whether_a_part_counts_follows_its_state(db: &Fixture) {
    let mut tx = db.write().await;
    put(&mut tx, "o", &[]).await;
    let life = [
        (PartState::Planned, true),
        (delivered(TillState::Ready, None), true),
        (delivered(TillState::Completed, Some(30)), false),
        (delivered(TillState::Ready, None), true),
        (PartState::Withdrawn, false),
        (PartState::Refused, true),
    ];
    for (state, counts) in life {
        let kept = part(1, state);
        tx.part_put("s", "o", &kept).await.expect("put");
        let found = counting(&mut tx, 31).await;
        assert_eq!(!found.is_empty(), counts, "{:?}", kept.part.state);
        let closed = counting(&mut tx, 30).await;
        assert_eq!(!closed.is_empty(), kept.part.seen().is_some());
    }
}
