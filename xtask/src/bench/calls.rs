//! Calls on each side, as the sandbox counted them.

use crate::sandbox::Count;

/// Calls on each side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Calls {
    /// To TeamSystem Commerce.
    pub shop: u64,
    /// To Cassa in Cloud.
    pub till: u64,
}

impl Calls {
    /// From what the sandbox counted.
    pub fn of(counts: &[Count]) -> Self {
        let of = |service: &str| {
            let counts = counts.iter().filter(|count| count.service == service);
            counts.map(|count| count.calls).sum()
        };
        Self {
            shop: of("shop"),
            till: of("till"),
        }
    }

    /// Whether neither side got more.
    pub fn is_within(self, most: Self) -> bool {
        self.shop <= most.shop && self.till <= most.till
    }
}
