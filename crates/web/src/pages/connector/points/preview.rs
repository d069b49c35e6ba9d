//! *Che cosa cambierebbe*: the orders of the last 30 days under choices that are not saved yet, against
//! today's, with the table behind the sentence.
//!
//! It costs one question to the database, whatever is in it.

use jiff::SignedDuration;
use ponte_domain::{
    orders::preview::{Choices, Past, Tally, replay},
    settings::OrderSettings,
};
use ponte_store::points::SalesPoint;

use crate::{app::App, trouble::Trouble, words::Words};

/// How far back it looks.
const BACK: SignedDuration = SignedDuration::from_hours(30 * 24);
/// Orders at most: the newest.
const MOST: i64 = 5_000;

/// See the module.
pub(crate) struct PreviewView {
    /// How many orders, and what would be otherwise.
    pub(crate) sentences: Vec<String>,
    /// Empty where there is no order.
    pub(crate) lines: Vec<PreviewLine>,
}

/// A line of the table.
pub(crate) struct PreviewLine {
    pub(crate) name: String,
    pub(crate) before: String,
    pub(crate) after: String,
    /// "+172", "−154"
    pub(crate) difference: String,
}

/// The choices that `points` and `settings` are.
pub(crate) fn choices(points: &[SalesPoint], settings: &OrderSettings) -> Choices {
    let points = points.iter();
    Choices {
        points: points
            .map(|point| (point.id, point.takes_orders()))
            .collect(),
        strategy: settings.strategy,
        shortage: settings.shortage,
        bound_falls_back: settings.bound_falls_back,
    }
}

/// Replays the orders under both. `points`: in the new order.
pub(crate) async fn load(
    app: &App,
    shop: &str,
    (was, is): (&Choices, &Choices),
    points: &[SalesPoint],
    t: Words,
) -> Result<PreviewView, Trouble> {
    let since = app.now().checked_sub(BACK).unwrap_or_default();
    let planned = app.read().await?.orders_planned(shop, since, MOST).await?;
    let past: Vec<Past> = planned
        .iter()
        .filter_map(|order| Past::of(&order.explanation, &order.resolved.known, &order.wishes))
        .collect();
    Ok(view(&replay(&past, was), &replay(&past, is), points, t))
}

fn view(was: &Tally, is: &Tally, points: &[SalesPoint], t: Words) -> PreviewView {
    if is.orders == 0 {
        return PreviewView {
            sentences: vec![t.say("preview-none")],
            lines: Vec::new(),
        };
    }
    let at = |tally: &Tally, point: &SalesPoint| tally.at.get(&point.id).copied().unwrap_or(0);
    let mut lines: Vec<PreviewLine> = points
        .iter()
        .filter(|point| at(was, point) + at(is, point) > 0)
        .map(|point| line(point.name.clone(), at(was, point), at(is, point), t))
        .collect();
    lines.extend(
        [
            ("preview-split", was.split, is.split),
            ("preview-parcels", was.parcels, is.parcels),
            ("preview-wait", was.wait, is.wait),
        ]
        .map(|(key, was, is)| line(t.say(key), was, is, t)),
    );
    let mut sentences = vec![t.count("preview-intro", is.orders)];
    if was == is {
        sentences.push(t.say("preview-same"));
    } else {
        sentences.extend(most(was, is, points, t));
        sentences.extend(
            [
                (
                    was.split,
                    is.split,
                    "preview-split-more",
                    "preview-split-fewer",
                ),
                (
                    was.parcels,
                    is.parcels,
                    "preview-parcels-more",
                    "preview-parcels-fewer",
                ),
                (was.wait, is.wait, "preview-wait-more", "preview-wait-fewer"),
            ]
            .into_iter()
            .filter(|(was, is, ..)| was != is)
            .map(|(was, is, more, fewer)| {
                let key = if is > was { more } else { fewer };
                t.count(key, is.abs_diff(was))
            }),
        );
    }
    PreviewView { sentences, lines }
}

/// The point that would get most more.
fn most(was: &Tally, is: &Tally, points: &[SalesPoint], t: Words) -> Option<String> {
    let at = |tally: &Tally, point: &SalesPoint| tally.at.get(&point.id).copied().unwrap_or(0);
    let more = |point: &&SalesPoint| at(is, point).saturating_sub(at(was, point));
    let most = points
        .iter()
        .max_by_key(more)
        .filter(|point| more(point) > 0)?;
    let args = [
        ("name", most.name.as_str().into()),
        ("n", more(&most).into()),
    ];
    Some(t.with("preview-most", &args))
}

fn line(name: String, was: u64, is: u64, t: Words) -> PreviewLine {
    let sign = match is.cmp(&was) {
        std::cmp::Ordering::Less => "−",
        std::cmp::Ordering::Equal => "",
        std::cmp::Ordering::Greater => "+",
    };
    let number = |n| t.count("number", n);
    PreviewLine {
        name,
        before: number(was),
        after: number(is),
        difference: format!("{sign}{}", number(is.abs_diff(was))),
    }
}
