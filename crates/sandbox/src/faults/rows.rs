//! Lists with fewer rows than there are: whole JSON, a good status, and not the truth.
//!
//! A list is an array that is the whole body, or stands in its outermost object: both services answer
//! so (Cassa in Cloud sheet §6, TS Commerce sheet §7). Whatever else is answered stays as it is.

use bytes::Bytes;
use serde_json::Value;

/// The key of a total beside the rows (Cassa in Cloud sheet §6).
const TOTAL: &str = "totalCount";

/// What is left of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Left {
    /// The first half of the rows, rounded down; the total stays.
    Half,
    /// No row; the total stays.
    Total,
    /// No row, and a total of 0.
    Nothing,
}

/// The body with what is left of its lists.
pub(super) fn cut(body: &Bytes, left: Left) -> Bytes {
    let Ok(mut value) = serde_json::from_slice(body) else {
        return body.clone();
    };
    match &mut value {
        Value::Array(rows) => shorten(rows, left),
        Value::Object(fields) => {
            for (name, field) in fields {
                match field {
                    Value::Array(rows) => shorten(rows, left),
                    Value::Number(_) if name == TOTAL && left == Left::Nothing => *field = 0.into(),
                    _ => {}
                }
            }
        }
        _ => return body.clone(),
    }
    Bytes::from(value.to_string())
}

fn shorten(rows: &mut Vec<Value>, left: Left) {
    let kept = match left {
        Left::Half => rows.len() / 2,
        Left::Total | Left::Nothing => 0,
    };
    rows.truncate(kept);
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn rows_are_lost_from_every_list_and_nothing_else_is() {
        let page = json!({"stocks": [1, 2, 3], "totalCount": 3});
        let bare = json!([1]);
        let record = json!({"id": "a", "rows": {"deep": [1]}});
        for (left, page_left) in [
            (Left::Half, json!({"stocks": [1], "totalCount": 3})),
            (Left::Total, json!({"stocks": [], "totalCount": 3})),
            (Left::Nothing, json!({"stocks": [], "totalCount": 0})),
        ] {
            let after = |body: &Value| -> Value {
                let body = Bytes::from(body.to_string());
                serde_json::from_slice(&cut(&body, left)).expect("JSON")
            };
            assert_eq!(after(&page), page_left);
            assert_eq!(after(&bare), json!([]));
            assert_eq!(after(&record), record);
        }
    }

    #[test]
    fn what_is_not_json_stays_as_it_is() {
        let body = Bytes::from_static(b"<p>");
        assert_eq!(cut(&body, Left::Half), body);
    }
}
