//! Lines that change on the shop: before anything was attempted, and after.

use ponte_domain::orders::order::{Attention, Stage};
use ponte_sandbox::{
    Service,
    faults::{Kind, Rule},
};
use ponte_sync::orders::Remedy;
use rust_decimal::Decimal;

use super::{
    counter::{Counter, FIRST, SECOND},
    twelve::Twelve,
};

/// Pieces of a code on the till, in all parts.
async fn there(counter: &Counter, sku: &str) -> Decimal {
    let parts = counter.on_till().await;
    let goods = parts.iter().flat_map(|part| &part.goods);
    goods
        .filter(|(of, _)| of == sku)
        .map(|(_, pieces)| *pieces)
        .sum()
}

/// Planned, and nothing of it attempted: the buyer cannot be told.
async fn planned() -> Twelve {
    let twelve = Twelve::bought().await;
    twelve.counter.fault(Rule {
        path: Some("/customers".to_owned()),
        ..Rule::new(Service::Till, Kind::Status)
    });
    twelve.counter.pass().await;
    twelve.counter.mend();
    assert_eq!(twelve.counter.order(&twelve.id).await.parts.len(), 2);
    twelve
}

#[tokio::test]
async fn lines_that_change_before_anything_was_attempted_are_planned_again() {
    let twelve = planned().await;
    let counter = &twelve.counter;
    counter.edit_lines(&twelve.id, &[("MUG", 11)]).await;
    counter.passes(2).await;
    assert_eq!(counter.stage(&twelve.id).await, Stage::Delivered);
    let pieces: Vec<i64> = counter
        .pieces()
        .await
        .iter()
        .map(|(_, pieces)| *pieces)
        .collect();
    assert_eq!(pieces, [10, 1]);
    assert_eq!(there(counter, "PEN").await, Decimal::ZERO);
    let total: Decimal = counter.on_till().await.iter().map(|part| part.amount).sum();
    assert_eq!(total, crate::goods::dec("87.40"));
}

#[tokio::test]
async fn lines_that_change_so_that_it_cannot_be_covered_take_the_plan_back() {
    let twelve = planned().await;
    let counter = &twelve.counter;
    counter
        .bridge
        .on_shop(|shop, now, _| shop.set_stock("MUG", 100, now));
    counter.edit_lines(&twelve.id, &[("MUG", 20)]).await;
    counter.passes(2).await;
    assert_eq!(counter.lacks(&twelve.id).await, [5]);
    assert_eq!(counter.on_till().await, []);
    counter.stock(SECOND, "MUG", 10).await;
    counter.later().await;
    assert_eq!(there(counter, "MUG").await, 20.into());
}

#[tokio::test]
async fn lines_that_change_after_an_attempt_need_attention_and_nothing_is_sent_by_itself() {
    let twelve = Twelve::bought().await;
    let counter = &twelve.counter;
    counter.pass().await;
    counter
        .edit_lines(&twelve.id, &[("MUG", 13), ("PEN", 1)])
        .await;
    counter.passes(2).await;
    assert_eq!(counter.attention(&twelve.id).await, Attention::Changed);
    assert_eq!(counter.on_till().await.len(), 2);
    // Seen by a person: the piece more goes as a part of its own.
    assert!(counter.decide(&twelve.id, Remedy::ChangeSeen).await);
    counter.passes(2).await;
    assert_eq!(counter.stage(&twelve.id).await, Stage::Delivered);
    assert_eq!(there(counter, "MUG").await, 13.into());
    assert_eq!(there(counter, "PEN").await, 1.into());
}

#[tokio::test]
async fn once_a_change_is_seen_an_article_that_came_in_is_sent() {
    let twelve = Twelve::bought().await;
    let counter = &twelve.counter;
    counter
        .bridge
        .add(vec![crate::goods::simple("CUP", "Coppa", "4.00")]);
    let cup = crate::goods::simple("CUP", "Coppa", "4.00");
    counter
        .bridge
        .on_shop(|shop, now, random| shop.add_own_product(&cup, now, random));
    counter.stock(FIRST, "CUP", 3).await;
    counter
        .bridge
        .on_shop(|shop, now, _| shop.set_stock("CUP", 3, now));
    counter.pass().await;
    counter
        .edit_lines(&twelve.id, &[("MUG", 12), ("PEN", 1), ("CUP", 2)])
        .await;
    counter.passes(2).await;
    assert_eq!(counter.attention(&twelve.id).await, Attention::Changed);
    assert!(counter.decide(&twelve.id, Remedy::ChangeSeen).await);
    counter.passes(4).await;
    assert_eq!(there(counter, "CUP").await, 2.into());
    assert_eq!(there(counter, "MUG").await, 12.into());
    assert_eq!(counter.stage(&twelve.id).await, Stage::Delivered);
}

#[tokio::test]
async fn once_a_change_is_seen_an_article_that_replaces_another_is_sent() {
    let twelve = Twelve::bought().await;
    let counter = &twelve.counter;
    counter
        .bridge
        .add(vec![crate::goods::simple("CUP", "Coppa", "4.00")]);
    let cup = crate::goods::simple("CUP", "Coppa", "4.00");
    counter
        .bridge
        .on_shop(|shop, now, random| shop.add_own_product(&cup, now, random));
    counter.stock(FIRST, "CUP", 3).await;
    counter
        .bridge
        .on_shop(|shop, now, _| shop.set_stock("CUP", 3, now));
    counter.pass().await;
    // Fewer mugs, a cup in the pen's place: what was sent is the person's to see to.
    counter
        .edit_lines(&twelve.id, &[("MUG", 8), ("CUP", 1)])
        .await;
    counter.passes(2).await;
    assert_eq!(counter.attention(&twelve.id).await, Attention::Changed);
    assert!(counter.decide(&twelve.id, Remedy::ChangeSeen).await);
    counter.passes(4).await;
    assert_eq!(there(counter, "CUP").await, 1.into());
    assert_eq!(there(counter, "MUG").await, 12.into());
    assert_eq!(counter.stage(&twelve.id).await, Stage::Delivered);
}

#[tokio::test]
async fn an_address_that_changes_is_no_change_of_the_plan() {
    let twelve = planned().await;
    let counter = &twelve.counter;
    counter.set_status(&twelve.id, 2).await;
    let engine = counter.bridge.engine.clone();
    twelve.go_on(&engine, "another state").await;
}
