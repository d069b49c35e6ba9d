//! How a run ended, in a few lines or in one of JSON.

use anyhow::Result;
use ponte_domain::finding::{Finding, Obstacle};
use ponte_store::{
    findings::FindingRow,
    runs::{Outcome, Run},
};
use ponte_sync::Engine;
use serde_json::json;

use crate::{
    columns::tame,
    exit::{self, Exit},
    output,
};

/// The most findings that are told one by one.
const TOLD: usize = 20;

/// Tells how `run` ended.
///
/// # Errors
/// Where the database gives way.
pub async fn tell(engine: &Engine, shop: &str, run: &Run, as_json: bool) -> Result<Exit> {
    let open = engine
        .store()
        .read()
        .await?
        .findings_open(shop, i64::MAX)
        .await?;
    let left_out: Vec<&FindingRow> = open.iter().filter(|row| exit::leaves_out(row)).collect();
    // A run that has ended has an outcome.
    let outcome = run.outcome.clone().unwrap_or(Outcome::Stopped);
    if as_json {
        output::line(&line(run, &outcome, left_out.len())?);
    } else {
        say(run, &outcome, &left_out);
    }
    Ok(Exit::of_run(&outcome, !left_out.is_empty()))
}

fn line(run: &Run, outcome: &Outcome, left_out: usize) -> Result<String> {
    let mut line = json!({
        "run": run.id,
        "kind": run.kind,
        "started_ms": run.started_at.as_millisecond(),
        "ended_ms": run.ended_at.map(|at| at.as_millisecond()),
        "figures": run.figures,
        "left_out": left_out,
    });
    let told = serde_json::to_value(outcome)?;
    if let (Some(line), serde_json::Value::Object(told)) = (line.as_object_mut(), told) {
        line.extend(told);
    }
    Ok(serde_json::to_string(&line)?)
}

fn say(run: &Run, outcome: &Outcome, left_out: &[&FindingRow]) {
    let ended = match outcome {
        Outcome::Done => "done".to_owned(),
        Outcome::Stopped => "stopped".to_owned(),
        Outcome::Failed { cause, text } => format!("failed ({cause}): {}", tame(text, 300)),
    };
    let figures: Vec<String> = run
        .figures
        .as_object()
        .into_iter()
        .flatten()
        .filter_map(|(name, figure)| Some((name, figure.as_u64()?)))
        .filter(|(name, figure)| *figure > 0 && *name != "newest")
        .map(|(name, figure)| format!("{name} {figure}"))
        .collect();
    output::complain(&format!("run {} {ended}: {}", run.id, figures.join(", ")));
    for row in left_out.iter().take(TOLD) {
        output::complain(&format!("  left out: {}", told(row)));
    }
    if left_out.len() > TOLD {
        output::complain(&format!("  and {} more", left_out.len() - TOLD));
    }
}

/// A finding in one line.
fn told(row: &FindingRow) -> String {
    let text = match &row.finding {
        Finding::Blocked { name, obstacles } => {
            let why: Vec<&str> = obstacles.iter().map(obstacle).collect();
            format!("{name}: {}", why.join(", "))
        }
        Finding::Spread { name, .. } => {
            format!("{name}: the shop has its variants in several products; stock and orders only")
        }
        Finding::Refused { name, text } => format!("{name}: the shop refused it: {text}"),
        Finding::VariantsIgnored { name } => {
            format!("{name}: the shop does not take its variants from outside")
        }
        Finding::Picture { name, .. } => format!("{name}: a picture cannot be sent"),
        Finding::EditedOnShop { name, .. } => format!("{name}: edited on the shop"),
        Finding::Held { count, of } => {
            format!(
                "{count} of {of} changes ({}) wait for --confirm-held",
                row.subject
            )
        }
        Finding::MissingPermission => format!("the till's key lacks: {}", row.subject),
        Finding::SalesPoint { name, gone } => {
            format!(
                "{name}: {} point of sale",
                if *gone { "vanished" } else { "new" }
            )
        }
    };
    tame(&text, 200)
}

fn obstacle(obstacle: &Obstacle) -> &'static str {
    match obstacle {
        Obstacle::NoName => "it has no name",
        Obstacle::NoPrice { .. } => "no price in the chosen list",
        Obstacle::NoCode { .. } => "no code",
        Obstacle::DuplicateCode { .. } => "a code that others have too",
        Obstacle::SameSuperkey { .. } => "two variants that the shop cannot tell apart",
        Obstacle::BrokenOptions => "a variant's values do not match the options",
        Obstacle::NoVariants => "no variants",
        Obstacle::UnknownVat => "unknown VAT",
        Obstacle::CodeTooLong { .. } => "a code that is too long",
    }
}
