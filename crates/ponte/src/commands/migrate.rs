//! `ponte migrate`: the tables, brought up to date.

use anyhow::Result;

use crate::{exit::Exit, house, options::Settings, output};

/// Opens the database, which brings its tables up to date.
///
/// # Errors
/// Where it cannot be opened or its tables belong to a newer Ponte.
pub async fn run(settings: &Settings) -> Result<Exit> {
    let store = house::store(settings).await?;
    output::line(&format!("the tables are up to date ({})", store.backend()));
    Ok(Exit::Done)
}
