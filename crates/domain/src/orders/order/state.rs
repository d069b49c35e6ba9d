//! States of an order on the shop (TS Commerce sheet §20.4).
//!
//! Guarantees (each a test): a live order is neither archived nor cancelled; what is not live is
//! never a sale.

use serde::{Deserialize, Serialize};

use crate::settings::SaleStates;

/// The number the shop gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ShopState(pub i64);

impl ShopState {
    /// *Attesa pagamento*.
    pub const PENDING_PAYMENT: Self = Self(0);
    /// *Pagato*.
    pub const PAID: Self = Self(1);
    /// *In allestimento*.
    pub const PREPARATION: Self = Self(2);
    /// *Inviato*.
    pub const SENT: Self = Self(3);
    /// *Consegnato*.
    pub const DELIVERED: Self = Self(4);
    /// *Chiuso*.
    pub const CLOSED: Self = Self(5);
    /// Archived or removed.
    pub const ARCHIVED: Self = Self(6);
    /// *Annullato*.
    pub const CANCELLED: Self = Self(7);
    /// After-sale message opened.
    pub const AFTER_SALE: Self = Self(8);

    /// Neither archived nor cancelled.
    #[must_use]
    pub fn is_live(self) -> bool {
        self != Self::ARCHIVED && self != Self::CANCELLED
    }

    /// Whether the money has come, as far as the state tells.
    #[must_use]
    pub fn is_paid(self) -> bool {
        self.is_live() && self >= Self::PAID
    }

    /// Whether it counts as a sale.
    #[must_use]
    pub fn is_sale(self, sales: &SaleStates) -> bool {
        self.is_live()
            && match sales {
                SaleStates::AllLive => true,
                SaleStates::OnlyPaid => self.is_paid(),
                SaleStates::These(states) => states.contains(&self),
            }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_live_order_is_neither_archived_nor_cancelled() {
        let dead: Vec<i64> = (0..10).filter(|n| !ShopState(*n).is_live()).collect();
        assert_eq!(dead, [6, 7]);
    }

    #[test]
    fn what_is_not_live_is_never_a_sale() {
        let of = |sales: SaleStates| -> Vec<i64> {
            (0..10).filter(|n| ShopState(*n).is_sale(&sales)).collect()
        };
        assert_eq!(of(SaleStates::AllLive), [0, 1, 2, 3, 4, 5, 8, 9]);
        assert_eq!(of(SaleStates::OnlyPaid), [1, 2, 3, 4, 5, 8, 9]);
        let these = SaleStates::These([ShopState(1), ShopState(7)].into());
        assert_eq!(of(these), [1]);
    }
}
