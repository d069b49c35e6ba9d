//! Nothing is sent whose cancellation came before the reading that preceded its first attempt.
//!
//! Between that reading and the attempt lies a moment that nobody can close: those are counted.

use super::inspector::Seen;

/// What is wrong, by order; and how many were cancelled in the unavoidable moment.
pub fn broken(seen: &Seen<'_>) -> (Vec<(String, String)>, u64) {
    let mut wrong = Vec::new();
    let mut in_the_window = 0;
    for (order, past) in &*seen.town.past() {
        let Some(ended) = past.ended else { continue };
        let prefix = format!("ponte-{order}-");
        let sent = seen.notes.sent.iter();
        let first = sent
            .filter(|(name, _)| name.starts_with(&prefix))
            .flat_map(|(_, at)| at)
            .min();
        let Some(first) = first else { continue };
        let read = seen.notes.read.get(order).into_iter().flatten();
        let before = read.filter(|read| *read <= first).max();
        match before {
            None => wrong.push((order.clone(), format!("sent at {first}, never read"))),
            Some(read) if ended < *read => wrong.push((
                order.clone(),
                format!("ended at {ended}, read at {read}, and yet sent at {first}"),
            )),
            Some(_) if ended < *first => in_the_window += 1,
            Some(_) => {}
        }
    }
    (wrong, in_the_window)
}
