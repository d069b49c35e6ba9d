//! Oracles of their own, and the properties of the module's comment.

mod oracle;
mod rules;
mod strategies;

use std::collections::BTreeMap;

use proptest::{prelude::*, strategy::Strategy};

use super::*;

/// A question in small numbers: `lines` are (article, pieces), `levels[point][article]`.
#[derive(Clone, Debug)]
struct Question {
    lines: Vec<(usize, Pieces)>,
    levels: Vec<Vec<Pieces>>,
}

fn article(number: usize) -> VariantId {
    format!("v{number}")
}

fn id(point: usize) -> SalesPointId {
    i64::try_from(point).expect("few points") + 101
}

fn wanted(lines: &[(usize, Pieces)]) -> Vec<Wanted> {
    let lines = lines.iter().enumerate();
    lines
        .map(|(line, (variant, pieces))| Wanted {
            line: format!("l{line}"),
            variant: article(*variant),
            pieces: *pieces,
        })
        .collect()
}

fn points(levels: &[Vec<Pieces>]) -> Vec<Point> {
    let points = levels.iter().enumerate();
    points
        .map(|(point, levels)| Point {
            id: id(point),
            standing: Standing::Receives,
            has: levels
                .iter()
                .enumerate()
                .map(|(variant, pieces)| (article(variant), Available::Pieces(*pieces)))
                .collect(),
        })
        .collect()
}

impl Question {
    fn ask(&self, rules: Rules) -> Allocation {
        allocate(&wanted(&self.lines), &points(&self.levels), rules)
    }

    fn ordered(&self) -> Vec<Pieces> {
        self.lines.iter().map(|(_, pieces)| *pieces).collect()
    }
}

fn by(strategy: crate::settings::Strategy) -> Rules {
    Rules {
        strategy,
        ..Rules::default()
    }
}

/// What each point gives each line: rows are points.
fn table(allocation: &Allocation, points: usize, lines: usize) -> Vec<Vec<Pieces>> {
    let mut table = vec![vec![0; lines]; points];
    for share in &allocation.parts {
        let point = usize::try_from(share.point - 101).expect("a known point");
        for wanted in &share.lines {
            let line: usize = wanted.line[1..].parse().expect("a known line");
            assert_eq!(table[point][line], 0, "one line twice in a part");
            table[point][line] = wanted.pieces;
        }
    }
    table
}

fn sums(table: &[Vec<Pieces>], lines: usize) -> Vec<Pieces> {
    let column = |line: usize| table.iter().map(|row| row[line]).sum();
    (0..lines).map(column).collect()
}

/// Larger questions: up to 6 points, 6 lines of up to 4 articles.
fn any_question() -> impl Strategy<Value = Question> {
    let lines = prop::collection::vec((0_usize..4, 0_u32..9), 1..7);
    let levels = prop::collection::vec(prop::collection::vec(0_u32..12, 4), 0..7);
    (lines, levels).prop_map(|(lines, levels)| Question { lines, levels })
}

/// Every question with up to 3 points, 3 lines and 4 pieces in all, with levels from 0 to what is
/// ordered of the article; each line is of its own article or shares one with an earlier line.
fn every_small_question() -> Vec<Question> {
    let mut questions = Vec::new();
    for pieces in compositions(4, 3) {
        for articles in [[0, 1, 2], [0, 0, 1], [0, 1, 0], [0, 1, 1], [0, 0, 0]] {
            let lines: Vec<_> = articles.into_iter().zip(pieces.iter().copied()).collect();
            let count = lines
                .iter()
                .map(|(article, _)| article + 1)
                .max()
                .unwrap_or(0);
            let mut ordered = vec![0; count];
            for (article, pieces) in &lines {
                ordered[*article] += pieces;
            }
            for number in 1..=3 {
                let bounds: Vec<_> = std::iter::repeat_n(ordered.clone(), number)
                    .flatten()
                    .collect();
                for flat in counters(&bounds) {
                    let levels = flat.chunks(count).map(<[Pieces]>::to_vec).collect();
                    questions.push(Question {
                        lines: lines.clone(),
                        levels,
                    });
                }
            }
        }
    }
    questions
}

/// Every way to order up to `pieces` pieces in 1 to `lines` lines of at least one.
fn compositions(pieces: Pieces, lines: usize) -> Vec<Vec<Pieces>> {
    if lines == 0 {
        return Vec::new();
    }
    let mut all = Vec::new();
    for first in 1..=pieces {
        all.push(vec![first]);
        for rest in compositions(pieces - first, lines - 1) {
            all.push(std::iter::once(first).chain(rest).collect());
        }
    }
    all
}

/// Every list whose numbers run from 0 to these bounds.
fn counters(bounds: &[Pieces]) -> Vec<Vec<Pieces>> {
    bounds.iter().fold(vec![Vec::new()], |lists, bound| {
        let longer =
            |list: Vec<Pieces>| (0..=*bound).map(move |n| [list.clone(), vec![n]].concat());
        lists.into_iter().flat_map(longer).collect()
    })
}
