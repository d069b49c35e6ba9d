//! Who decides a field: always the till, the till on creation, or the merchant.

use ponte_domain::settings::{FieldPolicies, Policy};
use ponte_sandbox::{catalogue::Product, shop::dump::DumpedProduct, till::edit::ProductEdit};

use crate::{
    bridge::Bridge,
    goods::{dec, shirt, simple, with_pictures},
};

/// One field: how its policy is set, how the till changes it, and what the shop shows.
struct Field {
    name: &'static str,
    set: fn(&mut FieldPolicies, Policy),
    edit: fn() -> ProductEdit,
    shown: fn(&DumpedProduct) -> String,
    /// The shop demands it on creation, whoever decides it later.
    demanded: bool,
    /// What the shop shows where nobody said anything.
    blank: &'static str,
}

const FIELDS: [Field; 5] = [
    Field {
        name: "name",
        set: |fields, policy| fields.name = policy,
        edit: || ProductEdit {
            name: Some("Altra".to_owned()),
            ..Default::default()
        },
        shown: |product| product.title.clone(),
        demanded: true,
        blank: "",
    },
    Field {
        name: "description",
        set: |fields, policy| fields.description = policy,
        edit: || ProductEdit {
            description: Some("<p>Altra</p>".to_owned()),
            ..Default::default()
        },
        shown: |product| product.description.clone(),
        demanded: false,
        blank: "",
    },
    Field {
        name: "price",
        set: |fields, policy| fields.price = policy,
        edit: || ProductEdit {
            price: Some(dec("8.00")),
            ..Default::default()
        },
        shown: |product| product.final_price.to_string(),
        demanded: true,
        blank: "",
    },
    Field {
        name: "categories",
        set: |fields, policy| fields.categories = policy,
        edit: || ProductEdit {
            category: Some("Regali".to_owned()),
            ..Default::default()
        },
        shown: |product| product.categories.join(","),
        demanded: false,
        blank: "",
    },
    Field {
        name: "images",
        set: |fields, policy| fields.images = policy,
        edit: || ProductEdit {
            pictures: Some(Vec::new()),
            ..Default::default()
        },
        shown: |product| product.image_count.to_string(),
        demanded: false,
        blank: "0",
    },
];

fn mug() -> Product {
    with_pictures(simple("MUG", "Tazza", "7.50"), &["mug"])
}

/// What the shop shows of the field after creation and after a change on the till.
async fn history(field: &Field, policy: Policy) -> (String, String) {
    let bridge = Bridge::with(vec![mug()]).await;
    bridge
        .choose(|settings| (field.set)(&mut settings.fields, policy))
        .await;
    bridge.first().await;
    let shown = |bridge: &Bridge| (field.shown)(&bridge.shelf().products[0]);
    let before = shown(&bridge);
    bridge.edit("Tazza", (field.edit)());
    bridge.full().await;
    (before, shown(&bridge))
}

#[tokio::test]
async fn each_field_follows_the_till_always_on_creation_or_never() {
    for field in &FIELDS {
        let (created, changed) = history(field, Policy::Always).await;
        assert_ne!(created, changed, "{}", field.name);
        let kept = history(field, Policy::OnCreation).await;
        assert_eq!(kept, (created.clone(), created.clone()), "{}", field.name);
        let never = if field.demanded {
            created
        } else {
            field.blank.to_owned()
        };
        let kept = history(field, Policy::Never).await;
        assert_eq!(kept, (never.clone(), never), "{}", field.name);
    }
}

#[tokio::test]
async fn visibility_is_the_tills_or_the_merchants() {
    for (policy, expected) in [
        (Policy::Always, 0),
        (Policy::OnCreation, 1),
        (Policy::Never, 1),
    ] {
        let bridge = Bridge::with(vec![mug()]).await;
        bridge
            .choose(|settings| settings.fields.visibility = policy)
            .await;
        bridge.first().await;
        assert_eq!(bridge.product("Tazza").status, 1, "{policy:?}");
        let id = bridge.id("Tazza");
        bridge
            .till(|till, now, _| till.set_ecommerce(&id, false, now))
            .expect("it is there");
        bridge.full().await;
        assert_eq!(bridge.product("Tazza").status, expected, "{policy:?}");
    }
}

#[tokio::test]
async fn the_merchants_own_extra_categories_stay() {
    let bridge = Bridge::with(vec![mug()]).await;
    bridge.first().await;
    let uid = bridge.product("Tazza").uid;
    bridge.on_shop(|shop, now, _| {
        let own = shop.add_category("Offerte", 0);
        let mut product = shop.products.get(uid).expect("it is there").clone();
        product.categories.push(own);
        shop.products.put(product, now);
    });
    bridge.edit(
        "Tazza",
        ProductEdit {
            category: Some("Regali".to_owned()),
            ..Default::default()
        },
    );
    bridge.full().await;
    assert_eq!(bridge.product("Tazza").categories, ["Regali", "Offerte"]);
}

#[tokio::test]
async fn a_new_variant_has_a_price_whoever_decides_prices() {
    let bridge = Bridge::with(vec![shirt("SH", "Camicia", &["S"])]).await;
    bridge
        .choose(|settings| settings.fields.price = Policy::OnCreation)
        .await;
    bridge.first().await;
    let uid = bridge.product("Camicia").uid;
    bridge.on_shop(|shop, now, _| {
        let mut product = shop.products.get(uid).expect("it is there").clone();
        product.variants[0].price = dec("20.00");
        product.variants[0].final_price = dec("20.00");
        shop.products.put(product, now);
    });
    let replace = Some(shirt("SH", "Camicia", &["S", "M"]));
    bridge.edit(
        "Camicia",
        ProductEdit {
            replace,
            ..Default::default()
        },
    );
    bridge.full().await;
    let variants = bridge.product("Camicia").variants;
    let prices: Vec<_> = variants
        .iter()
        .map(|it| (it.sku.as_str(), it.final_price))
        .collect();
    assert_eq!(prices, [("SH-S", dec("20")), ("SH-M", dec("25"))]);
}

#[tokio::test]
async fn two_tills_categories_that_shared_one_part_when_one_is_renamed() {
    let mut plate = simple("PL", "Piatto", "3.00");
    plate.category = "casa".to_owned();
    let bridge = Bridge::with(vec![mug(), plate]).await;
    bridge.first().await;
    let id = bridge.till(|till, _, _| {
        let found = till
            .categories()
            .iter()
            .find(|category| category.name == "casa");
        found.expect("a category").id.clone()
    });
    bridge
        .till(|till, now, _| till.rename_category(&id, "Cucina", now))
        .expect("it is there");
    bridge.full().await;
    assert_eq!(bridge.product("Tazza").categories, ["Casa"]);
    assert_eq!(bridge.product("Piatto").categories, ["Cucina"]);
    assert_eq!(bridge.full().await.unchanged, 2);
}

#[tokio::test]
async fn a_category_that_was_the_shops_own_is_never_renamed() {
    let bridge = Bridge::with(vec![mug()]).await;
    bridge.on_shop(|shop, _, _| shop.add_category("Casa", 0));
    bridge.first().await;
    let id = bridge.till(|till, _, _| till.categories()[0].id.clone());
    bridge
        .till(|till, now, _| till.rename_category(&id, "Cucina", now))
        .expect("it is there");
    bridge.full().await;
    let mut names: Vec<_> = bridge
        .shelf()
        .categories
        .into_iter()
        .map(|it| it.name)
        .collect();
    names.sort();
    assert_eq!(names, ["Casa", "Cucina"]);
    let categories = bridge.product("Tazza").categories;
    assert!(categories.contains(&"Cucina".to_owned()), "{categories:?}");
}
