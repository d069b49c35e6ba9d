//! When an order was made (TS Commerce sheet §8, §20.1).

use jiff::Timestamp;

use crate::{
    fields::{FieldError, Fields},
    unconfirmed,
};

/// Takes the date out: `iso.orderDate`, else `orderDate`, each with its offset; else one of them
/// without; else the second in the id.
pub(super) fn ordered_at(
    fields: &mut Fields,
    order_id: &str,
) -> Result<Option<Timestamp>, FieldError> {
    let mut iso = fields.object(&["iso"])?;
    let texts = [iso.filled(&["orderDate"])?, fields.filled(&["orderDate"])?];
    fields.put_back("iso", iso);
    let read = |read: fn(&str) -> Option<Timestamp>| {
        let mut texts = texts.iter().flatten();
        texts.find_map(|text| read(text.trim()))
    };
    Ok(read(with_offset)
        .or_else(|| read(unconfirmed::instant_without_offset))
        .or_else(|| unconfirmed::ordered_at_by_id(order_id)))
}

/// An ISO text with its offset, with or without a colon.
pub(super) fn with_offset(text: &str) -> Option<Timestamp> {
    text.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(json: &str) -> Option<i64> {
        let mut fields = Fields::parse(json).expect("an object");
        let at = ordered_at(&mut fields, "417_65e6f0c40a1b2").expect("readable");
        at.map(Timestamp::as_second)
    }

    #[test]
    fn a_date_with_an_offset_comes_before_one_without() {
        let second = Some(1_709_633_732);
        for json in [
            r#"{"orderDate":"2024-03-05T11:15:32+0100","iso":{"orderDate":"2024-03-05T11:15:32+0100"}}"#,
            r#"{"orderDate":"2024-03-05T11:15:32+01:00"}"#,
            r#"{"orderDate":"2024-03-05T10:15:32Z","iso":[]}"#,
            r#"{"orderDate":"2024-03-05T11:15:32+0100","iso":{"orderDate":"2024-03-05T00:00:00"}}"#,
            r#"{"iso":{"orderDate":"2024-03-05T11:15:32"}}"#,
            r#"{"orderDate":"2024-03-05 11:15:32"}"#,
        ] {
            assert_eq!(at(json), second, "{json}");
        }
    }

    #[test]
    fn without_a_date_that_can_be_read_the_id_tells_the_second() {
        for json in ["{}", r#"{"orderDate":"yesterday"}"#, r#"{"iso":null}"#] {
            assert_eq!(at(json), Some(0x65e6_f0c4), "{json}");
        }
    }
}
