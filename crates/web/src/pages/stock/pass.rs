//! The passes over the stock, in words: the last one, and when the next one comes.

use ponte_store::{
    jobs::Job,
    runs::{Outcome, Run},
};
use ponte_sync::stock::{Figures, STREAM};

use crate::{
    pages::connector::Failure,
    words::{Wall, Words},
};

/// How far the passes are.
pub(crate) struct Lately {
    /// A pass is under way.
    pub(crate) running: bool,
    /// The last pass, in words.
    pub(crate) last: Vec<String>,
    pub(crate) failure: Option<Failure>,
    /// When the next one comes.
    pub(crate) next: Option<String>,
}

impl Lately {
    /// From the newest passes, one that has ended among them, and what wakes them.
    pub(crate) fn new(runs: &[Run], jobs: &[Job], wall: &Wall, t: Words) -> Self {
        let last = runs.iter().find(|run| run.ended_at.is_some());
        let running = runs.iter().any(|run| run.ended_at.is_none());
        let job = jobs.iter().find(|job| job.kind == STREAM && !job.held);
        let next = |job: &Job| {
            if job.due_at <= wall.now {
                return t.say("stock-next-now");
            }
            t.with("stock-next", &[("time", wall.time(job.due_at).into())])
        };
        Self {
            running,
            last: last.map_or_else(Vec::new, |run| in_words(run, wall, t)),
            failure: last.and_then(|run| failure(run, t)),
            next: job.filter(|_| !running).map(next),
        }
    }
}

/// "Ultimo giro oggi alle 10:40: 2 codici abbassati."
fn in_words(run: &Run, wall: &Wall, t: Words) -> Vec<String> {
    let figures: Figures = serde_json::from_value(run.figures.clone()).unwrap_or_default();
    let when = wall.when(run.ended_at.unwrap_or(run.updated_at), t);
    let args = [
        ("when", when.into()),
        ("changed", (figures.lowered + figures.raised).into()),
        ("lowered", figures.lowered.into()),
        ("raised", figures.raised.into()),
    ];
    let mut said = vec![t.with("stock-last", &args)];
    for (n, key) in [
        (figures.waiting, "stock-last-waiting"),
        (figures.held, "stock-last-held"),
        (figures.attention, "stock-last-attention"),
    ] {
        if n > 0 {
            said.push(t.count(key, n));
        }
    }
    said
}

fn failure(run: &Run, t: Words) -> Option<Failure> {
    let Some(Outcome::Failed { cause, text }) = &run.outcome else {
        return None;
    };
    let key = match cause.as_str() {
        "wrong_till_key" => "stock-failed-wrong-till-key",
        "wrong_shop_keys" | "read_only_shop_keys" | "no_keys" => "stock-failed-wrong-shop-keys",
        "till_permission" => "stock-failed-till-permission",
        "till_away" => "stock-failed-till-away",
        "shop_away" => "stock-failed-shop-away",
        "till_quota" | "shop_quota" => "stock-failed-quota",
        _ => "stock-failed-other",
    };
    let remote = (key == "stock-failed-other" && !text.is_empty()).then(|| text.clone());
    Some(Failure {
        text: t.say(key),
        remote,
    })
}
