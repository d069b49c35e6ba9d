//! `ponte shop list`: the shops, oldest first.

use anyhow::Result;

use crate::{
    columns::{columns, tame},
    exit::Exit,
    house,
    options::Settings,
    output,
};

/// Lists them.
///
/// # Errors
/// Where the database cannot be read.
pub async fn run(settings: &Settings) -> Result<Exit> {
    let store = house::store(settings).await?;
    let shops = store.read().await?.shops().await?;
    let rows: Vec<[String; 5]> = shops
        .into_iter()
        .map(|shop| {
            let first = shop
                .first_sync_at
                .map_or_else(|| "never".to_owned(), |at| at.to_string());
            [
                shop.id,
                tame(&shop.name, 40),
                shop.url,
                if shop.till_key.is_some() { "yes" } else { "no" }.to_owned(),
                first,
            ]
        })
        .collect();
    output::line(&columns(
        ["ID", "NAME", "ADDRESS", "TILL KEY", "FIRST SYNC"],
        &rows,
    ));
    Ok(Exit::Done)
}
