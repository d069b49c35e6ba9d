//! `ponte shop set`: a merchant's choices, and the till's key.

use anyhow::{Context, Result};
use clap::Args;
use ponte_store::log::Area;
use ponte_sync::{log, orders, stale, stock};

use super::{
    choices::Choices,
    keys::{self, TillKey},
};
use crate::{exit::Exit, house, options::Settings};

/// Arguments of `ponte shop set`.
#[derive(Args, Debug)]
pub struct Arguments {
    /// The shop [default: the only one]
    #[arg(long, value_name = "ID")]
    shop: Option<String>,
    #[command(flatten)]
    choices: Choices,
    #[command(flatten)]
    till_key: TillKey,
}

/// Keeps them.
///
/// # Errors
/// Where the shop does not exist, or the till does not accept the key.
pub async fn run(settings: &Settings, arguments: Arguments) -> Result<Exit> {
    let till_key = arguments.till_key.read()?;
    let engine = house::engine(settings).await?;
    let shop = house::shop(engine.store(), arguments.shop.as_deref()).await?;
    let now = engine.clock().now();
    let mut tx = engine.store().write().await?;
    // Read in the same transaction: a pass may have noted from when on orders count.
    let row = tx.shop(&shop.id).await?.context("the shop is gone")?;
    let mut chosen = row.settings.clone();
    arguments.choices.apply(&mut chosen, now);
    if chosen.orders != row.settings.orders {
        // Orders that wait may go by the new choices.
        stale::mark(&mut *tx, &shop.id, orders::STREAM, now).await?;
    }
    if chosen.stock != row.settings.stock {
        stale::mark(&mut *tx, &shop.id, stock::STREAM, now).await?;
    }
    tx.shop_set_settings(&shop.id, &chosen).await?;
    log::operator(&mut *tx, &shop.id, Area::Settings, "shop-set", now).await?;
    tx.commit().await?;
    match till_key {
        Some(key) => keys::keep_till_key(&engine, &shop.id, key).await,
        None => Ok(Exit::Done),
    }
}
