//! What a change leaves behind (Cassa in Cloud sheet §24.12, §25 line 14).

use ponte_sandbox::{
    catalogue,
    till::{
        edit::{ProductEdit, RenameValue},
        state::Missing,
    },
};
use serde_json::Value;

use crate::support::{Api, dec};

fn edit(api: &Api, place: usize, edit: &ProductEdit) -> Result<(), Missing> {
    let (now, random) = (api.world.now(), api.world.random().clone());
    api.till(|till| till.edit_product(&api.products[place], edit, now, random.as_ref()))
}

async fn product(api: &Api, place: usize) -> Value {
    let answer = api.get(&format!("/products/{}", api.products[place])).await;
    answer.json()["product"].clone()
}

async fn stamp(api: &Api) -> i64 {
    product(api, 0).await["lastUpdate"]
        .as_i64()
        .expect("a stamp")
}

fn variants(product: &Value) -> Vec<Value> {
    let variants = product["variants"].as_array().expect("variants");
    variants
        .iter()
        .map(|variant| variant["id"].clone())
        .collect()
}

#[tokio::test]
async fn last_update_grows_with_every_change_even_within_one_millisecond() {
    let api = Api::new().await;
    let now = api.world.now();
    let mut before = stamp(&api).await;
    for price in [Some(dec("1")), None, Some(dec("2")), Some(dec("2"))] {
        let change = ProductEdit {
            price,
            name: price.is_none().then(|| "Stivale".to_owned()),
            ..ProductEdit::default()
        };
        edit(&api, 0, &change).expect("the product exists");
        let after = stamp(&api).await;
        assert!(after > before);
        before = after;
    }
    api.till(|till| till.set_ecommerce(&api.products[0], false, now))
        .expect("it exists");
    assert!(stamp(&api).await > before);
}

#[tokio::test]
async fn a_price_touches_last_update_unless_switched() {
    let api = Api::new().await;
    let before = stamp(&api).await;
    let price = ProductEdit {
        price: Some(dec("1")),
        ..ProductEdit::default()
    };
    edit(&api, 0, &price).expect("the product exists");
    assert!(stamp(&api).await > before);
    api.switch("till.price_touches_last_update", "false");
    assert_eq!(stamp(&api).await, before);
}

#[tokio::test]
async fn stock_does_not_touch_last_update_unless_switched() {
    let api = Api::new().await;
    let (now, before) = (api.world.now(), stamp(&api).await);
    api.till(|till| {
        let id = &api.products[0];
        let variant = till.product(id).expect("the shoe").variants[1].id.clone();
        till.set_stock(102, id, &variant, dec("5"), now)
    })
    .expect("all three exist");
    assert_eq!(stamp(&api).await, before);
    api.switch("till.stock_touches_last_update", "true");
    assert!(stamp(&api).await > before);
}

#[tokio::test]
async fn a_category_touches_its_own_last_update_only() {
    let api = Api::new().await;
    let (now, before) = (api.world.now(), stamp(&api).await);
    let id = product(&api, 0).await["idCategory"]
        .as_str()
        .expect("an id")
        .to_owned();
    api.till(|till| till.rename_category(&id, "Calzature", now))
        .expect("it exists");
    let shoe = product(&api, 0).await;
    assert_eq!(shoe["category"]["description"], "Calzature");
    assert_eq!(shoe["lastUpdate"], before);
    assert!(shoe["category"]["lastUpdate"].as_i64() > Some(before));
}

#[tokio::test]
async fn a_removed_product_is_not_shown_any_more() {
    let api = Api::new().await;
    api.till(|till| till.remove_product(&api.products[1]))
        .expect("it exists");
    assert_eq!(
        api.get(&format!("/products/{}", api.products[1]))
            .await
            .status,
        404
    );
    let names = api.list("/products", &[]).await.names("products");
    assert_eq!(names, ["Scarpa", "Formaggio", "Libro"]);
    assert_eq!(api.list("/stocks/101", &[]).await.json()["totalCount"], 3);
}

#[tokio::test]
async fn a_renamed_value_leaves_the_ids_of_the_variants() {
    let api = Api::new().await;
    let before = product(&api, 0).await;
    let rename = |from: &str| ProductEdit {
        rename_value: Some(RenameValue {
            option: "Taglia".to_owned(),
            from: from.to_owned(),
            to: "42,5".to_owned(),
        }),
        ..ProductEdit::default()
    };
    edit(&api, 0, &rename("42")).expect("the value is in use");
    let after = product(&api, 0).await;
    assert_eq!(variants(&after), variants(&before));
    assert_eq!(
        after["variants"][0]["attributes"][0]["valueDescription"],
        "42,5"
    );
    let gone = edit(&api, 0, &rename("42"));
    assert!(matches!(gone, Err(Missing::Value { .. })));
    assert_eq!(product(&api, 0).await, after);
}

#[tokio::test]
async fn a_product_replaced_as_a_whole_keeps_its_id_and_those_of_variants_it_had() {
    let api = Api::new().await;
    let before = variants(&product(&api, 0).await);
    let variant = |size: &str| catalogue::Variant {
        values: vec![size.to_owned(), "Nero".to_owned()],
        ..Default::default()
    };
    let whole = catalogue::Product {
        name: "Scarpa nuova".to_owned(),
        options: vec!["Taglia".to_owned(), "Colore".to_owned()],
        variants: vec![variant("43"), variant("44")],
        ..Default::default()
    };
    let change = ProductEdit {
        replace: Some(whole),
        ..ProductEdit::default()
    };
    edit(&api, 0, &change).expect("the product exists");
    let after = product(&api, 0).await;
    assert_eq!(after["description"], "Scarpa nuova");
    let ids = variants(&after);
    assert_eq!(ids[0], before[1]);
    assert!(!before.contains(&ids[1]));
}

#[tokio::test]
async fn the_dump_speaks_in_names_and_holds_no_secret() {
    let api = Api::new().await;
    let dump = api
        .till(|till| serde_json::to_value(till.dump()))
        .expect("it can be written");
    let shoe = &dump["products"][0];
    assert_eq!(
        (&shoe["category"], &shoe["vat"]),
        (&"Scarpe".into(), &"22".into())
    );
    let variant = &shoe["variants"][0];
    assert_eq!(variant["values"], serde_json::json!(["42", "Nero"]));
    assert_eq!(
        (&variant["price"], &variant["mode_prices"]["Online"]),
        (&"59.90".into(), &"54.90".into())
    );
    assert_eq!(
        (&variant["stock"]["101"]["quantity"], &variant["grams"]),
        (&"8".into(), &800.into())
    );
    assert!(!dump.to_string().contains(&api.token));
}
