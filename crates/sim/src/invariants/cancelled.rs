//! Nothing is sent whose cancellation came before the reading that preceded its first attempt, and that
//! reading was made lately.
//!
//! Between that reading and the attempt lies a moment that nobody can close: those cancelled in it are
//! counted.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use ponte_domain::orders::part::ExternalId;

use super::seen::Seen;

/// An order is read a minute before its first attempt at most; what lies between (looking for its
/// buyer on the till) may time out and be repeated.
const LATELY: SignedDuration = SignedDuration::from_mins(10);

/// What is wrong, by order; and how many were cancelled in the unavoidable moment.
pub fn broken(seen: &Seen<'_>) -> (Vec<(String, String)>, u64) {
    let mut first: BTreeMap<String, Timestamp> = BTreeMap::new();
    for (name, sent) in &seen.notes.sent {
        if let (Some(id), Some(sent)) = (ExternalId::parse(name), sent.iter().min()) {
            let first = first.entry(id.order).or_insert(*sent);
            *first = (*first).min(*sent);
        }
    }
    let mut wrong = Vec::new();
    let mut in_the_window = 0;
    let past = seen.town.past();
    for (order, first) in first {
        let read = seen.notes.read.get(&order).into_iter().flatten();
        let Some(read) = read.filter(|read| **read <= first).max() else {
            wrong.push((order, format!("sent at {first}, never read")));
            continue;
        };
        if first.duration_since(*read) > LATELY {
            let what = format!("read at {read}, and sent no sooner than {first}");
            wrong.push((order.clone(), what));
        }
        match past.get(&order).and_then(|past| past.ended) {
            Some(ended) if ended < *read => {
                let what = format!("ended at {ended}, read at {read}, and yet sent at {first}");
                wrong.push((order, what));
            }
            Some(ended) if ended < first => in_the_window += 1,
            _ => {}
        }
    }
    (wrong, in_the_window)
}
