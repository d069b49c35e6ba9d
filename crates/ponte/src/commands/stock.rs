//! `ponte stock`: what the shop shows of each code, why, and what the merchant chooses for it.

mod choose;
mod list;
mod show;
pub mod table;
pub mod words;

use anyhow::Result;
use clap::Subcommand;

use crate::{exit::Exit, options::Settings};

/// What can be done with stock.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Lists every code: what the shop shows, what it should show, and if it waits, why
    List(list::Arguments),
    /// One code: its arithmetic point by point, and the history of its figure
    Show(show::Arguments),
    /// Gives a product its own margin, in place of the shop's
    Margin(choose::Margin),
    /// Sets what the shop shows of a variant whose stock the till does not manage
    Figure(choose::Figure),
}

/// Does it.
///
/// # Errors
/// Where it cannot be done.
pub async fn run(settings: &Settings, command: Command) -> Result<Exit> {
    match command {
        Command::List(arguments) => list::run(settings, arguments).await,
        Command::Show(arguments) => show::run(settings, arguments).await,
        Command::Margin(margin) => margin.run(settings).await,
        Command::Figure(figure) => figure.run(settings).await,
    }
}
