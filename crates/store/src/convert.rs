//! Between records and columns.
//!
//! Words are the names that serde gives to the variants of an enum; structures are JSON in a text
//! column.

use std::{borrow::Cow, fmt::Display};

use jiff::Timestamp;
use serde::{Serialize, de::DeserializeOwned, de::Error as _};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::{Result, StoreError};

/// An instant as the database keeps it.
pub(crate) fn ms(at: Timestamp) -> i64 {
    at.as_millisecond()
}

/// An instant of the database.
pub(crate) fn instant(table: &'static str, ms: i64) -> Result<Timestamp> {
    Timestamp::from_millisecond(ms).map_err(|_| {
        let source = serde_json::Error::custom(format_args!("{ms} ms is no instant"));
        StoreError::Unreadable { table, source }
    })
}

/// An instant of the database, if there is one.
pub(crate) fn instant_if(table: &'static str, ms: Option<i64>) -> Result<Option<Timestamp>> {
    ms.map(|ms| instant(table, ms)).transpose()
}

/// Pieces of the database.
pub(crate) fn pieces(table: &'static str, figure: i64) -> Result<u32> {
    u32::try_from(figure).map_err(|_| unreadable(table, figure, "pieces"))
}

/// What stands there is none of these.
pub(crate) fn unreadable(table: &'static str, what: impl Display, kind: &str) -> StoreError {
    let source = serde_json::Error::custom(format_args!("{what}: no {kind}"));
    StoreError::Unreadable { table, source }
}

/// A structure as JSON.
pub(crate) fn json<T: Serialize + ?Sized>(table: &'static str, value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(|source| StoreError::Unreadable { table, source })
}

/// A structure from JSON.
pub(crate) fn parse<T: DeserializeOwned>(table: &'static str, text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(|source| StoreError::Unreadable { table, source })
}

/// The name of an enum's variant.
pub(crate) fn word<T: Serialize>(table: &'static str, value: T) -> Result<String> {
    match serde_json::to_value(value) {
        Ok(Value::String(word)) => Ok(word),
        Ok(_) => Err(serde_json::Error::custom("not a word")),
        Err(source) => Err(source),
    }
    .map_err(|source| StoreError::Unreadable { table, source })
}

/// An enum's variant from its name.
pub(crate) fn variant<T: DeserializeOwned>(table: &'static str, word: String) -> Result<T> {
    serde_json::from_value(Value::String(word))
        .map_err(|source| StoreError::Unreadable { table, source })
}

/// A remote's text for a text column: PostgreSQL takes no NUL there, and one odd product must not
/// stop the others.
pub(crate) fn text(text: &str) -> Cow<'_, str> {
    if text.contains('\0') {
        Cow::Owned(text.replace('\0', "\u{fffd}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// A short digest for an index, in place of a text whose length a remote decides: the first 16 bytes
/// of its SHA-256, in hex.
pub(crate) fn key(text: &str) -> String {
    hex(&Sha256::digest(text)[..16])
}

/// Bytes as hex.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Turns the error of an insertion into [`StoreError::Exists`] where it broke a unique index.
pub(crate) fn exists(what: &'static str) -> impl Fn(sqlx::Error) -> StoreError {
    move |error| match &error {
        sqlx::Error::Database(refusal) if refusal.is_unique_violation() => StoreError::Exists(what),
        _ => StoreError::Database(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::changes::ChangeKind;

    #[test]
    fn a_word_comes_back_as_its_variant() {
        assert_eq!(word("t", ChangeKind::Create).expect("a word"), "create");
        let back: ChangeKind = variant("t", "hide".to_owned()).expect("a variant");
        assert_eq!(back, ChangeKind::Hide);
        let broken = variant::<ChangeKind>("changes", "burn".to_owned());
        assert!(matches!(
            broken,
            Err(StoreError::Unreadable {
                table: "changes",
                ..
            })
        ));
    }

    #[test]
    fn a_structure_is_no_word() {
        assert!(word("t", [1, 2]).is_err());
    }

    #[test]
    fn an_instant_out_of_range_is_unreadable_rather_than_wrong() {
        assert!(instant("t", i64::MAX).is_err());
        assert_eq!(instant("t", 0).expect("an instant"), Timestamp::UNIX_EPOCH);
    }

    #[test]
    fn a_key_never_changes() {
        assert_eq!(key(""), "e3b0c44298fc1c149afbf4c8996fb924");
    }

    #[test]
    fn a_text_loses_its_nul_and_nothing_else() {
        assert_eq!(text("a\0b"), "a\u{fffd}b");
        assert_eq!(text("è 😀"), "è 😀");
    }
}
