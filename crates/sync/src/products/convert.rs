//! A product as the till's client reads it becomes one as the rules see it.

use cassa_in_cloud::{Product, ProductVariant, unconfirmed::option_values};
use ponte_domain::{
    money::Money,
    till::{Price, TillProduct, TillVariant},
};

/// See the module. A simple product always gets exactly one variant: the till's technical one
/// (Cassa in Cloud sheet §13.4), else one with the product's own id.
pub(crate) fn product(product: Product) -> TillProduct {
    let values: Vec<Vec<(String, String)>> = product
        .variants
        .iter()
        .map(|one| option_values(&one.attributes))
        .collect();
    let options: Vec<String> = if product.multivariant {
        values
            .first()
            .map(|first| first.iter().map(|(name, _)| name.clone()).collect())
    } else {
        None
    }
    .unwrap_or_default();
    let variants = if product.multivariant {
        let all = product.variants.iter().zip(&values);
        all.map(|(one, values)| variant(one, &options, values))
            .collect()
    } else {
        vec![simple(&product)]
    };
    TillProduct {
        variants,
        options,
        name: product.description,
        description: product.description_extended.unwrap_or_default(),
        code: product.internal_id,
        category: product
            .id_category
            .or_else(|| product.category.map(|category| category.id)),
        department: product
            .id_department
            .or_else(|| product.department.map(|department| department.id)),
        by_weight: product.sold_by_weight,
        multivariant: product.multivariant,
        ecommerce: product.enable_for_e_commerce,
        only_at: product.id_sales_point,
        barcodes: product
            .barcodes
            .into_iter()
            .map(|barcode| barcode.value)
            .collect(),
        prices: prices(&product.prices),
        pictures: product
            .images
            .into_iter()
            .map(|image| image.image_url)
            .collect(),
        id: product.id,
    }
}

fn simple(product: &Product) -> TillVariant {
    let technical = product.variants.first();
    TillVariant {
        id: technical.map_or_else(|| product.id.clone(), |variant| variant.id.clone()),
        code: product
            .internal_id
            .clone()
            .or_else(|| technical.and_then(|variant| variant.internal_id.clone())),
        barcodes: product
            .barcodes
            .iter()
            .map(|barcode| barcode.value.clone())
            .collect(),
        prices: Vec::new(),
        values: Vec::new(),
    }
}

/// Values in the order of the product's options, by name; one that is missing is left out, so that
/// the rules see that the numbers do not match.
fn variant(one: &ProductVariant, options: &[String], values: &[(String, String)]) -> TillVariant {
    let in_order = options
        .iter()
        .filter_map(|option| values.iter().find(|(name, _)| name == option))
        .map(|(_, value)| value.clone());
    TillVariant {
        id: one.id.clone(),
        code: one.internal_id.clone(),
        barcodes: one
            .barcodes
            .iter()
            .map(|barcode| barcode.value.clone())
            .collect(),
        prices: prices(&one.prices),
        values: in_order.collect(),
    }
}

/// Prices that fit into cents; another is as good as none.
fn prices(prices: &[cassa_in_cloud::Price]) -> Vec<Price> {
    prices
        .iter()
        .filter_map(|price| {
            Some(Price {
                sales_mode: price.id_sales_mode.clone(),
                sales_point: price.id_sales_point,
                value: Money::from_decimal(price.value)?,
            })
        })
        .collect()
}
