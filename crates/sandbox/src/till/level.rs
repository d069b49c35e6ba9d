//! Stock of one variant at one sales point, with a short past: a reading may lag behind
//! (Cassa in Cloud sheet §15.1, §24.17).

use rust_decimal::Decimal;
use serde::Serialize;

/// How long the past is kept, in milliseconds: the longest lag that can be shown.
const KEPT: i64 = 3_600_000;

/// A level (sheet §15.1).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Level {
    /// Whether the till counts it.
    pub managed: bool,
    /// Physical stock: pieces or kilograms; may be negative.
    pub quantity: Decimal,
    /// Expected in.
    pub incoming: Decimal,
    /// Promised to orders.
    pub outgoing: Decimal,
    /// Level under which to reorder.
    pub warning: Option<Decimal>,
    /// What was true until a moment, the oldest first.
    #[serde(skip)]
    past: Vec<(i64, Figures)>,
}

/// The three figures of a level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figures {
    /// Physical stock.
    pub quantity: Decimal,
    /// Expected in.
    pub incoming: Decimal,
    /// Promised to orders.
    pub outgoing: Decimal,
}

impl Level {
    /// `quantity` in stock, nothing on the way.
    #[must_use]
    pub fn of(quantity: Decimal, managed: bool) -> Self {
        Self {
            managed,
            quantity,
            incoming: Decimal::ZERO,
            outgoing: Decimal::ZERO,
            warning: None,
            past: Vec::new(),
        }
    }

    /// The figures as they are.
    #[must_use]
    pub fn figures(&self) -> Figures {
        Figures {
            quantity: self.quantity,
            incoming: self.incoming,
            outgoing: self.outgoing,
        }
    }

    /// The figures as they were at `moment` (epoch milliseconds).
    #[must_use]
    pub fn figures_at(&self, moment: i64) -> Figures {
        let mut past = self.past.iter();
        let then = past.find(|(until, _)| moment < *until);
        then.map_or_else(|| self.figures(), |(_, figures)| *figures)
    }

    /// Notes that the present figures end at `now` (epoch milliseconds).
    pub(super) fn remember(&mut self, now: i64) {
        self.past.retain(|(until, _)| now - until < KEPT);
        self.past.push((now, self.figures()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_remembers_what_was_true_until_when() {
        let mut level = Level::of(Decimal::from(8), true);
        for (now, quantity) in [(100, 7), (200, 6)] {
            level.remember(now);
            level.quantity = Decimal::from(quantity);
        }
        let at = |moment| level.figures_at(moment).quantity;
        assert_eq!(
            [at(99), at(100), at(199), at(200)].map(|q| q.to_string()),
            ["8", "7", "7", "6"]
        );
    }
}
