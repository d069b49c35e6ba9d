//! An order of the shop: its states there, and what is to be done with it here.
//!
//! The life of an order: received → planned → sending → delivered; or waiting (a reason that can
//! pass), or needs attention (a reason that a person must mend), or dropped (cancelled before
//! delivery), or before Ponte, or not for the till.

mod back;
mod next;
mod stage;
mod state;
mod times;
mod unplaced;

use serde::{Deserialize, Serialize};

use crate::{listing::Uid, money::Money};

pub use back::back_to_shop;
pub use next::{Cancellation, Facts, Next, next};
pub use stage::{Attention, Stage, Waiting};
pub use state::ShopState;
pub use times::{back_off, poll_since};
pub use unplaced::holds_pieces;

/// Whole pieces (whole kilograms of what is sold by weight). The shop sells nothing else (TS
/// Commerce sheet §20.3).
pub type Pieces = u32;

/// A line's name inside its order: the shop's key, `uid#|#superkey` (TS Commerce sheet §20.3).
pub type LineKey = String;

/// One line of an order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The shop's key of the line.
    pub key: LineKey,
    /// The shop's product; `None` where the key holds no number.
    pub uid: Option<Uid>,
    /// The combination; empty for a product without variants.
    pub superkey: String,
    /// The SKU; may be empty.
    pub sku: String,
    /// What the buyer read, for the note.
    pub title: String,
    /// Pieces ordered.
    pub pieces: Pieces,
    /// Unit price charged, VAT included, before coupon.
    pub price: Money,
}
