//! A product as it is answered: keys that have no value are missing (Cassa in Cloud sheet §13.2).

use serde::Serialize;

use super::{
    super::{
        call::Desk,
        categories::{CategoryView, ChannelsView},
        departments::DepartmentView,
        record::Record,
    },
    variants::{BarcodeView, PriceView, VariantView, barcodes, prices},
};
use crate::till::records::Product;

/// Characters of a text on the receipt.
const RECEIPT: usize = 32;

/// A product, its department and its category in it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ProductView<'a> {
    id: &'a str,
    description: &'a str,
    description_label: &'a str,
    description_extended: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description_receipt: Option<String>,
    id_department: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    department: Option<DepartmentView<'a>>,
    id_category: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    category: Option<CategoryView<'a>>,
    sold_by_weight: bool,
    multivariant: bool,
    #[serde(flatten)]
    channels: ChannelsView,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    tags: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    internal_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    external_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    barcodes: Vec<BarcodeView<'a>>,
    prices: Vec<PriceView<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    variants: Vec<VariantView<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    attributes: Vec<AttributeView<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    images: Vec<ImageView>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id_sales_point: Option<i64>,
    last_update: i64,
}

/// An option that makes variants, with the values in use.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct AttributeView<'a> {
    id_option: &'a str,
    position: usize,
    values: Vec<ValueView<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ValueView<'a> {
    id_value: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ImageView {
    image_url: String,
}

impl<'a> ProductView<'a> {
    pub(super) fn new(product: &'a Product, desk: &Desk<'a>) -> Self {
        let (till, switches) = (desk.till, desk.switches);
        let department = till.department(&product.department);
        let category = till.category(&product.category);
        // Where there are variants, code and barcodes are theirs; a price the product needs too.
        let first = product.variants.first();
        let sole = first.filter(|_| !product.multivariant);
        let receipt = || product.name.chars().take(RECEIPT).collect();
        let shown = product.multivariant || switches.till_technical_variant;
        let variants = product.variants.iter().filter(|_| shown);
        Self {
            id: &product.id,
            description: &product.name,
            description_label: &product.name,
            description_extended: &product.description,
            description_receipt: sole.map(|_| receipt()),
            id_department: &product.department,
            department: department.map(|department| DepartmentView::new(department, desk)),
            id_category: &product.category,
            category: category.map(CategoryView::from),
            sold_by_weight: product.by_weight,
            multivariant: product.multivariant,
            channels: product.channels.into(),
            tags: &product.tags,
            internal_id: sole.and_then(|variant| variant.sku.as_deref()),
            external_id: product.external_id.as_deref(),
            barcodes: sole.map(barcodes).unwrap_or_default(),
            prices: first
                .map(|first| prices(product, first, desk))
                .unwrap_or_default(),
            variants: variants
                .map(|variant| VariantView::new(product, variant, desk))
                .collect(),
            attributes: attributes(product),
            images: images(product, &desk.pictures),
            id_sales_point: product.sales_point,
            last_update: product.last_update(switches),
        }
    }
}

fn attributes(product: &Product) -> Vec<AttributeView<'_>> {
    let options = product.options.iter().enumerate();
    options
        .map(|(place, option)| {
            let mut values: Vec<ValueView<'_>> = Vec::new();
            for value in product
                .variants
                .iter()
                .filter_map(|variant| variant.values.get(place))
            {
                if !values.iter().any(|known| known.id_value == value) {
                    values.push(ValueView { id_value: value });
                }
            }
            AttributeView {
                id_option: option,
                position: place + 1,
                values,
            }
        })
        .collect()
}

/// Pictures are links on read (sheet §13.6); those of the sandbox's own are made absolute.
fn images(product: &Product, base: &str) -> Vec<ImageView> {
    let pictures = product.pictures.iter();
    pictures
        .map(|address| ImageView {
            image_url: if address.starts_with('/') {
                format!("{base}{address}")
            } else {
                address.clone()
            },
        })
        .collect()
}
