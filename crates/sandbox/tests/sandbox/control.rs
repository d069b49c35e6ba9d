//! The control API.

use serde_json::{Value, json};

use crate::running::Sandbox;

const CSV: &str = "Handle,Title,Type,Published,Option1 Name,Option1 Value,Variant SKU,Variant Inventory Qty,Variant Price\n\
    ninfea,Mocassino Ninfea,Mocassini,true,Taglia,39,NIN-39,2,98\n\
    ninfea,,,,,40,NIN-40,12,98\n";

fn simple(name: &str, sku: &str) -> Value {
    json!({"name": name, "category": "Scarpe", "vat": 22, "ecommerce": true,
           "variants": [{"sku": sku, "price": "98.00", "stock": [4, 1]}]})
}

async fn import(sandbox: &Sandbox, csv: &str) -> (u16, Value) {
    let url = sandbox.running.control.join("/catalogue").expect("a path");
    let sent = crate::running::Sent {
        headers: &[("content-type", "text/csv; charset=utf-8")],
        body: csv.to_owned(),
    };
    let patience = std::time::Duration::from_secs(10);
    let (status, text) = sandbox
        .send(http::Method::POST, url, sent, patience)
        .await
        .expect("an answer");
    (
        status.as_u16(),
        serde_json::from_slice(&text).expect("JSON"),
    )
}

async fn till_products(sandbox: &Sandbox) -> Vec<Value> {
    let (_, list) = sandbox.control("GET", "/products", Value::Null).await;
    list["products"].as_array().expect("a list").clone()
}

#[test]
fn the_openapi_document_is_the_reviewed_one() {
    insta::assert_json_snapshot!("openapi", ponte_sandbox::control::document());
}

#[tokio::test]
async fn a_csv_is_imported_whole_or_not_at_all() {
    let sandbox = Sandbox::bare().await;
    let (status, refused) = import(&sandbox, &format!("{CSV}bad,Male,,true,,,X,1,caro\n")).await;
    assert_eq!(status, 400);
    assert_eq!(
        refused["error"],
        "line 4, column Variant Price: \"caro\" is not a price"
    );
    assert_eq!(till_products(&sandbox).await, [] as [Value; 0]);
    let (status, loaded) = import(&sandbox, CSV).await;
    assert_eq!(
        (status, &loaded["products"], &loaded["variants"]),
        (200, &json!(1), &json!(2))
    );
    let products = till_products(&sandbox).await;
    assert_eq!(products[0]["variants"][1]["sku"], "NIN-40");
}

#[tokio::test]
async fn a_generated_catalogue_lands_on_the_till() {
    let sandbox = Sandbox::bare().await;
    let wanted = json!({"seed": 3, "products": 120, "kind": "shoes", "options": {"odd": false}});
    let (status, loaded) = sandbox.control("POST", "/generate", wanted).await;
    assert_eq!((status, &loaded["products"]), (200, &json!(120)));
    let token = sandbox.token().await;
    let (_, page) = sandbox.till(&token, "/products?start=0&limit=100").await;
    assert_eq!(page["totalCount"], 120);
}

#[tokio::test]
async fn a_product_is_added_changed_and_removed_on_the_till() {
    let sandbox = Sandbox::bare().await;
    let (status, added) = sandbox
        .control("POST", "/products", simple("Ninfea", "NIN"))
        .await;
    assert_eq!(status, 200, "{added}");
    let path = format!("/products/{}", added["id"].as_str().expect("an id"));
    let edit = json!({"name": "Ninfea Più", "price": "101.50", "ecommerce": false});
    let (_, edited) = sandbox.control("PATCH", &path, edit).await;
    assert_eq!(
        (&edited["name"], &edited["ecommerce"]),
        (&json!("Ninfea Più"), &json!(false))
    );
    assert!(edited["last_update"].as_i64() > added["last_update"].as_i64());
    let stock = json!({"sales_point": 101, "product": added["id"], "quantity": "7"});
    let (status, _) = sandbox.control("PUT", "/stock", stock).await;
    assert_eq!(status, 204);
    let (_, shown) = sandbox.control("GET", &path, Value::Null).await;
    assert_eq!(shown["variants"][0]["stock"]["101"]["quantity"], "7");
    let (status, _) = sandbox.control("DELETE", &path, Value::Null).await;
    assert_eq!(status, 204);
    let (status, refused) = sandbox.control("GET", &path, Value::Null).await;
    assert_eq!(status, 404);
    assert!(
        refused["error"]
            .as_str()
            .is_some_and(|text| text.contains("no product"))
    );
}

#[tokio::test]
async fn a_category_goes_off_for_e_commerce_without_touching_its_products() {
    let sandbox = Sandbox::bare().await;
    let (_, product) = sandbox
        .control("POST", "/products", simple("Ninfea", "NIN"))
        .await;
    let (_, list) = sandbox.control("GET", "/categories", Value::Null).await;
    let path = format!("/categories/{}", list[0]["id"].as_str().expect("an id"));
    let (_, off) = sandbox
        .control(
            "PATCH",
            &path,
            json!({"ecommerce": false, "name": "Calzature"}),
        )
        .await;
    assert_eq!(
        (&off["name"], &off["channels"]["ecommerce"]),
        (&json!("Calzature"), &json!(false))
    );
    let (_, after) = sandbox
        .control(
            "GET",
            &format!("/products/{}", product["id"].as_str().expect("an id")),
            Value::Null,
        )
        .await;
    assert_eq!(after["last_update"], product["last_update"]);
    assert_eq!(
        (&after["category_ecommerce"], &after["ecommerce"]),
        (&json!(false), &json!(true))
    );
}

#[tokio::test]
async fn a_read_pair_reads_and_may_not_write() {
    let mut sandbox = Sandbox::bare().await;
    let instance = sandbox.running.accounts[0].instance.clone();
    let path = format!("/accounts/{instance}/pairs");
    let (_, pair) = sandbox
        .control("POST", &path, json!({"access": "read"}))
        .await;
    let account = &mut sandbox.running.accounts[0];
    account.shop_key = pair["key"].as_str().expect("a key").to_owned();
    account.shop_exchange = pair["exchange"].as_str().expect("a key").to_owned();
    let read = sandbox.shop("GET", "/v1.1/store/info.json", "").await;
    assert_eq!(read.expect("an answer").0, 200);
    let write = sandbox
        .shop("POST", "/v1.1/categories/category.json", "name=A")
        .await;
    assert_eq!(write.expect("an answer").0, 403);
    let revoke = format!("{path}/{}", pair["key"].as_str().expect("a key"));
    assert_eq!(sandbox.control("DELETE", &revoke, Value::Null).await.0, 204);
    let read = sandbox.shop("GET", "/v1.1/store/info.json", "").await;
    assert_eq!(read.expect("an answer").0, 401);
}

#[tokio::test]
async fn a_till_key_loses_a_permission_and_gets_it_back() {
    let sandbox = Sandbox::bare().await;
    let path = format!(
        "/accounts/{}/permissions",
        sandbox.running.accounts[0].instance
    );
    let token = sandbox.token().await;
    let products = "/products?start=0&limit=1";
    assert_eq!(sandbox.till(&token, products).await.0, 200);
    let (_, all) = sandbox.control("GET", &path, Value::Null).await;
    let less: Vec<&Value> = all["scopes"]
        .as_array()
        .expect("scopes")
        .iter()
        .filter(|scope| **scope != "read_product")
        .collect();
    let (status, _) = sandbox.control("PUT", &path, json!({"scopes": less})).await;
    assert_eq!(status, 200);
    assert_eq!(sandbox.till(&token, products).await.0, 403);
    sandbox.control("PUT", &path, json!({})).await;
    assert_eq!(sandbox.till(&token, products).await.0, 200);
    let (status, refused) = sandbox
        .control("PUT", &path, json!({"scopes": ["read_minds"]}))
        .await;
    assert_eq!(status, 400, "{refused}");
}

#[tokio::test]
async fn limits_are_set_and_felt() {
    let sandbox = Sandbox::bare().await;
    let limits = json!({"till": {"calls": 1}, "shop": {"calls_per_day": 1}});
    let (status, now) = sandbox.control("PUT", "/limits", limits).await;
    assert_eq!((status, &now["till"]["window_seconds"]), (200, &json!(600)));
    let token = sandbox.token().await;
    assert_eq!(sandbox.till(&token, "/salespoint").await.0, 200);
    assert_eq!(sandbox.till(&token, "/salespoint").await.0, 429);
    let info = "/v1.1/store/info.json";
    assert_eq!(
        sandbox.shop("GET", info, "").await.expect("an answer").0,
        200
    );
    assert_eq!(
        sandbox.shop("GET", info, "").await.expect("an answer").0,
        509
    );
}

#[tokio::test]
async fn a_switch_is_set_by_name_and_a_wrong_value_is_refused() {
    let sandbox = Sandbox::bare().await;
    let set = |value: &str| json!({"value": value});
    let path = "/switches/shop.errors";
    assert_eq!(sandbox.control("PUT", path, set("nested")).await.0, 204);
    let (_, list) = sandbox.control("GET", "/switches", Value::Null).await;
    let list = list.as_array().expect("a list").clone();
    let shown = list
        .iter()
        .find(|it| it["name"] == "shop.errors")
        .expect("the switch");
    assert_eq!(
        (&shown["value"], &shown["default"]),
        (&json!("nested"), &json!("flat"))
    );
    assert_eq!(sandbox.control("PUT", path, set("loud")).await.0, 400);
    assert_eq!(
        sandbox
            .control("PUT", "/switches/shop.mood", set("good"))
            .await
            .0,
        404
    );
}

#[tokio::test]
async fn a_reset_keeps_the_keys_and_nothing_else() {
    let sandbox = Sandbox::lived_in().await;
    let token = sandbox.token().await;
    sandbox
        .control("PUT", "/latency", json!({"till": {"millis": 1}}))
        .await;
    sandbox
        .control("PUT", "/switches/shop.errors", json!({"value": "nested"}))
        .await;
    sandbox
        .control(
            "POST",
            "/faults",
            json!({"kind": "drop", "service": "shop"}),
        )
        .await;
    let (status, accounts) = sandbox
        .control("POST", "/reset", json!({"start": "empty"}))
        .await;
    assert_eq!(status, 200);
    assert_eq!(
        accounts,
        serde_json::to_value(&sandbox.running.accounts).expect("JSON")
    );
    let (_, dump) = sandbox.control("GET", "/dump", Value::Null).await;
    assert_eq!(
        (&dump["till"]["products"], &dump["shop"]["products"]),
        (&json!([]), &json!([]))
    );
    let (_, latency) = sandbox.control("GET", "/latency", Value::Null).await;
    assert_eq!(latency["till"]["millis"], 0);
    assert_eq!(
        sandbox.control("GET", "/faults", Value::Null).await.1,
        json!([])
    );
    assert_eq!(
        sandbox.control("GET", "/journal", Value::Null).await.1,
        json!([])
    );
    assert_eq!(
        sandbox.till(&token, "/salespoint").await.0,
        401,
        "tokens are gone too"
    );
    assert_eq!(
        sandbox
            .shop("GET", "/v1.1/store/info.json", "")
            .await
            .expect("an answer")
            .0,
        200
    );
}

#[tokio::test]
async fn a_tenant_that_does_not_exist_is_named_in_the_refusal() {
    let sandbox = Sandbox::bare().await;
    let (status, refused) = sandbox
        .control("GET", "/dump?instance=nobody", Value::Null)
        .await;
    assert_eq!(
        (status, &refused["error"]),
        (404, &json!("there is no tenant nobody"))
    );
}

#[tokio::test]
async fn tenants_share_nothing() {
    let sandbox = Sandbox::bare().await;
    let (_, second) = sandbox.control("POST", "/accounts", json!({})).await;
    let instance = second["instance"].as_str().expect("an id");
    let path = format!("/products?instance={instance}");
    sandbox.control("POST", &path, simple("Sola", "SOLA")).await;
    assert_eq!(till_products(&sandbox).await.len(), 0);
    let (_, theirs) = sandbox.control("GET", &path, Value::Null).await;
    assert_eq!(theirs["total"], 1);
}

#[tokio::test]
async fn the_shop_s_own_products_are_edited_from_the_back_office() {
    let sandbox = Sandbox::bare().await;
    let (status, uid) = sandbox
        .control("POST", "/shop/products", simple("Borsa", "ALI-CUO"))
        .await;
    assert_eq!(status, 200, "{uid}");
    let path = format!("/shop/products/{uid}");
    assert_eq!(
        sandbox
            .control("PATCH", &path, json!({"title": "Borsa rossa"}))
            .await
            .0,
        204
    );
    let stock = json!({"sku": "ALI-CUO", "quantity": 9});
    assert_eq!(sandbox.control("PUT", "/shop/stock", stock).await.0, 204);
    let (_, dump) = sandbox.control("GET", "/dump", Value::Null).await;
    let product = &dump["shop"]["products"][0];
    assert_eq!(
        (&product["title"], &product["quantity"]),
        (&json!("Borsa rossa"), &json!(9))
    );
    let stock = json!({"sku": "NOBODY", "quantity": 9});
    assert_eq!(sandbox.control("PUT", "/shop/stock", stock).await.0, 404);
    assert_eq!(sandbox.control("DELETE", &path, Value::Null).await.0, 204);
    assert_eq!(sandbox.control("DELETE", &path, Value::Null).await.0, 404);
}
