//! One article of the till, to be changed by hand.

use askama::Template;
use axum::{
    extract::{Path, Query, State as Extract},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use rust_decimal::Decimal;

use super::{
    Desk,
    shell::{self, Shell},
    shop_side, words,
};
use crate::{
    control::Of,
    shop::state::Shop,
    till::{
        records::{Product, SalesPoint, Variant},
        state::Till,
    },
};

#[derive(Template)]
#[template(path = "article.html")]
struct Article {
    shell: Shell,
    id: String,
    name: String,
    category: String,
    vat: String,
    ecommerce: bool,
    price: String,
    points: Vec<(i64, String)>,
    variants: Vec<VariantRow>,
}

struct VariantRow {
    id: String,
    name: String,
    code: String,
    price: String,
    cells: Vec<Cell>,
    /// What the shop has of it.
    in_shop: String,
}

struct Cell {
    id: i64,
    point: String,
    quantity: String,
}

pub(super) async fn show(
    Extract(desk): Extract<Desk>,
    Path(id): Path<String>,
    Query(of): Query<Of>,
) -> Response {
    let mut state = desk.world.lock();
    let shell = Shell::new(&desk, &state, "/articolo", &of);
    let (till, shop) = match of.tenant(&mut state) {
        Ok(tenant) => (&tenant.till, &tenant.shop),
        Err(refusal) => return refusal.into_response(),
    };
    let Some(product) = till.product(&id) else {
        return (StatusCode::NOT_FOUND, "Questo articolo non c’è (più).").into_response();
    };
    let dumped = till.dump_product(product);
    let vat = dumped.vat_nature.unwrap_or_default();
    let first = product.variants.first().and_then(base_price);
    let points = points_of(till, product);
    shell::answer(&Article {
        shell,
        name: product.name.clone(),
        category: dumped.category.to_owned(),
        vat: format!("{}% {vat}", words::quantity(dumped.vat)),
        ecommerce: product.channels.ecommerce,
        price: first.map(words::quantity).unwrap_or_default(),
        points: points.map(|point| (point.id, point.name.clone())).collect(),
        variants: product
            .variants
            .iter()
            .map(|variant| row(till, shop, product, variant))
            .collect(),
        id,
    })
}

/// The sales points that have it.
fn points_of<'a>(till: &'a Till, product: &'a Product) -> impl Iterator<Item = &'a SalesPoint> {
    let only = product.sales_point;
    let points = till.sales_points().iter();
    points.filter(move |point| only.is_none_or(|only| only == point.id))
}

fn base_price(variant: &Variant) -> Option<Decimal> {
    let mut prices = variant.prices.iter();
    let base = prices.find(|price| price.mode.is_none() && price.sales_point.is_none());
    base.map(|price| price.value)
}

fn row(till: &Till, shop: &Shop, product: &Product, variant: &Variant) -> VariantRow {
    let values = till.value_names(product, &variant.values).join(", ");
    let points = points_of(till, product);
    let cells = points.map(|point| {
        let level = variant.stock.get(&point.id);
        Cell {
            id: point.id,
            point: point.name.clone(),
            quantity: level
                .map(|level| words::quantity(level.quantity))
                .unwrap_or_default(),
        }
    });
    VariantRow {
        id: variant.id.clone(),
        name: if values.is_empty() {
            product.name.clone()
        } else {
            values
        },
        code: variant.sku.clone().unwrap_or_else(|| "senza codice".into()),
        price: base_price(variant).map(words::euro).unwrap_or_default(),
        cells: cells.collect(),
        in_shop: shop_side::pieces(shop, variant.sku.as_deref()),
    }
}
