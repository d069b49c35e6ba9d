//! What the shop knows.

/// One instance of the shop.
#[derive(Debug, Default)]
pub struct Shop {}
