//! Our two cookies: the session's, and the one that guards the login form.
//!
//! Guarantee: over `https` both carry the `__Host-` prefix, so that no other host, not even a
//! neighbour of the same domain, can set or overwrite them.

use http::{HeaderMap, HeaderValue, header};

use crate::settings::WebSettings;

/// A cookie of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cookie {
    /// The session's token.
    Session,
    /// The token of the login form, before there is a session.
    Login,
}

impl Cookie {
    fn name(self, settings: &WebSettings) -> &'static str {
        match (self, settings.secure()) {
            (Self::Session, true) => "__Host-ponte",
            (Self::Session, false) => "ponte",
            (Self::Login, true) => "__Host-ponte-accesso",
            (Self::Login, false) => "ponte-accesso",
        }
    }

    /// Its value in a request: our tokens are hex, anything else is nobody's.
    pub(crate) fn of<'h>(self, headers: &'h HeaderMap, settings: &WebSettings) -> Option<&'h str> {
        let name = self.name(settings);
        headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|line| line.to_str().ok())
            .flat_map(|line| line.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .find(|(key, _)| *key == name)
            .map(|(_, value)| value)
            .filter(|value| !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_hexdigit()))
    }

    /// The header line that sets it for `seconds`; 0 takes it away. `value` is one of our tokens.
    pub(crate) fn set(self, value: &str, seconds: i64, settings: &WebSettings) -> HeaderValue {
        let name = self.name(settings);
        let secure = if settings.secure() { "; Secure" } else { "" };
        HeaderValue::try_from(format!(
            "{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}"
        ))
        .expect("a token is hex, the rest is ours")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(public: &str) -> WebSettings {
        WebSettings::new(public.parse().expect("an address"))
    }

    #[test]
    fn over_https_cookies_are_bound_to_the_host() {
        let line = Cookie::Session.set("ab", 60, &settings("https://ponte.example"));
        assert_eq!(
            line,
            "__Host-ponte=ab; Path=/; HttpOnly; SameSite=Lax; Max-Age=60; Secure"
        );
        let line = Cookie::Login.set("ab", 0, &settings("http://127.0.0.1:8080"));
        assert_eq!(
            line,
            "ponte-accesso=ab; Path=/; HttpOnly; SameSite=Lax; Max-Age=0"
        );
    }

    #[test]
    fn a_cookie_that_is_not_a_token_of_ours_is_nobody_s() {
        let settings = settings("http://127.0.0.1");
        let read = |line: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::COOKIE, HeaderValue::from_static(line));
            Cookie::Session.of(&headers, &settings).map(str::to_owned)
        };
        assert_eq!(read("a=1; ponte=00ff; b=2").as_deref(), Some("00ff"));
        assert_eq!(read("ponte='or 1=1"), None);
        assert_eq!(read("ponte="), None);
        assert_eq!(read("xponte=00"), None);
    }
}
