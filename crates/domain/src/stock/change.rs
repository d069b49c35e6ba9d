//! What changed a SKU's figure: the sum behind it then and now.
//!
//! Guarantees (each a test):
//! - each figure that differs is named, at its point, with what it was and is;
//! - sums between which nothing is named have the same target and the same sure one.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::offer::{Doubt, Standing, Sum, Term};
use crate::{orders::order::Pieces, till::SalesPointId};

/// One figure of a sum that is no longer what it was.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum Change {
    /// A point counts from now on.
    Counts {
        /// The point.
        point: SalesPointId,
    },
    /// A point counts no longer.
    CountsNoLonger {
        /// The point.
        point: SalesPointId,
    },
    /// Whether the till manages the stock there, or knows it at all.
    Standing {
        /// The point.
        point: SalesPointId,
        /// Then.
        was: Standing,
        /// Now.
        is: Standing,
    },
    /// The till's quantity.
    Quantity {
        /// The point.
        point: SalesPointId,
        /// Then.
        was: Decimal,
        /// Now.
        is: Decimal,
    },
    /// What is promised there.
    Promised {
        /// The point.
        point: SalesPointId,
        /// Then.
        was: Decimal,
        /// Now.
        is: Decimal,
    },
    /// What the point rejected.
    Withheld {
        /// The point.
        point: SalesPointId,
        /// Then.
        was: Pieces,
        /// Now.
        is: Pieces,
    },
    /// What stays there.
    Reserve {
        /// The point.
        point: SalesPointId,
        /// Then.
        was: Pieces,
        /// Now.
        is: Pieces,
    },
    /// What keeps the point from raising anything; `None`: nothing any more.
    Doubt {
        /// The point.
        point: SalesPointId,
        /// Now.
        is: Option<Doubt>,
    },
    /// The margin.
    Margin {
        /// Then.
        was: Pieces,
        /// Now.
        is: Pieces,
    },
    /// What the shop's buyers wait for outside parts.
    Unplaced {
        /// Then.
        was: Pieces,
        /// Now.
        is: Pieces,
    },
}

/// What differs between two sums of one SKU, point by point in today's order.
#[must_use]
pub fn changes(was: &Sum, is: &Sum) -> Vec<Change> {
    let then: BTreeMap<SalesPointId, &Term> =
        was.terms.iter().map(|term| (term.point, term)).collect();
    let mut changes = Vec::new();
    for term in &is.terms {
        match then.get(&term.point) {
            Some(was) => at_point(&mut changes, was, term),
            None => changes.push(Change::Counts { point: term.point }),
        }
    }
    let counts = |term: &&Term| is.terms.iter().any(|now| now.point == term.point);
    for term in was.terms.iter().filter(|term| !counts(term)) {
        changes.push(Change::CountsNoLonger { point: term.point });
    }
    if was.margin != is.margin {
        let (was, is) = (was.margin, is.margin);
        changes.push(Change::Margin { was, is });
    }
    if was.unplaced != is.unplaced {
        let (was, is) = (was.unplaced, is.unplaced);
        changes.push(Change::Unplaced { was, is });
    }
    changes
}

fn at_point(changes: &mut Vec<Change>, was: &Term, is: &Term) {
    let point = is.point;
    if was.standing != is.standing {
        let (was, is) = (was.standing, is.standing);
        changes.push(Change::Standing { point, was, is });
    }
    if was.quantity != is.quantity {
        let (was, is) = (was.quantity, is.quantity);
        changes.push(Change::Quantity { point, was, is });
    }
    if was.promised != is.promised {
        let (was, is) = (was.promised, is.promised);
        changes.push(Change::Promised { point, was, is });
    }
    if was.withheld != is.withheld {
        let (was, is) = (was.withheld, is.withheld);
        changes.push(Change::Withheld { point, was, is });
    }
    if was.reserve != is.reserve {
        let (was, is) = (was.reserve, is.reserve);
        changes.push(Change::Reserve { point, was, is });
    }
    if was.doubt != is.doubt {
        let is = is.doubt;
        changes.push(Change::Doubt { point, is });
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn term(point: SalesPointId, quantity: u32, withheld: Pieces, reserve: Pieces) -> Term {
        Term {
            point,
            quantity: quantity.into(),
            promised: 1.into(),
            own: 0,
            withheld,
            reserve,
            free: quantity.saturating_sub(1).saturating_sub(withheld),
            read: None,
            standing: Standing::Managed,
            doubt: None,
        }
    }

    #[test]
    fn each_figure_that_differs_is_named_at_its_point() {
        let was = Sum {
            terms: vec![term(101, 5, 0, 1), term(102, 3, 0, 0)],
            margin: 1,
            unplaced: 0,
        };
        let mut now = term(101, 4, 2, 0);
        now.promised = 3.into();
        now.doubt = Some(Doubt::Old);
        now.standing = Standing::NoRecord;
        let is = Sum {
            terms: vec![term(103, 1, 0, 0), now],
            margin: 0,
            unplaced: 2,
        };
        let point = 101;
        assert_eq!(
            changes(&was, &is),
            [
                Change::Counts { point: 103 },
                Change::Standing {
                    point,
                    was: Standing::Managed,
                    is: Standing::NoRecord
                },
                Change::Quantity {
                    point,
                    was: 5.into(),
                    is: 4.into()
                },
                Change::Promised {
                    point,
                    was: 1.into(),
                    is: 3.into()
                },
                Change::Withheld {
                    point,
                    was: 0,
                    is: 2
                },
                Change::Reserve {
                    point,
                    was: 1,
                    is: 0
                },
                Change::Doubt {
                    point,
                    is: Some(Doubt::Old)
                },
                Change::CountsNoLonger { point: 102 },
                Change::Margin { was: 1, is: 0 },
                Change::Unplaced { was: 0, is: 2 },
            ]
        );
    }

    fn any_sum() -> impl Strategy<Value = Sum> {
        let terms = prop::collection::btree_map(101_i64..104, (0_u32..3, 0_u32..2, 0_u32..2), 0..3);
        (terms, 0_u32..2, 0_u32..2).prop_map(|(terms, margin, unplaced)| Sum {
            terms: terms
                .into_iter()
                .map(|(point, (quantity, withheld, reserve))| {
                    term(point, quantity, withheld, reserve)
                })
                .collect(),
            margin,
            unplaced,
        })
    }

    proptest! {
        #[test]
        fn sums_between_which_nothing_is_named_have_the_same_target_and_the_same_sure_one(
            was in any_sum(),
            is in any_sum(),
        ) {
            prop_assert_eq!(changes(&was, &was), []);
            if changes(&was, &is).is_empty() {
                prop_assert_eq!((was.target(), was.sure()), (is.target(), is.sure()));
            }
        }
    }
}
