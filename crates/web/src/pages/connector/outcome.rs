//! How a run ended, in words: the fact, what to do, what happens by itself.

use ponte_store::runs::{Outcome, Run};

use crate::words::Words;

/// Causes that have a sentence of their own (`ponte_sync::products`).
const CAUSES: [&str; 11] = [
    "wrong_till_key",
    "wrong_shop_keys",
    "till_permission",
    "read_only_shop_keys",
    "till_away",
    "shop_away",
    "till_quota",
    "shop_quota",
    "till_refused",
    "shop_refused",
    "no_keys",
];

/// A run that did not end well.
pub(crate) struct Failure {
    pub(crate) text: String,
    /// What the remote said, where that tells a person more.
    pub(crate) remote: Option<String>,
}

/// Why `run` did not end well, if so.
pub(super) fn failure(run: &Run, t: Words) -> Option<Failure> {
    match run.outcome.as_ref()? {
        Outcome::Done => None,
        Outcome::Stopped => Some(Failure {
            text: t.say("run-stopped"),
            remote: None,
        }),
        Outcome::Failed { cause, text } => {
            let known = CAUSES.contains(&cause.as_str());
            let word = if known {
                cause.replace('_', "-")
            } else {
                "other".to_owned()
            };
            let telling = !known || cause.ends_with("_refused");
            Some(Failure {
                text: t.say(&format!("run-failed-{word}")),
                remote: (telling && !text.is_empty()).then(|| text.clone()),
            })
        }
    }
}
