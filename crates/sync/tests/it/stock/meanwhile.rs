//! What happens while a pass is under way: between any two of its calls.
//!
//! Every call of a pass in turn, before it leaves and before its answer arrives: generated, not picked.

use super::{scene::goods, shelf::Shelf};
use crate::{
    orders::counter::{Counter, FIRST},
    wire::Death,
};

/// A shop with ten and five mugs, of which an order holds two; and pens that came in.
async fn shelf() -> (Shelf, String) {
    let shelf = Shelf::with(goods(), &[("MUG", 10, 5), ("PEN", 0, 5)]).await;
    let order = shelf.counter.buy(&[("MUG", 2)]).await;
    shelf.later().await;
    shelf.counter.stock(FIRST, "PEN", 4).await;
    shelf
        .bridge()
        .clock
        .advance(std::time::Duration::from_secs(300));
    (shelf, order)
}

/// `act` at each call of a pass. The shop never shows more than `most(whether it happened)`, and at rest
/// exactly that.
async fn at_each_call((before, after): (i64, i64), act: impl AsyncFn(&Counter, &str)) {
    for death in [Death::Before, Death::After] {
        for k in 1.. {
            let (shelf, order) = shelf().await;
            let happened = shelf
                .meanwhile(k, death, async || act(&shelf.counter, &order).await)
                .await;
            let most = if happened { after } else { before };
            for pause in [0, 3, 20, 30, 300, 300, 300] {
                let mugs = shelf.shows("MUG");
                assert!(mugs <= most, "call {k} {death:?}: {mugs} of {most}");
                shelf.after(pause).await;
            }
            assert_eq!(shelf.shows("MUG"), most, "call {k} {death:?}");
            assert_eq!(shelf.shows("PEN"), 9, "call {k} {death:?}");
            if !happened {
                assert!(k >= 8, "{k}");
                break;
            }
        }
    }
}

#[tokio::test]
async fn an_order_cancelled_between_the_list_and_the_reading_of_the_orders_or_anywhere_else_raises_nothing_twice()
 {
    at_each_call((13, 15), async |counter, order| counter.cancel(order).await).await;
}

#[tokio::test]
async fn a_purchase_between_any_two_calls_is_taken_off_once() {
    at_each_call((13, 10), async |counter, _| {
        counter.buy(&[("MUG", 3)]).await;
    })
    .await;
}

#[tokio::test]
async fn an_order_whose_lines_change_between_any_two_calls_raises_nothing_twice() {
    at_each_call((13, 10), async |counter, order| {
        counter.edit_lines(order, &[("MUG", 5)]).await;
    })
    .await;
    at_each_call((13, 14), async |counter, order| {
        counter.edit_lines(order, &[("MUG", 1)]).await;
    })
    .await;
}
