//! How a run ended, in a few lines or in one of JSON.

use anyhow::Result;
use ponte_store::{
    findings::FindingRow,
    runs::{Outcome, Run},
};
use ponte_sync::Engine;
use serde_json::json;

use super::follow::Stream;
use crate::{
    columns::tame,
    exit::{self, Exit},
    output,
    told::told,
};

/// The most findings that are told one by one.
const TOLD: usize = 20;

/// Tells how `run` of `stream` ended.
///
/// # Errors
/// Where the database gives way.
pub async fn tell(
    engine: &Engine,
    stream: Stream,
    shop: &str,
    run: &Run,
    as_json: bool,
) -> Result<Exit> {
    let open = engine
        .store()
        .read()
        .await?
        .findings_open(shop, i64::MAX)
        .await?;
    let leaves_out = |row: &&FindingRow| exit::leaves_out(row) == Some(stream.name());
    let left_out: Vec<&FindingRow> = open.iter().filter(leaves_out).collect();
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
