//! *Punti vendita / magazzini*: the points in the merchant's order, with their switch as it stands.

use ponte_store::points::SalesPoint;

use super::facts::Facts;
use crate::words::Words;

/// The section; no lines where there is no key yet.
pub(super) struct PointsView {
    pub(super) connected: bool,
    pub(super) lines: Vec<PointLine>,
}

/// One point of sale.
pub(super) struct PointLine {
    pub(super) position: i64,
    pub(super) name: String,
    pub(super) about: String,
    /// Counts and receives.
    pub(super) on: bool,
    pub(super) state: String,
}

impl PointsView {
    pub(super) fn new(facts: &Facts, t: Words) -> Self {
        let connected = facts.connected();
        let points = if connected {
            facts.points.as_slice()
        } else {
            &[]
        };
        Self {
            connected,
            lines: points.iter().map(|point| line(point, t)).collect(),
        }
    }
}

fn line(point: &SalesPoint, t: Words) -> PointLine {
    let (on, state, reason) = match point {
        SalesPoint { gone: true, .. } => (false, "point-gone", Some("point-gone-about")),
        SalesPoint { enabled: false, .. } => (false, "point-off", Some("point-off-about")),
        _ => (true, "point-on", None),
    };
    let about = reason.map_or_else(|| point.place.clone(), |reason| t.say(reason));
    PointLine {
        position: point.position,
        name: point.name.clone(),
        about,
        on,
        state: t.say(state),
    }
}
