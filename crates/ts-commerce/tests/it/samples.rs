//! Samples made by hand from the sheet, read by the client.

use futures::TryStreamExt;
use rust_decimal::Decimal;
use ts_commerce::{AttributeKind, Error, Uid};

use crate::script::shop;

fn decimal(text: &str) -> Decimal {
    text.parse().expect("a decimal")
}

#[tokio::test]
async fn the_store_and_its_languages() -> Result<(), Error> {
    let (store, script) = shop(include_str!("../samples/store_info.json"));
    let info = store.store_info(&["email", "status", "warehouse"]).await?;
    assert_eq!(
        script.last(),
        "GET /v1.1/store/info.json?nodes=email%2Cstatus%2Cwarehouse"
    );
    assert_eq!(
        (info.uid.as_str(), info.status.as_deref()),
        ("417", Some("1"))
    );
    assert_eq!(info.email.as_deref(), Some("info@calzature-esempio.test"));
    assert!(info.warehouse.is_some() && info.extra.is_empty());
    let (store, _) = shop(include_str!("../samples/languages.json"));
    let languages = store.languages().await?;
    assert_eq!((languages.active.len(), languages.available.len()), (1, 2));
    Ok(())
}

#[tokio::test]
async fn the_lean_list() -> Result<(), Error> {
    let (shop, _) = shop(include_str!("../samples/products_list.json"));
    let products: Vec<_> = shop.products_lean(&[]).try_collect().await?;
    let [shoe, bag, nameless] = &products[..] else {
        panic!("three products: {products:?}")
    };
    assert_eq!((shoe.uid, shoe.sku.as_str()), (Uid(70532), "SC-100"));
    assert_eq!(shoe.final_price, Some(decimal("64.5")));
    assert_eq!(shoe.codes.ean13.as_deref(), Some("8001234567894"));
    assert!(
        shoe.image_id.is_some() && shoe.extra.is_empty(),
        "{:?}",
        shoe.extra
    );
    assert_eq!(
        (bag.status, &bag.image_id, &bag.codes.ean13),
        (Some(0), &None, &None)
    );
    assert_eq!(nameless.sku, "");
    Ok(())
}

#[tokio::test]
async fn one_product() -> Result<(), Error> {
    let (shop, script) = shop(include_str!("../samples/product.json"));
    let shoe = shop.product(Uid(70532)).await?;
    assert_eq!(script.last(), "GET /v1.1/products/product.json?uid=70532");
    assert_eq!((shoe.sku.as_str(), shoe.visible()), ("SC-100", Some(true)));
    assert_eq!(
        (shoe.price, shoe.weight),
        (Some(decimal("80")), Some(decimal("0.75")))
    );
    assert_eq!(
        (shoe.brand, &shoe.categories[..]),
        (Some(Uid(70232)), &[Uid(70557)][..])
    );
    assert_eq!(
        shoe.tax_profile.as_deref(),
        Some("5f0a1b2c3d4e5f6071829304")
    );
    assert_eq!(
        (shoe.unlimited, shoe.use_variants),
        (Some(false), Some(true))
    );
    assert_eq!(shoe.dimension.z, Some(decimal("33")));
    let axes: Vec<_> = shoe.vars.iter().map(|axis| axis.key.as_str()).collect();
    assert_eq!(
        axes,
        ["taglia", "colore"],
        "in the order that makes the superkey"
    );
    assert_eq!(shoe.vars[0].options[1].option, "42");
    let variant = &shoe.variants[1];
    assert_eq!(
        (variant.superkey.as_str(), variant.quantity),
        ("42_rosso", Some(5))
    );
    assert_eq!(
        shoe.extra["data"],
        serde_json::json!({"isbn": "", "issn": ""})
    );
    let extra: Vec<_> = shoe.extra.keys().map(String::as_str).collect();
    assert_eq!(
        extra,
        ["data", "highview", "parameters", "shipping_cost", "taxable"]
    );
    Ok(())
}

#[tokio::test]
async fn a_page_of_products() -> Result<(), Error> {
    let (shop, _) = shop(include_str!("../samples/products_page.json"));
    let page = shop.products_page(1, 100, &["attributes"]).await?;
    let [shoe, bag] = &page[..] else {
        panic!("two products: {page:?}")
    };
    assert_eq!(
        shoe.attribute("57e1aa22bb33cc44dd55ee66").as_deref(),
        Some("3b9c0e9e-0000-4000-8000-000000000100")
    );
    assert_eq!((shoe.sku.as_str(), shoe.variants.len()), ("SC-100", 2));
    assert_eq!(shoe.tags, ["corsa", "estate"]);
    assert!(
        shoe.update_at.is_some() && shoe.extra.is_empty(),
        "{:?}",
        shoe.extra
    );
    assert!(bag.attributes.is_empty() && bag.vars.is_empty() && bag.variants.is_empty());
    assert_eq!(
        (bag.unlimited, bag.brand, bag.visible()),
        (Some(true), None, Some(false))
    );
    Ok(())
}

#[tokio::test]
async fn pictures() -> Result<(), Error> {
    let (with, _) = shop(include_str!("../samples/product_images.json"));
    let images = with.images(Uid(70532)).await?;
    assert_eq!(images[0].image_id, "64f0c1d2a3b4c5d6e7f80912");
    assert!(images[0].original.is_some() && images[0].extra.is_empty());
    let (without, _) = shop(r#"{"images":[]}"#);
    assert!(without.images(Uid(1)).await?.is_empty());
    let (broken, _) = shop("{}");
    let error = broken.images(Uid(1)).await;
    assert!(
        matches!(error, Err(Error::BrokenAnswer { .. })),
        "{error:?}"
    );
    Ok(())
}

#[tokio::test]
async fn the_inventory() -> Result<(), Error> {
    let (shop, _) = shop(include_str!("../samples/inventory_list.json"));
    let rows: Vec<_> = shop.inventory().try_collect().await?;
    let [shoe, bag] = &rows[..] else {
        panic!("two rows: {rows:?}")
    };
    assert!(shoe.has_child && shoe.extra.is_empty());
    assert_eq!(
        (shoe.childs[0].sku.as_str(), shoe.childs[0].quantity),
        ("SC-100-40", Some(3))
    );
    assert_eq!(
        (
            shoe.childs[1].sku.as_str(),
            shoe.childs[1].superkey.as_str()
        ),
        ("", "42_rosso")
    );
    assert_eq!(
        (bag.quantity, bag.has_child, bag.unlimited),
        (None, false, false)
    );
    Ok(())
}

#[tokio::test]
async fn categories() -> Result<(), Error> {
    let (shop, _) = shop(include_str!("../samples/categories_list.json"));
    let categories = shop.categories().await?;
    let parents: Vec<_> = categories.iter().map(|category| category.parent).collect();
    assert_eq!(parents, [Some(Uid(70557)), None, Some(Uid(99999))]);
    assert_eq!(categories[1].seo.title.as_deref(), Some("Scarpe"));
    assert_eq!(categories[2].seo.title, None);
    Ok(())
}

#[tokio::test]
async fn taxes_and_countries() -> Result<(), Error> {
    let (taxes, _) = shop(include_str!("../samples/taxes_list.json"));
    let profiles = taxes.tax_profiles().await?;
    assert_eq!(
        (profiles[0].value, profiles[0].title.as_str()),
        (decimal("22"), "IVA 22%")
    );
    assert_eq!(profiles[0].countries, [Uid(91), Uid(118)]);
    let (countries, _) = shop(include_str!("../samples/countries_list.json"));
    assert_eq!(countries.countries().await?[1].tld.as_deref(), Some("it"));
    Ok(())
}

#[tokio::test]
async fn attributes() -> Result<(), Error> {
    let (list, _) = shop(include_str!("../samples/attributes_list.json"));
    let attributes = list.attributes().await?;
    assert_eq!(attributes[0].kind, AttributeKind::Text);
    assert_eq!(
        (&attributes[1].kind, attributes[1].data.len()),
        (&AttributeKind::Select, 2)
    );
    let (search, script) = shop(include_str!("../samples/attributes_search.json"));
    let found = search.search_attributes("Id cassa").await?;
    assert_eq!(found[0].id, "57e1aa22bb33cc44dd55ee66");
    assert_eq!(
        script.last(),
        "GET /v1.1/attributes/search.json?label=Id%20cassa"
    );
    Ok(())
}

#[tokio::test]
async fn answers_to_updates_and_deletes() -> Result<(), Error> {
    for sample in [
        include_str!("../samples/product_updated.json"),
        include_str!("../samples/product_deleted.json"),
        include_str!("../samples/image_deleted.json"),
        include_str!("../samples/category_updated.json"),
        include_str!("../samples/tax_deleted.json"),
    ] {
        let (shop, _) = shop(sample);
        shop.delete_product(Uid(1)).await?;
    }
    Ok(())
}
