//! Categories, brands, attributes, VAT profiles, texts (TS Commerce sheet §14–§19).

use http::Method;
use serde_json::{Value, json};

use crate::harness::App;

fn all<'a>(list: &'a Value, field: &str) -> Vec<&'a Value> {
    let rows = list.as_array().expect("a list").iter();
    rows.map(|row| &row[field]).collect()
}

#[tokio::test]
async fn a_deleted_category_leaves_its_subcategories_as_orphans() {
    let app = App::new();
    let path = "/categories/category.json";
    let parent = app.write(Method::POST, path, "name=Uomo").await["uid"].clone();
    let form = format!("name=Scarpe&parent={parent}&seo_title=S");
    let child = app.write(Method::POST, path, &form).await["uid"].clone();
    let gone = app
        .write(Method::DELETE, path, &format!("uid={parent}"))
        .await;
    assert_eq!(gone["ok"], 1);
    assert_eq!(
        app.get("/categories/list.json").await,
        json!([{ "uid": child, "name": "Scarpe", "parent": parent, "parentUID": parent,
                 "description": "", "seo": { "title": "S", "description": "", "keywords": "" } }])
    );
    assert_eq!(
        app.get("/categories/count.json").await,
        json!({ "count": 1 })
    );
}

#[tokio::test]
async fn categories_are_listed_in_no_order_but_always_the_same() {
    let app = App::new();
    for number in 0..20 {
        let form = format!("name=c{number}");
        app.write(Method::POST, "/categories/category.json", &form)
            .await;
    }
    let list = app.get("/categories/list.json").await;
    let uids: Vec<_> = all(&list, "uid")
        .iter()
        .filter_map(|it| it.as_u64())
        .collect();
    assert_eq!(uids.len(), 20);
    assert!(!uids.is_sorted());
    assert_eq!(app.get("/categories/list.json").await, list);
}

#[tokio::test]
async fn a_category_needs_a_name_and_two_may_have_the_same() {
    let app = App::new();
    let path = "/categories/category.json";
    assert_eq!(app.refused(Method::POST, path, "parent=0").await.0, 400);
    assert_eq!(
        app.refused(Method::POST, path, "name=a&parent=5").await.0,
        400
    );
    let first = app.write(Method::POST, path, "name=a").await;
    let second = app.write(Method::POST, path, "name=a").await;
    assert_ne!(first, second);
    let form = format!("uid={}&name=b&status=0", first["uid"]);
    let answer = app.write(Method::PUT, path, &form).await;
    assert_eq!(
        answer,
        json!({ "ok": 1, "err": null, "updatedExisting": true })
    );
    assert_eq!(app.refused(Method::PUT, path, "uid=1&name=b").await.0, 404);
}

#[tokio::test]
async fn a_brand_that_exists_is_given_back_instead_of_a_second_one() {
    let app = App::new();
    let path = "/brands/brand.json";
    let first = app
        .write(Method::POST, path, "name=Acme&description=A")
        .await;
    let again = app
        .write(Method::POST, path, "name=Acme&description=B")
        .await;
    assert_eq!(first, again);
    let uid = &first["uid"];
    assert_eq!(
        app.get("/brands/list.json").await,
        json!([{ "uid": uid, "name": "Acme", "slug": "acme", "description": "A" }])
    );
    app.write(
        Method::PUT,
        path,
        &format!("uid={uid}&name=Acme&disabled=1"),
    )
    .await;
    let brand = app.get(&format!("{path}?uid={uid}")).await;
    assert_eq!(brand["disabled"], true);
    assert_eq!(brand["default_sort"], "inherit");
}

#[tokio::test]
async fn an_attribute_is_found_by_its_label() {
    let app = App::new();
    let form = "label=Materiale&type=select&data[]=pelle&data[]=tela";
    let made = app
        .write(Method::POST, "/attributes/attribute.json", form)
        .await;
    let row = json!({ "id": made["id"], "label": "Materiale", "type": "select",
                      "data": ["pelle", "tela"] });
    assert_eq!(app.get("/attributes/list.json").await, json!([row]));
    let found = app.get("/attributes/search.json?label=materiale").await;
    assert_eq!(found, json!([row]));
    let none = app.get("/attributes/search.json?label=mater").await;
    assert_eq!(none, json!([]));
}

#[tokio::test]
async fn a_deleted_vat_profile_leaves_its_products_with_an_empty_one() {
    let app = App::new();
    let path = "/taxes/taxprofile.json";
    let form = "name=IVA+4%25&value=4.00&countries[]=121";
    let made = app.write(Method::POST, path, form).await;
    let id = made["tax_profile"]["id"].as_str().expect("an id");
    let row = json!({ "id": id, "value": 4, "title": "IVA 4%", "countriesUID": [121] });
    assert_eq!(app.get(&format!("{path}?id={id}")).await, row);
    let uid = app
        .product(&format!("sku=a&title=A&price=1&tax_profile={id}"))
        .await;
    let gone = app.write(Method::DELETE, path, &format!("id={id}")).await;
    assert_eq!(
        gone,
        json!({ "ok": 1, "n": 1, "err": null, "errmsg": null })
    );
    let product = app.read_product(uid).await;
    assert_eq!(
        (&product["tax_profile"], &product["taxprofile"]),
        (&json!(""), &json!(""))
    );
    assert_eq!(
        app.refused(Method::GET, &format!("{path}?id={id}"), "")
            .await
            .0,
        404
    );
}

#[tokio::test]
async fn name_value_and_known_countries_are_required_of_a_vat_profile() {
    let app = App::new();
    for form in [
        "value=4&countries[]=121",
        "name=a&countries[]=121",
        "name=a&value=4",
        "name=a&value=4&countries=",
        "name=a&value=4&countries[]=118",
        "name=a&value=x&countries[]=121",
    ] {
        let path = "/taxes/taxprofile.json";
        assert_eq!(app.refused(Method::POST, path, form).await.0, 400, "{form}");
    }
}

#[tokio::test]
async fn italy_has_neither_of_the_numbers_that_the_documentation_s_samples_give() {
    let app = App::new();
    let countries = app.get("/countries/list.json").await;
    let rows = countries.as_array().expect("a list");
    let italy = rows.iter().find(|row| row["tld"] == "IT").expect("Italy");
    assert!(italy["uid"] != 118 && italy["uid"] != 119);
    assert!(rows.len() > 1);
}

#[tokio::test]
async fn a_text_in_another_language_is_found_once_it_was_written() {
    let app = App::new();
    let uid = app.product("sku=a&title=A&price=1").await;
    let path = format!(
        "/translations/translation.json?uid={uid}&type=product&selector=title&locale=en_US"
    );
    assert_eq!(app.get(&path).await["found"], false);
    app.write(Method::PUT, &path, "value=Shoe").await;
    assert_eq!(
        app.get(&path).await,
        json!({ "found": true, "selector": "title", "value": "Shoe", "locale": "en_US" })
    );
    let wrong = path.replace("en_US", "xx_XX");
    assert_eq!(app.refused(Method::GET, &wrong, "").await.0, 400);
}

#[tokio::test]
async fn the_languages_that_are_on_are_among_those_that_exist() {
    let app = App::new();
    let languages = app.get("/store/languages.json").await;
    assert_eq!(languages["active"], json!(["it_IT"]));
    assert!(
        languages["available"]
            .as_array()
            .is_some_and(|all| all.contains(&json!("it_IT")))
    );
}
