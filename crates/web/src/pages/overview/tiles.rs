//! Four figures, each with its last fortnight and a sentence.

use jiff::ToSpan;
use ponte_transport::clock::between;

use super::facts::{FORTNIGHT, Facts};
use crate::{
    auth::member::address,
    charts::{Spark, spark},
    pages::orders::point,
    words::{Wall, Words},
};

/// A figure.
pub(super) struct Tile {
    pub(super) address: String,
    pub(super) label: String,
    pub(super) figure: String,
    /// The figure's unit, where it has one.
    pub(super) unit: Option<String>,
    pub(super) spark: Option<Spark>,
    pub(super) sentence: String,
}

pub(super) fn of(facts: &Facts, query: &str, wall: &Wall, t: Words) -> Vec<Tile> {
    vec![
        today(facts, query, t),
        stuck(facts, query, t),
        oldest(facts, query, wall, t),
        written(facts, query, t),
    ]
}

fn today(facts: &Facts, query: &str, t: Words) -> Tile {
    let days = &facts.days;
    let week_ago = days.today.checked_sub(7.days()).unwrap_or(days.today);
    let before = days.on("orders", week_ago).unwrap_or(0);
    Tile {
        address: address("/ordini", query, &[]),
        label: t.say("tile-orders"),
        figure: t.count("number", days.on("orders", days.today).unwrap_or(0)),
        unit: None,
        spark: spark::of(&days.of("orders", FORTNIGHT)),
        sentence: t.count("tile-orders-before", before),
    }
}

fn stuck(facts: &Facts, query: &str, t: Words) -> Tile {
    let (waiting, attention) = (
        facts.orders_in("waiting"),
        facts.orders_in("needs_attention"),
    );
    let slug = if attention > 0 {
        "da-sistemare"
    } else {
        "aspettano"
    };
    let args = [("attention", attention.into()), ("waiting", waiting.into())];
    let values = [("stato", slug)];
    let values = if waiting + attention > 0 {
        &values[..]
    } else {
        &[]
    };
    Tile {
        address: address("/ordini", query, values),
        label: t.say("tile-stuck"),
        figure: t.count("number", waiting + attention),
        unit: None,
        spark: spark::of(&facts.days.of("stuck", FORTNIGHT)),
        sentence: t.with("tile-stuck-which", &args),
    }
}

fn oldest(facts: &Facts, query: &str, wall: &Wall, t: Words) -> Tile {
    let (figure, unit, sentence) = match facts.oldest() {
        Some((at, ages)) => {
            let minutes = between(at, wall.now).as_secs().div_ceil(60);
            let (n, unit) = if minutes < 120 {
                (minutes, "unit-minutes")
            } else {
                (minutes.div_ceil(60), "unit-hours")
            };
            let name = point(ages.point, &facts.points);
            let args = [
                ("point", name.into()),
                ("n", u64::try_from(ages.levels).unwrap_or(0).into()),
            ];
            (
                t.count("number", n),
                Some(t.say(unit)),
                t.with("tile-oldest-where", &args),
            )
        }
        None => ("–".to_owned(), None, t.say("tile-oldest-none")),
    };
    Tile {
        address: address("/giacenze", query, &[]),
        label: t.say("tile-oldest"),
        figure,
        unit,
        spark: spark::of(&facts.days.of("level-age", FORTNIGHT)),
        sentence,
    }
}

fn written(facts: &Facts, query: &str, t: Words) -> Tile {
    let days = &facts.days;
    let sum: Vec<u64> = days
        .of("changes-products", FORTNIGHT)
        .iter()
        .zip(days.of("changes-stock", FORTNIGHT))
        .map(|(products, stock)| products + stock)
        .collect();
    Tile {
        address: address("/registro", query, &[("chi", "ponte")]),
        label: t.say("tile-written"),
        figure: t.count("number", sum.last().copied().unwrap_or(0)),
        unit: None,
        spark: spark::of(&sum),
        sentence: t.count("tile-written-of", facts.codes),
    }
}
