//! One product and its copy, field by field.

use rust_decimal::Decimal;

use super::{pictures::Pictures, variants};
use crate::support::dump::{ShopProduct, TillProduct};

/// What differs. `known` is the copy as the merchant had it before Ponte came: its texts and
/// pictures stay, and so do its other categories.
pub fn compare(
    product: &TillProduct,
    copy: &ShopProduct,
    known: Option<&ShopProduct>,
    pictures: &mut Pictures,
    said: &mut Vec<String>,
) {
    match known {
        None => texts(product, copy, pictures, said),
        Some(known) => kept(copy, known, said),
    }
    if copy.status != 1 {
        said.push("it is hidden".to_owned());
    }
    let price = variants::lowest_price(product);
    if copy.price != price || copy.final_price != price {
        let (full, charged) = (copy.price, copy.final_price);
        said.push(format!("price {full}, charged {charged}, and not {price}"));
    }
    vat(product, copy, said);
    let kept = known.map_or(&[][..], |known| &known.categories[..]);
    categories(product, copy, kept, said);
    // The till has no weight (Cassa in Cloud sheet §13.2); by weight, one unit is one kilogram.
    let weight = product.by_weight.then_some(Decimal::ONE);
    if copy.weight != weight && known.is_none() {
        said.push(format!("weight {:?} and not {weight:?}", copy.weight));
    }
    if copy.unlimited {
        said.push("it is sold without counting".to_owned());
    }
    if product.options.is_empty() {
        simple(product, copy, known.is_some(), said);
    } else {
        if copy.sku.is_empty() {
            said.push("it has no code of its own".to_owned());
        }
        variants::compare(product, copy, said);
    }
}

fn texts(
    product: &TillProduct,
    copy: &ShopProduct,
    pictures: &mut Pictures,
    said: &mut Vec<String>,
) {
    if copy.title != product.name.trim() {
        said.push(format!("it is called {:?}", copy.title));
    }
    if !same_text(&product.description, &copy.description) {
        said.push(format!("its description is {:?}", copy.description));
    }
    let wanted = pictures.of_all(&product.pictures);
    if copy.images != wanted || copy.image_count != wanted.len() {
        said.push(format!("pictures {:?} and not {wanted:?}", copy.images));
    }
}

fn kept(copy: &ShopProduct, known: &ShopProduct, said: &mut Vec<String>) {
    let ours = (&copy.title, &copy.description, &copy.images);
    if ours != (&known.title, &known.description, &known.images) {
        said.push("the merchant's texts or pictures are not as they were".to_owned());
    }
}

/// HTML is the same on both sides; plain text becomes HTML that reads the same.
fn same_text(till: &str, shop: &str) -> bool {
    let has_tags = |text: &str| {
        let mut after = text.split('<').skip(1);
        after.any(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic() || "/!".contains(c)))
    };
    if has_tags(till) {
        return till == shop;
    }
    let read = shop
        .replace("<br>", "\n")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
    read.trim() == till.replace("\r\n", "\n").trim()
}

/// By rate, and at 0 % by nature, which only the profile's name can tell.
fn vat(product: &TillProduct, copy: &ShopProduct, said: &mut Vec<String>) {
    let Some(tax) = &copy.tax else {
        said.push("it has no VAT profile".to_owned());
        return;
    };
    let nature = product.vat_nature.as_deref().unwrap_or_default();
    if tax.value != product.vat || !tax.title.contains(nature) {
        said.push(format!("VAT {tax:?} and not {} {nature}", product.vat));
    }
}

fn categories(product: &TillProduct, copy: &ShopProduct, kept: &[String], said: &mut Vec<String>) {
    let mut wanted: Vec<&String> = vec![&product.category];
    wanted.extend(kept.iter().filter(|name| **name != product.category));
    let mut shown: Vec<&String> = copy.categories.iter().collect();
    wanted.sort();
    shown.sort();
    if shown != wanted {
        said.push(format!("categories {shown:?} and not {wanted:?}"));
    }
}

fn simple(product: &TillProduct, copy: &ShopProduct, known: bool, said: &mut Vec<String>) {
    if copy.usevariants || !copy.variants.is_empty() || !copy.options.is_empty() {
        said.push("it has variants in the shop".to_owned());
    }
    let Some(only) = product.variants.first() else {
        return;
    };
    let own = only.sku.as_deref().map_or("", str::trim);
    if copy.sku.is_empty() || (!own.is_empty() && copy.sku != own) {
        said.push(format!("code {:?} and not {own:?}", copy.sku));
    }
    let ean = variants::ean(only).unwrap_or_default();
    if copy.ean13 != ean && copy.ean8 != ean {
        said.push(format!("EAN {:?} and not {ean:?}", copy.ean13));
    }
    if !known && copy.quantity != Some(0) {
        said.push(format!("stock {:?} and not 0", copy.quantity));
    }
}
