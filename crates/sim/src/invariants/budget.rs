//! The till was never called more often than it allows, but for the calls at the seam of two windows.

use ponte_sandbox::{Service, journal::Call};

/// Calls that the till refused because they were too many: its windows and ours do not begin at the
/// same moment, and who is refused asks for a new block before it keeps still.
const SEAM: usize = 5;

/// What is wrong.
pub fn broken(calls: &[Call]) -> Option<(String, String)> {
    // Those that a fault of the sandbox refused are the weather's.
    let too_many = |call: &&Call| {
        call.service == Service::Till && call.status == Some(429) && call.fault.is_none()
    };
    let refused = calls.iter().filter(too_many).count();
    (refused > SEAM).then(|| {
        let what = format!("the till refused {refused} calls because they were too many");
        (String::new(), what)
    })
}
