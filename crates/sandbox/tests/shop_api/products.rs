//! Writing products (TS Commerce sheet §11.5, §28.1–§28.3).

use http::Method;
use serde_json::json;

use crate::harness::App;

const PATH: &str = "/products/product.json";

#[tokio::test]
async fn every_field_that_was_written_is_read_back() {
    let app = App::new();
    let category = app
        .write(Method::POST, "/categories/category.json", "name=Scarpe")
        .await;
    let brand = app
        .write(Method::POST, "/brands/brand.json", "name=Acme")
        .await;
    let tax = app
        .write(
            Method::POST,
            "/taxes/taxprofile.json",
            "name=IVA+10&value=10&countries[]=121",
        )
        .await;
    let attribute = app
        .write(
            Method::POST,
            "/attributes/attribute.json",
            "label=id+cassa&type=text&read_only=1",
        )
        .await;
    let (category, brand) = (&category["uid"], &brand["uid"]);
    let (tax, attribute) = (
        tax["tax_profile"]["id"].as_str().expect("an id"),
        attribute["id"].as_str().expect("an id"),
    );
    let form = format!(
        "sku=SC-1&title=Scarpa+%C3%A8&price=80&final_price=64.50&description=%3Cp%3Ea%2Fb%3C%2Fp%3E\
         &status=0&stock_count=7&unlimited=1&tax_profile={tax}&brandUID={brand}\
         &categories[]={category}&weight=1.25&dimension[w]=20&dimension[h]=12&dimension[z]=33\
         &mpn=M1&data[ean13]=8001234567894&tags[]=sport&tags[]=estate&seo_title=T\
         &seo_description=D&seo_keywords=K&slug=la-scarpa&attributes[{attribute}]=till-9"
    );
    let uid = app.product(&form).await;
    assert!(uid >= 41_000_000, "{uid}");
    let product = app.read_product(uid).await;
    let expected = json!({
        "uid": uid, "sku": "SC-1", "code": "SC-1", "title": "Scarpa è",
        "description": "<p>a/b</p>", "price": 80, "final_price": 64.5, "status": 0,
        "stock_count": 7, "stockCount": 7, "brandUID": brand,
        "categories": [category], "categoryUID": [category],
        "data": { "ean13": "8001234567894", "ean8": "", "isbn": "", "issn": "", "unlimited": true },
        "dimension": { "w": "20", "h": "12", "z": "33" }, "weight": 1.25, "mpn": "M1",
        "shipping_cost": 0, "slug": "la-scarpa",
        "seo": { "title": "T", "description": "D", "keywords": "K" },
        "tags": ["sport", "estate"], "attributes": { attribute: "till-9" }, "parameters": [],
        "highview": 0, "taxable": 1, "tax_profile": tax, "taxprofile": tax,
        "usevariants": 0, "vars": [], "variants": []
    });
    assert_eq!(product, expected);
}

#[tokio::test]
async fn sku_title_and_price_are_required_on_create() {
    let app = App::new();
    for form in [
        "title=A&price=1",
        "sku=a&price=1",
        "sku=a&title=A",
        "sku=&title=A&price=1",
        "sku=a&title=A&price=1,50",
        "sku=a&title=A&price=-1",
    ] {
        assert_eq!(app.refused(Method::POST, PATH, form).await.0, 400, "{form}");
    }
    assert_eq!(app.get("/products/list.json").await, json!([]));
}

#[tokio::test]
async fn a_new_product_is_visible_at_full_price_and_was_never_counted() {
    let app = App::new();
    let uid = app.product("sku=a&title=La+Città&price=9.999").await;
    let product = app.read_product(uid).await;
    assert_eq!(
        (&product["status"], &product["stock_count"]),
        (&json!(1), &json!(null))
    );
    assert_eq!(
        (&product["price"], &product["final_price"]),
        (&json!(10), &json!(10))
    );
    assert_eq!(product["slug"], "la-citta");
    assert_eq!(app.on_hand("a").await, [json!(null)]);
}

#[tokio::test]
async fn an_update_changes_only_the_fields_it_is_given() {
    let app = App::new();
    let uid = app
        .product("sku=a&title=A&price=9&final_price=7&tags[]=x&stock_count=2")
        .await;
    let before = app.read_product(uid).await;
    let answer = app
        .write(Method::PUT, PATH, &format!("uid={uid}&price=8"))
        .await;
    assert_eq!(
        answer,
        json!({ "ok": 1, "err": null, "updatedExisting": true })
    );
    let mut expected = before;
    expected["price"] = json!(8);
    assert_eq!(app.read_product(uid).await, expected);
    app.write(
        Method::PUT,
        PATH,
        &format!("uid={uid}&tags=&categories=&status=0"),
    )
    .await;
    let product = app.read_product(uid).await;
    assert_eq!(
        (&product["tags"], &product["status"]),
        (&json!([]), &json!(0))
    );
}

#[tokio::test]
async fn a_refused_update_changes_nothing() {
    let app = App::new();
    let uid = app.product("sku=a&title=A&price=9").await;
    let before = app.read_product(uid).await;
    for form in [
        "title=B&price=x",
        "title=B&tax_profile=123",
        "title=B&categories[]=5",
        "title=B&brandUID=5",
        "title=B&usevariants=1&vars[Taglia][]=S&variants[0][superkey]=m",
    ] {
        let form = format!("uid={uid}&{form}");
        assert_eq!(app.refused(Method::PUT, PATH, &form).await.0, 400, "{form}");
    }
    assert_eq!(app.read_product(uid).await, before);
}

#[tokio::test]
async fn unknown_uids_are_404() {
    let app = App::new();
    for method in [Method::GET, Method::PUT, Method::DELETE] {
        let path = format!("{PATH}?uid=1");
        assert_eq!(app.refused(method, &path, "").await.0, 404);
    }
}

#[tokio::test]
async fn a_deleted_product_is_gone_from_every_list() {
    let app = App::new();
    let uid = app.shoe().await;
    let answer = app.write(Method::DELETE, PATH, &format!("uid={uid}")).await;
    assert_eq!(answer, json!({ "ok": 1, "n": 1, "err": null }));
    assert_eq!(app.get("/products/list.json").await, json!([]));
    assert_eq!(app.get("/inventory/list.json").await, json!([]));
    let form = "sku=SC-100-40&quantity=1&is_child=1";
    let written = app
        .write(Method::PUT, "/inventory/inventory.json", form)
        .await;
    assert_eq!(written["inventory_updated"], 0);
}

#[tokio::test]
async fn creating_twice_makes_two_products_unless_the_switch_refuses() {
    let app = App::new();
    let first = app.product("sku=a&title=A&price=1").await;
    let second = app.product("sku=a&title=A&price=1").await;
    assert_ne!(first, second);
    app.switch("shop.duplicate_sku", "refused");
    let form = "sku=a&title=A&price=1";
    assert_eq!(app.refused(Method::POST, PATH, form).await.0, 400);
    let own = format!("uid={first}&sku=a&title=B");
    app.write(Method::PUT, PATH, &own).await;
}

#[tokio::test]
async fn a_weight_may_be_a_text() {
    let app = App::new();
    let uid = app.product("sku=a&title=A&price=1&weight=0.50").await;
    app.switch("shop.weight_as_text", "true");
    assert_eq!(app.read_product(uid).await["weight"], "0.5");
}
