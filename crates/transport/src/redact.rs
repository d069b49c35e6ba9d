//! What may be written in a log.
//!
//! Secrets travel as [`secrecy::SecretString`], whose `Debug` shows nothing. A remote's own text is
//! cut and its long opaque runs are hidden, since a service may echo a key or a token.

/// A remote's text made fit for a log or a page: one line, at most `most` characters, and runs of
/// 24 or more letters and digits (keys, tokens, ids) replaced.
#[must_use]
pub fn excerpt(text: &str, most: usize) -> String {
    let mut out = String::new();
    let mut run = String::new();
    let flush = |run: &mut String, out: &mut String| {
        if run.len() >= 24 {
            out.push('…')
        } else {
            out.push_str(run)
        }
        run.clear();
    };
    for c in text.chars() {
        if c.is_ascii_alphanumeric() || c == '.' || c == '_' || c == '-' {
            run.push(c);
        } else {
            flush(&mut run, &mut out);
            out.push(if c.is_control() { ' ' } else { c });
        }
    }
    flush(&mut run, &mut out);
    if out.chars().count() > most {
        out = out
            .chars()
            .take(most.saturating_sub(1))
            .chain(['…'])
            .collect();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_echoed_by_the_remote_is_hidden() {
        let text = "bad key 0123456789abcdef0123456789abcdef\nfor you";
        assert_eq!(excerpt(text, 100), "bad key … for you");
        assert_eq!(excerpt("abcdef", 3), "ab…");
    }
}
