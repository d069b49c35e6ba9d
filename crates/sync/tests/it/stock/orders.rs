//! What the orders hold is taken off once, and given back only when that is sure.

use std::time::Duration;

use ponte_domain::{orders::order::Stage, settings::PaymentRule};
use ponte_sandbox::{
    Service,
    faults::{Kind, Rule},
};
use serde_json::json;

use super::{scene::goods, shelf::Shelf};
use crate::orders::counter::FIRST;

/// Ten and five mugs, five pens at the second point.
async fn shelf() -> Shelf {
    Shelf::with(goods(), &[("MUG", 10, 5), ("PEN", 0, 5)]).await
}

fn wait(shelf: &Shelf, seconds: u64) {
    shelf.bridge().clock.advance(Duration::from_secs(seconds));
}

/// The details of the shop's orders cannot be read.
fn unreadable(shelf: &Shelf, status: u16) {
    shelf.counter.fault(Rule {
        path: Some("/orders/order.json".to_owned()),
        status: Some(status),
        ..Rule::new(Service::Shop, Kind::Status)
    });
}

/// Two mugs of the first point are on their way: accepted on the till.
async fn delivered(shelf: &Shelf) -> (String, String) {
    // Else they are taken off twice, until two deliveries have taught that the till counts them.
    shelf.bridge().switch("till.orders_touch_outgoing", "false");
    let order = shelf.counter.buy(&[("MUG", 2)]).await;
    wait(shelf, 60);
    shelf.counter.pass().await;
    assert_eq!(shelf.counter.stage(&order).await, Stage::Delivered);
    let till = shelf.counter.till_id(&order, 1).await;
    shelf.counter.step(&till, json!({"step": "accept"})).await;
    for _ in 0..3 {
        shelf.counter.later().await;
        shelf.pass().await;
    }
    assert_eq!(shelf.shows("MUG"), 13);
    (order, till)
}

#[tokio::test]
async fn an_order_that_is_first_seen_ended_raises_nothing_from_a_list_that_may_be_older() {
    let shelf = shelf().await;
    shelf.bridge().switch("shop.inventory_lag_seconds", "20");
    let order = shelf.counter.buy(&[("MUG", 2)]).await;
    wait(&shelf, 280);
    shelf.counter.cancel(&order).await;
    // The list still shows 13, and nobody holds anything any more.
    for pause in [5, 10, 10, 20, 300, 300] {
        shelf.after(pause).await;
        assert!(shelf.shows("MUG") <= 15, "{}", shelf.shows("MUG"));
    }
    assert_eq!(shelf.shows("MUG"), 15);
}

#[tokio::test]
async fn an_order_that_ended_unread_long_ago_keeps_nothing_from_being_raised() {
    for unread in [false, true] {
        let shelf = shelf().await;
        if unread {
            unreadable(&shelf, 404);
        }
        let order = shelf.counter.buy(&[("MUG", 2)]).await;
        shelf.counter.cancel(&order).await;
        for _ in 0..4 {
            shelf.counter.later().await;
        }
        shelf.counter.stock(FIRST, "PEN", 4).await;
        shelf.settle().await;
        assert_eq!(
            (shelf.shows("MUG"), shelf.shows("PEN")),
            (15, 9),
            "{unread}"
        );
    }
}

#[tokio::test]
async fn an_order_that_cannot_be_read_keeps_everything_from_being_raised_and_only_that() {
    for status in [404, 500] {
        let shelf = shelf().await;
        unreadable(&shelf, status);
        shelf.counter.buy(&[("MUG", 2)]).await;
        shelf.counter.stock(FIRST, "PEN", 4).await;
        shelf.sell(FIRST, "MUG", 4).await;
        shelf.settle().await;
        // What was sold is taken off; what the order holds nobody knows.
        assert_eq!(
            (shelf.shows("MUG"), shelf.shows("PEN")),
            (11, 5),
            "{status}"
        );
        shelf.counter.mend();
        shelf.settle().await;
        assert_eq!((shelf.shows("MUG"), shelf.shows("PEN")), (9, 9), "{status}");
    }
}

#[tokio::test]
async fn an_order_whose_lines_changed_holds_what_they_are_now_and_as_long_as_nobody_read_them_nothing_is_raised()
 {
    let shelf = shelf().await;
    let order = shelf.counter.buy(&[("MUG", 2)]).await;
    shelf.settle().await;
    assert_eq!(shelf.shows("MUG"), 13);
    unreadable(&shelf, 500);
    shelf.counter.edit_lines(&order, &[("MUG", 5)]).await;
    shelf.settle().await;
    assert_eq!(shelf.shows("MUG"), 10);
    shelf.counter.mend();
    shelf.settle().await;
    assert_eq!(shelf.shows("MUG"), 10);
    shelf.counter.edit_lines(&order, &[("MUG", 1)]).await;
    for pause in [1, 20, 40, 300, 300] {
        shelf.after(pause).await;
        assert!(shelf.shows("MUG") <= 14, "{}", shelf.shows("MUG"));
    }
    assert_eq!(shelf.shows("MUG"), 14);
}

#[tokio::test]
async fn orders_that_are_unpaid_or_wait_count_as_unplaced() {
    let shelf = shelf().await;
    shelf.bridge().switch("till.orders_touch_outgoing", "false");
    shelf
        .counter
        .choose(|orders| {
            let wait = ("bonifico".to_owned(), PaymentRule::AwaitPayment);
            orders.payments.extend([wait]);
        })
        .await;
    let unpaid = shelf
        .counter
        .buy_as(
            &[("MUG", 2)],
            json!({"payment": {"method": "bonifico", "fee": "0"}, "paid": false}),
        )
        .await;
    // More than there is: it waits for stock.
    shelf
        .bridge()
        .on_shop(|shop, now, _| shop.set_stock("PEN", 20, now));
    let waits = shelf.counter.buy(&[("PEN", 6)]).await;
    for _ in 0..3 {
        shelf.counter.later().await;
        shelf.pass().await;
    }
    assert!(matches!(
        shelf.counter.stage(&unpaid).await,
        Stage::Waiting { .. }
    ));
    assert!(matches!(
        shelf.counter.stage(&waits).await,
        Stage::Waiting { .. }
    ));
    assert_eq!((shelf.shows("MUG"), shelf.shows("PEN")), (13, 0));
    assert_eq!(shelf.offer("MUG").await.sum.unplaced, 2);
    assert_eq!(shelf.offer("PEN").await.sum.target(), -1);
    // It is paid, and then delivered: the pieces are counted in one place.
    shelf.counter.pay(&unpaid).await;
    for _ in 0..3 {
        shelf.counter.later().await;
        shelf.pass().await;
        assert_eq!(shelf.shows("MUG"), 13);
    }
    assert_eq!(shelf.offer("MUG").await.sum.unplaced, 0);
}

#[tokio::test]
async fn pieces_of_a_rejected_part_are_withheld_and_their_levels_read_again_at_once() {
    let shelf = shelf().await;
    let (order, till) = delivered(&shelf).await;
    let reject = json!({"step": "reject", "reason": "rotte"});
    shelf.counter.step(&till, reject).await;
    shelf.unwant().await;
    wait(&shelf, 60);
    shelf.counter.pass().await;
    assert!(shelf.wanted().await.is_some_and(|at| at <= shelf.now()));
    let asked = shelf.asked(FIRST);
    shelf.after(1).await;
    assert!(shelf.asked(FIRST) > asked);
    assert!(shelf.shows("MUG") <= 11);
    shelf.settle().await;
    // The buyer still waits for two, and two lie there that nobody may have.
    assert_eq!(shelf.shows("MUG"), 11);
    shelf.counter.cancel(&order).await;
    for pause in [5, 20, 40, 300, 300] {
        shelf.after(pause).await;
        assert!(shelf.shows("MUG") <= 13);
    }
    assert_eq!(shelf.shows("MUG"), 13);
}

#[tokio::test]
async fn levels_of_a_part_that_was_closed_on_the_till_are_read_again_at_once() {
    let shelf = shelf().await;
    let (_, till) = delivered(&shelf).await;
    let complete = json!({"step": "complete", "document": "invoice"});
    shelf.counter.step(&till, complete).await;
    shelf.unwant().await;
    wait(&shelf, 60);
    shelf.counter.pass().await;
    assert!(shelf.wanted().await.is_some_and(|at| at <= shelf.now()));
    let asked = shelf.asked(FIRST);
    shelf.after(1).await;
    assert!(shelf.asked(FIRST) > asked);
    for pause in [10, 40, 300, 300] {
        shelf.after(pause).await;
        assert!(shelf.shows("MUG") <= 13);
    }
    assert_eq!(shelf.shows("MUG"), 13);
    let sum = shelf.offer("MUG").await.sum;
    assert_eq!((sum.terms[0].quantity, sum.terms[0].own), (8.into(), 0));
}

#[tokio::test]
async fn a_part_older_than_two_days_keeps_its_sku_from_being_raised_no_longer_than_the_next_pass() {
    let shelf = shelf().await;
    delivered(&shelf).await;
    wait(&shelf, 3 * 24 * 3600);
    shelf.settle().await;
    shelf.counter.stock(FIRST, "MUG", 14).await;
    shelf.unwant().await;
    shelf.later().await;
    let soon = shelf.now() + Duration::from_secs(10);
    if shelf.shows("MUG") == 13 {
        assert!(shelf.wanted().await.is_some_and(|at| at <= soon));
    }
    shelf.after(6).await;
    assert_eq!(shelf.shows("MUG"), 17);
}

#[tokio::test]
async fn a_part_that_the_till_does_not_answer_for_makes_no_pass_follow_the_other() {
    let shelf = shelf().await;
    delivered(&shelf).await;
    shelf.counter.fault(Rule {
        path: Some("/documents/orders".to_owned()),
        status: Some(500),
        ..Rule::new(Service::Till, Kind::Status)
    });
    shelf.counter.stock(FIRST, "MUG", 14).await;
    shelf.later().await;
    // Whoever wants it raised asks for one pass at once, and then waits for the timer.
    shelf.unwant().await;
    shelf.after(6).await;
    assert_eq!(shelf.shows("MUG"), 13);
    assert_eq!(shelf.wanted().await, None);
    shelf.counter.mend();
    shelf.settle().await;
    assert_eq!(shelf.shows("MUG"), 17);
}

#[tokio::test]
async fn where_somebody_else_works_on_the_orders_nothing_is_raised_and_the_rest_goes_on() {
    let shelf = shelf().await;
    let token = shelf.hold("orders", shelf.now()).await;
    shelf.sell(FIRST, "MUG", 4).await;
    shelf.counter.stock(FIRST, "PEN", 4).await;
    shelf.later().await;
    assert_eq!((shelf.shows("MUG"), shelf.shows("PEN")), (11, 5));
    shelf.let_go("orders", &token).await;
    shelf.settle().await;
    assert_eq!((shelf.shows("MUG"), shelf.shows("PEN")), (11, 9));
}

#[tokio::test]
async fn with_a_till_that_does_not_count_our_orders_they_are_taken_off_all_the_same() {
    for counts in ["true", "false"] {
        let shelf = shelf().await;
        shelf.bridge().switch("till.orders_touch_outgoing", counts);
        let mut most = 15;
        for pieces in [3, 4, 2, 5] {
            shelf.counter.buy(&[("MUG", pieces)]).await;
            most -= i64::from(pieces);
            for pause in [1, 40, 60, 300] {
                shelf.counter.pass().await;
                shelf.after(pause).await;
                assert!(shelf.shows("MUG") <= most, "{counts}: {pieces}");
            }
        }
        shelf.counter.later().await;
        shelf.settle().await;
        assert_eq!(shelf.shows("MUG"), most, "{counts}");
    }
}

#[tokio::test]
async fn a_till_that_stops_counting_our_orders_is_found_out_by_a_settled_reading() {
    let shelf = shelf().await;
    for pieces in [1, 2, 1, 2] {
        shelf.counter.buy(&[("MUG", pieces)]).await;
        for _ in 0..2 {
            wait(&shelf, 60);
            shelf.counter.pass().await;
        }
    }
    shelf.settle().await;
    assert_eq!(shelf.shows("MUG"), 9);
    let learnt = shelf.offer("MUG").await.sum;
    let promised = learnt.terms.iter().map(|term| term.promised);
    assert_eq!(promised.sum::<rust_decimal::Decimal>(), 6.into());
    shelf.bridge().switch("till.orders_touch_outgoing", "false");
    shelf.counter.buy(&[("MUG", 1)]).await;
    for _ in 0..4 {
        shelf.counter.later().await;
        shelf.pass().await;
        assert!(shelf.shows("MUG") <= 8, "{}", shelf.shows("MUG"));
    }
    // What it still counts may be somebody else's: both are taken off.
    let denied = shelf.offer("MUG").await.sum;
    let promised = denied.terms.iter().map(|term| term.promised);
    assert_eq!(promised.sum::<rust_decimal::Decimal>(), 13.into());
}
