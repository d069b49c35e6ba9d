//! The two lists of products (TS Commerce sheet §7, §11.1, §11.2, §28.15–§28.17).

use http::Method;
use serde_json::{Value, json};

use crate::harness::App;

const PAGED: &str = "/products/paginated_list.json";

fn skus(list: &Value) -> Vec<&str> {
    let rows = list.as_array().expect("a list").iter();
    rows.map(|row| row["code"].as_str().expect("a code"))
        .collect()
}

async fn some(app: &App, count: u32) {
    for number in 0..count {
        let form = format!("sku=s{number}&title=T&price=1");
        app.product(&form).await;
    }
}

#[tokio::test]
async fn a_row_without_nodes_has_five_fields() {
    let app = App::new();
    let uid = app.product("sku=a&title=A&price=6.66").await;
    let row = json!({ "uid": uid, "code": "a", "price": 6.66, "final_price": 6.66, "status": 1 });
    assert_eq!(app.get("/products/list.json").await, json!([row]));
    assert_eq!(app.get(PAGED).await, json!([row]));
}

#[tokio::test]
async fn the_ean_node_gives_every_row_a_data_object() {
    let app = App::new();
    app.product("sku=a&title=A&price=1").await;
    app.product("sku=b&title=B&price=1&data[ean13]=8001234567894")
        .await;
    let list = app.get("/products/list.json?nodes=ean,title").await;
    assert_eq!(list[0]["data"], json!({ "ean13": "", "ean8": "" }));
    assert_eq!(list[1]["data"]["ean13"], "8001234567894");
}

#[tokio::test]
async fn every_documented_node_adds_its_field() {
    let app = App::new();
    app.shoe().await;
    let lean = "title,mpn,create_at,update_at,weight,dimension,description,categoryUID,brandUID,\
                categories_name,brand_name,unlimited,tags";
    let rich = "filters,attributes,usevariants,variants,vars,gallery,minimum_purchase,\
                step_minimum_purchase,maximum_purchase";
    let rows = app
        .get(&format!("/products/list.json?nodes={lean},{rich}"))
        .await;
    for node in lean.split(',') {
        assert!(rows[0].get(node).is_some(), "{node}");
    }
    for node in rich.split(',') {
        assert!(
            rows[0].get(node).is_none(),
            "{node} is no node of this list"
        );
    }
    let rows = app
        .get(&format!("{PAGED}?nodes={lean},{rich},nonsense"))
        .await;
    for node in lean.split(',').chain(rich.split(',')) {
        assert!(rows[0].get(node).is_some(), "{node}");
    }
    assert_eq!(rows[0]["attributes"], json!([]));
    assert_eq!(rows[0]["variants"][1]["superkey"], "42");
    assert_eq!(rows[0]["vars"]["taglia"]["options"][0]["option"], "40");
    assert_eq!(rows[0]["create_at"], "2024-03-05T10:15:00+0100");
    assert!(rows[0].get("nonsense").is_none());
}

#[tokio::test]
async fn update_at_moves_with_content_and_not_with_stock() {
    let app = App::new();
    let uid = app.product("sku=a&title=A&price=1").await;
    let read =
        async || app.get("/products/list.json?nodes=update_at").await[0]["update_at"].clone();
    let made = read().await;
    app.pass(5);
    app.write(Method::PUT, "/inventory/inventory.json", "sku=a&quantity=2")
        .await;
    assert_eq!(read().await, made);
    let form = format!("uid={uid}&title=B");
    app.write(Method::PUT, "/products/product.json", &form)
        .await;
    assert_eq!(read().await, "2024-03-05T10:15:05+0100");
}

#[tokio::test]
async fn both_filters_may_be_combined() {
    let app = App::new();
    let category = app
        .write(Method::POST, "/categories/category.json", "name=C")
        .await["uid"]
        .clone();
    let brand = app
        .write(Method::POST, "/brands/brand.json", "name=B")
        .await["uid"]
        .clone();
    app.product("sku=none&title=A&price=1").await;
    app.product(&format!("sku=c&title=A&price=1&categories[]={category}"))
        .await;
    app.product(&format!(
        "sku=cb&title=A&price=1&categories[]={category}&brandUID={brand}"
    ))
    .await;
    for path in ["/products/list.json", PAGED] {
        let list = app.get(&format!("{path}?categoryUID={category}")).await;
        assert_eq!(skus(&list), ["c", "cb"]);
        let list = app
            .get(&format!("{path}?categoryUID={category}&brandUID={brand}"))
            .await;
        assert_eq!(skus(&list), ["cb"]);
    }
}

#[tokio::test]
async fn pages_start_at_1_and_page_0_is_the_first_page_too() {
    let app = App::new();
    some(&app, 5).await;
    let page = async |page: u32| {
        let list = app.get(&format!("{PAGED}?limit=2&page={page}")).await;
        skus(&list).join(",")
    };
    assert_eq!(page(0).await, "s0,s1");
    assert_eq!(page(1).await, "s0,s1");
    assert_eq!(page(3).await, "s4");
    assert_eq!(page(4).await, "");
    app.switch("shop.paginated_first_page", "0");
    assert_eq!(page(0).await, "s0,s1");
    assert_eq!(page(1).await, "s2,s3");
    assert_eq!(page(2).await, "s4");
}

#[tokio::test]
async fn a_page_has_50_rows_by_default_and_250_at_most() {
    let app = App::new();
    some(&app, 300).await;
    assert_eq!(skus(&app.get(PAGED).await).len(), 50);
    let long = app.get(&format!("{PAGED}?limit=1000")).await;
    assert_eq!(skus(&long).len(), 250);
    assert_eq!(skus(&app.get("/products/list.json").await).len(), 300);
}

#[tokio::test]
async fn the_envelope_of_a_page_is_a_switch() {
    let app = App::new();
    some(&app, 1).await;
    for name in ["items", "products", "data", "list", "results"] {
        app.switch("shop.paginated_envelope", name);
        assert_eq!(skus(&app.get(PAGED).await[name]), ["s0"]);
    }
}

#[tokio::test]
async fn a_whole_shop_of_33_000_products_is_listed() {
    let app = App::new();
    let form = "sku=a&title=A&price=1";
    app.product(form).await;
    app.shop(|shop| {
        let model = shop.products.iter().next().expect("one").clone();
        for number in 0..33_000 {
            let mut product = model.clone();
            product.uid += 1 + number;
            product.sku = format!("s{number}");
            shop.products.put(product, jiff::Timestamp::UNIX_EPOCH);
        }
    });
    let list = app.get("/products/list.json?nodes=title,ean").await;
    assert_eq!(list.as_array().map(Vec::len), Some(33_001));
    let stock = app.get("/inventory/list.json").await;
    assert_eq!(stock.as_array().map(Vec::len), Some(33_001));
}
