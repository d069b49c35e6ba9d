//! What a person decided for one order, beyond the settings.
//!
//! Guarantees (each a test): a wish kept by an older Ponte is read, and no wish changes nothing; wishes
//! are kept until they are used.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{
    orders::allocation::{Point, Standing},
    settings::Shortage,
    till::SalesPointId,
};

/// Wishes for one order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Wishes {
    /// Points that get nothing more of it: they rejected a part, or the merchant gives it to another.
    pub without: BTreeSet<SalesPointId>,
    /// The point that gets all that is left, whatever it has.
    pub rest_at: Option<SalesPointId>,
    /// What happens when not everything is there, where the person chose otherwise than the settings.
    pub shortage: Option<Shortage>,
}

impl Wishes {
    /// The points as they stand for this order.
    #[must_use]
    pub fn applied(&self, mut points: Vec<Point>) -> Vec<Point> {
        for point in &mut points {
            if point.standing == Standing::Receives && self.without.contains(&point.id) {
                point.standing = Standing::Rejected;
            }
        }
        points
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wish_kept_by_an_older_ponte_is_read_and_no_wish_changes_nothing() {
        let none: Wishes = serde_json::from_str("{}").expect("readable");
        assert_eq!(none, Wishes::default());
        let point = |id, standing| Point {
            id,
            standing,
            has: std::collections::BTreeMap::new(),
        };
        let points = vec![point(1, Standing::Receives), point(2, Standing::Off)];
        assert_eq!(none.applied(points.clone()), points);
        let without = Wishes {
            without: [1, 2].into(),
            ..Wishes::default()
        };
        let standing: Vec<Standing> = without
            .applied(points)
            .iter()
            .map(|point| point.standing)
            .collect();
        assert_eq!(standing, [Standing::Rejected, Standing::Off]);
    }

    #[test]
    fn wishes_are_kept_until_they_are_used() {
        let wishes = Wishes {
            without: [2, 1].into(),
            rest_at: Some(3),
            shortage: Some(Shortage::SendWhatThereIs),
        };
        let kept = serde_json::to_string(&wishes).expect("written");
        let back: Wishes = serde_json::from_str(&kept).expect("readable");
        assert_eq!(back, wishes);
    }
}
