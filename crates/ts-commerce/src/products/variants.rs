//! Option axes and variants as they are read (TS Commerce sheet §12.1).

use rust_decimal::Decimal;
use serde_json::{Map, Value, value::RawValue};

use crate::fields::{FieldError, Fields, Row, Scalar};

/// An option axis, such as the size.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Axis {
    /// Its key, such as `taglia`.
    pub key: String,
    /// Its label, such as `Taglia`.
    pub title: String,
    /// Its values, in order.
    pub options: Vec<AxisOption>,
}

/// One value of an [`Axis`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AxisOption {
    /// The raw value; lower-cased it is part of the superkey.
    pub option: String,
    /// Its label.
    pub title: String,
}

/// A combination. It has no id: it is (product, superkey). A superkey is never split: an option
/// value may hold a `_` itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Variant {
    /// The option values, lower-cased and joined by `_`.
    pub superkey: String,
    /// Its SKU, perhaps empty.
    pub sku: String,
    /// Pieces.
    pub quantity: Option<i64>,
    /// Sold without counting.
    pub unlimited: Option<bool>,
    /// List price, VAT included.
    pub price: Option<Decimal>,
    /// Selling price, VAT included.
    pub final_price: Option<Decimal>,
    /// EAN, if the service has one here at all.
    pub ean13: Option<String>,
    /// What the sheet does not know.
    pub extra: Map<String, Value>,
}

impl Row for Variant {
    fn read(fields: &mut Fields) -> Result<Self, FieldError> {
        Ok(Self {
            superkey: fields.text(&["superkey"])?.unwrap_or_default(),
            sku: fields.text(&["sku", "code"])?.unwrap_or_default(),
            quantity: fields.int(&["quantity"])?,
            unlimited: fields.flag(&["unlimited"])?,
            price: fields.decimal(&["price"])?,
            final_price: fields.decimal(&["final_price"])?,
            ean13: fields.filled(&["ean13"])?,
            extra: fields.rest(),
        })
    }
}

/// The combinations; a map's values count as a list.
pub(super) fn read_variants(fields: &mut Fields) -> Result<Vec<Variant>, FieldError> {
    fields.rows(&["variants"])
}

/// The axes: a map from key to axis, `[]` for none, or a list of axes that name themselves.
pub(super) fn read_vars(fields: &mut Fields) -> Result<Vec<Axis>, FieldError> {
    let Some(raw) = fields.take(&["vars"]) else {
        return Ok(Vec::new());
    };
    if let Ok(map) = Fields::parse(raw.get()) {
        let axes = map.entries().into_iter();
        return axes.map(|(key, raw)| read_axis(Some(key), &raw)).collect();
    }
    let list: Vec<Box<RawValue>> =
        serde_json::from_str(raw.get()).map_err(|_| FieldError::new("vars", "expected a map"))?;
    list.iter().map(|raw| read_axis(None, raw)).collect()
}

/// `{title, options}`, or the bare list of values.
fn read_axis(key: Option<String>, raw: &RawValue) -> Result<Axis, FieldError> {
    if let Ok(values) = serde_json::from_str::<Vec<Box<RawValue>>>(raw.get()) {
        let key = key.ok_or_else(|| FieldError::new("vars", "an axis without a name"))?;
        let options = values
            .iter()
            .map(|raw| read_option(raw))
            .collect::<Result<_, _>>()?;
        let title = key.clone();
        return Ok(Axis {
            key,
            title,
            options,
        });
    }
    let mut fields = Fields::parse(raw.get()).map_err(|_| FieldError::new("vars", "no axis"))?;
    let named = fields.filled(&["key"])?;
    let title = fields.filled(&["title"])?;
    let key = key
        .or(named)
        .or_else(|| title.as_ref().map(|title| title.to_lowercase()))
        .ok_or_else(|| FieldError::new("vars", "an axis without a name"))?;
    let values = fields.list(&["options"])?;
    Ok(Axis {
        title: title.unwrap_or_else(|| key.clone()),
        options: values
            .iter()
            .map(|raw| read_option(raw))
            .collect::<Result<_, _>>()?,
        key,
    })
}

/// `{option, title}`, or the bare value.
fn read_option(raw: &RawValue) -> Result<AxisOption, FieldError> {
    let unfit = |_| FieldError::new("vars", "an option without a value");
    let missing = || FieldError::new("vars", "an option without a value");
    if !raw.get().starts_with('{') {
        let option = Scalar::of(raw).text().map_err(unfit)?.ok_or_else(missing)?;
        let title = option.clone();
        return Ok(AxisOption { option, title });
    }
    let mut fields = Fields::parse(raw.get())?;
    let title = fields.text(&["title"])?;
    let option = fields.text(&["option", "value"])?.or_else(|| title.clone());
    let option = option.ok_or_else(missing)?;
    let title = title.unwrap_or_else(|| option.clone());
    Ok(AxisOption { option, title })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(json: &str) -> Vec<(String, Vec<String>)> {
        let mut fields = Fields::parse(json).expect("an object");
        let axes = read_vars(&mut fields).expect("axes");
        axes.into_iter()
            .map(|axis| {
                let options = axis.options.into_iter().map(|option| option.option);
                (axis.key, options.collect())
            })
            .collect()
    }

    #[test]
    fn axes_come_as_a_map_a_list_or_an_empty_list() {
        let axes = |axes: &[(&str, &[&str])]| -> Vec<(String, Vec<String>)> {
            let owned = |options: &[&str]| options.iter().map(|&text| text.to_owned()).collect();
            axes.iter()
                .map(|&(key, options)| (key.to_owned(), owned(options)))
                .collect()
        };
        let expected = axes(&[("taglia", &["40", "42"]), ("colore", &["Rosso"])]);
        for json in [
            r#"{"vars":{"taglia":{"title":"Taglia","options":[{"option":"40","title":"40"},
               {"option":42}]},"colore":{"options":[{"option":"Rosso"}]}}}"#,
            r#"{"vars":{"taglia":["40",42],"colore":["Rosso"]}}"#,
            r#"{"vars":[{"key":"taglia","options":["40","42"]},
               {"title":"Colore","options":{"0":{"option":"Rosso"}}}]}"#,
        ] {
            assert_eq!(keys(json), expected, "{json}");
        }
        for json in [r#"{"vars":[]}"#, r#"{"vars":{}}"#, r#"{"vars":null}"#, "{}"] {
            assert_eq!(keys(json), [], "{json}");
        }
    }
}
