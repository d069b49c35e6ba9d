//! Who gets in: passwords, sessions, forms, throttling.

pub(crate) mod browser;
pub(crate) mod cookie;
pub(crate) mod embed;
pub(crate) mod entrance;
pub(crate) mod form;
pub(crate) mod limit;
pub(crate) mod member;
pub(crate) mod origin;
pub(crate) mod password;
pub(crate) mod person;
pub(crate) mod session;
pub(crate) mod throttle;

/// Whether two secrets are equal, in a time that does not tell where they differ.
pub(crate) fn same(a: &str, b: &str) -> bool {
    a.len() == b.len()
        && a.bytes()
            .zip(b.bytes())
            .fold(0, |seen, (a, b)| seen | (a ^ b))
            == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_equal_secrets_are_the_same() {
        assert!(same("abc", "abc") && same("", ""));
        assert!(!same("abc", "abd") && !same("abc", "ab") && !same("", "a"));
    }
}
