//! Stock: one honest figure for each SKU of the shop.
//!
//! The shop never shows more than there is: whatever is in doubt lowers, and what raises has been
//! read.
//!
//! | module | rule |
//! |---|---|
//! | [`level`] | what is known of a variant's stock at a point; unknown is not zero |
//! | [`unplaced`] | pieces that the shop's buyers wait for and no part holds |
//! | [`offer`] | the one quantity of a SKU, with the sum behind it |
//! | [`change`] | what changed it |
//! | [`effect`] | what other choices of the merchant would make of it |
//! | [`write`] | what one pass writes of it: nothing, a difference, or a figure |
//! | [`pass`] | all writes of a pass: in which order, and which of them wait for a yes |
//! | [`hot`] | which SKUs matter most |
//! | [`reading`] | which calls to the till a pass makes with the calls it has |

pub mod change;
pub mod effect;
pub mod hot;
pub mod level;
#[cfg(test)]
mod model;
pub mod offer;
pub mod pass;
pub mod reading;
pub mod unplaced;
pub mod write;
