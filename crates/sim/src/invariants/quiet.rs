//! An unchanged world costs no write of stock, by passes of the timer nor by one that was asked for.

use jiff::{SignedDuration, Timestamp};
use ponte_sandbox::{Service, journal::Call};

/// So long before everybody looks nothing has changed.
const UNCHANGED: SignedDuration = SignedDuration::from_mins(15);

/// Passes in that time, at least.
const PASSES: usize = 2;

/// What is wrong.
pub fn broken(calls: &[Call], now: Timestamp) -> Option<(String, String)> {
    let lately = calls.iter().filter(|call| {
        let path = call.path.contains("/inventory/");
        call.service == Service::Shop && path && now.duration_since(call.at) < UNCHANGED
    });
    let (lists, writes): (Vec<_>, Vec<_>) = lately.partition(|call| call.method == "GET");
    let what = if lists.len() < PASSES {
        format!("nobody looked at the shop's stock: {} lists", lists.len())
    } else if let Some(write) = writes.first() {
        format!("at rest, and {} writes of stock: {write:?}", writes.len())
    } else {
        return None;
    };
    Some((String::new(), what))
}
