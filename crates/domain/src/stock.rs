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
//! | [`hot`] | which SKUs matter most |

pub mod hot;
pub mod level;
pub mod offer;
pub mod unplaced;
