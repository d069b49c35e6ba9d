//! Addresses, checked before anything is written to them.

use lettre::Address;

/// The longest address there is (RFC 5321, 4.5.3.1.3, less the brackets).
const LONGEST: usize = 254;

/// This is not an e-mail address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not an e-mail address")]
pub struct NotAnAddress;

/// An e-mail address as Ponte keeps it: without blanks around it, in lower case. Quoted names and
/// letters beyond ASCII are refused: few mail servers take them, and nobody has one by choice.
///
/// # Errors
/// [`NotAnAddress`].
pub fn address(text: &str) -> Result<String, NotAnAddress> {
    let text = text.trim().to_lowercase();
    let plain = |byte: u8| byte.is_ascii_graphic() && !b"\"(),:;<>[\\]".contains(&byte);
    if text.len() > LONGEST || !text.bytes().all(plain) {
        return Err(NotAnAddress);
    }
    let address: Address = text.parse().map_err(|_| NotAnAddress)?;
    Ok(address.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_checked_and_kept_in_lower_case() {
        for (typed, kept) in [
            (" Marta@Pervinca.example ", Some("marta@pervinca.example")),
            (
                "m.rossi+cassa@a-b.example",
                Some("m.rossi+cassa@a-b.example"),
            ),
            ("", None),
            ("marta", None),
            ("@pervinca.example", None),
            ("marta@", None),
            ("marta@@pervinca.example", None),
            ("marta@pervinca.example\r\nBcc: evil@evil.example", None),
            ("marta@pervinca.example, evil@evil.example", None),
            ("\"a\r\n b\"@pervinca.example", None),
            ("<marta@pervinca.example>", None),
            ("marta rossi@pervinca.example", None),
        ] {
            assert_eq!(address(typed).ok().as_deref(), kept, "{typed:?}");
        }
        let long = format!("{}@pervinca.example", "m".repeat(300));
        assert_eq!(address(&long), Err(NotAnAddress));
    }
}
