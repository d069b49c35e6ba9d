//! Why an order went where it went, as it was decided: kept with the order and shown on its page.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    orders::allocation::{Step, Wanted},
    settings::{Shortage, Strategy},
    till::SalesPointId,
};

/// A plan with its reasons.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explanation {
    /// When it was decided.
    pub at: Timestamp,
    /// The rule that chose the points.
    pub strategy: Strategy,
    /// The merchant's choice for pieces that nobody has.
    pub shortage: Shortage,
    /// The point that the buyer chose to collect at.
    pub bound: Option<SalesPointId>,
    /// For every line, what each point had and gave, and why.
    pub steps: Vec<Step>,
    /// Pieces that no point has.
    pub missing: Vec<Wanted>,
}
