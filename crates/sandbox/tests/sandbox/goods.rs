//! Goods, documents and orders by phone over the control API: what is answered, and what is refused how.

use serde_json::{Value, json};

use crate::running::Sandbox;

/// A bare world with an article that both points sell, and one of the second point alone; ids of their
/// variants.
async fn selling() -> (Sandbox, Value, Value) {
    let sandbox = Sandbox::bare().await;
    let oil = json!({"name": "Olio", "category": "Alimentari", "vat": 4,
                     "variants": [{"sku": "OIL", "price": "12.50", "stock": [4, 1]}]});
    let book = json!({"name": "Libro", "category": "Libri", "vat": 0, "only_in": 1,
                      "variants": [{"sku": "BOOK", "price": "15", "unmanaged": true}]});
    let (_, oil) = sandbox.control("POST", "/products", oil).await;
    let (_, book) = sandbox.control("POST", "/products", book).await;
    let variant = |product: &Value| product["variants"][0]["id"].clone();
    (sandbox, variant(&oil), variant(&book))
}

async fn post(sandbox: &Sandbox, path: &str, body: Value) -> (u16, Value) {
    sandbox.control("POST", path, body).await
}

#[tokio::test]
async fn goods_received_and_carried_answer_every_level_that_moved() {
    let (sandbox, oil, _) = selling().await;
    let goods = json!([{"variant": oil, "quantity": 6}]);
    let body = json!({"sales_point": 101, "goods": goods});
    let (status, moved) = post(&sandbox, "/till/goods", body).await;
    let seen = |moved: &Value| {
        json!([
            moved["sales_point"],
            moved["sku"],
            moved["by"],
            moved["quantity"]
        ])
    };
    assert_eq!(
        (status, seen(&moved[0])),
        (200, json!([101, "OIL", "6", "10"]))
    );
    let body = json!({"from": 101, "to": 102, "goods": goods});
    let (status, moved) = post(&sandbox, "/till/transfers", body).await;
    assert_eq!(status, 200);
    assert_eq!(seen(&moved[0]), json!([101, "OIL", "-6", "4"]));
    assert_eq!(seen(&moved[1]), json!([102, "OIL", "6", "7"]));
}

#[tokio::test]
async fn a_credit_note_a_late_sale_and_an_order_by_phone_answer_what_was_made() {
    let (sandbox, oil, _) = selling().await;
    let goods = json!([{"variant": oil, "quantity": 2}]);
    let body = json!({"sales_point": 101, "goods": goods});
    let (status, credit) = post(&sandbox, "/till/credit-notes", body.clone()).await;
    assert_eq!(
        (
            status,
            &credit["kind"],
            &credit["amount"],
            &credit["number"]
        ),
        (200, &json!("credit_note"), &json!("25.00"), &json!(1))
    );
    let late = json!({"sales_point": 101, "goods": goods, "at": "2026-01-02T10:00:00Z"});
    let (status, sold) = post(&sandbox, "/till/sales", late).await;
    assert_eq!((status, &sold["at"]), (200, &json!(1_767_348_000_000_i64)));
    let (status, order) = post(&sandbox, "/till/orders", body).await;
    assert_eq!((status, &order["workflow"]), (200, &Value::Null));
    assert_eq!(order["rows"][0]["promised"], "2");
    let (_, documents) = sandbox.control("GET", "/till/documents", Value::Null).await;
    let kinds = documents.as_array().expect("a list").iter();
    let kinds: Vec<&Value> = kinds.map(|it| &it["kind"]).collect();
    assert_eq!(kinds, ["receipt", "credit_note"], "the oldest date first");
}

#[tokio::test]
async fn what_cannot_move_is_refused_with_its_status_and_its_reason() {
    let (sandbox, oil, book) = selling().await;
    let goods =
        |variant: &Value, quantity: i64| json!([{"variant": variant, "quantity": quantity}]);
    let at = |point: i64, goods: Value| json!({"sales_point": point, "goods": goods});
    let future = json!({"sales_point": 101, "goods": goods(&oil, 1), "at": "2999-01-01T00:00:00Z"});
    let paths = [
        "/till/goods",
        "/till/credit-notes",
        "/till/sales",
        "/till/orders",
    ];
    for path in paths {
        for (body, status, reason) in [
            (at(101, json!([])), 400, "there are no goods"),
            (at(101, goods(&oil, 0)), 400, "must be above 0, not 0"),
            (at(9, goods(&oil, 1)), 404, "the till has no sales point 9"),
            (
                at(101, goods(&json!("x"), 1)),
                404,
                "the till has no variant x",
            ),
            (json!({"goods": []}), 400, "missing field `sales_point`"),
        ] {
            let refused = post(&sandbox, path, body).await;
            let why = refused.1["error"].as_str().expect("a reason").to_owned();
            assert_eq!(refused.0, status, "{path}: {why}");
            assert!(why.contains(reason), "{path}: {why}");
        }
    }
    let transfer = json!({"from": 102, "to": 102, "goods": goods(&oil, 1)});
    for (path, body, status, reason) in [
        (
            "/till/goods",
            at(102, goods(&book, 1)),
            409,
            "does not count",
        ),
        (
            "/till/goods",
            at(101, goods(&book, 1)),
            409,
            "is not sold at",
        ),
        (
            "/till/credit-notes",
            at(101, goods(&book, 1)),
            409,
            "is not sold at",
        ),
        (
            "/till/orders",
            at(101, goods(&book, 1)),
            409,
            "is not sold at",
        ),
        (
            "/till/transfers",
            transfer,
            400,
            "do not go from the sales point 102 to itself",
        ),
        (
            "/till/sales",
            future,
            400,
            "nothing is issued in the future",
        ),
    ] {
        let refused = post(&sandbox, path, body).await;
        let why = refused.1["error"].as_str().expect("a reason").to_owned();
        assert_eq!(refused.0, status, "{path}: {why}");
        assert!(why.contains(reason), "{path}: {why}");
    }
    let (_, documents) = sandbox.control("GET", "/till/documents", Value::Null).await;
    assert_eq!(documents, json!([]));
}

#[tokio::test]
async fn a_record_is_counted_expected_and_uncounted_by_hand_and_its_quantity_stays() {
    let (sandbox, _, _) = selling().await;
    let (_, list) = sandbox.control("GET", "/products", Value::Null).await;
    let product = list["products"][0]["id"].clone();
    let level = async || {
        let (_, list) = sandbox.control("GET", "/products", Value::Null).await;
        list["products"][0]["variants"][0]["stock"]["101"].clone()
    };
    let put = async |mut body: Value| {
        body["sales_point"] = json!(101);
        body["product"] = product.clone();
        assert_eq!(sandbox.control("PUT", "/stock", body).await.0, 204);
    };
    put(json!({"managed": false, "incoming": "5", "warning": "2"})).await;
    let seen = level().await;
    assert_eq!(
        json!([
            seen["managed"],
            seen["quantity"],
            seen["incoming"],
            seen["warning"]
        ]),
        json!([false, "4", "5", "2"])
    );
    put(json!({"managed": true, "quantity": "9"})).await;
    let seen = level().await;
    assert_eq!(
        json!([seen["managed"], seen["quantity"]]),
        json!([true, "9"])
    );
    put(json!({})).await;
    assert_eq!(level().await, Value::Null, "the record is forgotten");
}
