//! An order of the points, and the rules of spreading, that are not saved yet: carried in the form and
//! in the page's address, so that the page works without script and nothing is kept before *Salva*.
//!
//! Guarantees (each a test): every point stands in it once, whatever was sent; what nobody can read is
//! as it was saved.

use ponte_domain::settings::{OrderSettings, Shortage, Strategy};
use ponte_store::points::SalesPoint;
use serde::Deserialize;

/// What stands between two points.
const BETWEEN: &str = ".";

/// What was sent of it.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    /// The points' ids in order.
    ordine: String,
    /// The point that goes one place up.
    su: String,
    /// The point that goes one place down.
    giu: String,
    /// The point that was moved already, by drag.
    mosso: String,
    strategia: String,
    mancanza: String,
}

/// See the module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Draft {
    /// Every point's id.
    pub(crate) order: Vec<i64>,
    pub(crate) strategy: Strategy,
    pub(crate) shortage: Shortage,
    /// The point that was just moved.
    pub(crate) moved: Option<i64>,
    /// With the button that leads up; else down.
    pub(crate) up: Option<bool>,
}

impl Draft {
    /// As asked for, over what is saved.
    pub(crate) fn of(asked: &Asked, points: &[SalesPoint], saved: &OrderSettings) -> Self {
        let known = |id: &i64| points.iter().any(|point| point.id == *id);
        let mut order: Vec<i64> = Vec::with_capacity(points.len());
        let sent = asked.ordine.split(BETWEEN).filter_map(|id| id.parse().ok());
        for id in sent.chain(points.iter().map(|point| point.id)) {
            if known(&id) && !order.contains(&id) {
                order.push(id);
            }
        }
        let named = |text: &str| text.parse().ok().filter(known);
        let (up, down) = (named(&asked.su), named(&asked.giu));
        if let Some(id) = up.or(down) {
            step(&mut order, id, up.is_some());
        }
        Self {
            order,
            strategy: of_word(&STRATEGIES, &asked.strategia).unwrap_or(saved.strategy),
            shortage: of_word(&SHORTAGES, &asked.mancanza).unwrap_or(saved.shortage),
            moved: up.or(down).or_else(|| named(&asked.mosso)),
            up: up.map(|_| true).or(down.map(|_| false)),
        }
    }

    /// Whether it is not what is saved.
    pub(crate) fn differs(&self, points: &[SalesPoint], saved: &OrderSettings) -> bool {
        let ids = points.iter().map(|point| point.id);
        !ids.eq(self.order.iter().copied())
            || (self.strategy, self.shortage) != (saved.strategy, saved.shortage)
    }

    /// The points in its order.
    pub(crate) fn sorted(&self, points: &[SalesPoint]) -> Vec<SalesPoint> {
        let find = |id: &i64| points.iter().find(|point| point.id == *id).cloned();
        self.order.iter().filter_map(find).collect()
    }

    /// As a form carries it.
    pub(crate) fn order_sent(&self) -> String {
        let ids: Vec<String> = self.order.iter().map(i64::to_string).collect();
        ids.join(BETWEEN)
    }
}

fn step(order: &mut [i64], id: i64, up: bool) {
    let Some(place) = order.iter().position(|one| *one == id) else {
        return;
    };
    let other = if up {
        place.checked_sub(1)
    } else {
        Some(place + 1).filter(|other| *other < order.len())
    };
    if let Some(other) = other {
        order.swap(place, other);
    }
}

/// One of several rules: its word in the form, and its sentences.
pub(super) struct Rule<T> {
    pub(super) word: &'static str,
    pub(super) rule: T,
    /// The label, and what it means.
    pub(super) said: [&'static str; 2],
}

/// The strategies, in the form's order.
pub(super) const STRATEGIES: [Rule<Strategy>; 3] = [
    Rule {
        word: "ordine",
        rule: Strategy::Priority,
        said: ["strategy-priority", "strategy-priority-about"],
    },
    Rule {
        word: "uno-solo",
        rule: Strategy::WholeFirst,
        said: ["strategy-whole", "strategy-whole-about"],
    },
    Rule {
        word: "meno-pacchi",
        rule: Strategy::FewestParts,
        said: ["strategy-fewest", "strategy-fewest-about"],
    },
];

/// What happens when something is missing.
pub(super) const SHORTAGES: [Rule<Shortage>; 3] = [
    Rule {
        word: "aspetta",
        rule: Shortage::Wait,
        said: ["shortage-wait", "shortage-wait-about"],
    },
    Rule {
        word: "manda",
        rule: Shortage::SendWhatThereIs,
        said: ["shortage-send", "shortage-send-about"],
    },
    Rule {
        word: "primo",
        rule: Shortage::RestOnFirst,
        said: ["shortage-first", "shortage-first-about"],
    },
];

fn of_word<T: Copy>(rules: &[Rule<T>], word: &str) -> Option<T> {
    let named = rules.iter().find(|rule| rule.word == word)?;
    Some(named.rule)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points() -> Vec<SalesPoint> {
        let point = |(position, id)| SalesPoint {
            id,
            name: id.to_string(),
            place: String::new(),
            position,
            enabled: true,
            counts: true,
            receives: true,
            reserve: 0,
            gone: false,
        };
        (1..).zip([11, 12, 13]).map(point).collect()
    }

    fn asked(ordine: &str) -> Asked {
        Asked {
            ordine: ordine.into(),
            ..Asked::default()
        }
    }

    fn draft(asked: &Asked) -> Draft {
        Draft::of(asked, &points(), &OrderSettings::default())
    }

    #[test]
    fn every_point_stands_in_it_once_whatever_was_sent() {
        for (sent, expected) in [
            ("", [11, 12, 13]),
            ("13.12.11", [13, 12, 11]),
            ("13", [13, 11, 12]),
            ("13.13.99.x..12", [13, 12, 11]),
        ] {
            assert_eq!(draft(&asked(sent)).order, expected, "{sent}");
        }
    }

    #[test]
    fn a_point_goes_one_place_and_no_further_than_the_end() {
        let moved = |ordine, su: &str, giu: &str| {
            let asked = Asked {
                su: su.into(),
                giu: giu.into(),
                ..asked(ordine)
            };
            draft(&asked)
        };
        assert_eq!(moved("", "13", "").order, [11, 13, 12]);
        assert_eq!(moved("11.13.12", "13", "").order, [13, 11, 12]);
        assert_eq!(moved("", "11", "").order, [11, 12, 13]);
        assert_eq!(moved("", "", "13").order, [11, 12, 13]);
        let down = moved("", "", "11");
        assert_eq!((down.moved, down.up), (Some(11), Some(false)));
        assert_eq!(down.order_sent(), "12.11.13");
        assert_eq!(moved("", "99", "").moved, None);
    }

    #[test]
    fn what_nobody_can_read_is_as_it_was_saved() {
        let saved = OrderSettings {
            strategy: Strategy::WholeFirst,
            ..OrderSettings::default()
        };
        let asked = Asked {
            strategia: "a-caso".into(),
            mancanza: "manda".into(),
            ..Asked::default()
        };
        let draft = Draft::of(&asked, &points(), &saved);
        assert_eq!(draft.strategy, Strategy::WholeFirst);
        assert_eq!(draft.shortage, Shortage::SendWhatThereIs);
        assert!(draft.differs(&points(), &saved));
        let same = Draft::of(&Asked::default(), &points(), &saved);
        assert!(!same.differs(&points(), &saved));
    }
}
