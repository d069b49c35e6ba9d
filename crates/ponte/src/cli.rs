//! What can be typed. Each command's arguments stand beside the command.

use clap::{Parser, Subcommand};

use crate::{
    commands::{demo, doctor, orders, sandbox, serve, shop, stock, sync, user},
    exit,
    options::Options,
};

/// Ponte keeps a shop on TeamSystem Commerce and the tills of Cassa in Cloud in step.
#[derive(Debug, Parser)]
#[command(name = "ponte", version, after_help = exit::HELP)]
pub struct Cli {
    #[command(flatten)]
    pub options: Options,
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serves the pages and works on every shop
    Serve(serve::Arguments),
    /// Sandbox and Ponte together, on this machine alone: a place to play
    Demo(demo::Arguments),
    /// Cassa in Cloud and TeamSystem Commerce, simulated over real HTTP
    Sandbox(sandbox::Arguments),
    /// The shops that are kept in step
    #[command(subcommand)]
    Shop(Box<shop::Command>),
    /// The people who log in
    #[command(subcommand)]
    User(user::Command),
    /// Brings a shop in step
    #[command(subcommand)]
    Sync(sync::Command),
    /// The shop's orders: where each is, why it waits, what can be done
    #[command(subcommand)]
    Orders(orders::Command),
    /// The shop's stock: what it shows of each code, why, and what is chosen for it
    #[command(subcommand)]
    Stock(stock::Command),
    /// Brings the database's tables up to date; every other command does so too
    Migrate,
    /// Tries database, keys and hosts, and says what is wrong
    Doctor(doctor::Arguments),
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    /// The help of `command` and of everything below it.
    fn pages(command: &mut clap::Command, path: &str, all: &mut String) {
        // Help of the width of a book, whatever the terminal.
        let mut shown = command.clone().term_width(100).bin_name(path);
        all.push_str(&format!(
            "$ {path} --help\n{}\n\n",
            shown.render_long_help()
        ));
        let names: Vec<String> = command
            .get_subcommands()
            .map(|below| below.get_name().to_owned())
            .collect();
        for name in names.iter().filter(|name| *name != "help") {
            if let Some(below) = command.find_subcommand_mut(name) {
                pages(below, &format!("{path} {name}"), all);
            }
        }
    }

    #[test]
    fn the_command_line_contradicts_itself_nowhere() {
        Cli::command().debug_assert();
    }

    #[test]
    fn a_change_of_the_help_is_seen_in_the_diff() {
        let mut command = Cli::command();
        command.build();
        let mut all = String::new();
        pages(&mut command, "ponte", &mut all);
        insta::assert_snapshot!("help", all);
    }
}
