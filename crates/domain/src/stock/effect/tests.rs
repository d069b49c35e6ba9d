use jiff::Timestamp;
use proptest::prelude::*;

use super::*;
use crate::{
    orders::free::{Reading, SETTLING},
    stock::{
        level::{Known, Level},
        offer::{AtPoint, Basis, sum},
    },
};

const LISTED: Listed = Listed::Stock {
    quantity: Some(9),
    unlimited: false,
};

fn now() -> Timestamp {
    Timestamp::from_second(10_000).expect("in range")
}

fn managed(quantity: i64) -> Level {
    let began = Timestamp::from_second(9_940).expect("in range");
    Level {
        known: Known::Managed(Reading {
            quantity: quantity.into(),
            outgoing: 0.into(),
            began,
        }),
        ..Level::default()
    }
}

/// The sum that a pass makes of these levels under these choices.
fn made(levels: &[(SalesPointId, Level)], choices: &Choices, unplaced: Pieces) -> Sum {
    let points: Vec<AtPoint<'_>> = levels
        .iter()
        .filter_map(|(point, level)| {
            let reserve = *choices.points.get(point)?;
            Some(AtPoint {
                point: *point,
                level,
                own: &[],
                followed: None,
                withheld: 0,
                reserve,
            })
        })
        .collect();
    sum(&Basis {
        points: &points,
        margin: choices.margin,
        unplaced,
        till_counts: true,
        settling: SETTLING,
        now: now(),
    })
}

fn two(first: i64, second: i64) -> Vec<(SalesPointId, Level)> {
    vec![(101, managed(first)), (102, managed(second))]
}

fn counting(points: &[(SalesPointId, Pieces)], margin: Pieces) -> Choices {
    Choices {
        points: points.iter().copied().collect(),
        margin,
    }
}

#[test]
fn what_the_shop_does_not_show_cannot_be_lowered() {
    let sum = made(&two(5, 4), &counting(&[(101, 0), (102, 0)], 0), 0);
    for hidden in [
        Listed::Missing,
        Listed::Twice,
        Listed::Stock {
            quantity: Some(-2),
            unlimited: false,
        },
        Listed::Stock {
            quantity: None,
            unlimited: false,
        },
    ] {
        assert_eq!(shows(&sum, hidden, None), Shows::NOTHING, "{hidden:?}");
    }
    assert_eq!(shows(&sum, LISTED, None), Shows::Pieces(9));
    let fewer = sum.under(&counting(&[(102, 1)], 2));
    assert_eq!(shows(&fewer, LISTED, None), Shows::Pieces(1));
}

#[test]
fn what_the_till_does_not_manage_is_without_limit_or_stands_at_the_merchants_figure() {
    let mut levels = two(5, 0);
    levels[1].1.known = Known::Unmanaged { began: now() };
    let sum = made(&levels, &counting(&[(101, 0), (102, 0)], 0), 0);
    let unlimited = Listed::Stock {
        quantity: None,
        unlimited: true,
    };
    assert_eq!(shows(&sum, unlimited, None), Shows::WithoutLimit);
    assert_eq!(shows(&sum, LISTED, Some(4)), Shows::Pieces(4));
    let without = sum.under(&counting(&[(101, 0)], 0));
    assert_eq!(shows(&without, unlimited, None), Shows::Pieces(5));
    assert!(Shows::WithoutLimit > Shows::Pieces(i64::MAX));
}

#[test]
fn a_level_that_was_never_read_lowers_nothing() {
    let mut levels = two(5, 4);
    levels[1].1 = Level::default();
    let sum = made(&levels, &counting(&[(101, 0), (102, 0)], 7), 0);
    assert_eq!(shows(&sum, LISTED, None), Shows::Pieces(9));
}

#[test]
fn what_the_merchant_chose_is_told_from_what_was_sold() {
    let before = made(&two(5, 4), &counting(&[(101, 0), (102, 0)], 0), 0);
    for chosen in [
        counting(&[], 0),
        counting(&[(101, 5), (102, 4)], 0),
        counting(&[(101, 0), (102, 0)], 9),
    ] {
        let after = made(&two(5, 4), &chosen, 0);
        assert!(after.is_taken_by_choice(&before), "{chosen:?}");
        assert!(!after.is_taken_by_choice(&after), "not twice");
    }
    let sold = made(&two(0, 0), &counting(&[(101, 0), (102, 0)], 0), 0);
    assert!(!sold.is_taken_by_choice(&before));
    let left = made(&two(5, 4), &counting(&[(102, 0)], 0), 0);
    assert!(!left.is_taken_by_choice(&before), "something is left");
    // All of it was sold, and the margin was raised too: that took nothing.
    let both = made(&two(0, 0), &counting(&[(101, 0), (102, 0)], 3), 0);
    assert!(!both.is_taken_by_choice(&before));
}

fn levels() -> impl Strategy<Value = Vec<(SalesPointId, Level)>> {
    let level = prop_oneof![
        8 => (-3_i64..9).prop_map(managed),
        1 => Just(Level::default()),
        1 => Just(Level { known: Known::Unmanaged { began: now() }, ..Level::default() }),
        1 => Just(Level { known: Known::NoRecord { began: now() }, ..Level::default() }),
    ];
    prop::collection::vec(level, 1..5).prop_map(|levels| (101..).zip(levels).collect())
}

fn some_points() -> impl Strategy<Value = Choices> {
    let points = prop::collection::btree_map(101_i64..105, 0_u32..6, 0..5);
    (points, 0_u32..4).prop_map(|(points, margin)| Choices { points, margin })
}

proptest! {
    #[test]
    fn the_sum_under_other_choices_is_the_sum_that_a_pass_would_make_under_them(
        levels in levels(),
        choices in some_points(),
        margin in 0_u32..4,
        unplaced in 0_u32..4,
    ) {
        let all = Choices {
            points: (101..105).map(|point| (point, 1)).collect(),
            margin,
        };
        let before = made(&levels, &all, unplaced);
        prop_assert_eq!(before.under(&all), before.clone(), "the same choices change nothing");
        prop_assert_eq!(before.under(&choices), made(&levels, &choices, unplaced));
    }

    #[test]
    fn what_is_chosen_lower_never_shows_more(
        levels in levels(),
        reserve in 0_u32..6,
        margin in 0_u32..4,
        figure in prop::option::of(0_u32..9),
    ) {
        let all = |reserve, margin| Choices {
            points: (101..105).map(|point| (point, reserve)).collect(),
            margin,
        };
        let sum = made(&levels, &all(0, 0), 0);
        let before = shows(&sum, LISTED, figure);
        let after = shows(&sum.under(&all(reserve, margin)), LISTED, figure);
        prop_assert!(after <= before);
    }
}
