//! `ponte shop`: the shops that are kept in step.

mod add;
mod choices;
mod forget_buyer;
mod inlets;
mod keys;
mod list;
mod opening;
mod order_choices;
mod pause;
mod points;
mod set;

pub use add::of_shop;

use anyhow::Result;
use clap::Subcommand;

use crate::{exit::Exit, options::Settings};

/// What can be done with shops.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Connects a shop: its keys are tried before they are kept
    Add(add::Arguments),
    /// Lists them
    List,
    /// Changes a shop's settings or its till's key
    Set(set::Arguments),
    /// The points of sale: which comes first, which are on
    Points(points::Arguments),
    /// What is held until a time, for stock-taking: products, stock, orders
    Pause(pause::Arguments),
    /// The addresses at which the two services call Ponte: an order arrives within seconds
    Inlets(inlets::Arguments),
    /// Forgets somebody who bought: now in orders that are over, in the others when they are
    ForgetBuyer(forget_buyer::Arguments),
}

/// Does it.
///
/// # Errors
/// Where it cannot be done.
pub async fn run(settings: &Settings, command: Command) -> Result<Exit> {
    match command {
        Command::Add(arguments) => add::run(settings, arguments).await,
        Command::List => list::run(settings).await,
        Command::Set(arguments) => set::run(settings, arguments).await,
        Command::Points(arguments) => points::run(settings, arguments).await,
        Command::Pause(arguments) => pause::run(settings, arguments).await,
        Command::Inlets(arguments) => inlets::run(settings, arguments).await,
        Command::ForgetBuyer(arguments) => forget_buyer::run(settings, arguments).await,
    }
}
