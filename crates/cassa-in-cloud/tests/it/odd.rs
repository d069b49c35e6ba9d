//! JSON that nobody has promised: names that the till uses, over values of any kind.

use proptest::prelude::*;
use serde_json::{Map, Value};

const NAMES: [&str; 12] = [
    "id",
    "number",
    "date",
    "datetime",
    "document",
    "rows",
    "idProduct",
    "idProductVariant",
    "idSalesPoint",
    "quantity",
    "subtotal",
    "extra",
];

fn leaf() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        (0..4_u8).prop_map(|number| Value::from(format!("p-{number}"))),
        ".{0,12}".prop_map(Value::from),
    ]
}

/// Any JSON, most of it much like a document.
pub fn json() -> impl Strategy<Value = Value> {
    leaf().prop_recursive(5, 64, 6, |inner| {
        let name = proptest::sample::select(&NAMES[..]).prop_map(str::to_owned);
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            proptest::collection::btree_map(name, inner, 0..8)
                .prop_map(|map| Value::Object(map.into_iter().collect::<Map<_, _>>())),
        ]
    })
}
