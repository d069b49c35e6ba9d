//! What Ponte itself, and whoever runs it, did: lines of the log.
//!
//! Guarantees: a pass that found everything in step leaves no line, and one that fails as the one before
//! did leaves none either, so that what happened stays in sight; a run that a person began always does.

use jiff::Timestamp;
use ponte_store::{
    StoreError, Tx,
    log::{Act, Area, Went, Who},
    runs::{Outcome, Run, RunKind},
};

use crate::{orders, products, stock, tally};

/// A run has ended, in this transaction: its line, where it is worth one.
pub(crate) async fn ended(tx: &mut dyn Tx, shop: &str, run: &Run) -> Result<(), StoreError> {
    let newest = tx.runs(shop, &run.stream, 2).await?;
    let before = newest.iter().find(|other| other.id < run.id);
    let at = run.ended_at.unwrap_or(run.updated_at);
    if is_worth_a_line(run, before) {
        let (went, detail) = match &run.outcome {
            Some(Outcome::Failed { cause, .. }) => (Went::Failed, cause.clone()),
            Some(Outcome::Stopped) => (Went::Stopped, String::new()),
            Some(Outcome::Done) | None => (Went::Done, tally::changes(run).to_string()),
        };
        let line = Act {
            went: Some(went),
            detail,
            ..act(Who::Ponte, area(&run.stream), what(run), at)
        };
        tx.act_add(shop, &line).await?;
    }
    let held = held(run);
    if held > 0 && before.is_none_or(|before| self::held(before) == 0) {
        let line = Act {
            went: Some(Went::Done),
            detail: held.to_string(),
            ..act(
                Who::Ponte,
                area(&run.stream),
                format!("held-{}", run.stream),
                at,
            )
        };
        tx.act_add(shop, &line).await?;
    }
    Ok(())
}

/// Whoever runs Ponte did `what` by the command line.
///
/// # Errors
/// [`StoreError`].
pub async fn operator(
    tx: &mut dyn Tx,
    shop: &str,
    area: Area,
    what: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    let line = Act {
        went: Some(Went::Done),
        ..act(Who::Operator, area, what.to_owned(), now)
    };
    tx.act_add(shop, &line).await.map(|_| ())
}

fn act(who: Who, area: Area, what: String, at: Timestamp) -> Act {
    Act {
        id: 0,
        at,
        who,
        user: String::new(),
        area,
        what,
        subject: String::new(),
        detail: String::new(),
        went: None,
    }
}

fn area(stream: &str) -> Area {
    match stream {
        products::STREAM => Area::Products,
        stock::STREAM => Area::Stock,
        orders::STREAM => Area::Orders,
        _ => Area::Settings,
    }
}

/// The line's word: the stream, and what the run was asked to do.
fn what(run: &Run) -> String {
    let kind = match run.kind {
        RunKind::First => "-first",
        RunKind::Forced => "-forced",
        RunKind::DryRun => "-dry",
        RunKind::One => "-one",
        RunKind::Full | RunKind::Incremental => "",
    };
    format!("run-{}{kind}", run.stream)
}

fn is_worth_a_line(run: &Run, before: Option<&Run>) -> bool {
    let asked_for = !matches!(run.kind, RunKind::Full | RunKind::Incremental);
    let cause = |run: &Run| match &run.outcome {
        Some(Outcome::Failed { cause, .. }) => Some(cause.clone()),
        _ => None,
    };
    match &run.outcome {
        Some(Outcome::Failed { .. }) => asked_for || before.map(cause) != Some(cause(run)),
        Some(Outcome::Stopped) => true,
        Some(Outcome::Done) | None => {
            let mended = before.is_some_and(|before| cause(before).is_some());
            asked_for || mended || tally::changes(run) > 0
        }
    }
}

/// How much waits for the merchant's yes.
fn held(run: &Run) -> u64 {
    let figure = run.figures.get("held");
    figure.and_then(serde_json::Value::as_u64).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::engine::new_run;

    fn run(kind: RunKind, outcome: Outcome, lowered: u64) -> Run {
        let mut run = new_run(stock::STREAM, kind, "ponte", Timestamp::UNIX_EPOCH);
        run.outcome = Some(outcome);
        run.figures = json!({ "lowered": lowered });
        run
    }

    fn failed(cause: &str) -> Outcome {
        Outcome::Failed {
            cause: cause.to_owned(),
            text: String::new(),
        }
    }

    #[test]
    fn a_pass_that_found_everything_in_step_leaves_no_line() {
        let quiet = run(RunKind::Incremental, Outcome::Done, 0);
        assert!(!is_worth_a_line(&quiet, None));
        assert!(!is_worth_a_line(&quiet, Some(&quiet)));
        let forced = run(RunKind::Forced, Outcome::Done, 0);
        assert!(
            is_worth_a_line(&forced, Some(&quiet)),
            "somebody asked for it"
        );
        assert!(is_worth_a_line(
            &run(RunKind::Incremental, Outcome::Done, 2),
            None
        ));
        assert!(is_worth_a_line(
            &run(RunKind::Incremental, Outcome::Stopped, 0),
            None
        ));
    }

    #[test]
    fn a_pass_that_fails_as_the_one_before_did_leaves_no_line_and_the_one_that_goes_well_again_does()
     {
        let one = |cause| run(RunKind::Incremental, failed(cause), 0);
        assert!(is_worth_a_line(&one("till_away"), None));
        assert!(!is_worth_a_line(&one("till_away"), Some(&one("till_away"))));
        assert!(is_worth_a_line(
            &one("wrong_till_key"),
            Some(&one("till_away"))
        ));
        let well = run(RunKind::Incremental, Outcome::Done, 0);
        assert!(is_worth_a_line(&well, Some(&one("till_away"))));
    }
}
