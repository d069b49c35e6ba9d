//! One product in full (TS Commerce sheet §11.3), legacy and new names side by side.

use serde::Serialize;

use super::{
    call::{Call, Outcome},
    json::{self, Map, Number},
    product_row::{Weight, attributes, weight},
    refusal::Refusal,
};
use crate::{
    shop::product::{Axis, Dimension, Product, Seo},
    switches::Switches,
};

/// `GET /products/product.json?uid=`
pub(super) fn show(call: &mut Call<'_>) -> Outcome {
    let product = call.shop.products.get(call.uid()?);
    let product = product.ok_or_else(|| Refusal::unknown("product"))?;
    Ok(json::body(&full(product, call)))
}

#[derive(Serialize)]
struct Full<'a> {
    uid: u64,
    sku: &'a str,
    code: &'a str,
    title: &'a str,
    description: &'a str,
    price: Number,
    final_price: Number,
    status: u8,
    stock_count: Option<i64>,
    #[serde(rename = "stockCount")]
    legacy_stock: Option<i64>,
    #[serde(rename = "brandUID")]
    brand: u64,
    categories: &'a [u64],
    #[serde(rename = "categoryUID")]
    legacy_categories: &'a [u64],
    data: Codes<'a>,
    dimension: &'a Dimension,
    weight: Weight,
    mpn: &'a str,
    shipping_cost: Number,
    slug: &'a str,
    seo: &'a Seo,
    tags: &'a [String],
    attributes: Map<&'a str, &'a str>,
    parameters: [u8; 0],
    highview: u8,
    taxable: u8,
    tax_profile: &'a str,
    #[serde(rename = "taxprofile")]
    legacy_tax: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    image_id: Option<&'a str>,
    usevariants: u8,
    vars: Map<&'a str, Options<'a>>,
    variants: Vec<VariantRow<'a>>,
}

fn full<'a>(product: &'a Product, call: &Call<'_>) -> Full<'a> {
    let stock = on_hand(product);
    let tax = product.tax_profile.as_deref().unwrap_or_default();
    Full {
        uid: product.uid,
        sku: &product.sku,
        code: &product.sku,
        title: &product.title,
        description: &product.description,
        price: Number(product.price),
        final_price: Number(product.final_price),
        status: u8::from(product.visible),
        stock_count: stock,
        legacy_stock: stock,
        brand: product.brand.unwrap_or(0),
        categories: &product.categories,
        legacy_categories: &product.categories,
        data: Codes::full(product),
        dimension: &product.dimension,
        weight: weight(product, call),
        mpn: &product.mpn,
        shipping_cost: Number(product.shipping_cost),
        slug: &product.slug,
        seo: &product.seo,
        tags: &product.tags,
        attributes: attributes(product),
        parameters: [],
        highview: 0,
        taxable: 1,
        tax_profile: tax,
        legacy_tax: tax,
        image_id: product.main_image(),
        usevariants: u8::from(product.use_variants),
        vars: options(product),
        variants: variants(product, call.switches),
    }
}

/// The product's own stock: 0, not null, where it is sold through variants (sheet §13.1).
pub(super) fn on_hand(product: &Product) -> Option<i64> {
    product.quantity.or(product.use_variants.then_some(0))
}

/// The `data` object: there in every row that asks for it, its codes empty when unset (sheet §11.1).
#[derive(Serialize)]
pub(super) struct Codes<'a> {
    ean13: &'a str,
    ean8: &'a str,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    more: Option<MoreCodes>,
}

#[derive(Serialize)]
struct MoreCodes {
    isbn: &'static str,
    issn: &'static str,
    unlimited: bool,
}

impl<'a> Codes<'a> {
    /// As the lists show them.
    pub fn lean(product: &'a Product) -> Self {
        Self {
            ean13: &product.ean13,
            ean8: &product.ean8,
            more: None,
        }
    }

    fn full(product: &'a Product) -> Self {
        let more = MoreCodes {
            isbn: "",
            issn: "",
            unlimited: product.unlimited,
        };
        Self {
            more: Some(more),
            ..Self::lean(product)
        }
    }
}

/// An axis (sheet §12.1).
#[derive(Serialize)]
pub(super) struct Options<'a> {
    title: &'a str,
    options: Vec<Opt<'a>>,
}

#[derive(Serialize)]
struct Opt<'a> {
    option: &'a str,
    title: &'a str,
}

/// The axes in their order.
pub(super) fn options(product: &Product) -> Map<&str, Options<'_>> {
    let axes = product.axes.iter();
    Map(axes.map(|axis| (axis.key.as_str(), option(axis))).collect())
}

fn option(axis: &Axis) -> Options<'_> {
    let values = axis.values.iter();
    Options {
        title: &axis.title,
        options: values
            .map(|value| Opt {
                option: value,
                title: value,
            })
            .collect(),
    }
}

/// A combination.
#[derive(Serialize)]
pub(super) struct VariantRow<'a> {
    superkey: &'a str,
    sku: &'a str,
    quantity: i64,
    price: Number,
    final_price: Number,
    unlimited: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    ean13: Option<&'a str>,
}

/// The combinations in their order.
pub(super) fn variants<'a>(product: &'a Product, switches: &Switches) -> Vec<VariantRow<'a>> {
    let all = product.variants.iter();
    all.map(|variant| VariantRow {
        superkey: &variant.superkey,
        sku: &variant.sku,
        quantity: variant.quantity,
        price: Number(variant.price),
        final_price: Number(variant.final_price),
        unlimited: variant.unlimited,
        ean13: switches.shop_variant_ean.then_some(&variant.ean13),
    })
    .collect()
}
