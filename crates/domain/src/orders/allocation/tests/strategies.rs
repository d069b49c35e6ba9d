//! The other strategies, against their one-line definitions by brute force.

use super::*;
use crate::settings::Strategy as Rule;

/// Whether these points together have everything.
fn cover(question: &Question, points: &[usize]) -> bool {
    (0..4).all(|article| {
        let ordered: Pieces = question
            .lines
            .iter()
            .filter(|(of, _)| *of == article)
            .map(|(_, pieces)| pieces)
            .sum();
        let has = |point: &usize| question.levels[*point].get(article).copied().unwrap_or(0);
        points.iter().map(has).sum::<Pieces>() >= ordered
    })
}

fn subset(question: &Question, points: &[usize]) -> Vec<Vec<Pieces>> {
    let mut levels = question.levels.clone();
    for (point, level) in levels.iter_mut().enumerate() {
        if !points.contains(&point) {
            level.fill(0);
        }
    }
    let only = Question {
        levels,
        ..question.clone()
    };
    let (points, lines) = (only.levels.len(), only.lines.len());
    table(&only.ask(Rules::default()), points, lines)
}

/// The first point in order that can do it all, else priority.
fn whole_first(question: &Question) -> Vec<Vec<Pieces>> {
    let all: Vec<usize> = (0..question.levels.len()).collect();
    match all.iter().find(|point| cover(question, &[**point])) {
        Some(point) => subset(question, &[*point]),
        None => subset(question, &all),
    }
}

/// As few parts as can do it all; among as few, the points that stand first.
fn fewest(question: &Question) -> Vec<Vec<Pieces>> {
    let count = question.levels.len();
    let mut subsets: Vec<Vec<usize>> = (0..1_usize << count)
        .map(|bits| (0..count).filter(|point| bits >> point & 1 == 1).collect())
        .collect();
    subsets.sort_by_key(|points: &Vec<usize>| (points.len(), points.clone()));
    let all: Vec<usize> = (0..count).collect();
    let best = subsets.into_iter().find(|points| cover(question, points));
    subset(question, &best.unwrap_or(all))
}

fn agrees(question: &Question, rule: Rule, expected: &[Vec<Pieces>]) {
    let got = question.ask(by(rule));
    let got = table(&got, question.levels.len(), question.lines.len());
    assert_eq!(got, expected, "{question:?}");
}

#[test]
fn whole_first_is_the_first_point_that_can_do_it_all_on_every_small_order() {
    for question in every_small_question() {
        agrees(&question, Rule::WholeFirst, &whole_first(&question));
    }
}

#[test]
fn fewest_parts_is_the_smallest_set_of_points_on_every_small_order() {
    for question in every_small_question() {
        agrees(&question, Rule::FewestParts, &fewest(&question));
    }
}

#[test]
fn a_search_that_takes_too_long_ends_with_the_walk_by_priority() {
    let lines: Vec<_> = (0..40).map(|article| (article, 1)).collect();
    // Forty points with one article each: no combination of fewer than forty will do.
    let levels = (0..40)
        .map(|point| (0..40).map(|article| u32::from(point == article)).collect())
        .collect();
    let question = Question { lines, levels };
    let fewest = question.ask(by(Rule::FewestParts));
    assert_eq!(fewest.parts.len(), 40);
    assert_eq!(fewest, question.ask(by(Rule::Priority)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]
    #[test]
    fn the_strategies_agree_with_their_definitions_on_larger_orders(question in any_question()) {
        agrees(&question, Rule::WholeFirst, &whole_first(&question));
        agrees(&question, Rule::FewestParts, &fewest(&question));
    }
}
