//! What a handler gets, and how it reads parameters.
//!
//! Unknown parameters are ignored (TS Commerce sheet §27); a known one with a value that cannot be
//! read is refused with 400 and its name.

use std::str::FromStr;

use jiff::Timestamp;
use ponte_transport::Randomness;
use rust_decimal::Decimal;

use super::refusal::Refusal;
use crate::{
    shop::{form::Form, state::Shop},
    switches::Switches,
};

/// One call of one merchant's shop, while the world is locked.
pub(super) struct Call<'a> {
    /// The caller's shop.
    pub shop: &'a mut Shop,
    /// How the shop behaves where nobody knows.
    pub switches: &'a Switches,
    /// Query and body, merged.
    pub form: &'a Form,
    /// What time it is.
    pub now: Timestamp,
    /// For ids.
    pub random: &'a dyn Randomness,
    /// Scheme and host the caller used, without a slash at its end: links start with it.
    pub origin: &'a str,
}

/// A body, or why there is none.
pub(super) type Outcome = Result<Vec<u8>, Refusal>;

/// A function that carries out one method of one path.
pub(super) type Handler = fn(&mut Call<'_>) -> Outcome;

impl<'a> Call<'a> {
    /// A text that must be there and not be empty.
    pub fn required(&self, name: &str) -> Result<&'a str, Refusal> {
        match self.form.text(name) {
            Some(text) if !text.is_empty() => Ok(text),
            _ => Err(missing(name)),
        }
    }

    /// A uid that must be there.
    pub fn uid(&self) -> Result<u64, Refusal> {
        read("uid", self.required("uid")?)
    }

    /// The names in `nodes`; commas arrive plain or escaped, decoded in either case.
    pub fn nodes(&self) -> Vec<&'a str> {
        let nodes = self.form.text("nodes").unwrap_or_default();
        nodes.split(',').map(str::trim).collect()
    }

    /// Link to a picture's file.
    pub fn original(&self, id: &str) -> String {
        format!("{}/gallery/{id}", self.origin)
    }

    /// Link to a picture's small copy; the sandbox gives the same file.
    pub fn thumbnail(&self, id: &str) -> String {
        format!("{}/secache/{id}", self.origin)
    }
}

/// The refusal of a parameter that is not there.
pub(super) fn missing(name: &str) -> Refusal {
    Refusal::bad(format!("missing parameter {name}"))
}

/// A number, or a refusal with the parameter's name.
pub(super) fn read<T: FromStr>(name: &str, text: &str) -> Result<T, Refusal> {
    text.trim()
        .parse()
        .map_err(|_| Refusal::bad(format!("invalid parameter {name}")))
}

/// A number where the parameter is there and not empty.
pub(super) fn optional<T: FromStr>(form: &Form, name: &str) -> Result<Option<T>, Refusal> {
    match form.text(name) {
        Some(text) if !text.is_empty() => read(name, text).map(Some),
        _ => Ok(None),
    }
}

/// A switch where the parameter is there: writes use `0` and `1` (sheet §8).
pub(super) fn flag(form: &Form, name: &str) -> Result<Option<bool>, Refusal> {
    match form.text(name) {
        None => Ok(None),
        Some("1" | "true") => Ok(Some(true)),
        Some("0" | "false" | "") => Ok(Some(false)),
        Some(_) => Err(Refusal::bad(format!("invalid parameter {name}"))),
    }
}

/// An amount of money that is not negative, in two decimals (sheet §28.43).
pub(super) fn money(form: &Form, name: &str) -> Result<Option<Decimal>, Refusal> {
    let amount: Option<Decimal> = optional(form, name)?;
    if amount.is_some_and(|amount| amount.is_sign_negative() && !amount.is_zero()) {
        return Err(Refusal::bad(format!("invalid parameter {name}")));
    }
    Ok(amount.map(|amount| amount.round_dp(2)))
}
