//! Samples written by hand from the sheet, compared by shape with what the sandbox answers: every
//! key of a sample is there, with the same JSON type.

use std::mem::discriminant;

use http::Method;
use serde_json::{Value, json};

use crate::harness::App;

fn has_shape(answer: &Value, sample: &Value, place: &str) {
    match (answer, sample) {
        (Value::Object(answer), Value::Object(sample)) => {
            for (key, value) in sample {
                let found = answer
                    .get(key)
                    .unwrap_or_else(|| panic!("{place}.{key} is missing"));
                has_shape(found, value, &format!("{place}.{key}"));
            }
        }
        (Value::Array(answer), Value::Array(sample)) => {
            for (at, value) in sample.iter().enumerate() {
                let found = answer
                    .get(at)
                    .unwrap_or_else(|| panic!("{place}[{at}] is missing"));
                has_shape(found, value, &format!("{place}[{at}]"));
            }
        }
        _ => assert_eq!(
            discriminant(answer),
            discriminant(sample),
            "{place}: {answer}"
        ),
    }
}

async fn filled() -> (App, u64) {
    let app = App::new();
    let category = app
        .write(Method::POST, "/categories/category.json", "name=Scarpe")
        .await;
    let form = "name=IVA+22%25&value=22&countries[]=80&countries[]=121";
    app.write(Method::POST, "/taxes/taxprofile.json", form)
        .await;
    let uid = app.shoe().await;
    let form = format!(
        "uid={uid}&final_price=64.5&data[ean13]=8001234567894&dimension[w]=20&dimension[h]=12\
         &dimension[z]=33&categories[]={}",
        category["uid"]
    );
    app.write(Method::PUT, "/products/product.json", &form)
        .await;
    let image = format!("uid={uid}&base64=R0lGODlhAQABAAAAACw=");
    app.write(Method::POST, "/products/image.json", &image)
        .await;
    app.product("sku=BORSA-1&title=Borsa&price=30").await;
    (app, uid)
}

#[tokio::test]
async fn the_answers_have_the_shapes_of_the_sheet_s_samples() {
    let (app, uid) = filled().await;
    for (path, sample) in [
        (
            "/store/info.json?nodes=email,status,warehouse".to_owned(),
            json!({ "uid": 417, "store_name": "Calzature Esempio", "url": "https://www.x.test",
                    "email": "info@x.test", "status": 1, "warehouse": { "city": "Treviso" } }),
        ),
        (
            "/products/list.json?nodes=title,image_id,ean".to_owned(),
            json!([{ "uid": 70532, "code": "SC-100", "price": 80, "final_price": 64.5, "status": 1,
                     "title": "Scarpa da corsa", "image_id": "64f0c1d2a3b4c5d6e7f80912",
                     "data": { "ean13": "8001234567894", "ean8": "" } }]),
        ),
        (
            format!("/products/product.json?uid={uid}"),
            product_of_the_sheet(),
        ),
        (
            "/inventory/list.json".to_owned(),
            json!([
                { "sku": "SC-100", "uid": 70532, "quantity": 0, "unlimited": false, "has_child": true,
                  "childs": [{ "sku": "SC-100-40", "quantity": 3, "superkey": "40" },
                             { "sku": "SC-100-42", "quantity": 5, "superkey": "42" }] },
                { "sku": "BORSA-1", "uid": 70649, "quantity": null, "unlimited": false,
                  "has_child": false }]),
        ),
        (
            "/taxes/list.json".to_owned(),
            json!([{ "id": "5f0a1b2c3d4e5f6071829304", "value": 22, "title": "IVA 22%",
                     "countriesUID": [91, 118] }]),
        ),
        (
            "/productvariants/list.json".to_owned(),
            json!([{ "key": "taglia", "values": { "40": { "value": "40", "img": "" } } }]),
        ),
        (
            format!("/products/image.json?uid={uid}"),
            json!({ "images": [{ "image_id": "64f0", "thumbnail": "http", "original": "http" }] }),
        ),
    ] {
        has_shape(&app.get(&path).await, &sample, &path);
    }
}

/// TS Commerce sheet §11.3.
fn product_of_the_sheet() -> Value {
    json!({
        "uid": 70532, "sku": "SC-100", "code": "SC-100", "title": "Scarpa da corsa",
        "description": "<p>Leggera</p>", "price": 80, "final_price": 64.5, "status": 1,
        "stock_count": 0, "stockCount": 0, "brandUID": 70232, "categories": [70557],
        "categoryUID": [70557],
        "data": { "ean13": "", "ean8": "", "isbn": "", "issn": "", "unlimited": false },
        "dimension": { "w": "20", "h": "12", "z": "33" }, "shipping_cost": 0,
        "slug": "scarpa-da-corsa", "seo": { "title": "", "description": "", "keywords": "" },
        "tags": [], "attributes": [], "parameters": [], "highview": 0, "taxable": 1,
        "tax_profile": "5f0a1b2c3d4e5f6071829304", "taxprofile": "5f0a1b2c3d4e5f6071829304",
        "usevariants": 1,
        "vars": { "taglia": { "title": "Taglia", "options": [
            { "option": "40", "title": "40" }, { "option": "42", "title": "42" }] } },
        "variants": [
            { "superkey": "40", "sku": "SC-100-40", "quantity": 3, "price": 80,
              "final_price": 64.5, "unlimited": false },
            { "superkey": "42", "sku": "SC-100-42", "quantity": 5, "price": 80,
              "final_price": 64.5, "unlimited": false }]
    })
}
