//! What there is to buy: an article of which two points have some.
//!
//! New listings stand at 0 pieces, so nobody can buy anything until Ponte has brought the till's figures
//! over, which it does after the products. The demo looks at the shop, and does nothing to it.

use std::time::Duration;

use anyhow::{Context, Result};
use jiff::Timestamp;
use ponte_sandbox::{World, till::state::Till, world::Tenant};
use ponte_store::{
    StoreError,
    runs::{Outcome, RunKind},
};
use ponte_sync::{Engine, products, stock};
use serde::Serialize;

/// Pieces at the first and at the second point: an order of twelve needs both.
const PIECES: [u32; 2] = [10, 5];
/// How many to buy.
const ENOUGH: u32 = 12;
/// How often the shop is looked at.
const LOOK: Duration = Duration::from_millis(250);
/// Runs that are looked at.
const RUNS: i64 = 20;

/// An article that is worth buying.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Article {
    /// Its id on the till.
    pub id: String,
    /// Its name on the till.
    pub name: String,
    /// Its code.
    pub sku: String,
    /// How many to buy, so that one point is not enough.
    pub buy: u32,
    /// Names of the points that have some, and how many pieces.
    pub points: Vec<(String, u32)>,
}

/// Gives two points pieces of an article that goes to the shop as it is; none where the till has no
/// such article, or no two points.
///
/// # Errors
/// Where the sandbox has no account, or does not know its own article.
pub fn prepare(world: &World) -> Result<Option<Article>> {
    let now = world.now();
    let mut state = world.lock();
    let tenant = state.tenants.first_mut();
    let tenant = tenant.context("the sandbox has no account")?;
    let Some((product, variant, mut article)) = chosen(tenant) else {
        return Ok(None);
    };
    let points = tenant.till.sales_points().iter();
    let points: Vec<(i64, String)> = points.map(|point| (point.id, point.name.clone())).collect();
    if points.len() < PIECES.len() {
        return Ok(None);
    }
    for ((id, name), pieces) in points.into_iter().zip(PIECES) {
        tenant
            .till
            .set_stock(id, &product, &variant, pieces.into(), now)?;
        article.points.push((name, pieces));
    }
    Ok(Some(article))
}

/// The first article of the till without variants that is sold online by the piece, under a code
/// that nobody else has, the shop's own articles included.
fn chosen(tenant: &Tenant) -> Option<(String, String, Article)> {
    let Tenant { till, shop, .. } = tenant;
    till.products().find_map(|product| {
        let [variant] = &product.variants[..] else {
            return None;
        };
        let sku = variant.sku.as_deref().filter(|sku| !sku.is_empty())?;
        let category = till.category(&product.category)?;
        let sold = product.channels.ecommerce && category.channels.ecommerce;
        let everywhere = product.sales_point.is_none();
        let fits = sold && everywhere && !product.by_weight && !variant.prices.is_empty();
        let alone = carriers(till, sku) == 1 && shop.products.with_sku(sku).next().is_none();
        let article = Article {
            id: product.id.clone(),
            name: product.name.clone(),
            sku: sku.to_owned(),
            buy: ENOUGH,
            points: Vec::new(),
        };
        (fits && alone).then(|| (product.id.clone(), variant.id.clone(), article))
    })
}

/// How many articles have a code.
fn carriers(till: &Till, sku: &str) -> usize {
    let variants = till.products().flat_map(|product| &product.variants);
    variants
        .filter(|variant| variant.sku.as_deref() == Some(sku))
        .count()
}

/// Waits until the shop has something to sell, and gives its number of `article`.
pub async fn filled(engine: &Engine, world: &World, article: Option<&Article>) -> Option<u64> {
    let began = engine.clock().now();
    loop {
        if let Some(article) = article {
            let listed = on_sale(world, &article.sku);
            if listed.is_some() {
                return listed;
            }
        } else {
            match is_in_step(engine, began).await {
                Ok(true) => return None,
                Ok(false) => {}
                Err(error) => tracing::warn!(%error, "the demo cannot see its stock yet"),
            }
        }
        tokio::time::sleep(LOOK).await;
    }
}

/// The shop's number of an article of which it has some.
fn on_sale(world: &World, sku: &str) -> Option<u64> {
    let state = world.lock();
    let mut listed = state.tenants.first()?.shop.products.with_sku(sku);
    listed
        .find(|product| product.quantity > Some(0))
        .map(|product| product.uid)
}

/// Whether a pass over the stock has ended well that began after all products were there.
async fn is_in_step(engine: &Engine, began: Timestamp) -> Result<bool, StoreError> {
    let whole = [RunKind::First, RunKind::Full, RunKind::Forced];
    let mut tx = engine.store().read().await?;
    for shop in tx.shops().await? {
        let products = tx.runs(&shop.id, products::STREAM, RUNS).await?;
        let there = products
            .iter()
            .filter(|run| run.outcome == Some(Outcome::Done) && whole.contains(&run.kind))
            .filter(|run| run.started_at >= began)
            .filter_map(|run| run.ended_at)
            .min();
        let passes = tx.runs(&shop.id, stock::STREAM, RUNS).await?;
        let mut well = passes
            .iter()
            .filter(|run| run.outcome == Some(Outcome::Done));
        if there.is_some_and(|there| well.any(|run| run.started_at >= there)) {
            return Ok(true);
        }
    }
    Ok(false)
}
