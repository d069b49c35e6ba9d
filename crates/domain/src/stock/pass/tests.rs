use rstest::rstest;

use super::*;
use crate::stock::{
    offer::Sum,
    write::{Cannot, Unmanaged, Waits},
};

fn decided(sku: &str, offers: Offers, write: Write) -> Decided {
    Decided {
        sku: sku.into(),
        decision: Decision::Write { write },
        offers,
        excused: false,
    }
}

fn adds(sku: &str, listed: i64, pieces: i64) -> Decided {
    decided(sku, Offers::Pieces(listed), Write::Add { pieces })
}

fn sets(sku: &str, offers: Offers, pieces: i64, over: Over) -> Decided {
    decided(sku, offers, Write::Set { pieces, over })
}

/// The writes of a pass over a shop that has nothing but these.
fn writes(all: &[Decided]) -> Writes {
    let offers = all.iter().filter(|one| one.offers != Offers::Nothing);
    super::writes(all, offers.count())
}

fn add_call(sku: &str, pieces: i64) -> Call {
    Call::Add {
        sku: sku.into(),
        pieces,
    }
}

#[test]
fn lowerings_go_before_raisings() {
    let nothing = Offers::Nothing;
    let all = [
        adds("up", 3, 1),
        sets("filled", nothing, 4, Over::Nothing),
        decided("free", Offers::Pieces(2), Write::WithoutStock),
        adds("down", 3, -1),
        sets("less", Offers::Pieces(9), 5, Over::Higher),
        sets("bound", Offers::WithoutStock, 5, Over::WithoutStock),
    ];
    let stock = |sku: &str, pieces| Call::Stock {
        sku: sku.into(),
        pieces,
    };
    let set = |sku: &str, pieces| Call::Set(vec![(sku.into(), pieces)]);
    assert_eq!(
        writes(&all).calls,
        [
            add_call("down", -1),
            stock("bound", Some(5)),
            set("less", 5),
            add_call("up", 1),
            stock("free", None),
            set("filled", 4),
        ]
    );
}

#[test]
fn figures_go_in_batches_of_250() {
    let all: Vec<Decided> = (0..501)
        .map(|n| sets(&format!("s{n}"), Offers::Nothing, 4, Over::Nothing))
        .collect();
    let sizes: Vec<usize> = writes(&all)
        .calls
        .iter()
        .map(|call| match call {
            Call::Set(batch) => batch.len(),
            _ => 0,
        })
        .collect();
    assert_eq!(sizes, [250, 250, 1]);
}

/// So many that go to 0 among so many that offer something.
fn world(to_nothing: usize, of: usize) -> Vec<Decided> {
    let gone = (0..to_nothing).map(|n| adds(&format!("gone{n}"), 2, -2));
    let rest = (to_nothing..of).map(|n| adds(&format!("rest{n}"), 2, -1));
    gone.chain(rest).collect()
}

#[rstest]
#[case::ten_never_wait(10, 10, 0)]
#[case::eleven_of_few_wait(11, 50, 11)]
#[case::a_tenth_does_not(11, 110, 0)]
fn a_pass_that_would_set_more_than_10_and_more_than_10_percent_to_0_holds_those(
    #[case] to_nothing: usize,
    #[case] of: usize,
    #[case] held: usize,
) {
    let writes = writes(&world(to_nothing, of));
    assert_eq!((writes.held.len(), writes.held_of), (held, of));
    assert_eq!(writes.calls.len(), of - held);
    assert!(writes.held.iter().all(|sku| sku.starts_with("gone")));
}

#[test]
fn what_orders_cause_or_the_merchant_confirmed_goes_on_and_is_not_counted() {
    let mut all = world(20, 50);
    for one in &mut all[..9] {
        one.excused = true;
    }
    let some = writes(&all);
    assert_eq!((some.held.len(), some.calls.len()), (11, 39));
    all[9].excused = true;
    assert_eq!(writes(&all).held.len(), 0);
}

#[test]
fn what_nobody_could_buy_anyway_is_not_counted() {
    let nothing = |n: usize| sets(&format!("s{n}"), Offers::Nothing, 0, Over::Nothing);
    let all: Vec<Decided> = (0..20).map(nothing).collect();
    assert_eq!(writes(&all).held.len(), 0);
    let waits = Decision::Waits {
        reason: Waits::Levels,
    };
    let cannot = Decision::Cannot {
        reason: Cannot::NotListed,
    };
    for decision in [Decision::Nothing, waits, cannot] {
        let none = Decided {
            decision,
            ..nothing(0)
        };
        assert_eq!(writes(&[none]), Writes::default());
    }
}

#[test]
fn whatever_overwrote_a_figure_above_0_makes_the_pass_repeat_at_once() {
    let some = Offers::Pieces(30);
    assert!(writes(&[sets("s", some, 25, Over::Plentiful)]).repeats);
    assert!(writes(&[sets("s", some, 25, Over::Higher)]).repeats);
    assert!(!writes(&[sets("s", Offers::Nothing, 25, Over::Nothing)]).repeats);
    assert!(!writes(&[adds("s", 30, -5)]).repeats);
    // Held: nothing was overwritten.
    let held: Vec<Decided> = (0..11)
        .map(|n| sets(&format!("s{n}"), some, 0, Over::Higher))
        .collect();
    assert!(!writes(&held).repeats);
}

#[test]
fn what_a_decision_is_about_is_taken_from_the_shops_list() {
    let sum = Sum::default();
    let offers = |quantity, unlimited| {
        let sku = Sku {
            listed: Listed::Stock {
                quantity,
                unlimited,
            },
            sum: &sum,
            unmanaged: Unmanaged::WithoutStock,
            written: None,
            order_ended: None,
        };
        let decided = Decided::new("s", &sku, Decision::Nothing, false);
        assert!(!decided.excused);
        decided.offers
    };
    assert_eq!(offers(Some(4), false), Offers::Pieces(4));
    assert_eq!(offers(Some(-4), false), Offers::Nothing);
    assert_eq!(offers(None, false), Offers::Nothing);
    assert_eq!(offers(Some(0), true), Offers::WithoutStock);
}

#[test]
fn what_is_held_is_measured_against_all_that_the_shop_offers() {
    let all: Vec<Decided> = (0..12).map(|n| adds(&format!("s{n}"), 1, -1)).collect();
    assert_eq!(super::writes(&all, 12).held.len(), 12);
    assert_eq!(super::writes(&all, 200).held.len(), 0);
}
