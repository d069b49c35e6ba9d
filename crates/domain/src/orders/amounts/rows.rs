//! A line's amount as rows that have one unit price each.

use crate::{money::Money, orders::amounts::LineAmount, orders::order::Pieces};

/// A row on the till.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// Pieces.
    pub pieces: Pieces,
    /// Unit price, VAT included.
    pub price: Money,
}

/// One row where the amount can be divided by the pieces, else two whose prices differ by a cent,
/// the dearer one first. None for no pieces.
#[must_use]
pub fn rows(line: &LineAmount) -> Vec<Row> {
    let pieces = i64::from(line.pieces);
    if pieces == 0 {
        return Vec::new();
    }
    let price = line.amount.0.div_euclid(pieces);
    let dearer = Pieces::try_from(line.amount.0.rem_euclid(pieces))
        .expect("a remainder is less than the pieces");
    let rows = [
        Row {
            pieces: dearer,
            price: Money(price + 1),
        },
        Row {
            pieces: line.pieces - dearer,
            price: Money(price),
        },
    ];
    rows.into_iter().filter(|row| row.pieces > 0).collect()
}
