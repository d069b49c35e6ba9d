//! *Punti vendita / magazzini*: the points in the merchant's order, whether each is on, and for each of
//! them whether its stock counts, whether it receives orders, and what stays there; the rules by which
//! an order is spread over them, and what another order of theirs would change.

mod draft;
mod preview;
mod save;

use ponte_store::points::SalesPoint;

use super::facts::Facts;
use crate::{app::App, auth::member::Member, trouble::Trouble, words::Words};
pub(crate) use draft::Asked;
use draft::{Draft, Rule, SHORTAGES, STRATEGIES};
pub(crate) use preview::PreviewView;
pub(crate) use save::{order, send, switch};

/// What the page's address says was wrong.
const WRONG: &str = "riserva-sbagliata-";

/// The section; no lines where there is no key yet.
pub(super) struct PointsView {
    pub(super) connected: bool,
    pub(super) lines: Vec<PointLine>,
    /// The points' ids in the order shown.
    pub(super) order: String,
    /// The shop that the form is about, where its user has several.
    pub(super) shop: Option<String>,
    pub(super) strategies: Vec<Choice>,
    pub(super) shortages: Vec<Choice>,
    /// What is not saved, and what it would change.
    pub(super) preview: Option<PreviewView>,
    /// "Piazza Mercato spostato al posto 2 di 5"
    pub(super) moved: Option<String>,
    /// The shop's margin.
    pub(super) margin: u32,
    /// What was sent as the margin is no number.
    pub(super) wrong_margin: bool,
}

/// One point of sale.
pub(super) struct PointLine {
    pub(super) id: i64,
    pub(super) position: usize,
    pub(super) name: String,
    pub(super) about: String,
    /// Counts and receives.
    pub(super) on: bool,
    /// The till no longer lists it.
    pub(super) gone: bool,
    /// The switch.
    pub(super) enabled: bool,
    /// It stands at another place than the saved one.
    pub(super) moved: bool,
    pub(super) first: bool,
    pub(super) last: bool,
    /// The button to begin at: that which was pressed, or the other one at an end.
    pub(super) focus_up: bool,
    pub(super) focus_down: bool,
    pub(super) counts: bool,
    pub(super) receives: bool,
    pub(super) reserve: u32,
    /// "Conta la giacenza · riceve ordini · riserva 2"
    pub(super) summary: String,
    /// What was sent as its reserve is no number.
    pub(super) wrong: bool,
}

/// One of several rules.
pub(super) struct Choice {
    pub(super) value: &'static str,
    pub(super) label: String,
    pub(super) about: String,
    pub(super) chosen: bool,
}

impl PointsView {
    /// `done`: what the page's address says was done; `asked`: what it says is not saved yet.
    pub(super) async fn load(
        app: &App,
        member: &Member,
        facts: &Facts,
        done: &str,
        asked: &Asked,
    ) -> Result<Self, Trouble> {
        let t = member.words;
        let connected = facts.connected();
        let saved = if connected {
            facts.points.as_slice()
        } else {
            &[]
        };
        let settings = &facts.shop.settings;
        let draft = Draft::of(asked, saved, &settings.orders);
        let sorted = draft.sorted(saved);
        let preview = if draft.differs(saved, &settings.orders) {
            let was = preview::choices(saved, &settings.orders);
            let mut is = preview::choices(&sorted, &settings.orders);
            (is.strategy, is.shortage) = (draft.strategy, draft.shortage);
            Some(preview::load(app, &facts.shop.id, (&was, &is), &sorted, t).await?)
        } else {
            None
        };
        let wrong = done.strip_prefix(WRONG).and_then(|id| id.parse().ok());
        let lines = sorted.iter().enumerate();
        Ok(Self {
            connected,
            lines: lines
                .map(|(place, point)| line(place, point, saved, &draft, wrong, t))
                .collect(),
            order: draft.order_sent(),
            shop: (member.shops.len() > 1).then(|| member.shop.id.clone()),
            strategies: rules(&STRATEGIES, draft.strategy, t),
            shortages: rules(&SHORTAGES, draft.shortage, t),
            preview,
            moved: moved(&draft, saved, t),
            margin: settings.stock.margin,
            wrong_margin: done == "margine-sbagliato",
        })
    }
}

fn rules<T: PartialEq>(all: &[Rule<T>], chosen: T, t: Words) -> Vec<Choice> {
    let rules = all.iter();
    rules
        .map(|rule| Choice {
            value: rule.word,
            label: t.say(rule.said[0]),
            about: t.say(rule.said[1]),
            chosen: rule.rule == chosen,
        })
        .collect()
}

fn moved(draft: &Draft, points: &[SalesPoint], t: Words) -> Option<String> {
    let id = draft.moved?;
    let point = points.iter().find(|point| point.id == id)?;
    let place = draft.order.iter().position(|one| *one == id)? + 1;
    let args = [
        ("name", point.name.as_str().into()),
        ("place", place.into()),
        ("of", points.len().into()),
    ];
    Some(t.with("point-moved", &args))
}

fn line(
    place: usize,
    point: &SalesPoint,
    saved: &[SalesPoint],
    draft: &Draft,
    wrong: Option<i64>,
    t: Words,
) -> PointLine {
    let (on, reason) = match point {
        SalesPoint { gone: true, .. } => (false, Some("point-gone-about")),
        SalesPoint { enabled: false, .. } => (false, Some("point-off-about")),
        _ => (true, None),
    };
    let was = saved.iter().position(|one| one.id == point.id);
    let was = was.filter(|was| *was != place);
    let mut about = reason.map_or_else(|| point.place.clone(), |reason| t.say(reason));
    if let Some(was) = was {
        let said = t.with("point-was", &[("place", (was + 1).into())]);
        about = [said, about].join(" · ").trim_end_matches(" · ").to_owned();
    }
    let (first, last) = (place == 0, place + 1 == saved.len());
    let pressed = (draft.moved == Some(point.id))
        .then_some(draft.up)
        .flatten();
    PointLine {
        id: point.id,
        position: place + 1,
        name: point.name.clone(),
        about,
        on,
        gone: point.gone,
        enabled: point.enabled,
        moved: was.is_some(),
        first,
        last,
        focus_up: pressed.is_some_and(|up| if up { !first } else { last }),
        focus_down: pressed.is_some_and(|up| if up { first } else { !last }),
        counts: point.counts,
        receives: point.receives,
        reserve: point.reserve,
        summary: summary(point, t),
        wrong: wrong == Some(point.id),
    }
}

fn summary(point: &SalesPoint, t: Words) -> String {
    let counts = match (point.counts, point.receives) {
        (true, true) => "point-counts-receives",
        (true, false) => "point-counts-not",
        (false, true) => "point-receives-only",
        (false, false) => "point-neither",
    };
    let mut said = t.say(counts);
    if point.reserve > 0 {
        said.push_str(" · ");
        said.push_str(&t.count("point-reserve-of", point.reserve.into()));
    }
    said
}
