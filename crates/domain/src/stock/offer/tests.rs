use proptest::prelude::*;

use super::*;
use crate::orders::free::{Reading, SETTLING};

const NOW: i64 = 10_000;

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).expect("in range")
}

fn reading(quantity: &str, outgoing: i64) -> Reading {
    Reading {
        quantity: quantity.parse().expect("a number"),
        outgoing: outgoing.into(),
        began: at(NOW - 60),
    }
}

fn managed(quantity: &str) -> Level {
    known(Known::Managed(reading(quantity, 0)))
}

fn known(known: Known) -> Level {
    Level {
        known,
        ..Level::default()
    }
}

/// Points with these levels, everything else at rest.
fn points(levels: &[Level]) -> Vec<AtPoint<'_>> {
    (101..)
        .zip(levels)
        .map(|(point, level)| AtPoint {
            point,
            level,
            own: &[],
            followed: None,
            withheld: 0,
            reserve: 0,
        })
        .collect()
}

fn basis<'a>(points: &'a [AtPoint<'a>]) -> Basis<'a> {
    Basis {
        points,
        margin: 0,
        unplaced: 0,
        till_counts: true,
        settling: SETTLING,
        now: at(NOW),
    }
}

fn sum_of(levels: &[Level]) -> Sum {
    sum(&basis(&points(levels)))
}

#[test]
fn each_point_gives_whole_pieces() {
    let halves = [managed("1.5"), managed("2.5"), managed("0.999")];
    assert_eq!(sum_of(&halves).target(), 3);
}

#[test]
fn one_below_zero_takes_nothing_from_one_with_stock() {
    let sum = sum_of(&[managed("-4"), managed("5")]);
    assert_eq!((sum.target(), sum.offer(), sum.sure()), (5, 5, 5));
}

#[test]
fn reserve_margin_and_unplaced_only_lower_and_the_offer_is_never_negative() {
    let levels = [managed("3"), managed("10")];
    let mut points = points(&levels);
    points[0].reserve = 5;
    points[1].reserve = 4;
    let sum = sum(&Basis {
        margin: 1,
        unplaced: 7,
        ..basis(&points)
    });
    assert_eq!((sum.target(), sum.offer()), (-2, 0));
}

#[test]
fn never_a_record_there_is_0_and_only_what_the_till_does_not_manage_is_without_limit() {
    let began = at(NOW - 60);
    let none = sum_of(&[known(Known::NoRecord { began }), known(Known::Never)]);
    assert_eq!((none.target(), none.is_unmanaged()), (0, false));
    let unmanaged = sum_of(&[known(Known::Unmanaged { began }), managed("3")]);
    assert!(unmanaged.is_unmanaged() && unmanaged.is_surely_unmanaged());
}

#[test]
fn an_unread_level_keeps_its_value_in_the_target_and_gives_nothing_to_the_sure_one() {
    let since = at(NOW - 10);
    let unread = |level: Level| Level {
        unread: Some(since),
        ..level
    };
    let sum = sum_of(&[unread(managed("4")), managed("3")]);
    assert_eq!((sum.target(), sum.sure()), (7, 3));
    assert_eq!(sum.terms[0].doubt, Some(Doubt::Unread { since }));
    let began = at(NOW - 60);
    let unmanaged = sum_of(&[unread(known(Known::Unmanaged { began }))]);
    assert!(unmanaged.is_unmanaged() && !unmanaged.is_surely_unmanaged());
}

#[test]
fn neither_does_one_that_was_read_too_long_ago() {
    let mut old = reading("4", 0);
    old.began = at(NOW) - RAISES_WITHIN;
    let just = sum_of(&[known(Known::Managed(old.clone()))]);
    assert_eq!(just.sure(), 4);
    old.began -= SignedDuration::from_secs(1);
    let sum = sum_of(&[known(Known::Managed(old))]);
    assert_eq!((sum.target(), sum.sure()), (4, 0));
    assert_eq!(sum.terms[0].doubt, Some(Doubt::Old));
}

#[test]
fn a_level_younger_than_what_is_known_of_our_own_parts_there_gives_nothing_to_the_sure_target() {
    let level = managed("9");
    let read = NOW - 60;
    let own = [OwnPart {
        pieces: 2,
        seen: Seen::Confirmed(at(100)),
        confirmed: None,
    }];
    let sure = |own: &[OwnPart], followed: Option<i64>| {
        let points = [AtPoint {
            point: 101,
            level: &level,
            own,
            followed: followed.map(at),
            withheld: 0,
            reserve: 0,
        }];
        sum(&basis(&points)).sure()
    };
    assert_eq!(sure(&own, None), 0);
    assert_eq!(sure(&own, Some(read - 1)), 0);
    assert_eq!(sure(&own, Some(read)), 7);
    let not_there = [OwnPart {
        pieces: 2,
        seen: Seen::Unconfirmed,
        confirmed: None,
    }];
    assert_eq!(sure(&not_there, None), 7);
}

#[test]
fn the_sum_tells_each_figure_it_was_made_of() {
    let level = known(Known::Managed(reading("9.5", 2)));
    let own = [OwnPart {
        pieces: 1,
        seen: Seen::Unconfirmed,
        confirmed: None,
    }];
    let points = [AtPoint {
        point: 101,
        level: &level,
        own: &own,
        followed: None,
        withheld: 2,
        reserve: 3,
    }];
    let sum = sum(&Basis {
        margin: 1,
        unplaced: 4,
        ..basis(&points)
    });
    let term = Term {
        point: 101,
        quantity: Decimal::new(95, 1),
        promised: 3.into(),
        own: 1,
        withheld: 2,
        reserve: 3,
        free: 4,
        read: Some(at(NOW - 60)),
        standing: Standing::Managed,
        doubt: None,
    };
    let whole = Sum {
        terms: vec![term],
        margin: 1,
        unplaced: 4,
    };
    assert_eq!(sum, whole);
    assert_eq!((sum.terms[0].gives(), sum.target()), (1, -4));
    assert_eq!(sum.oldest(), Some(at(NOW - 60)));
    assert!(sum.is_taken_by_orders());
    let text = serde_json::to_string(&sum).expect("plain data");
    assert_eq!(serde_json::from_str::<Sum>(&text).expect("our own"), sum);
}

#[derive(Clone, Debug)]
struct Any {
    level: Level,
    own: Vec<OwnPart>,
    followed: Option<Timestamp>,
    withheld: Pieces,
    reserve: Pieces,
}

fn any_point() -> impl Strategy<Value = Any> {
    let seen = prop_oneof![
        Just(Seen::Unconfirmed),
        (NOW - 200..NOW).prop_map(|s| Seen::Confirmed(at(s))),
        (NOW - 200..NOW).prop_map(|s| Seen::Closed(at(s))),
    ];
    let part = (0_u32..4, seen).prop_map(|(pieces, seen)| OwnPart {
        pieces,
        seen,
        confirmed: None,
    });
    let time = || NOW - 1_000..NOW;
    let known = prop_oneof![
        1 => Just(Known::Never),
        1 => time().prop_map(|s| Known::NoRecord { began: at(s) }),
        6 => (-30_i64..100, 0_i64..5, time()).prop_map(|(tenths, outgoing, s)| {
            Known::Managed(Reading {
                quantity: Decimal::new(tenths, 1),
                outgoing: outgoing.into(),
                began: at(s),
            })
        }),
    ];
    (
        known,
        prop::option::of(time()),
        prop::collection::vec(part, 0..3),
        prop::option::of(time()),
        0_u32..3,
        0_u32..3,
    )
        .prop_map(|(known, unread, own, followed, withheld, reserve)| Any {
            level: Level {
                known,
                unread: unread.map(at),
                absent: None,
            },
            own,
            followed: followed.map(at),
            withheld,
            reserve,
        })
}

fn at_points(any: &[Any]) -> Vec<AtPoint<'_>> {
    (101..)
        .zip(any)
        .map(|(point, any)| AtPoint {
            point,
            level: &any.level,
            own: &any.own,
            followed: any.followed,
            withheld: any.withheld,
            reserve: any.reserve,
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]
    #[test]
    fn the_target_is_what_the_definition_says(
        any in prop::collection::vec(any_point(), 0..4),
        margin in 0_u32..3,
        unplaced in 0_u32..5,
        till_counts in any::<bool>(),
    ) {
        let points = at_points(&any);
        let basis = Basis { margin, unplaced, till_counts, ..basis(&points) };
        let mut expected = -i64::from(margin) - i64::from(unplaced);
        for any in &any {
            if let Known::Managed(reading) = &any.level.known {
                let free = free::free(reading, &any.own, any.withheld, till_counts, SETTLING);
                expected += (i64::from(free) - i64::from(any.reserve)).max(0);
            }
        }
        let sum = sum(&basis);
        prop_assert_eq!(sum.target(), expected);
        prop_assert_eq!(sum.offer(), expected.max(0));
        prop_assert!(sum.sure() <= sum.target());
    }

    #[test]
    fn a_point_or_an_order_more_never_moves_the_offer_the_wrong_way(
        any in prop::collection::vec(any_point(), 1..4),
        unplaced in 0_u32..5,
        more in 0_u32..5,
    ) {
        let points = at_points(&any);
        let target = |points: &[AtPoint<'_>], unplaced| {
            sum(&Basis { unplaced, ..basis(points) }).target()
        };
        let all = target(&points, unplaced);
        prop_assert!(target(&points[1..], unplaced) <= all);
        prop_assert_eq!(target(&points, unplaced + more), all - i64::from(more));
    }
}
