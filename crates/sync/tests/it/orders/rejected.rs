//! Rejected at the till: the finding, the pieces withheld there, and what can be done.

use ponte_domain::orders::order::{Attention, ShopState, Stage};
use ponte_sync::orders::Remedy;
use serde_json::json;

use super::counter::{Counter, FIRST, FIRST_NAME, SECOND, SECOND_NAME};
use crate::goods::simple;

/// Five mugs at each point; an order of three went to the first, which rejects it.
async fn rejected() -> (Counter, String) {
    let counter = Counter::unsynced(vec![simple("MUG", "Tazza", "7.50")]).await;
    counter.stock(FIRST, "MUG", 5).await;
    counter.stock(SECOND, "MUG", 5).await;
    counter.fill_shop().await;
    let id = counter.buy(&[("MUG", 3)]).await;
    counter.pass().await;
    let till = counter.till_id(&id, 1).await;
    counter
        .step(&till, json!({"step": "reject", "reason": "rotte"}))
        .await;
    counter.later().await;
    (counter, id)
}

fn at(point: &str, pieces: i64) -> (String, i64) {
    (point.to_owned(), pieces)
}

#[tokio::test]
async fn rejected_at_the_till_is_a_finding_and_nothing_is_sent_by_itself() {
    let (counter, id) = rejected().await;
    assert_eq!(
        counter.attention(&id).await,
        Attention::Rejected { number: 1 }
    );
    assert_eq!(counter.order(&id).await.parts[0].rejection, "rotte");
    counter.passes(5).await;
    assert_eq!(counter.pieces().await, [at(FIRST_NAME, 3)]);
    assert_eq!(
        counter.attention(&id).await,
        Attention::Rejected { number: 1 }
    );
}

#[tokio::test]
async fn another_order_for_the_same_article_does_not_get_the_pieces_that_a_point_rejected() {
    let (counter, _) = rejected().await;
    // Five lie there, three of them are withheld.
    counter.buy(&[("MUG", 4)]).await;
    counter.later().await;
    let later = counter.pieces().await.split_off(1);
    assert_eq!(later, [at(FIRST_NAME, 2), at(SECOND_NAME, 2)]);
}

/// What the first point gives of an order of five, after the till's people set its figure to `now`.
async fn gives_after(now: i64) -> i64 {
    let (counter, _) = rejected().await;
    counter.stock(FIRST, "MUG", now).await;
    // One look at the figure alone, for an order that cannot be had.
    counter
        .bridge
        .on_shop(|shop, at, _| shop.set_stock("MUG", 100, at));
    let id = counter.buy(&[("MUG", 40)]).await;
    counter.later().await;
    let steps = counter
        .order(&id)
        .await
        .order
        .explanation
        .expect("a plan")
        .steps;
    let first = counter.point(FIRST);
    let step = steps
        .iter()
        .find(|step| step.point == first)
        .expect("a step");
    i64::from(step.gave)
}

#[tokio::test]
async fn withheld_pieces_are_free_again_once_the_figure_there_rises_or_falls_by_as_many() {
    assert_eq!(gives_after(5).await, 2, "untouched");
    assert_eq!(gives_after(4).await, 1, "one was sold");
    assert_eq!(gives_after(3).await, 0, "two were sold");
    assert_eq!(gives_after(2).await, 2, "the three are written off");
    assert_eq!(gives_after(6).await, 6, "goods came in");
}

#[tokio::test]
async fn sent_again_it_goes_elsewhere() {
    let (counter, id) = rejected().await;
    assert!(counter.decide(&id, Remedy::SendAgain { number: 1 }).await);
    assert!(!counter.decide(&id, Remedy::SendAgain { number: 1 }).await);
    // Even where the first point has plenty by now.
    counter.stock(FIRST, "MUG", 50).await;
    counter.passes(2).await;
    assert_eq!(
        counter.pieces().await,
        [at(FIRST_NAME, 3), at(SECOND_NAME, 3)]
    );
    assert_eq!(counter.stage(&id).await, Stage::Delivered);
    let parts = counter.on_till().await;
    assert_eq!(parts[1].external_id, format!("ponte-{id}-2"));
    // The one that was rejected is no part any more.
    assert!(!parts[1].note.contains("Parte"), "{}", parts[1].note);
}

#[tokio::test]
async fn sent_again_where_nobody_else_has_it_it_waits() {
    let (counter, id) = rejected().await;
    counter.stock(SECOND, "MUG", 1).await;
    counter.decide(&id, Remedy::SendAgain { number: 1 }).await;
    counter.passes(2).await;
    assert_eq!(counter.lacks(&id).await, [2]);
    counter.stock(SECOND, "MUG", 3).await;
    counter.later().await;
    assert_eq!(counter.stage(&id).await, Stage::Delivered);
}

#[tokio::test]
async fn what_is_not_rejected_cannot_be_sent_again() {
    let counter = Counter::unsynced(vec![simple("MUG", "Tazza", "7.50")]).await;
    counter.stock(FIRST, "MUG", 5).await;
    counter.fill_shop().await;
    let id = counter.buy(&[("MUG", 3)]).await;
    counter.pass().await;
    for number in [1, 2] {
        assert!(!counter.decide(&id, Remedy::SendAgain { number }).await);
        assert!(!counter.decide(&id, Remedy::TillLacksIt { number }).await);
    }
    counter.later().await;
    assert_eq!(counter.pieces().await, [at(FIRST_NAME, 3)]);
}

#[tokio::test]
async fn with_the_setting_the_shops_order_gets_the_state_chosen_when_it_is_rejected_once() {
    let counter = Counter::unsynced(vec![simple("MUG", "Tazza", "7.50")]).await;
    counter.stock(FIRST, "MUG", 5).await;
    counter.fill_shop().await;
    let state = ShopState::AFTER_SALE;
    counter
        .choose(|orders| orders.state_when_rejected = Some(state))
        .await;
    let id = counter.buy(&[("MUG", 3)]).await;
    counter.pass().await;
    assert_eq!(counter.status(&id).await, 1);
    let till = counter.till_id(&id, 1).await;
    counter
        .step(&till, json!({"step": "reject", "reason": "finite"}))
        .await;
    counter.later().await;
    assert_eq!(counter.status(&id).await, 8);
    // The merchant moves it on: it is not moved back.
    counter.set_status(&id, 2).await;
    counter.passes(15).await;
    assert_eq!(counter.status(&id).await, 2);
}

#[tokio::test]
async fn a_part_that_vanished_from_the_till_is_a_finding_and_is_not_sent_again() {
    let counter = Counter::unsynced(vec![simple("MUG", "Tazza", "7.50")]).await;
    counter.stock(FIRST, "MUG", 5).await;
    counter.fill_shop().await;
    let id = counter.buy(&[("MUG", 3)]).await;
    counter.pass().await;
    let till = counter.till_id(&id, 1).await;
    let path = format!("till/orders/{till}");
    counter
        .control(http::Method::DELETE, &path, json!({}))
        .await;
    counter.passes(3).await;
    assert_eq!(counter.on_till().await, []);
    assert!(
        counter
            .finding("part_gone", &format!("{id} 1"))
            .await
            .is_some()
    );
}

#[tokio::test]
async fn a_part_that_nobody_accepts_in_time_is_a_finding_until_somebody_does() {
    let counter = Counter::unsynced(vec![simple("MUG", "Tazza", "7.50")]).await;
    counter.stock(FIRST, "MUG", 5).await;
    counter.fill_shop().await;
    let id = counter.buy(&[("MUG", 3)]).await;
    counter.pass().await;
    let subject = format!("{id} 1");
    counter
        .bridge
        .clock
        .advance(std::time::Duration::from_secs(4 * 3600 - 600));
    counter.pass().await;
    assert_eq!(counter.finding("part_unaccepted", &subject).await, None);
    counter.passes(2).await;
    assert!(counter.finding("part_unaccepted", &subject).await.is_some());
    let till = counter.till_id(&id, 1).await;
    counter.step(&till, json!({"step": "accept"})).await;
    counter.later().await;
    assert_eq!(counter.finding("part_unaccepted", &subject).await, None);
}
