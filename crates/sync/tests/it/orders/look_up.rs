//! Looking up what the till has already: it never leads to a new name.

use ponte_domain::{
    orders::order::{Attention, Stage, Waiting},
    orders::part::PartState,
};
use ponte_sandbox::{
    Service,
    faults::{Kind, Rule},
};
use ponte_sync::orders::Remedy;

use super::{counter::Counter, twelve::Twelve};

const BATCH: &str = "/documents/orders/batch";

fn lost_answer() -> Rule {
    Rule {
        method: Some("POST".to_owned()),
        path: Some(BATCH.to_owned()),
        times: Some(1),
        ..Rule::new(Service::Till, Kind::Drop)
    }
}

/// The list of orders stays away.
fn no_list() -> Rule {
    Rule {
        method: Some("GET".to_owned()),
        path: Some("/documents/orders".to_owned()),
        ..Rule::new(Service::Till, Kind::Status)
    }
}

/// Names of the till's orders.
async fn names(counter: &Counter) -> Vec<String> {
    let parts = counter.on_till().await.into_iter();
    parts.map(|part| part.external_id).collect()
}

#[tokio::test]
async fn a_look_up_that_fails_never_leads_to_a_new_name() {
    let twelve = Twelve::bought().await;
    let counter = &twelve.counter;
    counter.fault(lost_answer());
    counter.fault(no_list());
    // The first answer is lost; the repeat is a conflict, and nobody can look.
    counter.passes(6).await;
    assert_eq!(names(counter).await, [format!("ponte-{}-1", twelve.id)]);
    assert_eq!(counter.waits(&twelve.id).await, Waiting::Outcome);
    assert_eq!(counter.order(&twelve.id).await.parts.len(), 2);
    counter.mend();
    let engine = counter.bridge.engine.clone();
    twelve.go_on(&engine, "once the list is back").await;
}

#[tokio::test]
async fn whatever_date_the_list_filters_by_a_look_up_finds_what_is_there() {
    for filter in ["date", "due", "created"] {
        for days in ["till.dates_in_utc", "till.batch_status"] {
            let twelve = Twelve::bought().await;
            let counter = &twelve.counter;
            counter.bridge.switch("till.orders_filtered_by", filter);
            if days == "till.dates_in_utc" {
                counter.bridge.switch(days, "true");
            }
            // Late in the evening in Italy, with a due time on the next day.
            counter
                .choose(|orders| orders.preparation_minutes = 20 * 60)
                .await;
            counter.fault(lost_answer());
            counter.pass().await;
            counter.mend();
            let engine = counter.bridge.engine.clone();
            twelve.go_on(&engine, filter).await;
        }
    }
}

#[tokio::test]
async fn where_the_end_day_of_a_window_does_not_count_nothing_is_doubled() {
    let twelve = Twelve::bought().await;
    let counter = &twelve.counter;
    counter.bridge.switch("till.window_end_day_counts", "false");
    counter.fault(lost_answer());
    counter.passes(4).await;
    counter.mend();
    counter.passes(4).await;
    // It may be found or not; it never gets another name.
    assert_eq!(names(counter).await[0], format!("ponte-{}-1", twelve.id));
    let pieces: i64 = counter
        .pieces()
        .await
        .iter()
        .map(|(_, pieces)| pieces)
        .sum();
    assert!(pieces == 10 || pieces == 13, "{pieces}");
    if pieces == 10 {
        let attention = counter.attention(&twelve.id).await;
        assert_eq!(attention, Attention::NotFoundOnTill { number: 1 });
    }
}

#[tokio::test]
async fn what_the_till_says_it_has_and_does_not_show_needs_attention_until_a_person_says_so() {
    let twelve = Twelve::bought().await;
    let counter = &twelve.counter;
    counter.fault(Rule {
        method: Some("POST".to_owned()),
        path: Some(BATCH.to_owned()),
        status: Some(409),
        times: Some(1),
        ..Rule::new(Service::Till, Kind::Status)
    });
    counter.pass().await;
    counter.mend();
    counter.passes(3).await;
    let attention = counter.attention(&twelve.id).await;
    assert_eq!(attention, Attention::NotFoundOnTill { number: 1 });
    assert_eq!(counter.on_till().await, []);
    assert!(
        counter
            .decide(&twelve.id, Remedy::TillLacksIt { number: 1 })
            .await
    );
    assert!(
        !counter
            .decide(&twelve.id, Remedy::TillLacksIt { number: 1 })
            .await
    );
    counter.passes(2).await;
    // The number is never used again.
    let pieces: i64 = counter
        .pieces()
        .await
        .iter()
        .map(|(_, pieces)| pieces)
        .sum();
    assert_eq!(pieces, 13);
    assert_eq!(counter.stage(&twelve.id).await, Stage::Delivered);
    let whole = counter.order(&twelve.id).await;
    assert!(matches!(
        whole.parts[0].part.state,
        PartState::Released { .. }
    ));
    assert!(
        !names(counter)
            .await
            .contains(&format!("ponte-{}-1", twelve.id))
    );
}

#[tokio::test]
async fn refused_after_an_answer_was_lost_it_is_looked_up_before_it_is_sent_again() {
    let twelve = Twelve::bought().await;
    let counter = &twelve.counter;
    counter.fault(lost_answer());
    counter.pass().await;
    counter.mend();
    // The repeat is refused for another reason: the till's people switched the rules on meanwhile.
    counter.fault(Rule {
        method: Some("POST".to_owned()),
        path: Some(BATCH.to_owned()),
        status: Some(400),
        times: Some(1),
        ..Rule::new(Service::Till, Kind::Status)
    });
    counter.later().await;
    counter.mend();
    let engine = counter.bridge.engine.clone();
    twelve.go_on(&engine, "after the refusal").await;
}

#[tokio::test]
async fn a_part_confirmed_without_an_id_is_found_by_its_name_and_followed() {
    let twelve = Twelve::bought().await;
    let counter = &twelve.counter;
    counter.bridge.wire.rewrite(|path, body| {
        (path.ends_with(BATCH) && body.contains("\"id")).then(|| "{}".to_owned())
    });
    counter.pass().await;
    counter.bridge.wire.rewrite(|_, _| None);
    counter.passes(3).await;
    twelve.arrived("without ids").await;
    let till = counter.till_id(&twelve.id, 1).await;
    assert_eq!(counter.order(&twelve.id).await.parts[0].till_id, Some(till));
}
