//! An order's bill, and each line's share of its total.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    money::Money,
    orders::order::{LineKey, Pieces},
};

/// The amounts of an order, as the shop tells them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bill {
    /// `total`: what the buyer pays.
    pub total: Money,
    /// `shippingAmount`.
    pub shipping: Money,
    /// `paymentAmount`.
    pub fee: Money,
    /// Every line, those that the till does not know too: key, pieces, unit price.
    pub lines: Vec<(LineKey, Pieces, Money)>,
}

/// A bill that cannot be spread.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "broken", rename_all = "snake_case")]
pub enum Broken {
    /// An amount below zero, or too large to reckon with.
    #[error("the order's amounts are below zero or too large")]
    Amount,
    /// There is money for goods, but no goods.
    #[error("the order costs something and has no pieces")]
    NoPieces,
    /// A line stands twice in the bill.
    #[error("line {line:?} stands twice in the order")]
    LineTwice {
        /// The line.
        line: LineKey,
    },
    /// Parts hold more pieces or more money of a line than the bill.
    #[error("the parts hold more of line {line:?} than the order")]
    TooMuch {
        /// The line.
        line: LineKey,
    },
}

/// More than any order costs, and little enough to reckon with.
const MOST: i64 = 1 << 50;

impl Bill {
    /// Shipping and fee as far as the total covers them: a coupon may take off some of them too.
    pub(super) fn charges(&self) -> (Money, Money) {
        let shipping = self.shipping.min(self.total);
        let fee = self.fee.0.min(self.total.0 - shipping.0);
        (shipping, Money(fee))
    }

    /// What each line's pieces cost, so that all of them and the charges make the total: in
    /// proportion to price × pieces, cents that are over to the lines whose fraction is largest, the
    /// first of equal ones. Where everything is free of charge, by pieces.
    pub(super) fn shares(&self) -> Result<Shares, Broken> {
        let prices = self.lines.iter().map(|(_, _, price)| *price);
        let amounts = [self.total, self.shipping, self.fee]
            .into_iter()
            .chain(prices);
        for amount in amounts {
            if !(0..=MOST).contains(&amount.0) {
                return Err(Broken::Amount);
            }
        }
        let (shipping, fee) = self.charges();
        let goods = i128::from(self.total.0 - shipping.0 - fee.0);
        let lines = &self.lines;
        let pieces = lines.iter().map(|(_, pieces, _)| i128::from(*pieces));
        let costs = lines
            .iter()
            .map(|(_, pieces, price)| i128::from(*pieces) * i128::from(price.0));
        let mut weights: Vec<i128> = costs.collect();
        if weights.iter().all(|weight| *weight == 0) {
            weights = pieces.collect();
        }
        let sum: i128 = weights.iter().sum();
        if sum == 0 && goods > 0 {
            return Err(Broken::NoPieces);
        }
        let of = |weight: &i128| (goods * weight).checked_div(sum).unwrap_or(0);
        let mut shares: Vec<i128> = weights.iter().map(of).collect();
        let over = goods - shares.iter().sum::<i128>();
        let mut by_fraction: Vec<usize> = (0..weights.len()).collect();
        by_fraction.sort_by_key(|line| std::cmp::Reverse(goods * weights[*line] % sum.max(1)));
        let over = usize::try_from(over).map_err(|_| Broken::Amount)?;
        for line in by_fraction.into_iter().take(over) {
            shares[line] += 1;
        }
        let mut by_line = BTreeMap::new();
        for ((line, pieces, _), share) in lines.iter().zip(shares) {
            let share = i64::try_from(share).map_err(|_| Broken::Amount)?;
            if by_line.insert(line.clone(), (*pieces, share)).is_some() {
                return Err(Broken::LineTwice { line: line.clone() });
            }
        }
        Ok(Shares(by_line))
    }
}

/// Pieces and cents of each line that are not given away yet.
pub(super) struct Shares(BTreeMap<LineKey, (Pieces, i64)>);

impl Shares {
    /// Takes pieces of a line, at that amount or at their share of what is left.
    pub(super) fn take(
        &mut self,
        line: &str,
        pieces: Pieces,
        amount: Option<Money>,
    ) -> Result<Money, Broken> {
        let too_much = || Broken::TooMuch {
            line: line.to_owned(),
        };
        let (left, money) = self.0.get_mut(line).ok_or_else(too_much)?;
        let rest = left.checked_sub(pieces).ok_or_else(too_much)?;
        let amount = match amount {
            Some(amount) => amount.0,
            // The last pieces take all that is left.
            None if rest == 0 => *money,
            None => {
                let share = i128::from(*money) * i128::from(pieces) / i128::from(*left);
                i64::try_from(share).map_err(|_| Broken::Amount)?
            }
        };
        let money_left = money.checked_sub(amount).filter(|left| *left >= 0);
        (*left, *money) = (rest, money_left.ok_or_else(too_much)?);
        Ok(Money(amount))
    }
}
