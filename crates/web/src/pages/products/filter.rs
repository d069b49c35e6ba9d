//! The list's filters: a link for each way in which products stand, with their number.

use ponte_store::products::ProductStanding;

use crate::{auth::member::address, words::Words};

/// Products of one standing that are counted: beyond, the page says "more than".
pub(super) const MOST: i64 = 50_001;

/// Standings as the address and the words know them, in the order of the page; the last two stand
/// there only where there are any.
const STANDINGS: [(ProductStanding, &str, &str); 5] = [
    (ProductStanding::Listed, "in-negozio", "products-listed"),
    (
        ProductStanding::Attention,
        "da-sistemare",
        "products-attention",
    ),
    (
        ProductStanding::NotMeant,
        "non-per-e-commerce",
        "products-not-meant",
    ),
    (ProductStanding::Waiting, "in-arrivo", "products-waiting"),
    (
        ProductStanding::LeftOut,
        "lasciati-fuori",
        "products-left-out",
    ),
];
/// So many of them always stand there.
const ALWAYS: usize = 3;

/// A filter.
pub(super) struct Tab {
    pub(super) address: String,
    pub(super) label: String,
    pub(super) count: String,
    pub(super) chosen: bool,
}

/// What stands in the address; `None`: all.
pub(super) fn standing(slug: &str) -> Option<ProductStanding> {
    let found = STANDINGS.iter().find(|(_, known, _)| *known == slug);
    found.map(|(standing, ..)| *standing)
}

/// What stands in the address for it; empty for all.
pub(super) fn slug(standing: Option<ProductStanding>) -> &'static str {
    let found = STANDINGS
        .iter()
        .find(|(known, ..)| Some(*known) == standing);
    found.map_or("", |(_, slug, _)| slug)
}

/// All, and each standing.
pub(super) fn tabs(
    counts: &[(ProductStanding, i64)],
    chosen: Option<ProductStanding>,
    search: &str,
    query: &str,
    t: Words,
) -> Vec<Tab> {
    let place = |slug: &str| {
        let values = [("stato", slug), ("cerca", search)];
        let values = values.into_iter().filter(|(_, value)| !value.is_empty());
        address("/prodotti", query, &values.collect::<Vec<_>>())
    };
    let number = |count: i64, is_more: bool| {
        let key = if is_more {
            "products-more-than"
        } else {
            "number"
        };
        t.count(key, u64::try_from(count).unwrap_or(0))
    };
    let most = |count: i64| count.min(MOST - 1);
    let sum = counts.iter().map(|(_, count)| most(*count)).sum();
    let all = Tab {
        address: place(""),
        label: t.say("products-all"),
        count: number(sum, counts.iter().any(|(_, count)| *count >= MOST)),
        chosen: chosen.is_none(),
    };
    let standings = STANDINGS.iter().enumerate();
    let standings = standings.filter_map(|(at, (standing, slug, key))| {
        let of = counts.iter().find(|(known, _)| known == standing);
        let of = of.map_or(0, |(_, count)| *count);
        let is_chosen = chosen == Some(*standing);
        (of > 0 || is_chosen || at < ALWAYS).then(|| Tab {
            address: place(slug),
            label: t.say(key),
            count: number(most(of), of >= MOST),
            chosen: is_chosen,
        })
    });
    std::iter::once(all).chain(standings).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    #[test]
    fn every_standing_has_a_filter() {
        for (known, ..) in STANDINGS {
            assert_eq!(standing(slug(Some(known))), Some(known));
        }
        assert_eq!((standing("altro"), slug(None)), (None, ""));
    }

    #[test]
    fn a_number_too_large_to_be_counted_says_more_than() {
        let t = Words {
            language: Language::Italian,
        };
        let counts = [
            (ProductStanding::Listed, MOST),
            (ProductStanding::NotMeant, 3),
        ];
        let tabs = tabs(&counts, None, "", "", t);
        let counts: Vec<&str> = tabs.iter().map(|tab| tab.count.as_str()).collect();
        assert_eq!(counts, ["più di 50.003", "più di 50.000", "0", "3"]);
    }
}
