//! A part as a look-up found it on the till, against what we hold.
//!
//! Guarantees (each a test): the rows' order and split do not matter; another point, another date or
//! another quantity does.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::Part;
use crate::{
    orders::order::Pieces,
    till::{SalesPointId, VariantId},
};

/// An order on the till that carries one of our `externalId`s: its frozen fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The part's number.
    pub number: u32,
    /// `document.idSalesPoint`.
    pub point: SalesPointId,
    /// Pieces of each variant; shipping and fee rows are left out.
    pub pieces: BTreeMap<VariantId, Pieces>,
    /// `date`; `None` where the till does not tell it.
    pub date: Option<Timestamp>,
}

/// Whether what was found is not the part we know under that number. The till keeps milliseconds.
#[must_use]
pub fn differs(part: &Part, found: &Found) -> bool {
    let same_date = found
        .date
        .is_none_or(|date| date.as_millisecond() == part.date.as_millisecond());
    part.number != found.number
        || part.point != found.point
        || pieces(part) != found.pieces
        || !same_date
}

/// Pieces of each variant in a part: two lines of one article come together.
fn pieces(part: &Part) -> BTreeMap<VariantId, Pieces> {
    let mut pieces: BTreeMap<VariantId, Pieces> = BTreeMap::new();
    for line in &part.lines {
        let sum = pieces.entry(line.variant.clone()).or_default();
        *sum = sum.saturating_add(line.pieces);
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::orders::part::{PartLine, PartState};

    #[test]
    fn the_rows_split_does_not_matter_but_point_date_and_quantity_do() {
        let at = |ms| Timestamp::from_millisecond(ms).expect("in range");
        let line = |line: &str, pieces| PartLine {
            line: line.into(),
            variant: "v".into(),
            pieces,
        };
        let part = Part {
            number: 2,
            point: 101,
            lines: vec![line("a", 1), line("b", 2)],
            date: at(5),
            attempted: true,
            state: PartState::Planned,
        };
        let same = Found {
            number: 2,
            point: 101,
            pieces: [("v".into(), 3)].into(),
            date: Some(at(5)),
        };
        let other_point = Found {
            point: 102,
            ..same.clone()
        };
        let other_date = Found {
            date: Some(at(6)),
            ..same.clone()
        };
        let other_pieces = Found {
            pieces: [("v".into(), 2)].into(),
            ..same.clone()
        };
        let untold_date = Found {
            date: None,
            ..same.clone()
        };
        assert!(!differs(&part, &same) && !differs(&part, &untold_date));
        for other in [other_point, other_date, other_pieces] {
            assert!(differs(&part, &other), "{other:?}");
        }
    }
}
