//! `ponte sync stock`: one forced pass of the stock stream.
//!
//! Guarantees: the pass that is told begins after the command was given, so that what the till had
//! by then is looked at; one that is under way is waited for. Every code that waits, is held or cannot
//! be written is told.

use anyhow::Result;
use clap::Args;
use ponte_store::runs::Run;
use ponte_sync::{Engine, StartTrouble, stock::BRAKE};

use super::{
    ending, exit_of,
    follow::{self, Stream},
};
use crate::{
    commands::stock::table::{self, About},
    exit::{Ended, Exit},
    house,
    options::Settings,
    output,
    stop::Stop,
};

/// Arguments of `ponte sync stock`.
#[derive(Args, Debug)]
pub struct Arguments {
    /// Print one line of JSON a code that is not yet as it should be, and the result as the last one
    #[arg(long)]
    json: bool,
    /// The shop [default: the only one]
    #[arg(long, value_name = "ID")]
    shop: Option<String>,
    /// Say yes to the codes that are held because so many would go to zero
    #[arg(long)]
    confirm_held: bool,
}

/// Runs one pass to its end.
///
/// # Errors
/// Where it cannot begin, or the database gives way.
pub async fn run(settings: &Settings, arguments: Arguments) -> Result<Exit> {
    let stop = Stop::listen();
    let engine = house::engine(settings).await?;
    let shop = house::shop(engine.store(), arguments.shop.as_deref()).await?;
    if arguments.confirm_held {
        confirm(&engine, &shop.id).await?;
    }
    let run = pass(&engine, &shop.id, &stop)
        .await?
        .ok_or_else(super::stopped)?;
    let pending = engine
        .store()
        .read()
        .await?
        .offers_pending(&shop.id)
        .await?;
    let about = About::load(&engine, &shop.id).await?;
    table::print(&engine, &shop.id, &pending, &about, arguments.json).await?;
    ending::tell(&engine, Stream::Stock, &shop.id, &run, arguments.json).await
}

/// A pass that begins now, followed to its end; nothing where we were asked to stop.
async fn pass(engine: &Engine, shop: &str, stop: &Stop) -> Result<Option<Run>> {
    loop {
        match engine.start_stock(shop, &house::asked_by()).await {
            Ok(id) => return follow::to_the_end(engine, Stream::Stock, shop, id, stop).await,
            Err(StartTrouble::Running(id)) => {
                output::complain(&format!("run {id} is under way; ours comes after it"));
                let ended = follow::to_the_end(engine, Stream::Stock, shop, id, stop).await?;
                if ended.is_none() {
                    return Ok(None);
                }
            }
            Err(trouble) => return Err(Ended::new(exit_of(&trouble), trouble.to_string()).into()),
        }
    }
}

/// Says yes to what is held; the pass carries it out.
async fn confirm(engine: &Engine, shop: &str) -> Result<()> {
    let mut tx = engine.store().write().await?;
    let confirmed = tx.finding_confirm(shop, "held", BRAKE).await?;
    tx.commit().await?;
    output::complain(if confirmed {
        "confirmed"
    } else {
        "nothing is held"
    });
    Ok(())
}
