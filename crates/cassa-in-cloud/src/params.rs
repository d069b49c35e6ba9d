//! Query parameters as the till wants them: each value is a JSON value, then percent-encoded,
//! brackets and quotes too (Cassa in Cloud sheet §5.1).

use std::fmt::Write as _;

use jiff::Timestamp;
use serde::Serialize;

use crate::personal::Personal;

/// Query parameters in the order in which they were set.
#[derive(Clone, Default)]
pub(crate) struct Params {
    pairs: Vec<(&'static str, String)>,
    personal: Personal,
}

impl Params {
    /// Adds `name` with the JSON text of `value`.
    pub(crate) fn set(&mut self, name: &'static str, value: &impl Serialize) {
        let json = serde_json::to_string(value).expect("plain values always have a JSON form");
        self.pairs.push((name, json));
    }

    /// Adds `name` where there is a value.
    pub(crate) fn set_some(&mut self, name: &'static str, value: Option<&impl Serialize>) {
        if let Some(value) = value {
            self.set(name, value);
        }
    }

    /// Adds `name` where there is a value: personal data, which no error may repeat.
    pub(crate) fn set_personal(&mut self, name: &'static str, value: Option<&String>) {
        self.set_some(name, value);
        self.personal = std::mem::take(&mut self.personal).words_of(value);
    }

    /// What an error about these parameters may not repeat.
    pub(crate) fn personal(&self) -> &Personal {
        &self.personal
    }

    /// Adds `name` where the list is not empty: an empty list means "no filter".
    pub(crate) fn set_list(&mut self, name: &'static str, values: &[impl Serialize]) {
        if !values.is_empty() {
            self.set(name, &values);
        }
    }

    /// Adds `name` as epoch milliseconds where there is an instant.
    pub(crate) fn set_instant(&mut self, name: &'static str, instant: Option<Timestamp>) {
        self.set_some(name, instant.map(Timestamp::as_millisecond).as_ref());
    }

    /// The query string, without the question mark.
    pub(crate) fn encode(&self) -> String {
        let mut out = String::new();
        for (name, value) in &self.pairs {
            if !out.is_empty() {
                out.push('&');
            }
            out.push_str(name);
            out.push('=');
            percent_encode(value, &mut out);
        }
        out
    }
}

/// Appends `text` with everything escaped but letters, digits, `-`, `.`, `_` and `~`.
pub(crate) fn percent_encode(text: &str, out: &mut String) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            write!(out, "%{byte:02X}").expect("writing to a string cannot fail");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_value_is_json_and_then_percent_encoded() {
        let mut params = Params::default();
        params.set("limit", &100);
        params.set_list("idsSalesPoint", &[101, 102]);
        params.set_list("ids", &["8f0e", "91ab"]);
        params.set_some("description", Some(&"%caffè%"));
        params.set_some("multiVariant", Some(&true));
        params.set_instant("lastUpdateFrom", Timestamp::from_second(2).ok());
        params.set_list("tags", &[] as &[&str]);
        assert_eq!(
            params.encode(),
            "limit=100&idsSalesPoint=%5B101%2C102%5D&ids=%5B%228f0e%22%2C%2291ab%22%5D\
             &description=%22%25caff%C3%A8%25%22&multiVariant=true&lastUpdateFrom=2000"
        );
    }
}
