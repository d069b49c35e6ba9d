//! Forms as PHP reads them: `a=1&b[c]=2&d[]=3`, everything percent-encoded (TS Commerce sheet §3).

use std::fmt::Write as _;

/// Pairs of a form or a query, in the order in which they were set.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Form(Vec<(String, String)>);

impl Form {
    /// An empty form.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds `name=value`.
    pub fn set(&mut self, name: &str, value: impl ToString) -> &mut Self {
        self.0.push((name.to_owned(), value.to_string()));
        self
    }

    /// Adds `name=value` where there is a value.
    pub fn set_some(&mut self, name: &str, value: Option<impl ToString>) -> &mut Self {
        if let Some(value) = value {
            self.set(name, value);
        }
        self
    }

    /// Adds `path[0][path[1]]…=value`. No part behind the first may hold a bracket: PHP would read
    /// another key.
    pub fn nested(&mut self, path: &[&str], value: impl ToString) -> &mut Self {
        let mut name = String::new();
        for (depth, part) in path.iter().enumerate() {
            if depth == 0 {
                name.push_str(part);
            } else {
                name.push('[');
                name.push_str(part);
                name.push(']');
            }
        }
        self.set(&name, value)
    }

    /// Adds `name[]=value`.
    pub fn push(&mut self, name: &str, value: impl ToString) -> &mut Self {
        self.set(&format!("{name}[]"), value)
    }

    /// Whether nothing was set.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The form's text.
    #[must_use]
    pub fn encode(&self) -> String {
        let mut out = String::new();
        for (name, value) in &self.0 {
            if !out.is_empty() {
                out.push('&');
            }
            percent_encode(name, &mut out);
            out.push('=');
            percent_encode(value, &mut out);
        }
        out
    }
}

/// Appends `text` with everything escaped but letters, digits, `-`, `.`, `_` and `~`.
fn percent_encode(text: &str, out: &mut String) {
    out.reserve(text.len());
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
    fn a_form_is_written_in_the_bracket_style_and_percent_encoded() {
        let mut form = Form::new();
        form.set("title", "Scarpa & più")
            .nested(&["stage", "SC-100 40", "quantity"], -2)
            .push("tags", "a+b")
            .set_some("price", None::<u8>);
        assert_eq!(
            form.encode(),
            "title=Scarpa%20%26%20pi%C3%B9&stage%5BSC-100%2040%5D%5Bquantity%5D=-2&tags%5B%5D=a%2Bb"
        );
    }
}
