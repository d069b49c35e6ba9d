//! Sales points, categories, departments, taxes, sales modes, options, webhooks
//! (Cassa in Cloud sheet §6, §10–§14, §21.1).

use serde_json::{Value, json};

use crate::support::Api;

#[tokio::test]
async fn sales_points_are_counted_from_101_and_need_no_page() {
    let api = Api::new().await;
    let answer = api.get("/salespoint").await;
    let rows = answer.rows("salesPoint");
    assert_eq!((&rows[0]["id"], &rows[1]["id"]), (&json!(101), &json!(102)));
    assert_eq!(
        (&rows[0]["name"], &rows[0]["country"]),
        (&json!("Via Roma"), &json!("IT"))
    );
    let euro = json!({"id": 1, "code": "EUR", "name": "Euro", "numberOfDecimals": 2});
    assert_eq!(rows[0]["currency"], euro);
    assert_eq!(answer.json()["totalCount"], 2);
}

#[tokio::test]
async fn the_list_of_sales_points_ignores_start_and_limit_unless_switched() {
    let api = Api::new().await;
    let page = [("start", "0"), ("limit", "1")];
    assert_eq!(
        api.find("/salespoint", &page)
            .await
            .rows("salesPoint")
            .len(),
        2
    );
    api.switch("till.salespoint_paged", "true");
    assert_eq!(
        api.find("/salespoint", &page)
            .await
            .rows("salesPoint")
            .len(),
        1
    );
}

#[tokio::test]
async fn only_sales_points_enabled_for_the_key_are_shown() {
    let api = Api::new().await;
    api.till(|till| till.enable_sales_point(102, false))
        .expect("it exists");
    assert_eq!(api.get("/salespoint").await.rows("salesPoint").len(), 1);
    let foreign = api.get("/salespoint/102").await;
    assert_eq!(
        (foreign.status.as_u16(), &foreign.json()["error"]),
        (403, &json!("InvalidIdSalesPoint"))
    );
    assert_eq!(api.list("/products", &[]).await.rows("products").len(), 3);
    let book = api.get(&format!("/products/{}", api.products[3])).await;
    assert_eq!(book.status, 403);
}

#[tokio::test]
async fn the_active_licence_of_a_sales_point_can_be_asked_for() {
    let api = Api::new().await;
    let licensed = api
        .find("/salespoint", &[("hasActiveLicense", "true")])
        .await;
    assert_eq!(licensed.rows("salesPoint").len(), 2);
    let others = api
        .find("/salespoint", &[("hasActiveLicense", "false")])
        .await;
    assert_eq!(others.rows("salesPoint").len(), 0);
}

#[tokio::test]
async fn one_sales_point_is_bare_enveloped_or_missing_as_switched() {
    let api = Api::new().await;
    assert_eq!(api.get("/salespoint/101").await.json()["id"], 101);
    api.switch("till.salespoint_single", "envelope");
    assert_eq!(
        api.get("/salespoint/101").await.json()["salesPoint"]["id"],
        101
    );
    api.switch("till.salespoint_single", "missing");
    assert_eq!(api.get("/salespoint/101").await.status, 404);
}

#[tokio::test]
async fn a_category_has_its_six_channels_and_no_empty_keys() {
    let api = Api::new().await;
    let rows = api.list("/categories", &[]).await.rows("categories");
    let id = rows[0]["id"].as_str().expect("an id");
    let expected = json!({
        "id": id, "description": "Scarpe",
        "enableForRisto": false, "enableForSale": true, "enableForECommerce": true,
        "enableForMobileCommerce": false, "enableForSelfOrderMenu": false, "enableForKiosk": false,
        "lastUpdate": 1_790_848_800_000_i64,
    });
    assert_eq!(rows[0], expected);
    let one = api.get(&format!("/categories/{id}")).await;
    assert_eq!(one.json(), json!({ "category": expected }));
}

#[tokio::test]
async fn categories_can_be_asked_for_by_name_and_channel() {
    let api = Api::new().await;
    let names = async |filter| api.list("/categories", &[filter]).await.names("categories");
    assert_eq!(
        names(("description", "\"%LI%\"")).await,
        ["Alimentari", "Libri"]
    );
    assert_eq!(names(("enabledForChannels", "[\"KIOSK\"]")).await, [""; 0]);
    assert_eq!(
        names(("enabledForChannels", "[\"KIOSK\",\"SALE\"]"))
            .await
            .len(),
        3
    );
}

#[tokio::test]
async fn a_department_holds_its_tax_and_only_a_rate_of_0_has_a_nature() {
    let api = Api::new().await;
    let rows = api.list("/departments", &[]).await.rows("departments");
    let taxes = api.list("/taxes", &[]).await.rows("taxes");
    let rates: Vec<&Value> = taxes.iter().map(|tax| &tax["rate"]).collect();
    assert_eq!(rates, [&json!(22), &json!(4), &json!(0)]);
    assert_eq!(taxes[0].get("nature"), None);
    assert_eq!(taxes[2]["nature"], "N2");
    for (department, tax) in rows.iter().zip(&taxes) {
        assert_eq!(
            (&department["idTax"], &department["tax"]),
            (&tax["id"], tax)
        );
    }
    let id = rows[1]["id"].as_str().expect("an id");
    let one = api.get(&format!("/departments/{id}")).await;
    assert_eq!(one.json(), json!({ "department": rows[1] }));
    let ids = json!([taxes[2]["id"]]).to_string();
    let found = api.list("/departments", &[("idsTax", &ids)]).await;
    assert_eq!(found.names("departments"), ["Reparto N2"]);
}

#[tokio::test]
async fn sales_modes_and_webhooks_are_listed_under_their_keys() {
    let api = Api::new().await;
    assert_eq!(
        api.list("/salesmodes", &[]).await.names("salesModes"),
        ["Online"]
    );
    let webhooks = api.list("/webhooks", &[]).await.json();
    assert_eq!(webhooks, json!({"webhooks": [], "totalCount": 0}));
}

#[tokio::test]
async fn options_are_a_dictionary_shared_by_all_products() {
    let api = Api::new().await;
    let rows = api.list("/options", &[]).await.rows("options");
    let names = |option: &Value| -> Vec<Value> {
        let values = option["values"].as_array().expect("values");
        values
            .iter()
            .map(|value| value["description"].clone())
            .collect()
    };
    assert_eq!(
        (&rows[0]["description"], names(&rows[0])),
        (&json!("Taglia"), vec![json!("42"), json!("43")])
    );
    assert_eq!(
        (&rows[1]["description"], names(&rows[1])),
        (&json!("Colore"), vec![json!("Nero")])
    );
}
