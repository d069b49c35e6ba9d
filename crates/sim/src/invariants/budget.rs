//! The till was never called more often than it allows, but for the calls at the seam of two windows.

use ponte_sandbox::{Service, journal::Filter};

use super::inspector::Seen;

/// Calls that the till refused because they were too many: its windows and ours do not begin at the
/// same moment, and who is refused asks for a new block before it keeps still.
const SEAM: usize = 5;

/// What is wrong.
pub fn broken(seen: &Seen<'_>) -> Option<(String, String)> {
    let state = seen.town.world.lock();
    let refused = Filter {
        service: Some(Service::Till),
        status: Some(429),
        limit: Some(usize::MAX),
        ..Filter::default()
    };
    // Those that a fault of the sandbox refused are the weather's.
    let rows = state.journal.rows(&refused);
    let refused = rows.filter(|call| call.fault.is_none()).count();
    (refused > SEAM).then(|| {
        let what = format!("the till refused {refused} calls because they were too many");
        (String::new(), what)
    })
}
