//! How an order's money is spread over its parts.
//!
//! The order's total is the truth; lines, coupon, shipping and fee only say how it is spread (TS
//! Commerce sheet §20.3). Shipping and payment fee go on part 1, the rest over the lines in
//! proportion to what they cost, so that a coupon lowers every line alike.
//!
//! A till row has one unit price. A line of 3 pieces that costs 10.00 becomes two rows: 1 piece at
//! 3.34 and 2 at 3.33.
//!
//! Guarantees (each a test):
//! - what the parts and what is left out cost is the order's total, to the cent;
//! - rows add up to their line exactly, and their prices differ by a cent at most;
//! - what was sent already keeps its amounts, and the rest is spread over what is planned now;
//! - shipping and fee stand on one part only;
//! - without a coupon each piece costs what the shop says.

mod bill;
mod rows;

use serde::{Deserialize, Serialize};

use crate::{
    money::Money,
    orders::order::{LineKey, Pieces},
};

pub use bill::{Bill, Broken};
pub use rows::{Row, rows};

/// What one part costs. Stored with the part when it is planned.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartAmounts {
    /// Its lines, in the part's order.
    pub lines: Vec<LineAmount>,
    /// Shipping, on one part of the order only.
    pub shipping: Money,
    /// Payment fee, likewise.
    pub fee: Money,
}

/// What pieces of one line cost together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineAmount {
    /// The line.
    pub line: LineKey,
    /// Pieces.
    pub pieces: Pieces,
    /// Their price together, after the coupon, VAT included.
    pub amount: Money,
}

impl PartAmounts {
    /// The part's sum: what the point takes in where the order is *da incassare*.
    #[must_use]
    pub fn total(&self) -> Money {
        let goods: i64 = self.lines.iter().map(|line| line.amount.0).sum();
        Money(goods + self.shipping.0 + self.fee.0)
    }
}

/// Spreads a bill over the parts planned now: `planned` names the pieces of each. `sent` are the
/// amounts of parts that are delivered, in flight or unknown; they stay. What neither holds (lines
/// that the till does not know, pieces that nobody has) keeps its share of the money.
///
/// # Errors
///
/// [`Broken`]: the bill contradicts itself, or the parts hold more than it.
pub fn spread(
    bill: &Bill,
    sent: &[PartAmounts],
    planned: &[Vec<(LineKey, Pieces)>],
) -> Result<Vec<PartAmounts>, Broken> {
    let mut rest = bill.shares()?;
    for part in sent {
        for line in &part.lines {
            rest.take(&line.line, line.pieces, Some(line.amount))?;
        }
    }
    let charged = sent
        .iter()
        .any(|part| part.shipping != Money(0) || part.fee != Money(0));
    let (shipping, fee) = if charged {
        (Money(0), Money(0))
    } else {
        bill.charges()
    };
    let mut parts = Vec::with_capacity(planned.len());
    for lines in planned {
        let lines = lines.iter().map(|(line, pieces)| {
            Ok(LineAmount {
                line: line.clone(),
                pieces: *pieces,
                amount: rest.take(line, *pieces, None)?,
            })
        });
        parts.push(PartAmounts {
            lines: lines.collect::<Result<_, Broken>>()?,
            ..PartAmounts::default()
        });
    }
    if let Some(first) = parts.first_mut() {
        (first.shipping, first.fee) = (shipping, fee);
    }
    Ok(parts)
}

/// What the parts leave out: the money of pieces that stand in none of them.
#[must_use]
pub fn left_out(bill: &Bill, parts: &[PartAmounts]) -> Money {
    let placed: i64 = parts.iter().map(|part| part.total().0).sum();
    Money(bill.total.0 - placed)
}

#[cfg(test)]
mod tests;
