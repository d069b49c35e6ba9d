//! `ponte sync orders`: one pass of the orders stream.
//!
//! Guarantees: the pass that is told begins after the command was given, so that what the shop had
//! by then is looked at; one that is under way is waited for. Every order that is new, moved, waits
//! or needs somebody is told.

use anyhow::Result;
use clap::Args;
use ponte_domain::orders::order::{Stage, Waiting};
use ponte_store::{
    orders::{OrderRow, Whole},
    runs::Run,
};
use ponte_sync::{Engine, StartTrouble};

use super::{
    ending, exit_of,
    follow::{self, Stream},
};
use crate::{
    commands::orders::{book::Book, table},
    exit::{Ended, Exit},
    house,
    options::Settings,
    output,
    stop::Stop,
};

/// Delivered orders among which those of this pass are looked for, the newest first.
const LOOKED_AT: usize = 500;

/// Arguments of `ponte sync orders`.
#[derive(Args, Debug)]
pub struct Arguments {
    /// Print one line of JSON an order, and the result as the last one
    #[arg(long)]
    json: bool,
    /// The shop [default: the only one]
    #[arg(long, value_name = "ID")]
    shop: Option<String>,
}

/// Runs one pass to its end.
///
/// # Errors
/// Where it cannot begin, or the database gives way.
pub async fn run(settings: &Settings, arguments: Arguments) -> Result<Exit> {
    let stop = Stop::listen();
    let engine = house::engine(settings).await?;
    let shop = house::shop(engine.store(), arguments.shop.as_deref()).await?;
    let run = pass(&engine, &shop.id, &stop)
        .await?
        .ok_or_else(super::stopped)?;
    let told = to_be_told(&engine, &shop.id, &run).await?;
    let left_out = told.iter().any(|whole| is_left_out(&whole.order));
    let points = engine.store().read().await?.points(&shop.id).await?;
    table::print(&told, &points, arguments.json)?;
    let ended = ending::tell(&engine, Stream::Orders, &shop.id, &run, arguments.json).await?;
    Ok(match ended {
        Exit::Done if left_out => Exit::LeftOut,
        ended => ended,
    })
}

/// A pass that begins now, followed to its end; nothing where we were asked to stop.
async fn pass(engine: &Engine, shop: &str, stop: &Stop) -> Result<Option<Run>> {
    loop {
        match engine.start_orders(shop, &house::asked_by()).await {
            Ok(id) => return follow::to_the_end(engine, Stream::Orders, shop, id, stop).await,
            Err(StartTrouble::Running(id)) => {
                output::complain(&format!("run {id} is under way; ours comes after it"));
                let ended = follow::to_the_end(engine, Stream::Orders, shop, id, stop).await?;
                if ended.is_none() {
                    return Ok(None);
                }
            }
            Err(trouble) => return Err(Ended::new(exit_of(&trouble), trouble.to_string()).into()),
        }
    }
}

/// Orders that this pass saw first or moved, and those that are not where they should be; the
/// oldest first.
async fn to_be_told(engine: &Engine, shop: &str, run: &Run) -> Result<Vec<Whole>> {
    let began = run.started_at;
    let moved = |whole: &Whole| whole.order.seen_at >= began || whole.order.stage_at >= began;
    let mut told = Vec::new();
    for stage in [
        "waiting",
        "needs_attention",
        "received",
        "planned",
        "sending",
    ] {
        told.extend(Book::new(engine, shop).stage(stage).all(usize::MAX).await?);
    }
    for stage in ["delivered", "dropped", "not_for_the_till", "before_ponte"] {
        let newest = Book::new(engine, shop).stage(stage).all(LOOKED_AT).await?;
        told.extend(newest.into_iter().filter(moved));
    }
    told.sort_by(|a, b| {
        let of = |whole: &Whole| (whole.order.ordered_at, whole.order.id.clone());
        of(a).cmp(&of(b))
    });
    Ok(told)
}

/// Whether an order should be on the till and is not. One that waits by the merchant's own rule (for
/// its payment, for a state that counts) should not be there yet.
fn is_left_out(order: &OrderRow) -> bool {
    match &order.stage {
        Stage::Waiting { reason } => !matches!(reason, Waiting::Payment | Waiting::NotASale { .. }),
        Stage::NeedsAttention { .. } => true,
        _ => false,
    }
}
