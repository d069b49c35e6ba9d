//! `ponte sync`: brings a shop in step.

mod dry_run;
mod ending;
mod follow;
mod products;
mod progress;

use anyhow::Result;
use clap::Subcommand;

use crate::{exit::Exit, options::Settings};

/// What can be brought in step.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Products, variants, categories, prices and pictures, from the till to the shop
    #[command(after_help = crate::exit::HELP)]
    Products(products::Arguments),
}

/// Does it.
///
/// # Errors
/// Where it cannot be done.
pub async fn run(settings: &Settings, command: Command) -> Result<Exit> {
    let Command::Products(arguments) = command;
    products::run(settings, arguments).await
}
