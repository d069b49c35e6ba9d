//! One file a command.

pub mod demo;
pub mod doctor;
pub mod migrate;
pub mod orders;
pub mod sandbox;
pub mod serve;
pub mod shop;
pub mod stock;
pub mod sync;
pub mod user;

use anyhow::Result;

use crate::{
    cli::{Cli, Command},
    exit::Exit,
};

/// Does what was typed.
///
/// # Errors
/// Why it could not be done.
pub async fn run(cli: Cli) -> Result<Exit> {
    let settings = cli.options.settings()?;
    match cli.command {
        Command::Serve(arguments) => serve::run(settings, arguments).await,
        Command::Demo(arguments) => demo::run(settings, arguments).await,
        Command::Sandbox(arguments) => sandbox::run(arguments).await,
        Command::Shop(command) => shop::run(&settings, *command).await,
        Command::User(command) => user::run(&settings, command).await,
        Command::Sync(command) => sync::run(&settings, command).await,
        Command::Orders(command) => orders::run(&settings, command).await,
        Command::Stock(command) => stock::run(&settings, command).await,
        Command::Migrate => migrate::run(&settings).await,
        Command::Doctor(arguments) => doctor::run(&settings, &arguments).await,
    }
}
