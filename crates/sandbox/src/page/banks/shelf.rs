//! The till's side: one row a variant.

use rust_decimal::Decimal;

use crate::{
    page::{shop_side, words},
    shop::state::Shop,
    till::{
        records::{Product, Variant},
        state::Till,
    },
};

/// The till's rows on one page.
#[derive(Debug)]
pub(super) struct Shelf {
    /// Short names of the sales points.
    pub(super) points: Vec<String>,
    /// The rows.
    pub(super) rows: Vec<Row>,
    /// How many rows the search found.
    pub(super) total: usize,
}

/// A variant.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) name: String,
    pub(super) code: String,
    pub(super) product: String,
    pub(super) offline: bool,
    pub(super) variant: String,
    pub(super) levels: Vec<Cell>,
    pub(super) outgoing: String,
    /// What the shop has of it.
    pub(super) in_shop: String,
}

/// A variant at a sales point.
#[derive(Debug)]
pub(super) struct Cell {
    pub(super) id: i64,
    /// Name of the sales point.
    pub(super) point: String,
    pub(super) stock: String,
    /// Whether it is sold there.
    pub(super) sold: bool,
}

/// The rows from `start` on whose name or code contains `search` (lower case).
pub(super) fn shelf(till: &Till, shop: &Shop, search: &str, start: usize, size: usize) -> Shelf {
    let points = till.sales_points().iter();
    let mut shelf = Shelf {
        points: points.map(|point| short(&point.name)).collect(),
        rows: Vec::new(),
        total: 0,
    };
    for product in till.products() {
        let named = product.name.to_lowercase().contains(search);
        for variant in &product.variants {
            let code = variant.sku.as_deref().unwrap_or_default();
            if !named && !code.to_lowercase().contains(search) {
                continue;
            }
            if shelf.total >= start && shelf.rows.len() < size {
                shelf.rows.push(row(till, shop, product, variant));
            }
            shelf.total += 1;
        }
    }
    shelf
}

/// `Via dei Tigli` is `Tigli` over a narrow column; the cells bear the whole name.
fn short(name: &str) -> String {
    name.split_whitespace().last().unwrap_or(name).to_owned()
}

fn row(till: &Till, shop: &Shop, product: &Product, variant: &Variant) -> Row {
    let values = till.value_names(product, &variant.values).join(", ");
    let levels = till.sales_points().iter().map(|point| {
        let level = variant.stock.get(&point.id);
        let shown = match level {
            Some(level) if level.managed => words::quantity(level.quantity),
            Some(_) => "∞".to_owned(),
            None => "–".to_owned(),
        };
        Cell {
            id: point.id,
            point: point.name.clone(),
            stock: shown,
            sold: product.sales_point.is_none_or(|only| only == point.id),
        }
    });
    let outgoing: Decimal = variant.stock.values().map(|level| level.outgoing).sum();
    Row {
        name: [product.name.as_str(), &values].join(" ").trim().to_owned(),
        code: variant.sku.clone().unwrap_or_else(|| "senza codice".into()),
        product: product.id.clone(),
        offline: !product.channels.ecommerce,
        levels: levels.collect(),
        outgoing: words::quantity(outgoing),
        in_shop: shop_side::pieces(shop, variant.sku.as_deref()),
        variant: variant.id.clone(),
    }
}
