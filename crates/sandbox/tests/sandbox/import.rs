//! Catalogues from Shopify's CSV.

use std::{fs, path::Path};

use ponte_sandbox::{catalogue::Catalogue, import::shopify, pictures};
use rust_decimal::Decimal;

const HEAD: &str = "Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Option1 Name,Option1 Value,\
Option2 Name,Option2 Value,Option3 Name,Option3 Value,Variant SKU,Variant Grams,Variant Inventory Qty,\
Variant Price,Variant Taxable,Variant Barcode,Image Src,Image Position,Variant Image\n";

fn read(rows: &str) -> Result<Catalogue, String> {
    shopify(format!("{HEAD}{rows}").as_bytes()).map_err(|error| error.to_string())
}

#[test]
fn rows_with_one_handle_are_one_product_with_variants() {
    let made = read(
        "bora,Stivaletto Bora,<p>È caldo</p>,Noi,Stivali,\"inverno, novità\",true,Colore,nero,Taglia,38,,,BOR-38,900,2,139.00,true,'8000500310427,https://x.test/a.jpg,2,\n\
         libeccio,Calza Libeccio,,Noi,,calze,true,Title,Default Title,,,,,LIB,0,7,14.9,false,,,,\n\
         bora,,,,,,,,nero,,39,,,BOR-39,900,0,149,true,,https://x.test/b.jpg,1,\n\
         bora,,,,,,,,,,,,,,,,,,,https://x.test/c.jpg,3,\n",
    )
    .expect("a catalogue");
    assert_eq!(made.products.len(), 2);
    let bora = &made.products[0];
    assert_eq!(bora.options, ["Colore", "Taglia"]);
    assert_eq!(bora.variants[1].values, ["nero", "39"]);
    assert_eq!(bora.variants[1].price, Decimal::from(149));
    assert_eq!(bora.variants[0].barcode.as_deref(), Some("8000500310427"));
    assert_eq!(bora.variants[0].grams, Some(900));
    assert_eq!(bora.variants[0].stock, [Decimal::from(2)]);
    assert_eq!(
        (bora.category.as_str(), bora.vat),
        ("Stivali", Decimal::from(22))
    );
    assert_eq!(bora.tags, ["inverno", "novità"]);
    let in_order =
        ["b", "a", "c"].map(|name| pictures::stand_in(&format!("https://x.test/{name}.jpg")));
    assert_eq!(bora.pictures, in_order);
    let calza = &made.products[1];
    assert!(calza.options.is_empty() && calza.variants[0].values.is_empty());
    assert_eq!(
        (calza.category.as_str(), calza.vat),
        ("calze", Decimal::ZERO)
    );
    assert_eq!(calza.vat_nature.as_deref(), Some("N4"));
    assert_eq!(calza.variants[0].grams, None);
}

#[test]
fn a_bad_row_names_its_line_and_column() {
    let refused = |row: &str| {
        read(&format!(
            "ok,Bene,,,,,true,Title,Default Title,,,,,,,1,5,,,,,\n{row}"
        ))
        .expect_err("a bad row")
    };
    assert_eq!(
        refused("no,Male,,,,,true,Title,Default Title,,,,,,,1,cinque,,,,,\n"),
        "line 3, column Variant Price: \"cinque\" is not a price"
    );
    assert_eq!(
        refused("no,Male,,,,,forse,Title,Default Title,,,,,,,1,5,,,,,\n"),
        "line 3, column Published: \"forse\" is neither true nor false"
    );
    assert_eq!(
        refused("no,,,,,,true,Title,Default Title,,,,,,,1,5,,,,,\n"),
        "line 3, column Title: it is empty"
    );
    assert_eq!(
        refused("ok,,,,,,,,Default Title,,,,,,,1,5,,,,,\n"),
        "line 3, column Option1 Value: this combination is there already"
    );
    assert_eq!(
        refused("no,Male,,,,,true,Title,Default Title,,,,,,,1,-5,,,,,\n"),
        "line 3, column Variant Price: a price is not negative"
    );
}

#[test]
fn another_csv_is_told_apart_by_its_missing_column() {
    let refused = shopify(b"id;name\n1;Scarpa\n").expect_err("no export");
    assert!(
        refused
            .to_string()
            .starts_with("the column Handle is missing")
    );
}

#[test]
fn a_byte_order_mark_does_no_harm() {
    let text = format!("\u{feff}{HEAD}a,A,,,,,true,Title,Default Title,,,,,,,1,5,,,,,\n");
    assert_eq!(
        shopify(text.as_bytes())
            .expect("a catalogue")
            .products
            .len(),
        1
    );
}

/// The real demonstration exports, where they lie beside the checkout.
#[test]
fn real_exports_are_read_whole_where_they_are_present() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/catalogues");
    for (file, products, variants) in [("apparel.csv", 20, 22), ("home-and-garden.csv", 20, 21)] {
        let Ok(text) = fs::read(folder.join(file)) else {
            continue;
        };
        let made = shopify(&text).unwrap_or_else(|error| panic!("{file}: {error}"));
        let count: usize = made.products.iter().map(|it| it.variants.len()).sum();
        assert_eq!((made.products.len(), count), (products, variants), "{file}");
        assert!(
            made.products.iter().all(|it| !it.pictures.is_empty()),
            "{file}"
        );
    }
}
