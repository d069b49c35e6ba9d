//! The charts of the last thirty days.

use jiff::civil::Date;

use super::facts::{DAYS, Facts};
use crate::{
    charts::{Chart, Key, Table, bars, lines, scale},
    pages::orders::point,
    words::Words,
};

/// Colours of series, in their order.
const CLASSES: [&str; 3] = ["f1", "f2", "f3"];
/// Which of the days are written below a chart.
const MARKED: [usize; 4] = [0, 10, 20, 29];

/// A series of whole figures.
struct Series {
    name: String,
    days: Vec<u64>,
}

pub(super) fn charts(facts: &Facts, t: Words) -> Vec<Chart> {
    vec![orders(facts, t), changes(facts, t), passes(facts, t)]
}

/// Parts by the point that got them, in the merchant's order; with more than three points the last ones
/// are one series.
fn orders(facts: &Facts, t: Words) -> Chart {
    let mut ids = facts.days.points();
    ids.sort_by_key(|id| {
        let place = facts.points.iter().find(|point| point.id == *id);
        place.map_or(i64::MAX, |point| point.position)
    });
    let one = |id: &i64| Series {
        name: point(*id, &facts.points),
        days: facts.days.of(&format!("part-{id}"), DAYS),
    };
    let mut series: Vec<Series> = ids.iter().map(one).collect();
    if series.len() > CLASSES.len() {
        let rest = series.split_off(CLASSES.len() - 1);
        let sum = |day: usize| rest.iter().filter_map(|series| series.days.get(day)).sum();
        series.push(Series {
            name: t.say("chart-other-points"),
            days: (0..DAYS).map(sum).collect(),
        });
    }
    stacked("g-ordini", "chart-orders", &series, facts, t)
}

fn changes(facts: &Facts, t: Words) -> Chart {
    let of = |stream: &str| Series {
        name: t.say(&format!("lane-{stream}")),
        days: facts.days.of(&format!("changes-{stream}"), DAYS),
    };
    let series = [of("products"), of("stock")];
    stacked("g-modifiche", "chart-changes", &series, facts, t)
}

/// Bars; `key` names the title and the sentence.
fn stacked(id: &'static str, key: &str, series: &[Series], facts: &Facts, t: Words) -> Chart {
    let calendar = facts.days.calendar(DAYS);
    let day_sum = |day: usize| -> u64 {
        let of_day = series.iter().filter_map(|series| series.days.get(day));
        of_day.sum()
    };
    let sums: Vec<u64> = (0..DAYS).map(day_sum).collect();
    let most = sums.iter().copied().max().unwrap_or(0);
    let top = scale::top(most);
    let classed = series.iter().zip(CLASSES);
    let drawn: Vec<_> = classed
        .map(|(series, class)| (class, series.days.clone()))
        .collect();
    let fullest = sums.iter().position(|sum| *sum == most && most > 0);
    let sentence = match fullest.and_then(|day| calendar.get(day)) {
        Some(day) => {
            let args = [
                ("n", sums.iter().sum::<u64>().into()),
                ("day", short(*day, t).into()),
                ("most", most.into()),
            ];
            t.with(&format!("{key}-sentence"), &args)
        }
        None => t.say(&format!("{key}-none")),
    };
    let keys = series.iter().zip(CLASSES).map(|(series, class)| {
        let args = [
            ("name", series.name.as_str().into()),
            ("n", series.days.iter().sum::<u64>().into()),
        ];
        Key {
            class,
            line: false,
            label: t.with("chart-key", &args),
        }
    });
    let number = |n: u64| t.count("number", n);
    let several = series.len() > 1;
    let mut head = vec![t.say("chart-day")];
    head.extend(series.iter().map(|series| series.name.clone()));
    head.extend(several.then(|| t.say("chart-together")));
    let row = |day: usize| {
        let cells = series
            .iter()
            .map(|series| series.days.get(day).copied().unwrap_or(0));
        let cells = cells.chain(several.then(|| sums.get(day).copied().unwrap_or(0)));
        let date = calendar.get(day).copied().unwrap_or(facts.days.today);
        (short(date, t), cells.map(number).collect())
    };
    Chart {
        id,
        title: t.say(key),
        sentence,
        keys: keys.collect(),
        marks: [number(top), number(top / 2), number(0)],
        days: marked(&calendar, t),
        bars: bars::stacked(&drawn, top),
        lines: Vec::new(),
        table: Table {
            head,
            rows: (0..DAYS).rev().map(row).collect(),
        },
    }
}

/// How long a pass takes, by day: the mean.
fn passes(facts: &Facts, t: Words) -> Chart {
    let calendar = facts.days.calendar(DAYS);
    let mean = |stream: &str, day: &Date| {
        let count = facts.days.on(&format!("runs-{stream}"), *day)?;
        let took = facts.days.on(&format!("took-{stream}"), *day).unwrap_or(0);
        took.checked_div(count)
    };
    let of = |stream: &str| -> Vec<Option<u64>> {
        calendar.iter().map(|day| mean(stream, day)).collect()
    };
    let series = [("stock", of("stock")), ("orders", of("orders"))];
    let all = || series.iter().flat_map(|(_, days)| days.iter().copied());
    let most = all().flatten().max().unwrap_or(0);
    // In seconds, with a scale in whole ones.
    let top = scale::top(most.div_ceil(1000));
    let seconds = |ms: u64| {
        t.quantity(rust_decimal::Decimal::new(
            i64::try_from(ms / 100).unwrap_or(0),
            1,
        ))
    };
    let usual = |days: &[Option<u64>]| {
        let mut known: Vec<u64> = days.iter().copied().flatten().collect();
        known.sort_unstable();
        known.get(known.len() / 2).copied()
    };
    let with_class = || series.iter().zip([("ln", "f1"), ("ln l2", "f2")]);
    let keys = with_class().map(|((stream, days), (_, class))| {
        let name = t.say(&format!("lane-{stream}"));
        let label = match usual(days) {
            Some(ms) => {
                let args = [("name", name.into()), ("seconds", seconds(ms).into())];
                t.with("chart-passes-key", &args)
            }
            None => name,
        };
        Key {
            class,
            line: true,
            label,
        }
    });
    let sentence = match most {
        0 if all().flatten().next().is_none() => t.say("chart-passes-none"),
        _ => t.with("chart-passes-sentence", &[("most", seconds(most).into())]),
    };
    let lines = with_class()
        .flat_map(|((_, days), (class, _))| lines::through(class, days, top.saturating_mul(1000)));
    let mark = |n: u64| t.count("unit-seconds-of", n);
    let row = |(place, day): (usize, &Date)| {
        let cell = |(_, days): &(&str, Vec<Option<u64>>)| {
            let ms = days.get(place).copied().flatten();
            ms.map_or_else(|| "–".to_owned(), seconds)
        };
        (short(*day, t), series.iter().map(cell).collect())
    };
    Chart {
        id: "g-giri",
        title: t.say("chart-passes"),
        sentence,
        keys: keys.collect(),
        marks: [mark(top), mark(top / 2), mark(0)],
        days: marked(&calendar, t),
        bars: Vec::new(),
        lines: lines.collect(),
        table: Table {
            head: vec![
                t.say("chart-day"),
                t.say("chart-seconds-stock"),
                t.say("chart-seconds-orders"),
            ],
            rows: calendar.iter().enumerate().rev().map(row).collect(),
        },
    }
}

fn marked(calendar: &[Date], t: Words) -> Vec<String> {
    let days = MARKED.iter().filter_map(|place| calendar.get(*place));
    days.map(|day| short(*day, t)).collect()
}

/// "25 ott"
fn short(day: Date, t: Words) -> String {
    let args = [
        ("day", i64::from(day.day()).into()),
        ("month", i64::from(day.month()).into()),
    ];
    t.with("chart-short-day", &args)
}
