//! Samples made by hand from the sheet, read by the client.

use cassa_in_cloud::{
    Client, Error, Nature, Product, ProductQuery, Query, SalesType, unconfirmed::option_values,
};
use rust_decimal::Decimal;

use crate::script::{Script, client, clock, ok};

/// A till that answers everything with one sample.
fn till(sample: &'static str) -> Client {
    client(&Script::with_tokens(move |_, _| ok(sample)), &clock())
}

fn decimal(text: &str) -> Decimal {
    text.parse().expect("a decimal")
}

#[tokio::test]
async fn the_token() -> Result<(), Error> {
    let sample = include_str!("../samples/token.json");
    client(&Script::new(move |_, _| ok(sample)), &clock())
        .authenticate()
        .await
}

#[tokio::test]
async fn sales_points() -> Result<(), Error> {
    let points = till(include_str!("../samples/salespoint.json"))
        .sales_points()
        .await?;
    let [treviso, mestre] = &points[..] else {
        panic!("two points: {points:?}")
    };
    assert_eq!(
        (treviso.id, treviso.city.as_deref()),
        (101, Some("Treviso"))
    );
    assert_eq!(treviso.latitude, Some(decimal("45.6669")));
    let currency = treviso.currency.as_ref().expect("a currency");
    assert_eq!(
        (currency.code.as_str(), currency.number_of_decimals),
        ("EUR", Some(2))
    );
    assert_eq!((mestre.id, mestre.currency.is_none()), (102, true));
    assert!(treviso.extra.is_empty(), "{:?}", treviso.extra);
    Ok(())
}

#[tokio::test]
async fn categories() -> Result<(), Error> {
    let categories = till(include_str!("../samples/categories_page.json"))
        .all_categories()
        .await?;
    let [shoes, local] = &categories[..] else {
        panic!("two categories: {categories:?}")
    };
    assert!(shoes.enable_for_e_commerce && !local.enable_for_e_commerce);
    assert_eq!(
        (shoes.id_sales_point, local.id_sales_point),
        (None, Some(102))
    );
    assert_eq!(
        shoes.last_update.map(|at| at.as_second()),
        Some(1_767_225_600)
    );
    assert!(shoes.extra.is_empty(), "{:?}", shoes.extra);
    Ok(())
}

#[tokio::test]
async fn departments_and_taxes() -> Result<(), Error> {
    let query = Query::default();
    let page = till(include_str!("../samples/departments_page.json"))
        .departments(&query)
        .await?;
    let department = &page.rows[0];
    assert_eq!(department.sales_type, Some(SalesType::Goods));
    assert_eq!(
        department.tax.as_ref().and_then(|tax| tax.rate),
        Some(decimal("22"))
    );
    assert_eq!(department.amount_limit, Some(decimal("999.99")));
    assert!(department.extra.is_empty(), "{:?}", department.extra);

    let page = till(include_str!("../samples/taxes_page.json"))
        .taxes(&query)
        .await?;
    let [full, exempt] = &page.rows[..] else {
        panic!("two taxes: {page:?}")
    };
    assert_eq!((full.rate, &full.nature), (Some(decimal("22")), &None));
    assert_eq!(
        (exempt.rate, &exempt.nature),
        (Some(decimal("0")), &Some(Nature::N4))
    );
    assert!(exempt.no_fiscal_print_on_mixed_receipt && exempt.extra.is_empty());
    Ok(())
}

#[tokio::test]
async fn sales_modes_and_options() -> Result<(), Error> {
    let query = Query::default();
    let page = till(include_str!("../samples/salesmodes_page.json"))
        .sales_modes(&query)
        .await?;
    assert_eq!(page.rows[0].description, "Online");
    let page = till(include_str!("../samples/options_page.json"))
        .options(&query)
        .await?;
    assert_eq!(page.rows[0].values[1].description, "42");
    Ok(())
}

#[tokio::test]
async fn products() -> Result<(), Error> {
    let till = till(include_str!("../samples/products_page.json"));
    let page = till.products(&ProductQuery::default()).await?;
    assert_eq!(page.total_count, 230);
    let [oil, shoe, cheese] = &page.rows[..] else {
        panic!("three products: {page:?}")
    };
    assert_oil(oil);

    assert!(
        shoe.multivariant && shoe.extra.is_empty(),
        "{:?}",
        shoe.extra
    );
    assert_eq!(
        (shoe.internal_id.as_deref(), shoe.id_sales_point),
        (None, Some(101))
    );
    let variant = &shoe.variants[1];
    assert_eq!(variant.internal_id.as_deref(), Some("SC-100-42"));
    assert_eq!(variant.prices[0].value, decimal("80"));
    let pair = |option: &str, value: &str| (option.to_owned(), value.to_owned());
    let expected = [pair("Taglia", "42"), pair("Colore", "Rosso")];
    assert_eq!(option_values(&variant.attributes), expected);

    assert!(cheese.sold_by_weight && cheese.variants.is_empty());
    assert_eq!(cheese.prices[0].value, decimal("19.90"));
    assert_eq!(
        cheese.last_update.map(|at| at.as_second()),
        Some(1_767_225_603)
    );
    Ok(())
}

#[tokio::test]
async fn one_product() -> Result<(), Error> {
    let script = Script::with_tokens(|_, _| ok(include_str!("../samples/product.json")));
    assert_oil(&client(&script, &clock()).product("a/b").await?);
    assert_eq!(script.seen()[1].url.path(), "/products/a%2Fb");
    Ok(())
}

fn assert_oil(oil: &Product) {
    assert_eq!(oil.internal_id.as_deref(), Some("OIL-05"));
    assert!(oil.enable_for_e_commerce && oil.enable_for_sale && !oil.enable_for_risto);
    let prices: Vec<_> = oil.prices.iter().map(|price| price.value).collect();
    assert_eq!(prices, [decimal("12.5"), decimal("13.35"), decimal("11.9")]);
    assert_eq!(oil.prices[1].id_sales_point, Some(102));
    assert!(oil.prices[2].id_sales_mode.is_some());
    assert_eq!(oil.barcodes[0].value, "8000000000017");
    assert_eq!(oil.costs[0].cost, Some(decimal("7.123")));
    assert_eq!(
        oil.images[0].image_url,
        "https://calzature-esempio.test/img/oil.jpg"
    );
    assert_eq!(oil.variants.len(), 1);
    let tax = oil
        .department
        .as_ref()
        .and_then(|department| department.tax.as_ref());
    assert_eq!(tax.and_then(|tax| tax.rate), Some(decimal("4")));
    assert!(
        oil.category
            .as_ref()
            .is_some_and(|category| category.enable_for_e_commerce)
    );
    assert!(oil.extra.is_empty(), "{:?}", oil.extra);
}
