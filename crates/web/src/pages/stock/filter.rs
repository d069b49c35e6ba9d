//! The list's filters: a link for each way in which variants stand, with their number.

use ponte_store::offers::Standing;

use crate::{auth::member::address, words::Words};

/// Standings as the address and the words know them; those that need somebody come first.
const STANDINGS: [(Standing, &str, &str); 4] = [
    (Standing::Attention, "da-sistemare", "stock-attention"),
    (Standing::Waiting, "aspettano", "stock-waiting"),
    (Standing::Offered, "in-vendita", "stock-offered"),
    (Standing::SoldOut, "esauriti", "stock-sold-out"),
];

/// A filter.
pub(super) struct Tab {
    pub(super) address: String,
    pub(super) label: String,
    pub(super) count: String,
    pub(super) chosen: bool,
}

/// What stands in the address; `None`: all.
pub(super) fn standing(slug: &str) -> Option<Standing> {
    let found = STANDINGS.iter().find(|(_, known, _)| *known == slug);
    found.map(|(standing, ..)| *standing)
}

/// What stands in the address for it; empty for all.
pub(super) fn slug(standing: Option<Standing>) -> &'static str {
    let found = STANDINGS
        .iter()
        .find(|(known, ..)| Some(*known) == standing);
    found.map_or("", |(_, slug, _)| slug)
}

/// All, and each standing in which there are variants.
pub(super) fn tabs(
    counts: &[(Standing, i64)],
    chosen: Option<Standing>,
    search: &str,
    query: &str,
    t: Words,
) -> Vec<Tab> {
    let place = |slug: &str| {
        let values = [("stato", slug), ("cerca", search)];
        let values = values.into_iter().filter(|(_, value)| !value.is_empty());
        address("/giacenze", query, &values.collect::<Vec<_>>())
    };
    let sum = counts.iter().map(|(_, count)| *count).sum();
    let count = |count: i64| t.count("number", u64::try_from(count).unwrap_or(0));
    let all = Tab {
        address: place(""),
        label: t.say("stock-all"),
        count: count(sum),
        chosen: chosen.is_none(),
    };
    let standings = STANDINGS.iter().filter_map(|(standing, slug, key)| {
        let of = counts.iter().find(|(known, _)| known == standing);
        let of = of.map_or(0, |(_, count)| *count);
        let is_chosen = chosen == Some(*standing);
        (of > 0 || is_chosen).then(|| Tab {
            address: place(slug),
            label: t.say(key),
            count: count(of),
            chosen: is_chosen,
        })
    });
    std::iter::once(all).chain(standings).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_standing_has_a_filter() {
        for known in [
            Standing::Offered,
            Standing::SoldOut,
            Standing::Waiting,
            Standing::Attention,
        ] {
            assert_eq!(standing(slug(Some(known))), Some(known));
        }
        assert_eq!((standing("altro"), slug(None)), (None, ""));
    }
}
