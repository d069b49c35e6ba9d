//! Variants, prices and barcodes as they are answered (Cassa in Cloud sheet §13.3, §14).

use std::collections::BTreeMap;

use rust_decimal::{Decimal, RoundingStrategy};
use serde::Serialize;

use super::super::{call::Desk, envelope::Number};
use crate::{
    switches::TillAttributes,
    till::records::{Product, Variant},
};

/// A variant; the technical one of a simple product has only its id and name, unless a switch
/// says otherwise.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct VariantView<'a> {
    id: &'a str,
    description: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    internal_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    external_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    barcodes: Vec<BarcodeView<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    attributes: Option<AttributesView<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    prices: Vec<PriceView<'a>>,
}

/// The values of a variant.
#[derive(Serialize)]
#[serde(untagged)]
enum AttributesView<'a> {
    Objects(Vec<AttributeView<'a>>),
    Map(BTreeMap<&'a str, &'a str>),
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct AttributeView<'a> {
    id_option: &'a str,
    id_value: &'a str,
    position: usize,
    option_description: &'a str,
    value_description: &'a str,
}

/// A barcode.
#[derive(Serialize)]
pub(super) struct BarcodeView<'a> {
    value: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    format: Option<&'static str>,
    salable: bool,
}

/// A price.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PriceView<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id_sales_mode: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id_sales_point: Option<i64>,
    value: Number,
}

impl<'a> VariantView<'a> {
    pub(super) fn new(product: &'a Product, variant: &'a Variant, desk: &Desk<'a>) -> Self {
        let values = values(product, variant, desk);
        let names = values.iter().map(|value| value.value_description);
        let names: Vec<&str> = std::iter::once(product.name.as_str())
            .chain(names)
            .collect();
        let description = names.join(" ");
        let full = product.multivariant || desk.switches.till_technical_variant_full;
        let own = Some(variant).filter(|_| full);
        let attributes =
            product
                .multivariant
                .then(|| match desk.switches.till_variant_attributes {
                    TillAttributes::Objects => AttributesView::Objects(values),
                    TillAttributes::Map => AttributesView::Map(
                        values
                            .iter()
                            .map(|value| (value.option_description, value.value_description))
                            .collect(),
                    ),
                });
        Self {
            id: &variant.id,
            description,
            internal_id: own.and_then(|own| own.sku.as_deref()),
            external_id: variant.external_id.as_deref(),
            barcodes: own.map(barcodes).unwrap_or_default(),
            attributes,
            prices: own
                .map(|own| prices(product, own, desk))
                .unwrap_or_default(),
        }
    }
}

fn values<'a>(
    product: &'a Product,
    variant: &'a Variant,
    desk: &Desk<'a>,
) -> Vec<AttributeView<'a>> {
    let pairs = product.options.iter().zip(&variant.values).enumerate();
    pairs
        .filter_map(|(place, (option, value))| {
            let option = desk.till.option(option)?;
            let value = option.values.iter().find(|known| known.id == *value)?;
            Some(AttributeView {
                id_option: &option.id,
                id_value: &value.id,
                position: place + 1,
                option_description: &option.name,
                value_description: &value.name,
            })
        })
        .collect()
}

/// The barcodes of a variant.
pub(super) fn barcodes(variant: &Variant) -> Vec<BarcodeView<'_>> {
    let barcodes = variant.barcodes.iter();
    barcodes
        .map(|value| BarcodeView {
            value,
            format: match value.len() {
                13 => Some("EAN13"),
                8 => Some("EAN8"),
                _ => None,
            },
            salable: true,
        })
        .collect()
}

/// The prices of a variant, VAT included; without VAT, to the cent, where the switch says so.
pub(super) fn prices<'a>(
    product: &Product,
    variant: &'a Variant,
    desk: &Desk<'_>,
) -> Vec<PriceView<'a>> {
    let rate = desk
        .till
        .tax_of(product)
        .map_or(Decimal::ZERO, |tax| tax.rate);
    let gross = Decimal::ONE + rate / Decimal::ONE_HUNDRED;
    let shown = |value: Decimal| {
        if desk.switches.till_net_prices {
            (value / gross).round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero)
        } else {
            value
        }
    };
    let prices = variant.prices.iter();
    prices
        .map(|price| PriceView {
            id_sales_mode: price.mode.as_deref(),
            id_sales_point: price.sales_point,
            value: Number {
                value: shown(price.value),
                as_text: desk.switches.till_text_decimals,
            },
        })
        .collect()
}
