//! Which points are asked, where the merchant wants few parts.
//!
//! Finding the fewest points is a set cover, which has no fast exact answer. Orders are small and
//! shops have few points; beyond [`TRIES`] combinations the search gives up and the walk by priority
//! stands, so that nobody's order can hold up the machine.

use std::collections::BTreeMap;

use super::{Available, Point, Wanted, walk::walk};

/// Combinations looked at before giving up: all there are of 14 points.
const TRIES: u32 = 1 << 14;

/// The first point in order that can do it all.
pub(super) fn whole_first(
    wanted: &[Wanted],
    points: &[Point],
    receiving: &[bool],
) -> Option<Vec<bool>> {
    let cover = Cover::new(wanted, points, receiving);
    let picked = cover.first_of_size(1, &mut { TRIES })?;
    Some(cover.chosen(&picked, points.len()))
}

/// The fewest points that can do it all together; among as few, those that stand first.
pub(super) fn fewest(wanted: &[Wanted], points: &[Point], receiving: &[bool]) -> Option<Vec<bool>> {
    let by_priority = walk(wanted, points, receiving);
    if !by_priority.is_complete() {
        return None;
    }
    let gives = |gave: &&Vec<_>| gave.iter().any(|pieces| *pieces > 0);
    let parts = by_priority.gave.iter().filter(gives).count();
    let cover = Cover::new(wanted, points, receiving);
    let mut tries = TRIES;
    let picked = (1..=parts).find_map(|size| cover.first_of_size(size, &mut tries))?;
    Some(cover.chosen(&picked, points.len()))
}

/// What is needed of each article, and what the points that have any of it can give.
struct Cover {
    needs: Vec<u64>,
    /// Place among the points, and what is there of each article.
    candidates: Vec<(usize, Vec<u64>)>,
}

impl Cover {
    fn new(wanted: &[Wanted], points: &[Point], receiving: &[bool]) -> Self {
        let mut needs: BTreeMap<&str, u64> = BTreeMap::new();
        for line in wanted.iter().filter(|line| line.pieces > 0) {
            *needs.entry(&line.variant).or_default() += u64::from(line.pieces);
        }
        let has = |point: &Point| -> Vec<u64> {
            let of = |(variant, need): (&&str, &u64)| match point.has.get(*variant) {
                None => 0,
                Some(Available::Pieces(pieces)) => u64::from(*pieces),
                Some(Available::Unmanaged) => *need,
            };
            needs.iter().map(of).collect()
        };
        let candidates = points
            .iter()
            .zip(receiving)
            .enumerate()
            .filter(|(_, (_, receiving))| **receiving)
            .map(|(place, (point, _))| (place, has(point)))
            .filter(|(_, has)| has.iter().any(|has| *has > 0))
            .collect();
        Self {
            needs: needs.values().copied().collect(),
            candidates,
        }
    }

    /// The first `size` candidates, in order of their places, that cover everything.
    fn first_of_size(&self, size: usize, tries: &mut u32) -> Option<Vec<usize>> {
        if size > self.candidates.len() {
            return None;
        }
        let mut picked: Vec<usize> = (0..size).collect();
        loop {
            *tries = tries.checked_sub(1)?;
            if self.is_covered_by(&picked) {
                return Some(picked);
            }
            if !advance(&mut picked, self.candidates.len()) {
                return None;
            }
        }
    }

    fn is_covered_by(&self, picked: &[usize]) -> bool {
        self.needs.iter().enumerate().all(|(article, need)| {
            let has = picked
                .iter()
                .map(|place| self.candidates[*place].1[article]);
            has.sum::<u64>() >= *need
        })
    }

    /// The picked candidates, as marks on the points.
    fn chosen(&self, picked: &[usize], points: usize) -> Vec<bool> {
        let mut chosen = vec![false; points];
        for candidate in picked {
            chosen[self.candidates[*candidate].0] = true;
        }
        chosen
    }
}

/// The next combination of places below `of`, in order; `false` after the last one.
fn advance(picked: &mut [usize], of: usize) -> bool {
    let size = picked.len();
    let Some(last) = (0..size).rfind(|place| picked[*place] + size < of + place) else {
        return false;
    };
    let from = picked[last] + 1;
    for (step, place) in picked[last..].iter_mut().enumerate() {
        *place = from + step;
    }
    true
}
