//! Ponte: the bridge between a shop on TeamSystem Commerce and the tills of Cassa in Cloud.
//!
//! The binary is wiring: each command has a file of its own in [`commands`], and whatever is a rule
//! lives further left in the house.
//!
//! | module | subject |
//! |---|---|
//! | [`cli`] | what can be typed |
//! | [`config`], [`options`] | where settings come from: arguments, environment, file, default |
//! | [`master_key`], [`secrets`] | keys: where they are read, and that nobody else reads them |
//! | [`house`] | store, sealer and engine, opened as every command needs them |
//! | [`post`] | how letters leave |
//! | [`exit`] | how a command ends, as a number |
//! | [`stop`] | SIGINT and SIGTERM |
//! | [`logging`], [`output`], [`columns`], [`told`] | what is told, and where |

mod cli;
mod columns;
mod commands;
mod config;
mod exit;
mod house;
mod logging;
mod master_key;
mod options;
mod output;
mod post;
mod secrets;
mod stop;
mod told;

use std::process::ExitCode;

use clap::Parser;

use crate::{cli::Cli, exit::Exit};

fn main() -> ExitCode {
    let cli = Cli::parse();
    logging::start();
    let runtime = match tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
    {
        Ok(runtime) => runtime,
        Err(error) => {
            output::complain(&format!("the runtime does not start: {error}"));
            return Exit::Failed.into();
        }
    };
    // On the heap: the futures of all commands in one are large.
    match runtime.block_on(Box::pin(commands::run(cli))) {
        Ok(exit) => exit.into(),
        Err(error) => {
            output::complain(&format!("error: {error:#}"));
            exit::of(&error).into()
        }
    }
}
