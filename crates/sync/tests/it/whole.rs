//! A whole lived-in catalogue, both sides compared field by field, by rules of this file alone.

use std::collections::{BTreeMap, BTreeSet};

use ponte_sandbox::{
    generate::{self, Options},
    lived_in,
    shop::dump::DumpedProduct,
};
use rust_decimal::Decimal;
use serde_json::Value;

use crate::bridge::Bridge;

/// A variant of the till, as this file reads the till's dump.
struct Variant {
    values: Vec<String>,
    sku: Option<String>,
    price: Decimal,
}

/// A product of the till.
struct Product {
    id: String,
    name: String,
    json: Value,
    variants: Vec<Variant>,
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn decimal(value: &Value) -> Decimal {
    text(value).parse().expect("a decimal")
}

fn products(bridge: &Bridge) -> Vec<Product> {
    let dump = bridge.till(|till, _, _| serde_json::to_value(till.dump()).expect("json"));
    let rows = dump["products"].as_array().expect("rows").clone();
    rows.into_iter()
        .map(|json| Product {
            id: text(&json["id"]),
            name: text(&json["name"]),
            variants: json["variants"]
                .as_array()
                .expect("variants")
                .iter()
                .map(|variant| Variant {
                    values: variant["values"]
                        .as_array()
                        .expect("values")
                        .iter()
                        .map(text)
                        .collect(),
                    sku: variant["sku"].as_str().map(ToOwned::to_owned),
                    price: decimal(&variant["price"]),
                })
                .collect(),
            json,
        })
        .collect()
}

fn superkey(variant: &Variant) -> String {
    variant.values.join("_").to_lowercase()
}

/// Codes that more than one variant of the products meant for the shop carries.
fn doubled(products: &[Product]) -> BTreeSet<String> {
    let mut times: BTreeMap<String, u32> = BTreeMap::new();
    for product in products.iter().filter(|it| it.json["ecommerce"] == true) {
        for sku in product.variants.iter().filter_map(|it| it.sku.clone()) {
            *times.entry(sku).or_default() += 1;
        }
    }
    let doubled = times.into_iter().filter(|(_, times)| *times > 1);
    doubled.map(|(sku, _)| sku).collect()
}

fn can_be_listed(product: &Product, doubled: &BTreeSet<String>) -> bool {
    let superkeys: BTreeSet<String> = product.variants.iter().map(superkey).collect();
    let mut skus = product.variants.iter().filter_map(|it| it.sku.as_ref());
    superkeys.len() == product.variants.len() && !skus.any(|sku| doubled.contains(sku))
}

fn compare(product: &Product, shown: &DumpedProduct) {
    let name = &product.name;
    assert_eq!(shown.title, product.name.trim(), "{name}");
    assert_eq!(
        shown.description,
        text(&product.json["description"]),
        "{name}"
    );
    assert_eq!(shown.status, 1, "{name}");
    assert_eq!(
        shown.categories,
        [text(&product.json["category"])],
        "{name}"
    );
    let tax = shown.tax.as_ref().expect("a profile");
    assert_eq!(tax.value, decimal(&product.json["vat"]), "{name}");
    if let Some(nature) = product.json["vat_nature"].as_str() {
        assert!(tax.title.contains(nature), "{name}: {}", tax.title);
    }
    let by_weight = product.json["by_weight"] == true;
    assert_eq!(shown.weight, by_weight.then_some(Decimal::ONE), "{name}");
    let pictures: BTreeSet<String> = product.json["pictures"]
        .as_array()
        .expect("pictures")
        .iter()
        .map(text)
        .collect();
    assert_eq!(shown.image_count, pictures.len(), "{name}");
    let lowest = product.variants.iter().map(|it| it.price).min();
    assert_eq!(Some(shown.price), lowest.map(|it| it.normalize()), "{name}");
    if product.json["options"]
        .as_array()
        .is_some_and(Vec::is_empty)
    {
        let sole = &product.variants[0];
        assert_eq!(shown.variants, [], "{name}");
        assert_eq!(shown.quantity, Some(0), "{name}");
        match &sole.sku {
            Some(sku) => assert_eq!(shown.sku, *sku, "{name}"),
            None => assert!(!shown.sku.is_empty(), "{name}"),
        }
        return;
    }
    assert_eq!(shown.variants.len(), product.variants.len(), "{name}");
    for variant in &product.variants {
        let superkey = superkey(variant);
        let mut there = shown.variants.iter();
        let there = there
            .find(|it| it.superkey == superkey)
            .expect("its combination");
        assert_eq!(there.quantity, 0, "{name} {superkey}");
        assert_eq!(
            there.final_price,
            variant.price.normalize(),
            "{name} {superkey}"
        );
        match &variant.sku {
            Some(sku) => assert_eq!(there.sku, *sku, "{name} {superkey}"),
            None => assert!(!there.sku.is_empty(), "{name} {superkey}"),
        }
    }
}

#[tokio::test]
async fn a_lived_in_catalogue_stands_on_the_shop_field_by_field() {
    let odd = Options {
        odd: true,
        pictures: true,
    };
    let mut catalogue = lived_in::catalogue(3).products;
    catalogue.extend(generate::catalogue(11, 150, None, odd).products);
    let bridge = Bridge::with(catalogue).await;
    let figures = bridge.first().await;
    let products = products(&bridge);
    let doubled = doubled(&products);
    let mut by_id: BTreeMap<String, DumpedProduct> = BTreeMap::new();
    for shown in bridge.shelf().products {
        let id = shown
            .attributes
            .values()
            .next()
            .expect("the till's id")
            .clone();
        assert!(
            by_id.insert(id, shown).is_none(),
            "one product of the till twice"
        );
    }
    let mut blocked = 0;
    for product in &products {
        let shown = by_id.remove(&product.id);
        if product.json["ecommerce"] != true {
            assert_eq!(shown, None, "{}", product.name);
        } else if can_be_listed(product, &doubled) {
            compare(product, &shown.expect("it is listed"));
        } else {
            blocked += 1;
            assert_eq!(shown, None, "{}", product.name);
        }
    }
    assert_eq!(by_id, BTreeMap::new());
    assert_eq!(
        (figures.blocked, figures.till),
        (blocked, products.len() as u64)
    );
    assert!(
        blocked > 0,
        "an odd catalogue has something that cannot be listed"
    );
    let skus: Vec<String> = bridge
        .shelf()
        .products
        .into_iter()
        .flat_map(|it| it.variants.into_iter().map(|it| it.sku).chain([it.sku]))
        .collect();
    let distinct: BTreeSet<&String> = skus.iter().collect();
    assert_eq!(distinct.len(), skus.len(), "every code stands once");
}
