//! Everything about the till that is a guess, one item a guess, with the place in the Cassa in
//! Cloud sheet. The answer of a real account is a change of one line here.

mod customers;
mod orders;
mod refusals;
mod webhooks;

use http::StatusCode;
use serde_json::Value;

pub use customers::{MOST_FILTERED_PAGES, ORGANIZATION_VAT_FILTER, ORGANIZATIONS_KEY};
pub(crate) use customers::{create_organization_path, created_id};
pub use orders::{
    CODE_UNDER_200_IS_REFUSAL, DELIVERY, DOCUMENT_WINDOW_DAYS, PICKUP, PREPAYMENT_COMPLETED,
    PREPAYMENT_FAILED, PREPAYMENT_WAITING, TABLE, due_date, prepayment_body, prepayment_path,
    shipping_row,
};
pub(crate) use orders::{Created, created_order};
pub use refusals::{order_refusal, sentence};
pub use webhooks::{
    BASE64_SIGNATURES, CLOSING, CREDIT_NOTE, DELIVERY_NOTE, INVOICE, LONGEST_DELIVERY,
    MOVEMENT_NAMES_ARTICLES, ORGANIZATION, QUOTE, STOCK_MOVEMENT, WEBHOOKS_KEY,
};
pub(crate) use webhooks::{movement_records, webhook};

/// Whose days the till's dates are (sheet §25.32).
pub const ZONE: &str = "Europe/Rome";

/// Bytes of the longest address that the till takes (sheet §8, §25.35: not known, 8 kB are assumed).
pub const LONGEST_URL: usize = 8_000;

/// Path of the dictionary of options and values (sheet §9, §13.3, open point 22: it exists, its
/// path was not found).
pub const OPTIONS_PATH: &str = "/options";

/// Key of the list in the answer of [`OPTIONS_PATH`] (sheet §6: keys are irregular).
pub const OPTIONS_KEY: &str = "options";

/// How long a token lives where the answer does not say it (sheet §3: always 3600 seconds).
pub const TOKEN_SECONDS: u64 = 3600;

/// Whether an answer means "too many calls" (sheet §8: the status is not documented; 429, or 403
/// and 503 with a matching text).
#[must_use]
pub fn is_throttling(status: StatusCode, text: &str) -> bool {
    let matching = || {
        let text = text.to_ascii_lowercase();
        ["too many", "rate limit", "limit exceeded", "throttl"]
            .iter()
            .any(|words| text.contains(words))
    };
    match status {
        StatusCode::TOO_MANY_REQUESTS => true,
        StatusCode::FORBIDDEN | StatusCode::SERVICE_UNAVAILABLE => matching(),
        _ => false,
    }
}

/// Whether a status alone means "this exists already" where the words say nothing known (sheet §7: the
/// status of `ConflictValue` is not documented, 409 is likely). Whoever looks for an order in vain asks a
/// person; whoever takes a conflict for a refusal makes a second one.
#[must_use]
pub fn means_conflict(status: StatusCode) -> bool {
    status == StatusCode::CONFLICT
}

/// Whether a status of the token call means "wrong key" (sheet §3, §7: the vendor's own client
/// says 400; 401 and 403 would mean the same).
#[must_use]
pub fn is_wrong_key(status: StatusCode) -> bool {
    matches!(
        status,
        StatusCode::BAD_REQUEST | StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN
    )
}

/// Whether the words of a refused token call are about the licence, not the key (sheet §3: API access
/// exists with some licences only; how the refusal of the others reads is not known).
#[must_use]
pub fn is_about_licence(text: &str) -> bool {
    text.to_ascii_lowercase().contains("licen")
}

/// Names of an option in an entry of a variant's `attributes`.
const OPTION_NAMES: [&str; 5] = ["optionDescription", "option", "name", "description", "key"];

/// Names of a value in an entry of a variant's `attributes`.
const VALUE_NAMES: [&str; 2] = ["valueDescription", "value"];

/// The option values of a variant as (option, value), in order (sheet §13.3: `attributes` holds
/// them, its shape is not known).
///
/// Understood are a list of objects, ordered by `position` where there is one, and a map from
/// option to value. Where an entry has no names its ids stand for them: an axis that vanished would
/// make two variants look like one. What is neither gives nothing.
#[must_use]
pub fn option_values(attributes: &Value) -> Vec<(String, String)> {
    match attributes {
        Value::Array(entries) => {
            let mut found: Vec<_> = entries
                .iter()
                .filter_map(|entry| {
                    let option = first_text(entry, &OPTION_NAMES, "idOption")?;
                    let value = first_text(entry, &VALUE_NAMES, "idValue")?;
                    let position = entry.get("position").and_then(Value::as_i64);
                    Some((position.unwrap_or(i64::MAX), (option, value)))
                })
                .collect();
            found.sort_by_key(|(position, _)| *position);
            found.into_iter().map(|(_, pair)| pair).collect()
        }
        Value::Object(map) => map
            .iter()
            .filter_map(|(option, value)| Some((option.clone(), text(value)?)))
            .collect(),
        _ => Vec::new(),
    }
}

fn first_text(entry: &Value, names: &[&str], id: &str) -> Option<String> {
    names
        .iter()
        .chain([&id])
        .find_map(|name| entry.get(name).and_then(text))
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn pairs(value: &Value) -> Vec<(String, String)> {
        option_values(value)
    }

    fn pair(option: &str, value: &str) -> (String, String) {
        (option.to_owned(), value.to_owned())
    }

    #[test]
    fn option_values_come_in_order_of_position() {
        let list = json!([
            {"idOption": "o2", "idValue": "v9", "position": 2, "optionDescription": "Colore",
             "valueDescription": "Rosso"},
            {"idOption": "o1", "idValue": "v1", "position": 1, "option": "Taglia", "value": 42},
        ]);
        assert_eq!(
            pairs(&list),
            [pair("Taglia", "42"), pair("Colore", "Rosso")]
        );
    }

    #[test]
    fn option_values_without_position_stay_in_the_order_of_the_list() {
        let list = json!([{"name": "B", "value": "1"}, {"key": "A", "value": "2"}]);
        assert_eq!(pairs(&list), [pair("B", "1"), pair("A", "2")]);
    }

    #[test]
    fn option_values_come_as_a_map_too() {
        assert_eq!(pairs(&json!({"Taglia": "42"})), [pair("Taglia", "42")]);
    }

    #[test]
    fn an_axis_without_names_does_not_vanish() {
        let list = json!([{"idOption": "o1", "idValue": "v1"}]);
        assert_eq!(pairs(&list), [pair("o1", "v1")]);
    }

    #[test]
    fn attributes_of_another_shape_give_nothing() {
        for other in [
            json!(null),
            json!("x"),
            json!(7),
            json!([]),
            json!([1, "a"]),
        ] {
            assert!(pairs(&other).is_empty(), "{other}");
        }
    }
}
