//! Orders: what comes in, what is kept, and what the operator does with them
//! (Cassa in Cloud sheet §16–§18).
//!
//! | module | subject |
//! |---|---|
//! | [`draft`] | an order as it comes over the wire |
//! | [`record`] | an order as it is kept |
//! | [`rules`] | the settings of a sales point that refuse orders |
//! | [`refusal`] | why an order is refused |
//! | `checks` | the validations, in the sheet's order |
//! | `place` | storing what was checked |
//! | [`phone`] | orders that the till takes itself |
//! | [`operator`] | accept, reject, ready, ship, complete, cancel, delete |
//! | `stock` | what an order promises, and what leaves the shelf |
//! | `view` | an order as it is answered |

mod checks;
pub mod draft;
pub mod operator;
pub mod phone;
mod place;
pub mod record;
pub mod refusal;
pub mod rules;
mod stock;
mod view;

pub(super) use view::view;

use self::record::Order;
use super::state::Till;

impl Till {
    /// The orders in the order of their creation.
    pub fn orders(&self) -> impl DoubleEndedIterator<Item = &Order> {
        self.orders.iter()
    }

    /// The order with this id.
    #[must_use]
    pub fn order(&self, id: &str) -> Option<&Order> {
        self.orders.iter().find(|order| order.id == id)
    }
}
