//! The list's filters: a link for each stage in which orders stand, with their number.

use super::look::Look;
use crate::{auth::member::address, words::Words};

/// Stages as the address and the words know them, in the order of an order's life; those that need
/// somebody come first.
const STAGES: [(&str, &str, &str); 9] = [
    ("waiting", "aspettano", "orders-waiting"),
    ("needs_attention", "da-sistemare", "orders-attention"),
    ("received", "arrivati", "orders-received"),
    ("planned", "da-inviare", "orders-planned"),
    ("sending", "in-partenza", "orders-sending"),
    ("delivered", "alla-cassa", "orders-delivered"),
    ("dropped", "non-partono", "orders-dropped"),
    (
        "not_for_the_till",
        "non-per-la-cassa",
        "orders-not-for-the-till",
    ),
    ("before_ponte", "prima-di-ponte", "orders-before-ponte"),
];

/// A filter.
pub(super) struct Tab {
    pub(super) address: String,
    pub(super) label: String,
    /// How many; none for all.
    pub(super) count: Option<String>,
    pub(super) chosen: bool,
}

/// The stage's word for what stands in the address; `None`: all.
pub(super) fn word(slug: &str) -> Option<&'static str> {
    let found = STAGES.iter().find(|(_, known, _)| *known == slug);
    found.map(|(word, ..)| *word)
}

/// What stands in the address for a stage's word.
pub(super) fn slug(word: &str) -> Option<&'static str> {
    let found = STAGES.iter().find(|(known, ..)| *known == word);
    found.map(|(_, slug, _)| *slug)
}

/// All, and each stage in which there are orders.
pub(super) fn tabs(counts: &[(String, i64)], look: &Look, query: &str, t: Words) -> Vec<Tab> {
    let (chosen, kept) = (look.stage(), look.kept());
    let all = Tab {
        address: address("/ordini", query, &kept),
        label: t.say("orders-all"),
        count: None,
        chosen: chosen.is_none(),
    };
    let stages = STAGES.iter().filter_map(|(word, slug, key)| {
        let count = counts.iter().find(|(known, _)| known == word);
        let count = count.map_or(0, |(_, count)| u64::try_from(*count).unwrap_or(0));
        let is_chosen = chosen == Some(word);
        (count > 0 || is_chosen).then(|| Tab {
            address: {
                let stage = [("stato", *slug)].into_iter();
                let values: Vec<_> = stage.chain(kept.iter().copied()).collect();
                address("/ordini", query, &values)
            },
            label: t.say(key),
            // How many there are in all says nothing about those that are looked for.
            count: (!look.narrows()).then(|| t.count("number", count)),
            chosen: is_chosen,
        })
    });
    std::iter::once(all).chain(stages).collect()
}

#[cfg(test)]
mod tests {
    use ponte_domain::orders::order::{Attention, Stage, Waiting};

    use super::*;

    #[test]
    fn every_stage_has_a_filter() {
        let stages = [
            Stage::Received,
            Stage::Planned,
            Stage::Sending,
            Stage::Delivered,
            Stage::Waiting {
                reason: Waiting::Payment,
            },
            Stage::NeedsAttention {
                reason: Attention::Amounts,
            },
            Stage::Dropped,
            Stage::BeforePonte,
            Stage::NotForTheTill,
        ];
        for stage in stages {
            let slug = slug(stage.word()).expect("a filter");
            assert_eq!(word(slug), Some(stage.word()));
        }
        assert_eq!(word("altro"), None);
    }
}
