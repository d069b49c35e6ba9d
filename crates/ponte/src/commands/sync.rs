//! `ponte sync`: brings a shop in step.

mod dry_run;
mod ending;
mod follow;
mod orders;
mod products;
mod progress;
mod stock;

use anyhow::Result;
use clap::Subcommand;
use ponte_sync::StartTrouble;

use crate::{
    exit::{Ended, Exit},
    options::Settings,
};

/// What can be brought in step.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Products, variants, categories, prices and pictures, from the till to the shop
    #[command(after_help = crate::exit::HELP)]
    Products(products::Arguments),
    /// Orders, from the shop to the till
    #[command(after_help = crate::exit::HELP)]
    Orders(orders::Arguments),
    /// Stock, from the till to the shop: a forced pass
    #[command(after_help = crate::exit::HELP)]
    Stock(stock::Arguments),
}

/// Does it.
///
/// # Errors
/// Where it cannot be done.
pub async fn run(settings: &Settings, command: Command) -> Result<Exit> {
    match command {
        Command::Products(arguments) => products::run(settings, arguments).await,
        Command::Orders(arguments) => orders::run(settings, arguments).await,
        Command::Stock(arguments) => stock::run(settings, arguments).await,
    }
}

/// How a command ends that could not begin a run.
fn exit_of(trouble: &StartTrouble) -> Exit {
    match trouble {
        StartTrouble::NoTillKey | StartTrouble::NoShopKeys => Exit::Keys,
        StartTrouble::NoShop
        | StartTrouble::Running(_)
        | StartTrouble::Held(_)
        | StartTrouble::FirstComesFirst
        | StartTrouble::FirstIsDone => Exit::Usage,
        StartTrouble::Store(_) => Exit::Failed,
    }
}

/// We were asked to stop.
fn stopped() -> Ended {
    Ended::new(Exit::Stopped, "stopped; the next start goes on from here")
}
