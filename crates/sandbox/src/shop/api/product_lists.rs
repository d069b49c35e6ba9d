//! The two lists of products (TS Commerce sheet §11.1, §11.2).

use axum::Router;

use super::{
    call::{Call, Outcome, optional},
    door::get,
    json,
    product_row::{Rows, nodes},
    refusal::Refusal,
};
use crate::{SharedWorld, shop::product::Product, switches::ShopEnvelope};

pub(super) fn routes() -> Router<SharedWorld> {
    Router::new()
        .route("/products/list.json", get(list))
        .route("/products/paginated_list.json", get(paginated))
}

/// `GET /products/list.json`: the whole shop.
fn list(call: &mut Call<'_>) -> Outcome {
    let wanted = Wanted::read(call)?;
    let rows = Rows::new(call, nodes(call, false));
    let products = call.shop.products.iter().filter(|it| wanted.has(it));
    Ok(json::list(products.map(|product| rows.row(product))))
}

/// `GET /products/paginated_list.json`: by uid; a page beyond the end is empty.
fn paginated(call: &mut Call<'_>) -> Outcome {
    let wanted = Wanted::read(call)?;
    let switches = call.switches;
    let first = i64::from(switches.shop_first_page);
    let page = optional(call.form, "page")?.unwrap_or(first).max(first);
    let limit = optional(call.form, "limit")?.unwrap_or(switches.shop_default_limit);
    let limit = limit.min(switches.shop_max_limit) as usize;
    let skipped = usize::try_from(page - first)
        .unwrap_or(usize::MAX)
        .saturating_mul(limit);
    let rows = Rows::new(call, nodes(call, true));
    let products = call.shop.products.iter().filter(|it| wanted.has(it));
    let page = products.skip(skipped).take(limit);
    let bare = json::list(page.map(|product| rows.row(product)));
    Ok(envelope(bare, switches.shop_envelope))
}

fn envelope(bare: Vec<u8>, envelope: ShopEnvelope) -> Vec<u8> {
    if envelope == ShopEnvelope::Bare {
        return bare;
    }
    let mut body = format!("{{\"{envelope}\":").into_bytes();
    body.extend(bare);
    body.push(b'}');
    body
}

/// The two filters, which may be combined.
struct Wanted {
    brand: Option<u64>,
    category: Option<u64>,
}

impl Wanted {
    fn read(call: &Call<'_>) -> Result<Self, Refusal> {
        Ok(Self {
            brand: optional(call.form, "brandUID")?,
            category: optional(call.form, "categoryUID")?,
        })
    }

    fn has(&self, product: &Product) -> bool {
        self.brand.is_none_or(|brand| product.brand == Some(brand))
            && self
                .category
                .is_none_or(|category| product.categories.contains(&category))
    }
}
