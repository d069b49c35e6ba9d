//! Stock (Cassa in Cloud sheet §15.1).

use std::time::Duration;

use ponte_sandbox::{
    moment::Moment,
    till::{documents::sale::Sale, levels::Terms},
};
use serde_json::json;

use crate::support::{Api, dec};

#[tokio::test]
async fn a_level_has_the_keys_of_the_sheets_example() {
    let api = Api::new().await;
    let now = api.world.now();
    let variant = api.till(|till| {
        let product = &api.products[0];
        let variant = till.product(product).expect("the shoe").variants[0]
            .id
            .clone();
        let level = till
            .level_mut(101, product, &variant, now)
            .expect("a level");
        level.warning = Some(dec("2"));
        level.outgoing = dec("1");
        variant
    });
    let filter = [("idProductVariant", &*json!([variant]).to_string())];
    let answer = api.list("/stocks/101", &filter).await;
    assert_eq!(
        answer.json(),
        json!({"stocks": [{"idProduct": api.products[0], "idProductVariant": variant,
                           "manageStock": true, "warningLevel": 2, "incomingQuantity": 0,
                           "outgoingQuantity": 1, "quantity": 8}], "totalCount": 1})
    );
}

#[tokio::test]
async fn the_record_of_a_simple_product_names_no_variant_unless_switched() {
    let api = Api::new().await;
    let filter = [("idProduct", &*json!([api.products[1]]).to_string())];
    let row = &api.list("/stocks/101", &filter).await.rows("stocks")[0];
    assert_eq!(
        (row.get("idProductVariant"), &row["quantity"]),
        (None, &json!(3))
    );
    api.switch("till.stock_names_technical_variant", "true");
    let row = &api.list("/stocks/101", &filter).await.rows("stocks")[0];
    assert!(row["idProductVariant"].is_string());
}

#[tokio::test]
async fn a_simple_product_is_found_by_its_technical_variant_unless_switched() {
    let api = Api::new().await;
    let variants = api.till(|till| {
        let first = |id: &String| till.product(id).expect("it exists").variants[0].id.clone();
        [first(&api.products[0]), first(&api.products[1])]
    });
    let filter = [("idProductVariant", &*json!(variants).to_string())];
    let found = async || api.list("/stocks/101", &filter).await.rows("stocks").len();
    assert_eq!(found().await, 2);
    api.switch("till.stock_found_by_technical_variant", "false");
    assert_eq!(found().await, 1, "only the shoe has variants of its own");
}

#[tokio::test]
async fn quantities_may_be_decimal_and_negative() {
    let api = Api::new().await;
    let filter = [("idProduct", &*json!([api.products[2]]).to_string())];
    let quantity = async |path| api.list(path, &filter).await.rows("stocks")[0]["quantity"].clone();
    assert_eq!(quantity("/stocks/101").await, 2.35);
    assert_eq!(quantity("/stocks/102").await, -0.5);
}

#[tokio::test]
async fn a_sales_point_lists_only_the_products_it_has() {
    let api = Api::new().await;
    assert_eq!(api.list("/stocks/101", &[]).await.json()["totalCount"], 4);
    let rows = api.list("/stocks/102", &[]).await.rows("stocks");
    assert_eq!(rows.len(), 5);
    assert_eq!(rows[4]["manageStock"], false);
}

#[tokio::test]
async fn a_sales_point_that_the_key_may_not_see_is_refused() {
    let api = Api::new().await;
    let answer = api.list("/stocks/999", &[]).await;
    assert_eq!(
        (answer.status.as_u16(), &answer.json()["error"]),
        (403, &json!("InvalidIdSalesPoint"))
    );
    api.switch("till.sales_point_status", "400");
    assert_eq!(api.list("/stocks/999", &[]).await.status, 400);
}

#[tokio::test]
async fn a_forgotten_record_is_not_listed() {
    let api = Api::new().await;
    api.till(|till| {
        let variant = till.product(&api.products[1]).expect("the oil").variants[0]
            .id
            .clone();
        till.forget_stock(101, &api.products[1], &variant)
    })
    .expect("the oil exists");
    assert_eq!(api.list("/stocks/101", &[]).await.json()["totalCount"], 3);
}

#[tokio::test]
async fn stock_may_be_shown_as_it_was_some_seconds_before() {
    let api = Api::new().await;
    let now = api.world.now();
    api.till(|till| {
        let id = &api.products[1];
        let variant = till.product(id).expect("the oil").variants[0].id.clone();
        till.set_stock(101, id, &variant, dec("9"), now)
    })
    .expect("all three exist");
    let filter = [("idProduct", &*json!([api.products[1]]).to_string())];
    let quantity =
        async || api.list("/stocks/101", &filter).await.rows("stocks")[0]["quantity"].clone();
    assert_eq!(quantity().await, 9);
    api.switch("till.stock_lag_seconds", "5");
    assert_eq!(quantity().await, 3);
    api.clock.advance(Duration::from_secs(5));
    assert_eq!(quantity().await, 9);
}

#[tokio::test]
async fn a_lag_holds_for_the_whole_list_and_for_readings_by_id_alike() {
    let api = Api::new().await;
    let now = api.world.now();
    let (shoe, variant) = api.till(|till| {
        let shoe = till.product(&api.products[0]).expect("the shoe");
        (shoe.id.clone(), shoe.variants[0].id.clone())
    });
    api.switch("till.stock_lag_seconds", "20");
    api.till(|till| till.set_stock(101, &shoe, &variant, dec("1"), now))
        .expect("all three exist");
    let (ids, variants) = (json!([shoe]).to_string(), json!([variant]).to_string());
    let seen = async || {
        let mut seen = Vec::new();
        for filter in [
            vec![],
            vec![("idProduct", &*ids)],
            vec![("idProductVariant", &*variants)],
        ] {
            let rows = api.list("/stocks/101", &filter).await.rows("stocks");
            let mut rows = rows.into_iter();
            let row = rows.find(|row| row["idProductVariant"] == json!(variant));
            seen.push(row.expect("the shoe")["quantity"].clone());
        }
        seen
    };
    api.clock.advance(Duration::from_secs(19));
    assert_eq!(seen().await, [8, 8, 8]);
    api.clock.advance(Duration::from_secs(1));
    assert_eq!(seen().await, [1, 1, 1]);
}

#[tokio::test]
async fn a_key_without_the_stock_permission_reads_everything_else() {
    let api = Api::new().await;
    api.till(|till| till.scopes.remove("read_stock"));
    for ids in [None, Some(json!([api.products[0]]).to_string())] {
        let filter: Vec<(&str, &str)> = ids.iter().map(|ids| ("idProduct", &**ids)).collect();
        assert_eq!(api.list("/stocks/101", &filter).await.status, 403);
    }
    let today = [("datetimeFrom", "\"2026-10-01\"")];
    for (path, filter) in [
        ("/salespoint", &[][..]),
        ("/products", &[][..]),
        ("/documents/receipts", &today[..]),
        ("/documents/orders", &today[..]),
        ("/webhooks", &[][..]),
    ] {
        assert_eq!(api.list(path, filter).await.status, 200, "{path}");
    }
}

#[tokio::test]
async fn an_article_that_is_counted_from_now_on_moves_and_one_that_is_no_longer_does_not() {
    let api = Api::new().await;
    let now = api.world.now();
    let (id, variant) = api.till(|till| {
        let shoe = till.product(&api.products[0]).expect("the shoe");
        (shoe.id.clone(), shoe.variants[0].id.clone())
    });
    let quantity = |managed: bool| {
        let terms = Terms {
            managed: Some(managed),
            incoming: Some(dec("4")),
            ..Terms::default()
        };
        let moved = api.till(|till| till.set_terms(101, &id, &variant, terms, now));
        moved.expect("all three exist");
        let sale = json!({"sales_point": 101, "goods": [{"variant": variant, "quantity": 1}]});
        let sale: Sale = serde_json::from_value(sale).expect("a sale");
        let moment = Moment::now(&api.world, &api.world.lock());
        api.till(|till| till.sell(&sale, &moment))
            .expect("it is sold");
    };
    let seen = async || {
        let filter = [("idProductVariant", &*json!([variant]).to_string())];
        let rows = api.list("/stocks/101", &filter).await.rows("stocks");
        let row = &rows[0];
        json!([row["manageStock"], row["quantity"], row["incomingQuantity"]])
    };
    quantity(false);
    assert_eq!(seen().await, json!([false, 8, 4]));
    quantity(true);
    assert_eq!(seen().await, json!([true, 7, 4]));
}
