//! How records of orders, documents and people stand in a body: an answer's and a webhook's alike.

use rust_decimal::Decimal;
use serde_json::Value;

/// A decimal as a JSON number, or as text where the switch `till.decimals_as_text` says so.
pub(super) fn number(value: Decimal, as_text: bool) -> Value {
    let value = value.normalize();
    if as_text {
        return value.to_string().into();
    }
    if let (0, Ok(whole)) = (value.scale(), i64::try_from(value)) {
        return whole.into();
    }
    // The double nearest to at most 15 digits is written as exactly these digits again.
    let nearest: Option<f64> = value.to_string().parse().ok();
    nearest.map_or(Value::Null, Value::from)
}

/// Missing keys rather than nulls (Cassa in Cloud sheet §24.11), all the way down.
pub(super) fn lean(value: Value) -> Value {
    match value {
        Value::Object(fields) => {
            let fields = fields.into_iter().filter(|(_, value)| !value.is_null());
            fields.map(|(name, value)| (name, lean(value))).collect()
        }
        Value::Array(values) => values.into_iter().map(lean).collect(),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_decimal_is_written_with_its_own_digits() {
        for (text, expected) in [
            ("12.50", json!(12.5)),
            ("3.00", json!(3)),
            ("-1.115", json!(-1.115)),
        ] {
            assert_eq!(number(text.parse().expect("a decimal"), false), expected);
        }
        assert_eq!(number(Decimal::new(1_250, 2), true), "12.5");
    }

    #[test]
    fn nulls_are_left_out_all_the_way_down() {
        let full = json!({"a": null, "b": [{"c": null, "d": 1}]});
        assert_eq!(lean(full), json!({"b": [{"d": 1}]}));
    }
}
