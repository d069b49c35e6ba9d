//! `ponte sync products`: one pass of the products stream.
//!
//! Guarantees: an open run of the same kind is gone on with and not begun anew; `--dry-run` begins
//! nothing but a dry run, and refuses to go on with any other.

use anyhow::Result;
use clap::{ArgGroup, Args};
use ponte_store::{
    runs::{Run, RunKind},
    shops::Shop,
};
use ponte_sync::{Engine, StartTrouble, stock::BRAKE};

use super::{
    dry_run, ending, exit_of,
    follow::{self, Stream},
};
use crate::{
    exit::{Ended, Exit},
    house,
    options::Settings,
    output,
    stop::Stop,
};

/// Arguments of `ponte sync products`.
#[derive(Args, Debug)]
#[command(group = ArgGroup::new("kind").args(["first", "full", "forced", "dry_run"]))]
#[expect(
    clippy::struct_excessive_bools,
    reason = "clap's switches; `kind` makes them one choice"
)]
pub struct Arguments {
    /// The first synchronisation [default: this where it was not done yet, else what changed]
    #[arg(long)]
    first: bool,
    /// Everything that the till has
    #[arg(long)]
    full: bool,
    /// Everything, compared with the shop as it is
    #[arg(long)]
    forced: bool,
    /// What would change, and why, without a single write
    #[arg(long)]
    dry_run: bool,
    /// Print the result as one line of JSON
    #[arg(long)]
    json: bool,
    /// The shop [default: the only one]
    #[arg(long, value_name = "ID")]
    shop: Option<String>,
    /// Say yes to the changes that are held because there are so many of them
    #[arg(long, conflicts_with = "dry_run")]
    confirm_held: bool,
}

impl Arguments {
    fn kind(&self, shop: &Shop) -> RunKind {
        if self.dry_run {
            RunKind::DryRun
        } else if self.forced {
            RunKind::Forced
        } else if self.full {
            RunKind::Full
        } else if self.first || shop.first_sync_at.is_none() {
            RunKind::First
        } else {
            RunKind::Incremental
        }
    }
}

/// Runs one pass to its end.
///
/// # Errors
/// Where it cannot begin, or the database gives way.
pub async fn run(settings: &Settings, arguments: Arguments) -> Result<Exit> {
    let stop = Stop::listen();
    let engine = house::engine(settings).await?;
    let shop = house::shop(engine.store(), arguments.shop.as_deref()).await?;
    let id = if arguments.confirm_held && confirm(&engine, &shop.id).await? {
        // The yes has begun a run of its own.
        under_way(&engine, &shop.id).await?
    } else {
        start(&engine, &shop.id, arguments.kind(&shop)).await?
    };
    let followed = follow::to_the_end(&engine, Stream::Products, &shop.id, id, &stop);
    let run = followed.await?.ok_or_else(super::stopped)?;
    if run.kind == RunKind::DryRun {
        dry_run::print(&engine, &shop.id, &run, arguments.json).await?;
    }
    ending::tell(&engine, Stream::Products, &shop.id, &run, arguments.json).await
}

/// Begins a run, or takes the open one of the same kind.
async fn start(engine: &Engine, shop: &str, kind: RunKind) -> Result<i64> {
    match engine.start_products(shop, kind, &house::asked_by()).await {
        Ok(id) => Ok(id),
        Err(StartTrouble::Running(id)) => {
            let open = engine.store().read().await?.run(shop, id).await?;
            match open {
                Some(run) if run.kind == kind => {
                    output::complain(&format!("going on with run {id}"));
                    Ok(id)
                }
                _ => {
                    let text = format!("run {id}, of another kind, is under way");
                    Err(Ended::new(Exit::Usage, text).into())
                }
            }
        }
        Err(trouble) => Err(Ended::new(exit_of(&trouble), trouble.to_string()).into()),
    }
}

/// Says yes to whatever is held of products; whether a run has begun by that.
async fn confirm(engine: &Engine, shop: &str) -> Result<bool> {
    let held: Vec<String> = {
        let open = engine
            .store()
            .read()
            .await?
            .findings_open(shop, i64::MAX)
            .await?;
        let held = open
            .into_iter()
            .filter(|row| row.finding.kind() == "held" && !row.confirmed)
            .filter(|row| row.subject != BRAKE);
        held.map(|row| row.subject).collect()
    };
    let mut begun = false;
    for subject in &held {
        match engine.confirm_held(shop, subject, &house::asked_by()).await {
            Ok(confirmed) => begun |= confirmed,
            // The yes is kept; the run that is under way carries out what it still can.
            Err(StartTrouble::Running(_)) => begun = true,
            Err(trouble) => return Err(Ended::new(exit_of(&trouble), trouble.to_string()).into()),
        }
    }
    output::complain(&match held.len() {
        0 => "nothing is held".to_owned(),
        _ => format!("confirmed: {}", held.join(", ")),
    });
    Ok(begun)
}

async fn under_way(engine: &Engine, shop: &str) -> Result<i64> {
    let last: Option<Run> = engine.last_products(shop).await?;
    last.map(|run| run.id)
        .ok_or_else(|| Ended::new(Exit::Failed, "no run has begun").into())
}
