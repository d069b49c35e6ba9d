//! The shop's stock set by hand: many codes in one call, or all from the till.

use serde_json::{Value, json};

use crate::running::Sandbox;

/// Pieces of each code in the shop.
async fn pieces(sandbox: &Sandbox) -> Vec<(String, i64)> {
    let (status, text) = sandbox
        .shop("GET", "/v1.1/inventory/list.json", "")
        .await
        .expect("an answer");
    assert_eq!(status, 200, "{text}");
    let list: Vec<Value> = serde_json::from_str(&text).expect("JSON");
    let mut pieces = Vec::new();
    for product in &list {
        let children = product["childs"].as_array().cloned().unwrap_or_default();
        let entries = if children.is_empty() {
            vec![product.clone()]
        } else {
            children
        };
        for entry in entries {
            let sku = entry["sku"].as_str().expect("a code").to_owned();
            pieces.push((sku, entry["quantity"].as_i64().expect("a number")));
        }
    }
    pieces
}

/// A shop with a bag, a shirt in two sizes and a thing of its own; a till with all but the last.
async fn sandbox() -> Sandbox {
    let sandbox = Sandbox::bare().await;
    let variant = |sku: &str, values: Value, stock: Value| json!({"sku": sku, "values": values, "price": "10", "stock": stock});
    let product = |name: &str, options: Value, variants: Value| {
        json!({"name": name, "category": "Novità", "vat": 22, "ecommerce": true,
               "options": options, "variants": variants})
    };
    let both = [
        product(
            "Borsa",
            json!([]),
            json!([variant("BOR", json!([]), json!([2, 3.5]))]),
        ),
        product(
            "Maglietta",
            json!(["Taglia"]),
            json!([
                variant("S", json!(["S"]), json!([1, -4])),
                {"sku": "M", "values": ["M"], "price": "10", "stock": [7], "unmanaged": true}
            ]),
        ),
    ];
    let own = product(
        "Tazza",
        json!([]),
        json!([variant("TAZ", json!([]), json!([1]))]),
    );
    for product in &both {
        let (status, _) = sandbox.control("POST", "/products", product.clone()).await;
        assert_eq!(status, 200);
    }
    for product in both.into_iter().chain([own]) {
        let (status, uid) = sandbox.control("POST", "/shop/products", product).await;
        assert_eq!(status, 200, "{uid}");
    }
    sandbox
}

async fn many(sandbox: &Sandbox, pieces: Value) -> (u16, Value) {
    let body = json!({ "pieces": pieces });
    sandbox.control("PUT", "/shop/stock/many", body).await
}

#[tokio::test]
async fn many_codes_are_set_in_one_call_and_unknown_ones_are_told() {
    let sandbox = sandbox().await;
    let set = many(&sandbox, json!({"BOR": 9, "S": 0, "NO": 1})).await;
    assert_eq!(set, (200, json!({"set": 2, "unknown": ["NO"]})));
    let now = pieces(&sandbox).await;
    assert!(now.contains(&("BOR".to_owned(), 9)) && now.contains(&("S".to_owned(), 0)));
}

#[tokio::test]
async fn every_code_gets_what_the_till_has_free_and_the_others_stay_as_they_are() {
    let sandbox = sandbox().await;
    many(&sandbox, json!({"BOR": 0, "S": 0, "M": 6, "TAZ": 4})).await;
    let from_till = async || {
        let path = "/shop/stock/from-till";
        sandbox.control("POST", path, Value::Null).await
    };
    let left = json!({"set": 2, "left": ["M", "TAZ"]});
    assert_eq!(from_till().await, (200, left.clone()));
    let expected = [("BOR", 5), ("S", 1), ("M", 6), ("TAZ", 4)];
    let expected = expected.map(|(sku, pieces)| (sku.to_owned(), pieces));
    assert_eq!(pieces(&sandbox).await, expected);
    // A sales point that the key may not see has nothing to give.
    sandbox.world.lock().tenants[0]
        .till
        .enable_sales_point(101, false)
        .expect("it exists");
    assert_eq!(from_till().await, (200, left));
    assert_eq!(pieces(&sandbox).await[0], ("BOR".to_owned(), 3));
}
