//! The log.

use jiff::Timestamp;
use ponte_store::{
    Tx,
    inlets::Caller,
    log::{Act, Area, Span, Went, Who},
};

use crate::{
    fixture::Fixture,
    samples::{act, at, user},
};

fn all(limit: i64) -> Span {
    Span {
        from: at(-1_000_000),
        behind: (
            Timestamp::from_second(4_000_000_000).expect("an instant"),
            i64::MAX,
        ),
        limit,
    }
}

async fn acts(tx: &mut Box<dyn Tx>, who: Option<Who>, area: Option<Area>) -> Vec<i64> {
    let acts = tx.acts("s", who, area, &all(100)).await.expect("read");
    acts.into_iter().map(|(act, _)| act.id).collect()
}

pub async fn an_act_is_known_before_it_is_tried_and_its_outcome_after(db: &Fixture) {
    let mut tx = db.write().await;
    let id = tx.act_add("s", &act(1)).await.expect("kept");
    let mut expected = Act { id, ..act(1) };
    let read = tx.acts("s", None, None, &all(9)).await.expect("read");
    assert_eq!(read, [(expected.clone(), None)], "nobody knows how it went");
    tx.act_went("s", id, Went::Refused, "", "")
        .await
        .expect("kept");
    expected.went = Some(Went::Refused);
    let read = tx.acts("s", None, None, &all(9)).await.expect("read");
    assert_eq!(read, [(expected.clone(), None)]);
    tx.act_went("s", id, Went::Done, "NIN-40", "3")
        .await
        .expect("kept");
    (expected.went, expected.subject) = (Some(Went::Done), "NIN-40".to_owned());
    "3".clone_into(&mut expected.detail);
    let read = tx.acts("s", None, None, &all(9)).await.expect("read");
    assert_eq!(read, [(expected, None)]);
}

pub async fn a_person_is_called_by_name_or_else_by_address(db: &Fixture) {
    let mut tx = db.write().await;
    let mut nameless = user("b");
    nameless.name = " ".to_owned();
    let address = nameless.email.clone();
    let named = user("a");
    for user in [&named, &nameless] {
        tx.user_add(user).await.expect("added");
    }
    for (n, user) in [(1, "a"), (2, "b"), (3, "gone")] {
        let act = Act {
            user: user.to_owned(),
            ..act(n)
        };
        tx.act_add("s", &act).await.expect("kept");
    }
    let read = tx.acts("s", None, None, &all(9)).await.expect("read");
    let called: Vec<_> = read.into_iter().map(|(_, called)| called).collect();
    assert_eq!(called, [None, Some(address), Some(named.name)]);
}

pub async fn pages_of_acts_are_complete_and_newest_first_even_in_one_millisecond(db: &Fixture) {
    let mut tx = db.write().await;
    for n in 0..25 {
        tx.act_add("s", &act(n / 5)).await.expect("kept");
    }
    let (mut span, mut ids) = (all(4), Vec::new());
    loop {
        let page = tx.acts("s", None, None, &span).await.expect("read");
        let Some((last, _)) = page.last() else { break };
        span.behind = (last.at, last.id);
        ids.extend(page.iter().map(|(act, _)| act.id));
    }
    assert_eq!(ids, (1..=25).rev().collect::<Vec<i64>>());
    span = Span {
        from: at(2),
        behind: (at(3), i64::MIN),
        ..all(100)
    };
    let page = tx.acts("s", None, None, &span).await.expect("read");
    assert_eq!(page.len(), 5, "from one instant on, and before another");
}

pub async fn acts_of_one_doer_or_area_are_told_alone(db: &Fixture) {
    let mut tx = db.write().await;
    for (n, who, area) in [
        (1, Who::Person, Area::Orders),
        (2, Who::Ponte, Area::Orders),
        (3, Who::Person, Area::Stock),
        (4, Who::Operator, Area::Settings),
    ] {
        let act = Act {
            who,
            area,
            ..act(n)
        };
        tx.act_add("s", &act).await.expect("kept");
    }
    assert_eq!(acts(&mut tx, None, None).await, [4, 3, 2, 1]);
    assert_eq!(acts(&mut tx, Some(Who::Person), None).await, [3, 1]);
    assert_eq!(acts(&mut tx, None, Some(Area::Orders)).await, [2, 1]);
    assert_eq!(
        acts(&mut tx, Some(Who::Person), Some(Area::Orders)).await,
        [1]
    );
}

pub async fn the_journal_is_read_by_time(db: &Fixture) {
    let mut tx = db.write().await;
    for n in [1, 3, 2] {
        tx.journal_before("s", at(n), "till", "PUT /x", "")
            .await
            .expect("noted");
    }
    let span = Span {
        behind: (at(3), i64::MIN),
        ..all(9)
    };
    let read = tx.journal_span("s", &span).await.expect("read");
    let times: Vec<_> = read.iter().map(|entry| entry.at).collect();
    assert_eq!(times, [at(2), at(1)]);
}

pub async fn calls_from_outside_are_told_by_the_hour_and_the_caller(db: &Fixture) {
    let mut tx = db.write().await;
    // 1,760,000,000 s stand at 53 minutes and 20 seconds of an hour.
    for (caller, good, seconds) in [
        (Caller::Till, true, 0),
        (Caller::Till, true, 60),
        (Caller::Till, false, 120),
        (Caller::Shop, true, 130),
        (Caller::Till, true, 600),
    ] {
        let counted = tx.inlet_count("s", caller, good, at(seconds)).await;
        counted.expect("counted");
    }
    let told = |calls: Vec<ponte_store::log::Calls>| -> Vec<_> {
        let one = |calls: &ponte_store::log::Calls| {
            (calls.caller, calls.accepted, calls.refused, calls.last_at)
        };
        calls.iter().map(one).collect()
    };
    let read = tx.calls("s", None, &all(9)).await.expect("read");
    let expected = [
        (Caller::Till, 1, 0, at(600)),
        (Caller::Shop, 1, 0, at(130)),
        (Caller::Till, 2, 1, at(120)),
    ];
    assert_eq!(told(read), expected);
    let shops = tx.calls("s", Some(Caller::Shop), &all(9)).await;
    assert_eq!(told(shops.expect("read")), [expected[1]]);
}

pub async fn old_acts_and_calls_are_forgotten(db: &Fixture) {
    let mut tx = db.write().await;
    for n in [1, 2] {
        tx.act_add("s", &act(n * 10_000)).await.expect("kept");
        let counted = tx
            .inlet_count("s", Caller::Till, true, at(n * 10_000))
            .await;
        counted.expect("counted");
    }
    tx.log_prune("s", at(15_000)).await.expect("pruned");
    assert_eq!(acts(&mut tx, None, None).await, [2]);
    let calls = tx.calls("s", None, &all(9)).await.expect("read");
    assert_eq!(calls.len(), 1);
    assert_eq!(
        tx.act_add("s", &act(9)).await.expect("kept"),
        3,
        "ids grow on"
    );
}
