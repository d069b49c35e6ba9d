//! Guesses about installing, and about keys that may only read.

use crate::Error;

/// Names of the shop in the platform's call (sheet §25.2 shows the first).
pub const INSTANCE_NAMES: [&str; 2] = ["instance", "instance_id"];

/// Names of the `key` there (sheet §25.2).
pub const KEY_NAMES: [&str; 1] = ["key"];

/// Names of the `exchange` there (sheet §25.2).
pub const EXCHANGE_NAMES: [&str; 1] = ["exchange"];

/// A SKU that no shop has: whether keys may write is tried on it.
pub const NOBODY_S_SKU: &str = "ponte-prova-di-scrittura";

/// Whether what came of a write, tried with keys that can read, means that they may only read. No
/// call tells the type of a pair of keys (sheet §3), and 403 is assumed for a write with a READ pair
/// (sheet §6): 401 counts too, since the same keys were just taken for a read.
#[must_use]
pub fn may_only_read(tried: &Error) -> bool {
    matches!(
        tried,
        Error::MissingPermission { .. } | Error::WrongCredentials { .. }
    )
}
