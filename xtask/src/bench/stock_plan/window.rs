//! The till's windows: who took how many of the 360 calls.

use ponte_domain::stock::reading::budget::{Budget, OrdersTook};

use super::dice::Dice;

/// Calls that the till allows in a window (Cassa in Cloud sheet §8).
pub const CALLS: usize = 360;
/// Minutes of a window.
pub const WINDOW: usize = 10;
/// Minutes from one regular pass to the next.
pub const CYCLE: usize = 5;

/// One window, and what orders take of it.
pub struct Window {
    spent: usize,
    /// Calls that orders take in a window.
    share: usize,
    /// By minute.
    orders: [usize; WINDOW],
    /// Calls that they have taken or been refused.
    asked: usize,
}

impl Window {
    /// One that nobody has begun.
    pub fn new(share: usize) -> Self {
        Self {
            spent: 0,
            share,
            orders: [0; WINDOW],
            asked: 0,
        }
    }

    /// Begins anew; orders come when they like.
    pub fn begin(&mut self, dice: &mut Dice) {
        *self = Self::new(self.share);
        for _ in 0..self.share {
            self.orders[dice.below(WINDOW)] += 1;
        }
    }

    /// Orders take what they need in this minute; how many calls they did not get.
    pub fn orders(&mut self, minute: usize) -> usize {
        let asked = self.orders[minute % WINDOW];
        let got = asked.min(CALLS.saturating_sub(self.spent));
        self.asked += asked;
        self.spent += got;
        asked - got
    }

    /// A call for stock.
    pub fn spend(&mut self) {
        self.spent += 1;
    }

    pub fn spent(&self) -> usize {
        self.spent
    }

    /// What stock has to do with. Orders took their share in the window before.
    pub fn budget(&self) -> Budget {
        let took = OrdersTook {
            before: self.share as u32,
            now: self.asked as u32,
        };
        Budget::beside(took, CALLS.saturating_sub(self.spent) as u32)
    }

    /// Calls that stock may still make.
    pub fn spendable(&self) -> u32 {
        let Budget { left, for_orders } = self.budget();
        left.saturating_sub(for_orders)
    }

    /// Regular passes that follow a minute until the window ends.
    pub fn passes_after(minute: usize) -> u32 {
        ((WINDOW - 1 - minute % WINDOW) / CYCLE) as u32
    }
}
