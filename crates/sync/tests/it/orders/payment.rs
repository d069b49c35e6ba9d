//! When an order may be sent for its money, and what the till reads of it.

use std::{collections::BTreeMap, time::Duration};

use ponte_domain::{
    orders::order::{Attention, ShopState, Stage, Waiting},
    settings::{PaymentRule, SaleStates},
};
use serde_json::json;

use super::counter::{Counter, FIRST};
use crate::goods::simple;

const DAY: Duration = Duration::from_secs(24 * 3600);

/// Mugs, and a rule for cash on delivery (`mark`).
async fn mugs(rule: Option<PaymentRule>) -> Counter {
    let counter = Counter::unsynced(vec![simple("MUG", "Tazza", "7.50")]).await;
    counter.stock(FIRST, "MUG", 100).await;
    counter.fill_shop().await;
    if let Some(rule) = rule {
        let payments = BTreeMap::from([("mark".to_owned(), rule)]);
        counter.choose(|orders| orders.payments = payments).await;
    }
    counter
}

/// Two mugs, with cash on delivery, shipping 5.00 and a fee of 3.00: 23.00 in all, not paid.
async fn unpaid(counter: &Counter) -> String {
    let more = json!({"payment": {"method": "mark", "fee": "3.00"},
        "shipping": {"profile": "corriere", "amount": "5.00"}});
    counter.buy_as(&[("MUG", 2)], more).await
}

/// The first line of the only note on the till.
async fn first_line(counter: &Counter) -> String {
    let mut parts = counter.on_till().await;
    assert_eq!(parts.len(), 1);
    let part = parts.remove(0);
    part.note.lines().next().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn without_a_rule_it_is_sent_paid_or_not_and_the_note_says_which() {
    let counter = mugs(None).await;
    unpaid(&counter).await;
    counter.pass().await;
    assert_eq!(first_line(&counter).await, "IN ATTESA DI PAGAMENTO");
    let counter = mugs(None).await;
    counter.buy(&[("MUG", 2)]).await;
    counter.pass().await;
    assert_eq!(first_line(&counter).await, "PAGATO ONLINE, NON INCASSARE");
}

#[tokio::test]
async fn an_order_that_awaits_its_payment_goes_once_it_is_paid() {
    let counter = mugs(Some(PaymentRule::AwaitPayment)).await;
    let id = unpaid(&counter).await;
    counter.passes(3).await;
    assert_eq!(counter.waits(&id).await, Waiting::Payment);
    assert_eq!(counter.on_till().await, []);
    counter.pay(&id).await;
    counter.later().await;
    assert_eq!(first_line(&counter).await, "PAGATO ONLINE, NON INCASSARE");
    assert_eq!(counter.stage(&id).await, Stage::Delivered);
}

#[tokio::test]
async fn the_note_of_an_order_da_incassare_begins_with_that_and_the_parts_amount() {
    let counter = mugs(Some(PaymentRule::Collect)).await;
    let id = unpaid(&counter).await;
    counter.pass().await;
    assert_eq!(first_line(&counter).await, "DA INCASSARE 23,00 €");
    assert_eq!(counter.stage(&id).await, Stage::Delivered);
}

#[tokio::test]
async fn of_an_order_da_incassare_each_part_collects_its_own_amount_and_together_the_total() {
    let counter = mugs(Some(PaymentRule::Collect)).await;
    counter.stock(FIRST, "MUG", 3).await;
    counter.stock(super::counter::SECOND, "MUG", 3).await;
    let more = json!({"payment": {"method": "mark", "fee": "3.00"},
        "shipping": {"profile": "corriere", "amount": "5.00"}});
    counter.buy_as(&[("MUG", 5)], more).await;
    counter.pass().await;
    let parts = counter.on_till().await;
    let first: Vec<&str> = parts
        .iter()
        .filter_map(|part| part.note.lines().next())
        .collect();
    assert_eq!(first, ["DA INCASSARE 30,50 €", "DA INCASSARE 15,00 €"]);
}

#[tokio::test]
async fn unpaid_for_too_long_it_is_a_finding_and_paid_later_it_is_planned_anew() {
    let counter = mugs(Some(PaymentRule::AwaitPayment)).await;
    let id = unpaid(&counter).await;
    counter.pass().await;
    counter.bridge.clock.advance(DAY * 13);
    counter.pass().await;
    assert_eq!(counter.waits(&id).await, Waiting::Payment);
    counter.bridge.clock.advance(DAY);
    counter.pass().await;
    assert_eq!(counter.attention(&id).await, Attention::UnpaidTooLong);
    counter.pay(&id).await;
    counter.passes(2).await;
    assert_eq!(counter.stage(&id).await, Stage::Delivered);
    assert_eq!(counter.on_till().await.len(), 1);
    assert_eq!(counter.finding("order", &id).await, None);
}

#[tokio::test]
async fn unpaid_for_too_long_and_cancelled_in_the_shop_the_finding_closes() {
    let counter = mugs(Some(PaymentRule::AwaitPayment)).await;
    let id = unpaid(&counter).await;
    counter.bridge.clock.advance(DAY * 15);
    counter.pass().await;
    assert_eq!(counter.attention(&id).await, Attention::UnpaidTooLong);
    counter.cancel(&id).await;
    counter.later().await;
    assert_eq!(counter.stage(&id).await, Stage::Dropped);
    assert_eq!(counter.finding("order", &id).await, None);
}

#[tokio::test]
async fn with_only_paid_as_a_sale_an_unpaid_order_waits_whatever_its_method() {
    let counter = mugs(None).await;
    counter
        .choose(|orders| orders.sales = SaleStates::OnlyPaid)
        .await;
    let id = unpaid(&counter).await;
    counter.pass().await;
    let state = ShopState::PENDING_PAYMENT;
    assert_eq!(counter.waits(&id).await, Waiting::NotASale { state });
    counter.pay(&id).await;
    counter.later().await;
    assert_eq!(counter.stage(&id).await, Stage::Delivered);
}

#[tokio::test]
async fn only_the_states_chosen_are_a_sale() {
    let counter = mugs(None).await;
    let states = [ShopState::PREPARATION].into();
    counter
        .choose(|orders| orders.sales = SaleStates::These(states))
        .await;
    let id = counter.buy(&[("MUG", 1)]).await;
    counter.pass().await;
    let state = ShopState::PAID;
    assert_eq!(counter.waits(&id).await, Waiting::NotASale { state });
    counter.set_status(&id, 2).await;
    counter.later().await;
    assert_eq!(counter.stage(&id).await, Stage::Delivered);
}

#[tokio::test]
async fn a_rule_that_is_changed_holds_for_what_waits() {
    let counter = mugs(Some(PaymentRule::AwaitPayment)).await;
    let id = unpaid(&counter).await;
    counter.pass().await;
    counter.choose(|orders| orders.payments.clear()).await;
    counter.later().await;
    assert_eq!(counter.stage(&id).await, Stage::Delivered);
}
