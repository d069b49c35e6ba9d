//! The comparer is worth what it notices.

use serde_json::{Value, json};

use super::{differences, pictures::Pictures};
use crate::support::{dump::Dump, world::World};

/// A dump as JSON, to be spoilt.
struct Spoilt<'w> {
    world: &'w mut World,
    whole: Value,
}

impl Spoilt<'_> {
    /// Spoils a copy of the dump; what the comparer says.
    fn said(&mut self, spoil: impl FnOnce(&mut Value)) -> Vec<String> {
        let mut dump = self.whole.clone();
        spoil(&mut dump);
        let dump = Dump::read(dump.to_string().as_bytes());
        differences(&dump, &self.world.before, &mut self.world.pictures)
    }
}

/// The shop's first product that is sold through variants, or is not.
fn product(dump: &mut Value, with_variants: bool) -> &mut Value {
    let products = dump["shop"]["products"].as_array_mut().expect("products");
    products
        .iter_mut()
        .find(|product| product["usevariants"] == json!(with_variants))
        .expect("there is one")
}

#[test]
fn the_comparer_notices_each_field_that_is_wrong() {
    let mut world = World::generated(2, 40, None);
    world.ponte.sync(&[]).done();
    world.assert_equal();
    let whole = world.sandbox.get("/dump");
    let mut spoilt = Spoilt {
        world: &mut world,
        whole,
    };
    for (field, value) in [
        ("title", json!("Altro")),
        ("description", json!("")),
        ("price", json!("0.01")),
        ("final_price", json!("0.01")),
        ("status", json!(0)),
        ("categories", json!([])),
        ("categories", json!(["Altra"])),
        ("tax", json!(null)),
        ("tax", json!({"id": "x", "value": "21", "title": "IVA 21%"})),
        ("weight", json!("7")),
        ("ean13", json!("4006381333931")),
        ("sku", json!("")),
        ("quantity", json!(3)),
        ("unlimited", json!(true)),
        ("usevariants", json!(true)),
        ("images", json!([])),
        ("image_count", json!(9)),
        ("attributes", json!({})),
    ] {
        let said = spoilt.said(|dump| product(dump, false)[field] = value);
        assert!(!said.is_empty(), "{field} of a simple product");
    }
    for (field, value) in [
        ("superkey", json!("altro")),
        ("sku", json!("")),
        ("price", json!("0.01")),
        ("final_price", json!("0.01")),
        ("quantity", json!(1)),
        ("unlimited", json!(true)),
        ("ean13", json!("4006381333931")),
    ] {
        let said = spoilt.said(|dump| product(dump, true)["variants"][0][field] = value);
        assert!(!said.is_empty(), "{field} of a variant");
    }
    for (field, value) in [("title", json!("x")), ("values", json!(["x"]))] {
        let said = spoilt.said(|dump| product(dump, true)["options"][0][field] = value);
        assert!(!said.is_empty(), "{field} of an option");
    }
}

#[test]
fn the_comparer_notices_what_is_doubled_missing_or_foreign() {
    let mut world = World::connected(crate::support::sandbox::Sandbox::start(&[]), None);
    world.ponte.sync(&[]).done();
    world.assert_equal();
    let whole = world.sandbox.get("/dump");
    let mut spoilt = Spoilt {
        world: &mut world,
        whole,
    };
    type Spoil = fn(&mut Value);
    let ways: [(&str, Spoil); 7] = [
        ("a doubled product", |dump| {
            let copy = product(dump, true).clone();
            push(dump, "products", copy);
        }),
        ("a missing product", |dump| {
            let products = dump["shop"]["products"].as_array_mut().expect("products");
            products.pop();
        }),
        ("a missing variant", |dump| {
            let variants = product(dump, true)["variants"].as_array_mut();
            variants.expect("variants").pop();
        }),
        ("a doubled category", |dump| {
            let copy = dump["shop"]["categories"][0].clone();
            push(dump, "categories", copy);
        }),
        ("a doubled VAT profile", |dump| {
            let copy = dump["shop"]["taxes"][0].clone();
            push(dump, "taxes", copy);
        }),
        ("a product of nobody", |dump| {
            let mut copy = product(dump, false).clone();
            copy["attributes"] = json!({});
            copy["sku"] = json!("NESSUNO");
            copy["uid"] = json!(1);
            push(dump, "products", copy);
        }),
        ("the merchant's own product, edited", |dump| {
            let products = dump["shop"]["products"].as_array_mut().expect("products");
            let own = products
                .iter_mut()
                .find(|it| it["title"] == json!("Buono regalo"));
            own.expect("the lived-in shop sells it")["price"] = json!("1");
        }),
    ];
    for (what, spoil) in ways {
        assert!(!spoilt.said(spoil).is_empty(), "{what}");
    }
}

#[test]
fn a_product_that_should_not_be_listed_is_noticed() {
    let mut world = World::generated(2, 20, None);
    world.ponte.sync(&[]).done();
    let whole = world.sandbox.get("/dump");
    let mut spoilt = Spoilt {
        world: &mut world,
        whole,
    };
    for (field, value) in [
        ("ecommerce", json!(false)),
        ("category_ecommerce", json!(false)),
        ("only_in", json!(999)),
    ] {
        let said = spoilt.said(|dump| {
            for product in dump["till"]["products"].as_array_mut().expect("products") {
                product[field] = value.clone();
            }
        });
        assert!(!said.is_empty(), "{field}");
    }
}

fn push(dump: &mut Value, list: &str, one: Value) {
    let list = dump["shop"][list].as_array_mut();
    list.expect("a list").push(one);
}

/// Pictures are told apart by their bytes, and a repeated one counts once.
#[test]
fn the_comparer_fetches_pictures_and_tells_them_apart() {
    let sandbox = crate::support::sandbox::Sandbox::bare();
    let mut pictures = Pictures::of(&sandbox);
    let [a, b] = ["/pictures/a.png", "/pictures/b.png"].map(str::to_owned);
    let contents = pictures.of_all(&[a.clone(), b, a]);
    assert_eq!(contents.len(), 2);
    assert_ne!(contents[0], contents[1]);
}
