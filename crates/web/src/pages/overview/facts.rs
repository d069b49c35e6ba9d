//! What the page tells, as one snapshot of the database shows it: the same few queries, whatever is there.

use std::collections::BTreeMap;

use jiff::{Timestamp, ToSpan, civil::Date};
use ponte_store::{
    levels::Ages,
    overview::DayFigure,
    points::SalesPoint,
    runs::{Outcome, Run},
    shops::Shop,
};
use ponte_sync::{orders, products, stock, tally};

use crate::{app::App, auth::member::Member, trouble::Trouble};

/// Days of the charts.
pub(super) const DAYS: usize = 30;
/// Days beside a figure.
pub(super) const FORTNIGHT: usize = 14;
/// Runs of each stream that are looked at: one that has ended is among them.
const RUNS: i64 = 4;

/// A stream's newest runs, newest first.
pub(super) struct Passes {
    pub(super) stream: &'static str,
    pub(super) runs: Vec<Run>,
}

impl Passes {
    /// The newest one that has ended.
    pub(super) fn last(&self) -> Option<&Run> {
        self.runs.iter().find(|run| run.ended_at.is_some())
    }

    /// Why the newest one that has ended failed, if it did.
    pub(super) fn cause(&self) -> Option<&str> {
        match &self.last()?.outcome {
            Some(Outcome::Failed { cause, .. }) => Some(cause),
            _ => None,
        }
    }

    pub(super) fn is_under_way(&self) -> bool {
        self.runs.iter().any(|run| run.ended_at.is_none())
    }
}

/// Figures by day.
pub(super) struct Days {
    pub(super) today: Date,
    figures: BTreeMap<(String, Date), u64>,
}

impl Days {
    pub(super) fn new(today: Date, figures: Vec<DayFigure>) -> Self {
        let figures = figures.into_iter().map(|figure| {
            let value = u64::try_from(figure.value).unwrap_or(0);
            ((figure.what, figure.day), value)
        });
        Self {
            today,
            figures: figures.collect(),
        }
    }

    /// The last `count` days of the calendar, today the last.
    pub(super) fn calendar(&self, count: usize) -> Vec<Date> {
        let back = |n: usize| {
            let n = i64::try_from(n).unwrap_or(0);
            self.today.checked_sub(n.days()).unwrap_or(self.today)
        };
        (0..count).rev().map(back).collect()
    }

    /// A figure of one day, if anything was counted.
    pub(super) fn on(&self, what: &str, day: Date) -> Option<u64> {
        self.figures.get(&(what.to_owned(), day)).copied()
    }

    /// A figure over the last `count` days; 0 where nothing was counted.
    pub(super) fn of(&self, what: &str, count: usize) -> Vec<u64> {
        let days = self.calendar(count).into_iter();
        days.map(|day| self.on(what, day).unwrap_or(0)).collect()
    }

    /// Ids of the points whose tills got parts.
    pub(super) fn points(&self) -> Vec<i64> {
        let keys = self.figures.keys();
        let ids = keys.filter_map(|(what, _)| what.strip_prefix("part-")?.parse().ok());
        let mut ids: Vec<i64> = ids.collect();
        ids.dedup();
        ids
    }
}

/// What the page tells.
pub(super) struct Facts {
    pub(super) shop: Shop,
    pub(super) points: Vec<SalesPoint>,
    pub(super) products: Passes,
    pub(super) stock: Passes,
    pub(super) orders: Passes,
    /// Open findings by kind.
    pub(super) kinds: Vec<(String, i64)>,
    /// Orders by stage.
    pub(super) stages: Vec<(String, i64)>,
    /// Codes that the stock stream looks after.
    pub(super) codes: u64,
    /// Products of ours that the shop shows.
    pub(super) visible: u64,
    /// How old what is known of each point that counts is.
    pub(super) ages: Vec<Ages>,
    pub(super) days: Days,
    /// Calls to the till taken in the window that is open.
    pub(super) till_calls: Option<i64>,
}

impl Facts {
    pub(super) async fn load(app: &App, member: &Member) -> Result<Self, Trouble> {
        let id = &member.shop.id;
        let now = app.now();
        let today = tally::day(now);
        let from = i64::try_from(DAYS).unwrap_or(0).days();
        let from = today.checked_sub(from).unwrap_or(today);
        let mut tx = app.read().await?;
        let points = tx.points(id).await?;
        let mut passes = Vec::new();
        for stream in [products::STREAM, stock::STREAM, orders::STREAM] {
            let runs = tx.runs(id, stream, RUNS).await?;
            passes.push(Passes { stream, runs });
        }
        let kinds = tx.findings_by_kind(id).await?;
        let stages = tx.orders_counted(id).await?;
        let codes: i64 = tx.offers_counted(id).await?.iter().map(|(_, n)| n).sum();
        let visible = tx.listing_counts(id).await?.1;
        let mut ages = tx.levels_ages(id).await?;
        let days = tx.days(id, from).await?;
        let till_calls = tx.budget_used(id, "till", now).await?;
        drop(tx);
        let counts = |id| {
            points
                .iter()
                .any(|point| point.id == id && point.is_offered())
        };
        ages.retain(|ages| counts(ages.point));
        let mut passes = passes.into_iter();
        let mut next = |stream| {
            passes.next().unwrap_or(Passes {
                stream,
                runs: Vec::new(),
            })
        };
        Ok(Self {
            shop: member.shop.clone(),
            products: next(products::STREAM),
            stock: next(stock::STREAM),
            orders: next(orders::STREAM),
            points,
            kinds,
            stages,
            codes: u64::try_from(codes).unwrap_or(0),
            visible: u64::try_from(visible).unwrap_or(0),
            ages,
            days: Days::new(today, days),
            till_calls: till_calls.map(|(used, _)| used),
        })
    }

    /// Whether a key of the till is kept.
    pub(super) fn connected(&self) -> bool {
        self.shop.till_key.is_some()
    }

    /// How many orders stand in this stage.
    pub(super) fn orders_in(&self, stage: &str) -> u64 {
        let found = self.stages.iter().find(|(known, _)| known == stage);
        found.map_or(0, |(_, n)| u64::try_from(*n).unwrap_or(0))
    }

    /// How many findings of these kinds are open.
    pub(super) fn findings(&self, kinds: &[&str]) -> u64 {
        let of = self
            .kinds
            .iter()
            .filter(|(kind, _)| kinds.contains(&kind.as_str()));
        of.map(|(_, n)| u64::try_from(*n).unwrap_or(0)).sum()
    }

    /// The oldest level of all points that count: when it was read, and where.
    pub(super) fn oldest(&self) -> Option<(Timestamp, &Ages)> {
        let read = self
            .ages
            .iter()
            .filter_map(|ages| Some((ages.oldest?, ages)));
        read.min_by_key(|(at, _)| *at)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_day_of_25_hours_is_one_day() {
        let figure = |day, value| DayFigure {
            day,
            what: "orders".to_owned(),
            value,
        };
        let (before, long) = (date(2026, 10, 24), date(2026, 10, 25));
        let days = Days::new(date(2026, 10, 26), vec![figure(before, 1), figure(long, 7)]);
        assert_eq!(days.calendar(3), [before, long, date(2026, 10, 26)]);
        assert_eq!(days.of("orders", 4), [0, 1, 7, 0]);
        assert_eq!(days.on("orders", date(2026, 10, 26)), None);
    }
}
