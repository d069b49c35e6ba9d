use jiff::Timestamp;
use proptest::{prelude::*, strategy::Strategy as Arbitrary};

use super::*;
use crate::settings::Strategy;

type Levels = Vec<Vec<Pieces>>;

fn known(lines: usize) -> Vec<(LineKey, VariantId)> {
    // Lines 0 and 2 are of one article.
    (0..lines)
        .map(|line| (format!("l{line}"), format!("v{}", line % 2)))
        .collect()
}

fn wanted(pieces: &[Pieces]) -> Vec<Wanted> {
    let lines = known(pieces.len()).into_iter().zip(pieces);
    lines
        .map(|((line, variant), pieces)| Wanted {
            line,
            variant,
            pieces: *pieces,
        })
        .collect()
}

fn id(place: usize) -> SalesPointId {
    i64::try_from(place).expect("few points") + 101
}

fn points(levels: &Levels) -> Vec<Point> {
    let points = levels.iter().enumerate();
    points
        .map(|(place, level)| Point {
            id: id(place),
            standing: Standing::Receives,
            has: level
                .iter()
                .enumerate()
                .map(|(variant, pieces)| (format!("v{variant}"), Available::Pieces(*pieces)))
                .collect(),
        })
        .collect()
}

fn choices(points: usize, strategy: Strategy, shortage: Shortage) -> Choices {
    Choices {
        points: (0..points).map(|place| (id(place), true)).collect(),
        strategy,
        shortage,
        bound_falls_back: false,
    }
}

/// An order as it was planned under these choices, and its parts.
fn planned(
    pieces: &[Pieces],
    levels: &Levels,
    choices: &Choices,
    bound: Option<SalesPointId>,
) -> (Option<Past>, Vec<SalesPointId>) {
    let rules = Rules {
        strategy: choices.strategy,
        shortage: choices.shortage,
        bound: bound.map(|point| Bound {
            point,
            falls_back: choices.bound_falls_back,
        }),
    };
    let found = allocate(&wanted(pieces), &points(levels), rules);
    let plan = Explanation {
        at: Timestamp::UNIX_EPOCH,
        strategy: choices.strategy,
        shortage: choices.shortage,
        bound,
        steps: found.steps,
        missing: found.missing,
    };
    let past = Past::of(&plan, &known(pieces.len()), &Wishes::default());
    (past, found.parts.iter().map(|share| share.point).collect())
}

fn one(pieces: &[Pieces], levels: &Levels, choices: &Choices) -> Past {
    planned(pieces, levels, choices, None).0.expect("a plan")
}

fn by_priority(points: usize) -> Choices {
    choices(points, Strategy::Priority, Shortage::Wait)
}

#[test]
fn another_order_of_points_moves_parcels_and_splits() {
    let today = by_priority(2);
    let past = [
        one(&[2], &vec![vec![2], vec![1]], &today),
        one(&[1], &vec![vec![1], vec![1]], &today),
        one(&[9], &vec![vec![1], vec![1]], &today),
    ];
    let before = replay(&past, &today);
    let expected = Tally {
        orders: 3,
        wait: 1,
        split: 0,
        parcels: 2,
        at: [(101, 2)].into(),
    };
    assert_eq!(before, expected);
    let mut turned = today;
    turned.points.reverse();
    let after = replay(&past, &turned);
    assert_eq!((after.wait, after.split, after.parcels), (1, 1, 3));
    assert_eq!(after.at, [(101, 1), (102, 2)].into());
}

#[test]
fn a_point_that_does_not_receive_gets_no_part() {
    let mut choices = by_priority(2);
    let past = [one(&[1], &vec![vec![1], vec![1]], &choices)];
    choices.points[0].1 = false;
    assert_eq!(replay(&past, &choices).at, [(102, 1)].into());
    choices.points[1].1 = false;
    assert_eq!(replay(&past, &choices).wait, 1);
}

#[test]
fn a_point_of_which_nothing_was_known_then_has_nothing() {
    let mut choices = by_priority(1);
    let past = [one(&[1], &vec![vec![1]], &choices)];
    choices.points.insert(0, (200, true));
    assert_eq!(replay(&past, &choices).at, [(101, 1)].into());
}

#[test]
fn an_order_of_which_a_line_is_no_longer_known_is_left_out_never_guessed() {
    let choices = by_priority(1);
    let found = allocate(&wanted(&[1]), &points(&vec![vec![1]]), Rules::default());
    let mut plan = Explanation {
        at: Timestamp::UNIX_EPOCH,
        strategy: choices.strategy,
        shortage: choices.shortage,
        bound: None,
        steps: found.steps,
        missing: found.missing,
    };
    assert_eq!(Past::of(&plan, &[], &Wishes::default()), None);
    plan.steps.clear();
    assert_eq!(Past::of(&plan, &known(1), &Wishes::default()), None);
}

#[test]
fn a_point_that_rejected_a_part_of_an_order_is_not_asked_again() {
    let choices = by_priority(2);
    let mut past = one(&[1], &vec![vec![1], vec![1]], &choices);
    past.without.insert(101);
    assert_eq!(replay(&[past], &choices).at, [(102, 1)].into());
}

fn strategies() -> impl Arbitrary<Value = Strategy> {
    prop_oneof![
        Just(Strategy::Priority),
        Just(Strategy::WholeFirst),
        Just(Strategy::FewestParts),
    ]
}

fn shortages() -> impl Arbitrary<Value = Shortage> {
    prop_oneof![
        Just(Shortage::Wait),
        Just(Shortage::SendWhatThereIs),
        Just(Shortage::RestOnFirst),
    ]
}

type Order = (Vec<Pieces>, Levels, Option<SalesPointId>);

fn orders() -> impl Arbitrary<Value = Vec<Order>> {
    let pieces = prop::collection::vec(1_u32..5, 1..4);
    let levels = prop::collection::vec(prop::collection::vec(0_u32..5, 2), 3);
    let bound = prop::option::weighted(0.2, 101_i64..104);
    prop::collection::vec((pieces, levels, bound), 0..8)
}

proptest! {
    #[test]
    fn under_unchanged_choices_nothing_differs_from_what_was_planned(
        orders in orders(),
        strategy in strategies(),
        shortage in shortages(),
        falls_back in any::<bool>(),
    ) {
        let choices = Choices {
            bound_falls_back: falls_back,
            ..choices(3, strategy, shortage)
        };
        let mut past = Vec::new();
        let mut expected = Tally::default();
        for (pieces, levels, bound) in &orders {
            let (order, parts) = planned(pieces, levels, &choices, *bound);
            past.push(order.expect("a plan"));
            expected.orders += 1;
            expected.wait += u64::from(parts.is_empty());
            expected.split += u64::from(parts.len() > 1);
            expected.parcels += parts.len() as u64;
            for point in parts {
                *expected.at.entry(point).or_default() += 1;
            }
        }
        prop_assert_eq!(&replay(&past, &choices), &expected);
        prop_assert_eq!(replay(&past, &choices.clone()), replay(&past, &choices));
    }

    #[test]
    fn every_order_waits_or_is_somebodys(
        orders in orders(),
        planned_by in strategies(),
        strategy in strategies(),
    ) {
        let then = choices(3, planned_by, Shortage::Wait);
        let past: Vec<Past> = orders
            .iter()
            .filter_map(|(pieces, levels, bound)| planned(pieces, levels, &then, *bound).0)
            .collect();
        let tally = replay(&past, &choices(3, strategy, Shortage::Wait));
        prop_assert_eq!(tally.orders, past.len() as u64);
        prop_assert!(tally.parcels >= tally.orders - tally.wait + tally.split);
        prop_assert_eq!(tally.parcels, tally.at.values().sum::<u64>());
    }
}
