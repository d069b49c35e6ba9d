//! `ponte orders`: the shop's orders, and what a person decides for one of them.

pub mod book;
mod decide;
mod list;
mod show;
pub mod table;
pub mod words;

use anyhow::Result;
use clap::Subcommand;

use crate::{exit::Exit, options::Settings};

/// What can be done with orders.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Lists them, newest first
    List(list::Arguments),
    /// One order: its lines, its parts, why it went there, and what happened to it
    Show(show::Arguments),
    /// Tries again now what was refused or waits
    Retry(decide::OfOrder),
    /// Sends what there is now of an order that waits for stock; the rest follows when it is there
    SendWhatThereIs(decide::OfOrder),
    /// Sends the pieces of a part that a point rejected or cancelled again, elsewhere
    SendAgain(decide::OfPart),
    /// Gives the pieces of a part that the till refuses to another point
    Give(decide::Give),
    /// Says that the till lacks a part that a look-up did not find: its pieces may be sent again
    TillLacksIt(decide::OfPart),
    /// Says that a change of the lines was seen to: what is left goes by the new lines
    ChangeSeen(decide::OfOrder),
    /// Sends nothing more of it
    Ignore(decide::Ignore),
    /// It is no longer to be ignored
    TakeBack(decide::OfOrder),
    /// From before Ponte, or ignored: keeps its pieces from the offer
    SetAside(decide::SetAside),
}

/// Does it.
///
/// # Errors
/// Where it cannot be done.
pub async fn run(settings: &Settings, command: Command) -> Result<Exit> {
    match command {
        Command::List(arguments) => list::run(settings, arguments).await,
        Command::Show(arguments) => show::run(settings, arguments).await,
        Command::Retry(of) => of.retry(settings).await,
        Command::SendWhatThereIs(of) => of.send_what_there_is(settings).await,
        Command::SendAgain(of) => of.send_again(settings).await,
        Command::Give(give) => give.run(settings).await,
        Command::TillLacksIt(of) => of.till_lacks_it(settings).await,
        Command::ChangeSeen(of) => of.change_seen(settings).await,
        Command::Ignore(ignore) => ignore.run(settings).await,
        Command::TakeBack(of) => of.take_back(settings).await,
        Command::SetAside(aside) => aside.run(settings).await,
    }
}
