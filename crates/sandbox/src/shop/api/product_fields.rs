//! Takes a product's parameters over from a form: only those that are there change
//! (TS Commerce sheet §28.1, §28.2).

use super::{
    call::{Call, flag, money, optional, read},
    categories::fill_seo,
    refusal::Refusal,
};
use crate::shop::{form::Form, product::Product};

/// Longest SKU (sheet §28.42).
const LONGEST_SKU: usize = 255;

/// Changes `product` as the form says; variants are another matter.
pub(super) fn fill(call: &Call<'_>, product: &mut Product) -> Result<(), Refusal> {
    let form = call.form;
    fill_texts(form, product)?;
    fill_numbers(form, product)?;
    fill_links(call, product)?;
    fill_seo(form, &mut product.seo);
    if let Some(visible) = flag(form, "status")? {
        product.visible = visible;
    }
    if let Some(unlimited) = flag(form, "unlimited")? {
        product.unlimited = unlimited;
    }
    if let Some(tags) = form.list("tags") {
        product.tags = tags.into_iter().map(str::to_owned).collect();
    }
    Ok(())
}

fn fill_texts(form: &Form, product: &mut Product) -> Result<(), Refusal> {
    for (name, field) in [("sku", &mut product.sku), ("title", &mut product.title)] {
        match form.text(name) {
            None => {}
            Some("") => return Err(Refusal::bad(format!("missing parameter {name}"))),
            Some(text) => text.clone_into(field),
        }
    }
    if product.sku.chars().count() > LONGEST_SKU {
        return Err(Refusal::bad("invalid parameter sku"));
    }
    for (name, field) in [
        ("description", &mut product.description),
        ("mpn", &mut product.mpn),
        ("slug", &mut product.slug),
    ] {
        if let Some(text) = form.text(name) {
            text.clone_into(field);
        }
    }
    let inner = |array, name| form.array_named(array).and_then(|it| it.text(name));
    for (array, name, field) in [
        ("data", "ean13", &mut product.ean13),
        ("data", "ean8", &mut product.ean8),
        ("dimension", "w", &mut product.dimension.w),
        ("dimension", "h", &mut product.dimension.h),
        ("dimension", "z", &mut product.dimension.z),
    ] {
        if let Some(text) = inner(array, name) {
            text.clone_into(field);
        }
    }
    Ok(())
}

fn fill_numbers(form: &Form, product: &mut Product) -> Result<(), Refusal> {
    if let Some(price) = money(form, "price")? {
        product.price = price;
    }
    if let Some(price) = money(form, "final_price")? {
        product.final_price = price;
    }
    if let Some(cost) = money(form, "shipping_cost")? {
        product.shipping_cost = cost;
    }
    if let Some(quantity) = optional(form, "stock_count")? {
        product.quantity = Some(quantity);
    }
    if form.text("weight").is_some() {
        product.weight = optional(form, "weight")?;
    }
    Ok(())
}

/// Numbers and ids of other things: they must exist.
fn fill_links(call: &Call<'_>, product: &mut Product) -> Result<(), Refusal> {
    let (form, shop) = (call.form, &*call.shop);
    if let Some(categories) = form.list("categories") {
        let mut uids = Vec::new();
        for uid in categories {
            let uid = read("categories", uid)?;
            // One that the product has already may be gone since: it stays as it is.
            if !shop.categories.contains_key(&uid) && !product.categories.contains(&uid) {
                return Err(Refusal::bad(format!("unknown category {uid}")));
            }
            uids.push(uid);
        }
        product.categories = uids;
    }
    if let Some(id) = form.text("tax_profile") {
        if !id.is_empty() && shop.tax(id).is_none() {
            return Err(Refusal::bad("unknown tax profile"));
        }
        product.tax_profile = (!id.is_empty()).then(|| id.to_owned());
    }
    if form.text("brandUID").is_some() {
        let brand = optional(form, "brandUID")?.filter(|uid| *uid != 0);
        if brand.is_some_and(|uid| !shop.brands.contains_key(&uid)) {
            return Err(Refusal::bad("unknown brand"));
        }
        product.brand = brand;
    }
    if let Some(attributes) = form.array_named("attributes") {
        for attribute in &shop.attributes {
            if let Some(value) = attributes.text(&attribute.id) {
                product
                    .attributes
                    .insert(attribute.id.clone(), value.to_owned());
            }
        }
    }
    Ok(())
}
