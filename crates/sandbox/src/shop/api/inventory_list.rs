//! The whole shop's stock in one answer (TS Commerce sheet §13.1).
//!
//! With the switch `shop.inventory_lag_seconds` it shows the stock of some seconds ago; writes
//! count at once all the same.

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;

use super::{
    call::{Call, Outcome},
    json,
    product_read::on_hand,
};
use crate::shop::{product::Product, stock::Before};

#[derive(Serialize)]
struct Row<'a> {
    sku: &'a str,
    uid: u64,
    quantity: Option<i64>,
    unlimited: bool,
    has_child: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    childs: Option<Vec<Child<'a>>>,
}

#[derive(Serialize)]
struct Child<'a> {
    sku: &'a str,
    quantity: i64,
    superkey: &'a str,
}

/// `GET /inventory/list.json`
pub(super) fn list(call: &mut Call<'_>) -> Outcome {
    let lag = SignedDuration::from_secs(i64::from(call.switches.shop_inventory_lag));
    let products = &call.shop.products;
    let before = if lag.is_zero() {
        Before::new()
    } else {
        let then = call.now.checked_sub(lag).unwrap_or(Timestamp::MIN);
        products.stock_before(then)
    };
    Ok(json::list(
        products.iter().map(|product| row(product, &before)),
    ))
}

fn row<'a>(product: &'a Product, before: &Before<'_>) -> Row<'a> {
    let own = match before.get(&(product.uid, None)) {
        Some(quantity) => quantity.or(product.use_variants.then_some(0)),
        None => on_hand(product),
    };
    let children = product.variants.iter().map(|variant| {
        let past = before.get(&(product.uid, Some(variant.superkey.as_str())));
        Child {
            sku: &variant.sku,
            quantity: past.copied().flatten().unwrap_or(variant.quantity),
            superkey: &variant.superkey,
        }
    });
    Row {
        sku: &product.sku,
        uid: product.uid,
        quantity: own,
        unlimited: product.unlimited,
        has_child: product.use_variants,
        childs: product.use_variants.then(|| children.collect()),
    }
}
