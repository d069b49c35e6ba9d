//! The number of a product, category, brand or country (TS Commerce sheet §8).

use std::fmt;

/// A positive number, unique on the whole platform.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Uid(pub i64);

impl fmt::Display for Uid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl From<i64> for Uid {
    fn from(number: i64) -> Self {
        Self(number)
    }
}
