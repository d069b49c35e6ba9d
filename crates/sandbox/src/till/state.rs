//! What the till knows.

/// One account of the till.
#[derive(Debug, Default)]
pub struct Till {}
