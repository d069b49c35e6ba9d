use proptest::prelude::*;
use rstest::rstest;

use super::*;
use crate::{
    orders::free::{Reading, SETTLING},
    stock::{
        level::{Known, Level},
        offer::{AtPoint, Basis, sum},
    },
};

const NOW: i64 = 10_000;

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).expect("in range")
}

/// A sum with this target; the rest of it up to `unread` more is in doubt.
fn sum_of(sure: i64, unread: i64) -> Sum {
    let level = |quantity: i64, unread: Option<Timestamp>| Level {
        known: Known::Managed(Reading {
            quantity: quantity.into(),
            outgoing: 0.into(),
            began: at(NOW - 1),
        }),
        unread,
        absent: None,
    };
    let levels = [level(sure.max(0), None), level(unread, Some(at(NOW)))];
    with_levels(&levels, (-sure).max(0))
}

fn unmanaged(unread: bool) -> Sum {
    let level = Level {
        known: Known::Unmanaged { began: at(NOW - 1) },
        unread: unread.then(|| at(NOW)),
        absent: None,
    };
    with_levels(&[level], 0)
}

fn with_levels(levels: &[Level], unplaced: i64) -> Sum {
    let points: Vec<AtPoint<'_>> = levels
        .iter()
        .map(|level| AtPoint {
            point: 101,
            level,
            own: &[],
            followed: None,
            withheld: 0,
            reserve: 0,
        })
        .collect();
    sum(&Basis {
        points: &points,
        margin: 0,
        unplaced: unplaced.try_into().expect("not negative"),
        till_counts: true,
        settling: SETTLING,
        now: at(NOW),
    })
}

fn listed(quantity: impl Into<Option<i64>>) -> Listed {
    Listed::Stock {
        quantity: quantity.into(),
        unlimited: false,
    }
}

const WITHOUT_STOCK: Listed = Listed::Stock {
    quantity: Some(0),
    unlimited: true,
};

fn long_ago() -> Option<OwnWrite> {
    Some(OwnWrite {
        at: at(100),
        answered: true,
        added: 0,
    })
}

fn sku(listed: Listed, sum: &Sum) -> Sku<'_> {
    Sku {
        listed,
        sum,
        unmanaged: Unmanaged::WithoutStock,
        written: long_ago(),
        order_ended: None,
    }
}

fn pass() -> Pass {
    Pass {
        list_began: at(NOW),
        orders_began: Some(at(NOW)),
        forced: false,
        differing: 1,
        refuses_negative: false,
        settling: SETTLING,
        at_nothing: false,
    }
}

fn add(pieces: i64) -> Decision {
    written(Write::Add { pieces })
}

fn sets(pieces: i64, over: Over) -> Decision {
    written(set(pieces, over))
}

fn waits_for(reason: Waits) -> Decision {
    Decision::Waits { reason }
}

#[rstest]
#[case::raised(3, 5, add(2))]
#[case::lowered(5, 3, add(-2))]
#[case::right(3, 3, Decision::Nothing)]
#[case::from_0(0, 3, sets(3, Over::Nothing))]
#[case::from_below(-2, 3, sets(3, Over::Nothing))]
#[case::from_nothing(None, 3, sets(3, Over::Nothing))]
fn above_0_the_difference_is_written_at_or_below_0_the_figure(
    #[case] listing: impl Into<Option<i64>>,
    #[case] target: i64,
    #[case] expected: Decision,
) {
    let sum = sum_of(target, 0);
    let sku = sku(listed(listing), &sum);
    assert_eq!(decide(&sku, &pass()), expected);
    assert_eq!(differs(&sku, false), expected != Decision::Nothing);
}

#[rstest]
#[case(2, -5, add(-2))]
#[case(2, 0, add(-2))]
#[case(0, -5, Decision::Nothing)]
#[case(-3, 0, Decision::Nothing)]
#[case(-3, -1, Decision::Nothing)]
#[case(None, 0, Decision::Nothing)]
fn a_target_of_0_or_less_only_ever_lowers_to_0_and_a_negative_figure_stays(
    #[case] listing: impl Into<Option<i64>>,
    #[case] target: i64,
    #[case] expected: Decision,
) {
    let sum = sum_of(target, 0);
    let sku = sku(listed(listing), &sum);
    assert_eq!(decide(&sku, &pass()), expected);
    assert_eq!(differs(&sku, false), expected != Decision::Nothing);
}

#[test]
fn what_the_shop_never_counted_is_set_to_0_once() {
    let sum = sum_of(0, 0);
    let first = Sku {
        written: None,
        ..sku(listed(None), &sum)
    };
    assert_eq!(decide(&first, &pass()), sets(0, Over::Nothing));
}

#[rstest]
#[case::usual(20, false, false, 251, false, None)]
#[case::first_fill(20, true, false, 251, false, Some(Over::Plentiful))]
#[case::forced(20, false, true, 251, false, Some(Over::Plentiful))]
#[case::not_plentiful(19, true, true, 251, false, None)]
#[case::few_differ(20, true, true, 250, false, None)]
#[case::refuses_negative(19, false, false, 1, true, Some(Over::Higher))]
fn a_figure_goes_over_a_figure_above_0_only_where_it_may(
    #[case] target: i64,
    #[case] first_fill: bool,
    #[case] forced: bool,
    #[case] differing: usize,
    #[case] refuses_negative: bool,
    #[case] expected: Option<Over>,
) {
    let sum = sum_of(target, 0);
    let pass = Pass {
        forced,
        differing,
        refuses_negative,
        ..pass()
    };
    for listing in [target - 1, target + 1] {
        let sku = Sku {
            written: long_ago().filter(|_| !first_fill),
            ..sku(listed(listing), &sum)
        };
        let over = match decide(&sku, &pass) {
            Decision::Write {
                write: Write::Set { pieces, over },
            } => {
                assert_eq!(pieces, target);
                Some(over)
            }
            other => {
                assert_eq!(other, add(target - listing));
                None
            }
        };
        // A difference upwards is refused by nobody.
        let downwards = expected != Some(Over::Higher) || listing > target;
        assert_eq!(over, expected.filter(|_| downwards), "{listing}");
    }
}

#[rstest]
#[case::own_write(Some((NOW - 29, true)), None, Some(NOW), Some(Waits::OwnWrite))]
#[case::own_write_settled(Some((NOW - 30, true)), None, Some(NOW), None)]
#[case::unknown(Some((NOW - 59, false)), None, Some(NOW), Some(Waits::UnknownOutcome))]
#[case::unknown_settled(Some((NOW - 60, false)), None, Some(NOW), None)]
#[case::order_ended(None, Some(NOW - 29), Some(NOW), Some(Waits::OrderEnded))]
#[case::order_ended_since(None, Some(NOW + 5), Some(NOW), Some(Waits::OrderEnded))]
#[case::order_ended_settled(None, Some(NOW - 30), Some(NOW), None)]
#[case::orders_not_read(None, None, None, Some(Waits::Orders))]
#[case::orders_read_before(None, None, Some(NOW - 1), Some(Waits::Orders))]
fn nothing_is_raised_from_a_list_that_may_not_show_what_is_known(
    #[case] own: Option<(i64, bool)>,
    #[case] order_ended: Option<i64>,
    #[case] orders_began: Option<i64>,
    #[case] expected: Option<Waits>,
) {
    let pass = Pass {
        orders_began: orders_began.map(at),
        ..pass()
    };
    let own = own.map(|(second, answered)| OwnWrite {
        at: at(second),
        answered,
        added: 0,
    });
    let raised = sum_of(5, 0);
    let lowered = sum_of(1, 0);
    for listing in [Some(3), Some(0), Some(-1), None] {
        let with = |sum| Sku {
            written: own.or(long_ago()),
            order_ended: order_ended.map(at),
            ..sku(listed(listing), sum)
        };
        let decision = decide(&with(&raised), &pass);
        match expected {
            Some(reason) => assert_eq!(decision, waits_for(reason), "{listing:?}"),
            None => assert!(matches!(decision, Decision::Write { .. }), "{listing:?}"),
        }
        if listing == Some(3) {
            assert_eq!(decide(&with(&lowered), &pass), add(-2));
        }
    }
}

#[test]
fn what_is_in_doubt_lowers_as_always_and_raises_nothing() {
    // 3 were read, 4 more could not be.
    let sum = sum_of(3, 4);
    let decided = |quantity| decide(&sku(listed(quantity), &sum), &pass());
    assert_eq!(decided(9), add(-2));
    assert_eq!(decided(7), Decision::Nothing);
    assert_eq!(decided(5), waits_for(Waits::Levels));
    assert_eq!(decided(3), waits_for(Waits::Levels));
    assert_eq!(decided(2), add(1));
    assert_eq!(decided(0), sets(3, Over::Nothing));
    let nothing_sure = sum_of(0, 4);
    let decision = decide(&sku(listed(0), &nothing_sure), &pass());
    assert_eq!(decision, waits_for(Waits::Levels));
}

#[test]
fn neither_does_a_figure_that_is_meant_to_lower_from_a_list_that_may_be_stale() {
    let sum = sum_of(3, 4);
    let written_at = |second| Sku {
        written: Some(OwnWrite {
            at: at(second),
            answered: true,
            added: 0,
        }),
        ..sku(listed(9), &sum)
    };
    let refuses = Pass {
        refuses_negative: true,
        ..pass()
    };
    let decided = |second| decide(&written_at(second), &refuses);
    assert_eq!(decided(NOW - 29), sets(3, Over::Higher));
    assert_eq!(decided(NOW - 30), sets(7, Over::Higher));
    assert_eq!(decide(&written_at(NOW - 29), &pass()), add(-2));
}

#[test]
fn nor_does_one_that_a_difference_of_ours_may_still_be_added_to() {
    let sum = sum_of(3, 0);
    let given_up = Sku {
        written: Some(OwnWrite {
            at: at(NOW - 59),
            answered: false,
            added: 2,
        }),
        ..sku(listed(9), &sum)
    };
    let refuses = Pass {
        refuses_negative: true,
        ..pass()
    };
    assert_eq!(decide(&given_up, &refuses), sets(1, Over::Higher));
    assert_eq!(decide(&given_up, &pass()), add(-6));
}

#[test]
fn what_the_till_does_not_manage_is_sold_without_stock() {
    let sum = unmanaged(false);
    assert_eq!(
        decide(&sku(listed(2), &sum), &pass()),
        written(Write::WithoutStock)
    );
    assert_eq!(
        decide(&sku(WITHOUT_STOCK, &sum), &pass()),
        Decision::Nothing
    );
    let unread = unmanaged(true);
    assert_eq!(
        decide(&sku(listed(2), &unread), &pass()),
        waits_for(Waits::Levels)
    );
    // Managed again: what can be given, from now on.
    let managed = sum_of(3, 4);
    assert_eq!(
        decide(&sku(WITHOUT_STOCK, &managed), &pass()),
        sets(3, Over::WithoutStock)
    );
}

#[test]
fn or_stands_at_the_merchants_figure() {
    let sum = unmanaged(false);
    let unread = unmanaged(true);
    let variant = |listing, sum, unmanaged| Sku {
        unmanaged,
        ..sku(listed(listing), sum)
    };
    let fixed = Unmanaged::Figure(9);
    assert_eq!(decide(&variant(7, &sum, fixed), &pass()), add(2));
    assert_eq!(
        decide(&variant(7, &unread, fixed), &pass()),
        waits_for(Waits::Levels)
    );
    assert_eq!(decide(&variant(12, &unread, fixed), &pass()), add(-3));
    let nobody = variant(7, &sum, Unmanaged::NoFigure);
    assert_eq!(decide(&nobody, &pass()), cannot(Cannot::NoFigure));
    assert!(!differs(&nobody, false));
}

#[test]
fn a_sku_that_the_shops_list_does_not_know_or_knows_twice_is_not_written() {
    let sum = sum_of(5, 0);
    let missing = sku(Listed::Missing, &sum);
    assert_eq!(decide(&missing, &pass()), cannot(Cannot::NotListed));
    let twice = sku(Listed::Twice, &sum);
    assert_eq!(decide(&twice, &pass()), cannot(Cannot::ListedTwice));
    assert!(!differs(&missing, false) && !differs(&twice, false));
}

#[test]
fn nor_is_one_of_which_a_level_was_never_read() {
    let read = Level {
        known: Known::Managed(Reading {
            quantity: 5.into(),
            outgoing: 0.into(),
            began: at(NOW - 1),
        }),
        ..Level::default()
    };
    let sum = with_levels(&[read, Level::default()], 0);
    for quantity in [Some(9), Some(3), Some(0), None] {
        let sku = sku(
            Listed::Stock {
                quantity,
                unlimited: false,
            },
            &sum,
        );
        let reason = Waits::NeverRead;
        assert_eq!(decide(&sku, &pass()), Decision::Waits { reason });
        assert!(!differs(&sku, false));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]
    #[test]
    fn whatever_is_known_a_write_leads_towards_the_target_and_never_past_it(
        listing in prop::option::of(-5_i64..40),
        sure in -5_i64..40,
        unread in 0_i64..5,
        own in prop::option::of((NOW - 100..NOW, any::<bool>())),
        ended in prop::option::of(NOW - 100..NOW),
        forced in any::<bool>(),
        differing in prop::sample::select(vec![1_usize, 300]),
        refuses_negative in any::<bool>(),
    ) {
        let sum = sum_of(sure, unread);
        let sku = Sku {
            written: own.map(|(second, answered)| OwnWrite { at: at(second), answered, added: 2 }),
            order_ended: ended.map(at),
            ..sku(listed(listing), &sum)
        };
        let pass = Pass { forced, differing, refuses_negative, ..pass() };
        let was = listing.unwrap_or(0);
        let becomes = match decide(&sku, &pass) {
            Decision::Write { write: Write::Add { pieces } } => {
                prop_assert!(was > 0 && pieces != 0);
                prop_assert!(pieces > 0 || !refuses_negative);
                was + pieces
            }
            Decision::Write { write: Write::Set { pieces, over } } => {
                prop_assert!(over != Over::Nothing || was <= 0);
                pieces
            }
            _ => was,
        };
        if becomes > was {
            prop_assert_eq!(becomes, sum.sure());
            prop_assert!(becomes <= sum.target());
        } else if becomes < was {
            let figure = matches!(
                decide(&sku, &pass),
                Decision::Write { write: Write::Set { .. } }
            );
            let stale = figure && waits(&sku, &pass).is_some();
            let unknown = waits(&sku, &pass) == Some(Waits::UnknownOutcome);
            let sure = (sum.sure() - if unknown { 2 } else { 0 }).max(0);
            prop_assert_eq!(becomes, if stale { sure } else { sum.offer() });
        } else if was > 0 {
            prop_assert!(was <= sum.offer());
        }
    }
}

#[rstest]
#[case::above(listed(5), Some(Over::Held))]
#[case::at_0(listed(0), None)]
#[case::below(listed(-2), None)]
#[case::never_counted(listed(None), None)]
#[case::without_stock(WITHOUT_STOCK, Some(Over::WithoutStock))]
fn held_at_nothing_whatever_is_above_0_is_set_to_0_and_nothing_is_raised(
    #[case] listing: Listed,
    #[case] over: Option<Over>,
) {
    let held = Pass {
        at_nothing: true,
        forced: true,
        ..pass()
    };
    let expected = over.map_or(Decision::Nothing, |over| sets(0, over));
    for target in [-1, 0, 3, 30] {
        let sum = sum_of(target, 0);
        for written in [None, long_ago()] {
            let sku = Sku {
                written,
                ..sku(listing, &sum)
            };
            assert_eq!(decide(&sku, &held), expected, "{target}");
            assert_eq!(differs(&sku, true), over.is_some());
        }
    }
}
