//! Variants (TS Commerce sheet §12, §28.4, §28.5, §28.47).

use http::Method;
use serde_json::{Value, json};

use crate::harness::App;

const PATH: &str = "/products/product.json";

async fn update(app: &App, uid: u64, form: &str) {
    app.write(Method::PUT, PATH, &format!("uid={uid}&{form}"))
        .await;
}

/// (superkey, sku, quantity) of a product's variants.
async fn variants(app: &App, uid: u64) -> Vec<(String, String, i64)> {
    let product = app.read_product(uid).await;
    let rows = product["variants"].as_array().expect("a list");
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    rows.iter()
        .map(|row| {
            let quantity = row["quantity"].as_i64().expect("a number");
            (text(&row["superkey"]), text(&row["sku"]), quantity)
        })
        .collect()
}

fn named(rows: &[(&str, &str, i64)]) -> Vec<(String, String, i64)> {
    rows.iter()
        .map(|(superkey, sku, quantity)| ((*superkey).to_owned(), (*sku).to_owned(), *quantity))
        .collect()
}

#[tokio::test]
async fn superkeys_are_lower_cased_values_in_the_order_of_vars() {
    let app = App::new();
    let uid = app
        .product(
            "sku=T&title=T&price=10&usevariants=1&vars[Taglia][]=XL&vars[Colore][]=Rosso\
             &variants[0][superkey]=XL_Rosso&variants[0][sku]=T-1&variants[0][price]=12",
        )
        .await;
    let product = app.read_product(uid).await;
    assert_eq!(product["usevariants"], 1);
    assert_eq!(product["stock_count"], 0);
    assert_eq!(
        product["vars"],
        json!({ "taglia": { "title": "Taglia", "options": [{ "option": "XL", "title": "XL" }] },
                "colore": { "title": "Colore", "options": [{ "option": "Rosso", "title": "Rosso" }] } })
    );
    let keys: Vec<_> = product["vars"].as_object().expect("a map").keys().collect();
    assert_eq!(keys.len(), 2);
    assert_eq!(
        product["variants"],
        json!([{ "superkey": "xl_rosso", "sku": "T-1", "quantity": 0, "price": 12,
                 "final_price": 12, "unlimited": false, "ean13": "" }])
    );
}

#[tokio::test]
async fn the_axes_keep_their_order_in_the_answer() {
    let app = App::new();
    let uid = app
        .product("sku=T&title=T&price=1&usevariants=1&vars[Z][]=1&vars[A][]=2&vars[M][]=3")
        .await;
    let answer = app
        .form(Method::GET, &format!("{PATH}?uid={uid}"), "")
        .await;
    let at = |key: &str| answer.text.find(key).expect("the axis is there");
    assert!(at(r#""z":{"#) < at(r#""a":{"#) && at(r#""a":{"#) < at(r#""m":{"#));
}

#[tokio::test]
async fn a_superkey_that_does_not_come_from_the_values_is_refused() {
    let app = App::new();
    for superkey in ["43", "40_42", "", "Taglia"] {
        let form = format!(
            "sku=a&title=A&price=1&usevariants=1&vars[Taglia][]=40&variants[0][superkey]={superkey}"
        );
        assert_eq!(app.refused(Method::POST, PATH, &form).await.0, 400);
    }
    let uid = app.shoe().await;
    let form = format!("uid={uid}&variants[0][superkey]=44&variants[0][sku]=x");
    assert_eq!(app.refused(Method::PUT, PATH, &form).await.0, 400);
}

#[tokio::test]
async fn a_variant_sent_without_quantity_keeps_its_stock_and_a_new_one_starts_at_0() {
    let app = App::new();
    let uid = app.shoe().await;
    update(
        &app,
        uid,
        "vars[Taglia][]=40&vars[Taglia][]=42&vars[Taglia][]=44\
         &variants[0][superkey]=42&variants[0][price]=70\
         &variants[1][superkey]=44&variants[1][sku]=SC-100-44",
    )
    .await;
    let expected = [
        ("40", "SC-100-40", 3),
        ("42", "SC-100-42", 5),
        ("44", "SC-100-44", 0),
    ];
    assert_eq!(variants(&app, uid).await, named(&expected));
    app.switch("shop.variant_without_quantity_keeps_stock", "false");
    update(&app, uid, "variants[0][superkey]=42").await;
    assert_eq!(app.on_hand("SC-100-42").await, [json!(0)]);
    assert_eq!(app.on_hand("SC-100-40").await, [json!(3)]);
}

#[tokio::test]
async fn new_axes_drop_what_they_cannot_form_and_a_moved_sku_takes_its_stock_along() {
    let app = App::new();
    let uid = app.shoe().await;
    update(
        &app,
        uid,
        "vars[Taglia][]=40&vars[Taglia][]=42+EU&variants[0][superkey]=42+eu&variants[0][sku]=SC-100-42",
    )
    .await;
    let expected = [("40", "SC-100-40", 3), ("42 eu", "SC-100-42", 5)];
    assert_eq!(variants(&app, uid).await, named(&expected));
    assert_eq!(app.on_hand("SC-100-42").await, [json!(5)]);
}

#[tokio::test]
async fn variants_not_named_stay_unless_the_switch_replaces() {
    let app = App::new();
    let uid = app.shoe().await;
    let form = "variants[0][superkey]=42&variants[0][sku]=NEW";
    update(&app, uid, form).await;
    let both = [("40", "SC-100-40", 3), ("42", "NEW", 5)];
    assert_eq!(variants(&app, uid).await, named(&both));
    app.switch("shop.variants_update", "replace");
    update(&app, uid, form).await;
    assert_eq!(variants(&app, uid).await, named(&[("42", "NEW", 5)]));
    assert!(app.on_hand("SC-100-40").await.is_empty());
}

#[tokio::test]
async fn superkeys_are_compared_whatever_their_case() {
    let app = App::new();
    let uid = app
        .product(
            "sku=T&title=T&price=1&usevariants=1&vars[T][]=XL&variants[0][superkey]=xl\
             &variants[0][quantity]=2",
        )
        .await;
    update(
        &app,
        uid,
        "variants[0][superkey]=XL&variants[0][sku]=T-XL&variants[0][ean13]=80",
    )
    .await;
    assert_eq!(variants(&app, uid).await, named(&[("xl", "T-XL", 2)]));
}

#[tokio::test]
async fn variants_are_ignored_where_the_switch_says_they_cannot_be_written() {
    let app = App::new();
    app.switch("shop.variants_writable", "false");
    let uid = app.shoe().await;
    let product = app.read_product(uid).await;
    assert_eq!(
        (&product["usevariants"], &product["variants"]),
        (&json!(0), &json!([]))
    );
}

#[tokio::test]
async fn a_variant_shows_its_bar_code_unless_the_switch_hides_it() {
    let app = App::new();
    let uid = app.shoe().await;
    update(
        &app,
        uid,
        "variants[0][superkey]=40&variants[0][ean13]=8001234567894",
    )
    .await;
    let shown = async || {
        app.read_product(uid).await["variants"][0]
            .get("ean13")
            .cloned()
    };
    assert_eq!(shown().await, Some(json!("8001234567894")));
    app.switch("shop.variant_shows_ean13", "false");
    assert_eq!(shown().await, None);
}

#[tokio::test]
async fn the_option_catalogue_shows_every_axis_and_the_pictures_of_values() {
    let app = App::new();
    app.shoe().await;
    let image = app
        .write(
            Method::POST,
            "/gallery/image.json",
            "base64=R0lGODlhAQABAAAAACw=",
        )
        .await;
    let id = image["id"].as_str().expect("an id");
    let form = format!("key=taglia&value=40&image_id={id}");
    let path = "/productvariants/variantimage.json";
    let answer = app.write(Method::PUT, path, &form).await;
    assert_eq!(answer, json!({ "ok": 1, "err": null, "nModified": 1 }));
    let link = format!("http://shop.test:8080/gallery/{id}");
    assert_eq!(
        app.get("/productvariants/list.json").await,
        json!([{ "key": "taglia", "values": { "40": { "value": "40", "img": link },
                                              "42": { "value": "42", "img": "" } } }])
    );
    let unknown = "key=taglia&value=40&image_id=000000000000000000000000";
    assert_eq!(app.refused(Method::PUT, path, unknown).await.0, 400);
}

#[tokio::test]
async fn a_variant_s_gallery_takes_links_and_ids() {
    let app = App::new();
    let uid = app.shoe().await;
    let image = app
        .write(
            Method::POST,
            "/gallery/image.json",
            "base64=R0lGODlhAQABAAAAACw=",
        )
        .await;
    let id = image["id"].as_str().expect("an id");
    let path = "/productvariants/variantgallery.json";
    let form = format!("uid={uid}&sku=SC-100-40&gallery[]=https://a.test/b.jpg&gallery[]={id}");
    let answer = app.write(Method::PUT, path, &form).await;
    assert_eq!(answer["inserted"]["status"]["nModified"], 1);
    let shown = app.get(&format!("{path}?uid={uid}&sku=SC-100-40")).await;
    let own = format!("http://shop.test:8080/gallery/{id}");
    assert_eq!(
        shown,
        json!({ "uid": uid, "variant": { "sku": "SC-100-40", "gallery": ["https://a.test/b.jpg", own] } })
    );
}
