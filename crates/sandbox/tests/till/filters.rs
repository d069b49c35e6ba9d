//! The filters of the product list (Cassa in Cloud sheet §5.4, §13.1, §24.12, §24.14).

use serde_json::json;

use crate::support::Api;

async fn found(api: &Api, filters: &[(&str, &str)]) -> Vec<String> {
    api.list("/products", filters).await.names("products")
}

#[tokio::test]
async fn products_are_found_by_id_in_the_order_of_creation() {
    let api = Api::new().await;
    let ids = json!([api.products[2], api.products[0], "nobody"]).to_string();
    assert_eq!(found(&api, &[("ids", &ids)]).await, ["Scarpa", "Formaggio"]);
    assert_eq!(found(&api, &[("ids", "[]")]).await, [""; 0]);
}

#[tokio::test]
async fn the_sales_point_filter_gives_its_own_products_and_those_of_no_sales_point() {
    let api = Api::new().await;
    assert_eq!(found(&api, &[("idsSalesPoint", "[101]")]).await.len(), 3);
    assert_eq!(found(&api, &[("idsSalesPoint", "[102]")]).await.len(), 4);
    for foreign in ["[999]", "[101,999]"] {
        let answer = api.list("/products", &[("idsSalesPoint", foreign)]).await;
        assert_eq!(answer.status, 403);
        assert_eq!(answer.json()["error"], "InvalidIdSalesPoint");
    }
}

#[tokio::test]
async fn products_are_found_by_category_and_department() {
    let api = Api::new().await;
    let oil = &api
        .get(&format!("/products/{}", api.products[1]))
        .await
        .json()["product"];
    for (filter, key) in [
        ("idsCategory", "idCategory"),
        ("idsDepartment", "idDepartment"),
    ] {
        let ids = json!([oil[key]]).to_string();
        assert_eq!(
            found(&api, &[(filter, &ids)]).await,
            ["Olio EVO 0,5 l", "Formaggio"]
        );
    }
}

#[tokio::test]
async fn a_description_without_percent_has_to_match_whole_unless_switched() {
    let api = Api::new().await;
    assert_eq!(
        found(&api, &[("description", "\"%OLIO%\"")]).await,
        ["Olio EVO 0,5 l"]
    );
    assert_eq!(found(&api, &[("description", "\"olio\"")]).await, [""; 0]);
    assert_eq!(
        found(&api, &[("description", "\"l_bro\"")]).await,
        ["Libro"]
    );
    api.switch("till.description_matches_part", "true");
    assert_eq!(
        found(&api, &[("description", "\"olio\"")]).await,
        ["Olio EVO 0,5 l"]
    );
}

#[tokio::test]
async fn products_are_found_by_any_barcode_of_their_variants() {
    let api = Api::new().await;
    let codes = r#"["8000000000024","8000000000017"]"#;
    assert_eq!(
        found(&api, &[("barcodes", codes)]).await,
        ["Scarpa", "Olio EVO 0,5 l"]
    );
}

#[tokio::test]
async fn tags_ask_for_any_and_tags_all_for_all() {
    let api = Api::new().await;
    let tags = r#"["nuovo","pelle"]"#;
    assert_eq!(
        found(&api, &[("tags", tags)]).await,
        ["Scarpa", "Olio EVO 0,5 l"]
    );
    assert_eq!(found(&api, &[("tagsAll", tags)]).await, ["Scarpa"]);
}

#[tokio::test]
async fn products_with_variants_can_be_told_from_simple_ones() {
    let api = Api::new().await;
    assert_eq!(found(&api, &[("multiVariant", "true")]).await, ["Scarpa"]);
    assert_eq!(found(&api, &[("multiVariant", "false")]).await.len(), 3);
}

#[tokio::test]
async fn there_are_no_menus_and_no_compositions() {
    let api = Api::new().await;
    for name in ["menu", "composition", "soldOnlyInComposition"] {
        assert_eq!(found(&api, &[(name, "true")]).await.len(), 0);
        assert_eq!(found(&api, &[(name, "false")]).await.len(), 4);
    }
    assert_eq!(
        found(&api, &[("externalId", "[\"shop-4711\"]")])
            .await
            .len(),
        0
    );
    assert_eq!(
        found(&api, &[("itemListVisibility", "true")]).await.len(),
        4
    );
}

#[tokio::test]
async fn the_channel_filter_looks_at_the_product_not_at_its_category() {
    let api = Api::new().await;
    let filter = [("enabledForChannels", "[\"ECOMMERCE\"]")];
    assert_eq!(found(&api, &filter).await, ["Scarpa", "Olio EVO 0,5 l"]);
    let now = api.world.now();
    api.till(|till| {
        let id = till.categories()[0].id.clone();
        till.set_category_ecommerce(&id, false, now)
    })
    .expect("the category exists");
    assert_eq!(found(&api, &filter).await, ["Scarpa", "Olio EVO 0,5 l"]);
}

#[tokio::test]
async fn last_update_from_and_to_include_their_millisecond_unless_switched() {
    let api = Api::new().await;
    let at = "1790848800000";
    assert_eq!(found(&api, &[("lastUpdateFrom", at)]).await.len(), 4);
    assert_eq!(found(&api, &[("lastUpdateTo", at)]).await.len(), 4);
    assert_eq!(
        found(&api, &[("lastUpdateFrom", "1790848800001")])
            .await
            .len(),
        0
    );
    assert_eq!(
        found(&api, &[("lastUpdateTo", "1790848799999")])
            .await
            .len(),
        0
    );
    api.switch("till.last_update_from_inclusive", "false");
    assert_eq!(found(&api, &[("lastUpdateFrom", at)]).await.len(), 0);
}
