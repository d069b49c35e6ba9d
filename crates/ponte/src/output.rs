//! Standard output carries results and nothing else; whatever is said besides goes to standard error.

use std::io::Write;

/// Prints a line of a result. A reader that went away is nobody's trouble.
pub fn line(text: &str) {
    let mut out = std::io::stdout().lock();
    let _gone = writeln!(out, "{text}").and_then(|()| out.flush());
}

/// Says a line to whoever watches.
pub fn complain(text: &str) {
    let _gone = writeln!(std::io::stderr().lock(), "{text}");
}
