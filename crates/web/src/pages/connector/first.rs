//! *Prima Sincronizzazione Prodotti*: the red banner, the work, the green banner.

use ponte_domain::settings::AdoptedTexts;
use ponte_store::runs::{Run, RunKind};
use ponte_sync::products::Example;
use ponte_transport::clock::between;

use super::{
    dry_run::{self, DrySum},
    facts::Facts,
    outcome::{self, Failure},
    running::{Running, figures},
};
use crate::words::{Wall, Words, duration};

/// The section.
pub(super) enum FirstView {
    /// Not before the key is right.
    Locked,
    /// Not before the shop's own keys are there.
    NoShopKeys,
    /// To be done.
    Before(Box<Before>),
    /// Under way, or being tried out.
    Running(Box<Running>),
    /// Done.
    Done(Done),
}

/// To be done.
pub(super) struct Before {
    /// How the last attempt ended.
    pub(super) failure: Option<Failure>,
    /// What the last dry run found.
    pub(super) dry: Option<DrySum>,
    /// The shop has products that will be recognised: whose texts and pictures stay.
    pub(super) adopts: Option<Adopts>,
}

/// What happens to texts and pictures of products that the shop has already.
pub(super) struct Adopts {
    /// "40 prodotti sono già nel negozio: che cosa facciamo dei loro testi e delle loro immagini?"
    pub(super) question: String,
    /// The till's replace them.
    pub(super) overwrite: bool,
}

/// Done.
pub(super) struct Done {
    pub(super) text: String,
    pub(super) examples: Vec<Example>,
}

impl FirstView {
    pub(super) fn new(facts: &Facts, wall: &Wall, t: Words) -> Self {
        if let Some(at) = facts.shop.first_sync_at {
            let when = wall.when(at, t);
            let text = match &facts.first {
                Some(run) => in_figures(run, &when, t),
                None => t.with("first-done-when", &[("when", when.into())]),
            };
            return Self::Done(Done {
                text,
                examples: facts.examples.clone(),
            });
        }
        if !facts.connected() {
            return Self::Locked;
        }
        if facts.shop.shop_key.is_none() || facts.shop.shop_exchange.is_none() {
            return Self::NoShopKeys;
        }
        if let Some(run) = &facts.open {
            return Self::Running(Box::new(Running::new(run, wall, t)));
        }
        let ended = facts.dry_failed.as_ref().or(match &facts.dry {
            Some(_) => None,
            None => facts.last.as_ref().filter(|run| run.kind == RunKind::First),
        });
        Self::Before(Box::new(Before {
            failure: ended.and_then(|run| outcome::failure(run, t)),
            dry: facts.dry.as_ref().map(|run| dry_run::sum(run, wall, t)),
            adopts: facts.dry.as_ref().and_then(|run| adopts(run, facts, t)),
        }))
    }
}

fn adopts(run: &Run, facts: &Facts, t: Words) -> Option<Adopts> {
    let n = figures(run).adopted;
    (n > 0).then(|| Adopts {
        question: t.count("first-adopts", n),
        overwrite: facts.shop.settings.adopted == AdoptedTexts::Overwrite,
    })
}

fn in_figures(run: &Run, when: &str, t: Words) -> String {
    let ended = run.ended_at.unwrap_or(run.updated_at);
    t.with(
        "first-done",
        &[
            ("n", figures(run).listed.into()),
            ("length", duration(between(run.started_at, ended), t).into()),
            ("when", when.into()),
        ],
    )
}
