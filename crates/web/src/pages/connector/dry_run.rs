//! What a dry run found, as a sum: every number can be read as arithmetic.

use ponte_store::runs::Run;
use ponte_sync::products::Figures;

use super::running::figures;
use crate::words::{Wall, Words};

/// The sum strip; terms that are zero are left out.
pub(super) struct DrySum {
    pub(super) when: String,
    pub(super) intro: String,
    pub(super) terms: Vec<(String, String)>,
    pub(super) total: (String, String),
    /// The list of what is to be set right stands in another section.
    pub(super) elsewhere: bool,
}

pub(super) fn sum(run: &Run, wall: &Wall, t: Words) -> DrySum {
    let figures = figures(run);
    let terms = terms(&figures);
    let total: u64 = terms.iter().map(|(n, _)| n).sum();
    DrySum {
        when: run.ended_at.map_or_else(String::new, |at| wall.when(at, t)),
        intro: t.with(
            "dry-intro",
            &[("till", figures.till.into()), ("wanted", total.into())],
        ),
        terms: terms
            .into_iter()
            .filter(|(n, _)| *n > 0)
            .map(|(n, key)| (number(n, t), t.count(key, n)))
            .collect(),
        total: (number(total, t), t.count("dry-total", total)),
        elsewhere: false,
    }
}

/// Every product meant for the shop is in exactly one term.
fn terms(figures: &Figures) -> [(u64, &'static str); 6] {
    [
        (figures.created, "dry-created"),
        (figures.adopted, "dry-adopted"),
        (figures.linked, "dry-linked"),
        (figures.updated, "dry-updated"),
        (figures.unchanged, "dry-unchanged"),
        (figures.blocked, "dry-blocked"),
    ]
}

fn number(n: u64, t: Words) -> String {
    t.count("number", n)
}
