//! Why an order went where it went, as it was decided: kept with the order and shown on its page.
//!
//! Guarantee (a test): a decision kept is the decision shown, reason by reason.

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::orders::allocation::{Available, Why};

    #[test]
    fn a_decision_kept_is_the_decision_shown_reason_by_reason() {
        let reasons = [
            Why::HadEnough,
            Why::HadSome,
            Why::HadNothing,
            Why::NotKnownThere,
            Why::NothingMissing,
            Why::TookTheRest,
            Why::Off,
            Why::Rejected,
            Why::CollectedElsewhere,
            Why::OthersDoItAll,
        ];
        let had = [None, Some(Available::Unmanaged), Some(Available::Pieces(3))];
        let steps = (0..).zip(reasons).map(|(point, why)| Step {
            line: "7#|#s".into(),
            point,
            had: had[why as usize % 3],
            gave: 2,
            why,
        });
        let explanation = Explanation {
            at: Timestamp::UNIX_EPOCH,
            strategy: Strategy::WholeFirst,
            shortage: Shortage::SendWhatThereIs,
            bound: Some(101),
            steps: steps.collect(),
            missing: vec![Wanted {
                line: "7#|#s".into(),
                variant: "v".into(),
                pieces: 7,
            }],
        };
        let kept = serde_json::to_string(&explanation).expect("written");
        let shown: Explanation = serde_json::from_str(&kept).expect("readable");
        assert_eq!(shown, explanation);
    }
}
