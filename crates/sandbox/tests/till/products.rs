//! Products as they are answered (Cassa in Cloud sheet §13, §14, §24.11).

use serde_json::{Value, json};

use crate::support::{Api, dec};

async fn product(api: &Api, place: usize) -> Value {
    let answer = api.get(&format!("/products/{}", api.products[place])).await;
    assert_eq!(answer.status, 200);
    answer.json()["product"].clone()
}

#[tokio::test]
async fn a_simple_product_has_its_code_barcode_and_price_and_one_technical_variant() {
    let api = Api::new().await;
    let mut oil = product(&api, 1).await;
    let fields = oil.as_object_mut().expect("an object");
    let category = fields.remove("category").expect("embedded");
    let department = fields.remove("department").expect("embedded");
    let variants = fields.remove("variants").expect("the technical variant");
    assert_eq!(category["description"], "Alimentari");
    assert_eq!(department["tax"]["rate"], 4);
    assert_eq!(
        oil,
        json!({
            "id": api.products[1], "description": "Olio EVO 0,5 l",
            "descriptionLabel": "Olio EVO 0,5 l", "descriptionReceipt": "Olio EVO 0,5 l",
            "descriptionExtended": "", "internalId": "OIL-05",
            "idCategory": category["id"], "idDepartment": department["id"],
            "soldByWeight": false, "multivariant": false,
            "enableForRisto": false, "enableForSale": true, "enableForECommerce": true,
            "enableForMobileCommerce": false, "enableForSelfOrderMenu": false,
            "enableForKiosk": false,
            "tags": ["nuovo"],
            "prices": [{"value": 12.5}],
            "barcodes": [{"value": "8000000000017", "format": "EAN13", "salable": true}],
            "lastUpdate": 1_790_848_800_000_i64,
        })
    );
    let id = &variants[0]["id"];
    assert_eq!(
        variants,
        json!([{"id": id, "description": "Olio EVO 0,5 l"}])
    );
}

#[tokio::test]
async fn the_technical_variant_may_be_missing_or_repeat_the_product() {
    let api = Api::new().await;
    api.switch("till.technical_variant_repeats_product", "true");
    let oil = product(&api, 1).await;
    assert_eq!(oil["variants"][0]["internalId"], "OIL-05");
    assert_eq!(oil["variants"][0]["prices"], oil["prices"]);
    api.switch("till.simple_product_has_variant", "false");
    assert_eq!(product(&api, 1).await.get("variants"), None);
    assert_eq!(
        product(&api, 0).await["variants"].as_array().map(Vec::len),
        Some(2)
    );
}

#[tokio::test]
async fn a_product_with_variants_has_codes_and_barcodes_on_them_only() {
    let api = Api::new().await;
    let shoe = product(&api, 0).await;
    for key in ["internalId", "barcodes", "descriptionReceipt"] {
        assert_eq!(shoe.get(key), None, "{key}");
    }
    let variants = &shoe["variants"];
    assert_eq!(
        (&variants[0]["internalId"], &variants[1]["internalId"]),
        (&json!("SC-42"), &json!("SC-43"))
    );
    assert_eq!(variants[0]["barcodes"][0]["value"], "8000000000024");
    assert_eq!(variants[1].get("barcodes"), None);
    assert_eq!(variants[1]["prices"], json!([{"value": 61}]));
    assert!(
        shoe["prices"][0].get("idSalesMode").is_none(),
        "one base price at least"
    );
}

#[tokio::test]
async fn attributes_name_options_and_values_in_both_forms() {
    let api = Api::new().await;
    let options = api.list("/options", &[]).await.rows("options");
    let shoe = product(&api, 0).await;
    let (size, colour) = (&options[0], &options[1]);
    assert_eq!(
        shoe["attributes"],
        json!([
            {"idOption": size["id"], "position": 1, "values": [
                {"idValue": size["values"][0]["id"]}, {"idValue": size["values"][1]["id"]}]},
            {"idOption": colour["id"], "position": 2, "values": [
                {"idValue": colour["values"][0]["id"]}]},
        ])
    );
    assert_eq!(
        shoe["variants"][1]["attributes"][0],
        json!({"idOption": size["id"], "idValue": size["values"][1]["id"], "position": 1,
               "optionDescription": "Taglia", "valueDescription": "43"})
    );
    api.switch("till.variant_attributes", "map");
    let map = json!({"Taglia": "43", "Colore": "Nero"});
    assert_eq!(product(&api, 0).await["variants"][1]["attributes"], map);
}

#[tokio::test]
async fn a_price_names_its_sales_mode_or_its_sales_point_or_neither() {
    let api = Api::new().await;
    let mode = api.list("/salesmodes", &[]).await.rows("salesModes")[0]["id"].clone();
    let (now, random) = (api.world.now(), api.world.random().clone());
    let edit = ponte_sandbox::till::edit::ProductEdit {
        point_prices: [(102, dec("57.00"))].into(),
        ..Default::default()
    };
    api.till(|till| till.edit_product(&api.products[0], &edit, now, random.as_ref()))
        .expect("the product exists");
    assert_eq!(
        product(&api, 0).await["variants"][0]["prices"],
        json!([{"value": 59.9}, {"idSalesMode": mode, "value": 54.9},
               {"idSalesPoint": 102, "value": 57}])
    );
}

#[tokio::test]
async fn prices_include_vat_unless_switched() {
    let api = Api::new().await;
    api.switch("till.prices_without_vat", "true");
    assert_eq!(product(&api, 0).await["prices"][0]["value"], 49.1);
    assert_eq!(product(&api, 3).await["prices"][0]["value"], 15);
}

#[tokio::test]
async fn decimals_are_numbers_unless_switched() {
    let api = Api::new().await;
    assert_eq!(product(&api, 2).await["prices"][0]["value"], 19.9);
    api.switch("till.decimals_as_text", "true");
    assert_eq!(product(&api, 2).await["prices"][0]["value"], "19.9");
    assert_eq!(api.list("/taxes", &[]).await.rows("taxes")[0]["rate"], "22");
}

#[tokio::test]
async fn pictures_are_absolute_links_and_missing_where_there_are_none() {
    let api = Api::new().await;
    let expected = json!([{"imageUrl": "http://pictures.test/pictures/1.png"},
                          {"imageUrl": "https://x.test/2.png"}]);
    assert_eq!(product(&api, 0).await["images"], expected);
    assert_eq!(product(&api, 1).await.get("images"), None);
}

#[tokio::test]
async fn an_article_sold_by_weight_says_so_and_grams_are_not_shown() {
    let api = Api::new().await;
    assert_eq!(product(&api, 2).await["soldByWeight"], true);
    assert!(!product(&api, 0).await.to_string().contains("800,"));
}

#[tokio::test]
async fn an_unknown_id_is_refused_with_404_invalid_id() {
    let api = Api::new().await;
    for path in ["/products/x", "/categories/x", "/departments/x"] {
        let answer = api.get(path).await;
        assert_eq!(
            (answer.status.as_u16(), &answer.json()["error"]),
            (404, &json!("InvalidId"))
        );
    }
    api.switch("till.unknown_id_status", "400");
    assert_eq!(api.get("/products/x").await.status, 400);
}
