//! What writes look like on the wire.

use http::header;
use ts_commerce::{
    AttributeKind, AxisWrite, CategoryWrite, Error, ProductWrite, Related, StockWrite, Uid,
    Unsendable, VariantWrite, VariantsWrite,
};

use crate::script::shop;

#[tokio::test]
async fn products() -> Result<(), Error> {
    let (shop, script) = shop(include_str!("../samples/product_created.json"));
    let write = ProductWrite {
        sku: Some("SC-100".to_owned()),
        title: Some("Scarpa è".to_owned()),
        price: Some("80.00".parse().expect("a price")),
        use_variants: Some(true),
        variants: Some(VariantsWrite {
            vars: vec![AxisWrite {
                key: "taglia".to_owned(),
                title: "Taglia".to_owned(),
                options: vec!["40".to_owned()],
            }],
            variants: vec![VariantWrite {
                superkey: "40".to_owned(),
                sku: Some("SC-100-40".to_owned()),
                quantity: Some(0),
                ..VariantWrite::default()
            }],
        }),
        ..ProductWrite::default()
    };
    assert_eq!(shop.create_product(&write).await?, Uid(41_000_001));
    assert_eq!(
        script.last(),
        "POST /v1.1/products/product.json sku=SC-100&title=Scarpa%20%C3%A8&price=80.00\
         &usevariants=1&vars[taglia][]=40&variants[0][superkey]=40\
         &variants[0][sku]=SC-100-40&variants[0][quantity]=0"
    );
    let content_type = script.seen()[0].headers[header::CONTENT_TYPE].clone();
    assert_eq!(content_type, "application/x-www-form-urlencoded");

    let write = ProductWrite {
        status: Some(0),
        ..ProductWrite::default()
    };
    shop.update_product(Uid(7), &write).await?;
    assert_eq!(
        script.last(),
        "PUT /v1.1/products/product.json uid=7&status=0"
    );
    shop.delete_product(Uid(7)).await?;
    assert_eq!(script.last(), "DELETE /v1.1/products/product.json uid=7");
    Ok(())
}

#[tokio::test]
async fn pictures() -> Result<(), Error> {
    let (shop, script) = shop(r#"{"image":{"image_id":"64f0"}}"#);
    let picture = [0xff, 0xd8, 0xff, 0xfb];
    let id = shop
        .add_image(Uid(7), &picture, Related::Additional)
        .await?;
    assert_eq!(id.as_deref(), Some("64f0"));
    assert_eq!(
        script.last(),
        "POST /v1.1/products/image.json uid=7&base64=%2F9j%2F%2Bw%3D%3D&related=1"
    );
    shop.add_image(Uid(7), &picture, Related::Main).await?;
    assert!(script.last().ends_with("&related=0"));
    shop.delete_image(Uid(7), "64f0").await?;
    assert_eq!(
        script.last(),
        "DELETE /v1.1/products/image.json uid=7&image_id=64f0"
    );
    Ok(())
}

#[tokio::test]
async fn stock() -> Result<(), Error> {
    let (shop, script) = shop(include_str!("../samples/stock_set.json"));
    let write = |sku: &str| StockWrite {
        sku: sku.to_owned(),
        quantity: 2,
        is_child: true,
    };
    let answer = shop.set_stock(&write("a[b]")).await?;
    assert_eq!(
        (answer.is_child, answer.inventory_updated),
        (Some(true), Some(1))
    );
    assert_eq!(
        script.last(),
        "PUT /v1.1/inventory/inventory.json sku=a[b]&quantity=2&is_child=1"
    );
    shop.patch_stock("SC", -3, false).await?;
    assert_eq!(
        script.last(),
        "PUT /v1.1/inventory/patchInventory.json sku=SC&quantity=-3&is_child=0"
    );
    shop.batch_stock(&[write("SC")]).await?;
    assert_eq!(
        script.last(),
        "PUT /v1.1/inventory/batchInventory.json stage[SC][quantity]=2&stage[SC][is_child]=1"
    );
    let calls = script.calls();
    shop.batch_stock(&[]).await?;
    let refused = shop.batch_stock(&[write("a[b]")]).await;
    assert!(
        matches!(
            refused,
            Err(Error::Unsendable(Unsendable::SkuWithBracket(_)))
        ),
        "{refused:?}"
    );
    assert_eq!(script.calls(), calls, "neither left");
    Ok(())
}

#[tokio::test]
async fn categories_taxes_and_attributes() -> Result<(), Error> {
    let (categories, script) = shop(include_str!("../samples/category_created.json"));
    let write = CategoryWrite {
        name: "Scarpe".to_owned(),
        parent: Some(Uid(5)),
        enabled: Some(true),
        ..CategoryWrite::default()
    };
    assert_eq!(categories.create_category(&write).await?, Uid(88013));
    let path = "/v1.1/categories/category.json";
    assert_eq!(
        script.last(),
        format!("POST {path} name=Scarpe&parent=5&status=1")
    );
    categories.update_category(Uid(9), &write).await?;
    assert_eq!(
        script.last(),
        format!("PUT {path} name=Scarpe&parent=5&uid=9")
    );

    let (taxes, script) = shop(include_str!("../samples/tax_created.json"));
    let rate = "5.5".parse().expect("a rate");
    let id = taxes.create_tax_profile("IVA", rate, &[Uid(118)]).await?;
    assert_eq!(id, "5f0a1b2c3d4e5f6071829306");
    let path = "/v1.1/taxes/taxprofile.json";
    assert_eq!(
        script.last(),
        format!("POST {path} name=IVA&value=5.5&countries[]=118")
    );
    taxes.delete_tax_profile("5f0a").await?;
    assert_eq!(script.last(), format!("DELETE {path} id=5f0a"));

    let (attributes, script) = shop(include_str!("../samples/attribute_created.json"));
    let id = attributes
        .create_attribute("Id cassa", &AttributeKind::Text, true)
        .await?;
    assert_eq!(id, "57e1aa22bb33cc44dd55ee68");
    assert_eq!(
        script.last(),
        "POST /v1.1/attributes/attribute.json label=Id%20cassa&type=text&read_only=1"
    );
    Ok(())
}
