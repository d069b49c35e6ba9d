//! What people say of themselves: name, address, password. Checked before it is kept.
//!
//! Guarantee: a name goes into letters to others, so nothing that could be an address or a link is one.

use ponte_sync::mail;
use secrecy::{ExposeSecret, SecretString};

/// The longest name, in characters.
const LONGEST_NAME: usize = 60;
/// The shortest password, in characters. There is no other rule: length is what counts.
pub(crate) const SHORTEST: usize = 10;
/// The longest password, in characters.
const LONGEST: usize = 256;

/// The name as it is kept; `None` where it cannot be one.
pub(crate) fn name(typed: &str) -> Option<String> {
    let name = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    let letters: Vec<char> = name.chars().collect();
    let fits = |place: usize, letter: char| match letter {
        ' ' | '\'' | '’' | '-' => true,
        // Dott. Rossi, and no evil.example.
        '.' => matches!(letters.get(place + 1), None | Some(' ')),
        letter => letter.is_alphabetic(),
    };
    let is_name = (1..=LONGEST_NAME).contains(&letters.len())
        && letters.iter().any(|letter| letter.is_alphabetic())
        && letters
            .iter()
            .enumerate()
            .all(|(place, letter)| fits(place, *letter));
    is_name.then_some(name)
}

/// The address as it is kept; `None` where it is none.
pub(crate) fn email(typed: &str) -> Option<String> {
    mail::address(typed).ok()
}

/// What is wrong with a password, as the key of a sentence.
pub(crate) fn trouble(password: &SecretString, email: &str) -> Option<&'static str> {
    let password = password.expose_secret();
    match password.chars().count() {
        length if length < SHORTEST => Some("password-short"),
        length if length > LONGEST => Some("password-long"),
        _ if password.trim().eq_ignore_ascii_case(email) => Some("password-email"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_a_name_and_no_link() {
        for (typed, kept) in [
            ("  Marta   Pervinca ", Some("Marta Pervinca")),
            ("Niccolò D’Amico-Rossi", Some("Niccolò D’Amico-Rossi")),
            ("Dott. Rossi", Some("Dott. Rossi")),
            ("Łukasz", Some("Łukasz")),
            ("", None),
            (" - ", None),
            ("vai su evil.example", None),
            ("https://evil", None),
            ("a@b", None),
            ("Marta\r\nBcc: x", None),
            ("Vinci 1000 euro", None),
        ] {
            assert_eq!(name(typed).as_deref(), kept, "{typed:?}");
        }
        assert_eq!(name(&"m".repeat(61)), None);
    }

    #[test]
    fn a_password_is_long_enough_and_there_is_no_other_rule_but_that_it_is_not_the_address() {
        let trouble = |text: &str| trouble(&SecretString::from(text), "marta@pervinca.example");
        assert_eq!(trouble("città blu"), Some("password-short"));
        assert_eq!(trouble("città blù!"), None);
        assert_eq!(trouble(&"a".repeat(257)), Some("password-long"));
        assert_eq!(trouble("Marta@pervinca.example"), Some("password-email"));
    }
}
