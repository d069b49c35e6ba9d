//! What there is to buy: an article of which two points have some, and when the shop shows it.
//!
//! The demo puts pieces on the till's shelves alone. New listings stand at 0 pieces on the shop, until
//! Ponte's stock stream has shown there what the till has.

use std::time::Duration;

use anyhow::{Context, Result};
use ponte_sandbox::{SharedWorld, World, till::state::Till, world::Tenant};
use ponte_store::StoreError;
use ponte_sync::{
    Engine,
    stock::{self, Figures},
};
use serde::{Deserialize, Serialize};

/// Pieces at the first and at the second point: an order of twelve needs both.
const PIECES: [u32; 2] = [10, 5];
/// How many to buy.
const ENOUGH: u32 = 12;
/// How often it is looked whether the shop shows something.
const LOOK: Duration = Duration::from_millis(250);
/// Runs that are looked at.
const RUNS: i64 = 20;

/// An article that is worth buying.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Article {
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

/// Waits until a pass of this start has raised the shop's figures, and gives the shop's number of
/// `article`.
pub async fn shown(engine: &Engine, world: &SharedWorld, article: Option<&Article>) -> Option<u64> {
    let began = engine.clock().now();
    loop {
        match has_raised(engine, began).await {
            Ok(true) => break,
            Ok(false) => {}
            Err(error) => tracing::warn!(%error, "the demo cannot see the shop's stock yet"),
        }
        tokio::time::sleep(LOOK).await;
    }
    let state = world.lock();
    let tenant = state.tenants.first()?;
    let sku = &article?.sku;
    let listed = tenant.shop.products.with_sku(sku).next();
    listed.map(|product| product.uid)
}

/// Whether a pass of the stock stream has ended that put something up.
async fn has_raised(engine: &Engine, began: jiff::Timestamp) -> Result<bool, StoreError> {
    let mut tx = engine.store().read().await?;
    for shop in tx.shops().await? {
        let runs = tx.runs(&shop.id, stock::STREAM, RUNS).await?;
        let raised = |figures: &serde_json::Value| {
            Figures::deserialize(figures).is_ok_and(|figures| figures.raised > 0)
        };
        let ours = runs.iter().filter(|run| run.started_at >= began);
        let mut ended = ours.filter(|run| run.ended_at.is_some());
        if ended.any(|run| raised(&run.figures)) {
            return Ok(true);
        }
    }
    Ok(false)
}
