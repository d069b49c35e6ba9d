//! *Orari e preparazione*: when each point is open, how long an order takes, and when somebody is told
//! that nobody accepts it.
//!
//! Guarantee (a test): a week that makes no sense is kept as it was typed, with the day that is wrong.

mod typed;

use axum::{extract::State, response::Response};
use ponte_domain::{orders::due, settings::OrderSettings, till::SalesPointId};
use ponte_store::points::SalesPoint;
use serde::Deserialize;

use super::{Number, Typed, number, refused, save};
use crate::{
    app::App,
    auth::{form::Sent, member::Member},
    trouble::Trouble,
    words::Words,
};

/// A week: longer takes nobody.
const LONGEST_PREPARATION: u32 = 7 * 24 * 60;
const MOST_HOURS: u32 = 7 * 24;

/// The two rows.
pub(in crate::pages::connector) struct HoursView {
    /// "Due punti vendita con i loro orari"
    pub(in crate::pages::connector) value: String,
    pub(in crate::pages::connector) points: Vec<PointHours>,
    /// "60 minuti"
    pub(in crate::pages::connector) preparation: String,
    pub(in crate::pages::connector) minutes: Number,
    pub(in crate::pages::connector) unaccepted: Number,
}

/// A point's week.
pub(in crate::pages::connector) struct PointHours {
    pub(in crate::pages::connector) id: SalesPointId,
    pub(in crate::pages::connector) name: String,
    /// "Sempre aperto", "6 giorni alla settimana"
    pub(in crate::pages::connector) value: String,
    pub(in crate::pages::connector) days: Vec<Day>,
    /// Days on which it is closed.
    pub(in crate::pages::connector) closed: String,
    pub(in crate::pages::connector) closed_wrong: bool,
    /// What was sent for it cannot be so.
    pub(in crate::pages::connector) wrong: bool,
}

/// A day of the week.
pub(in crate::pages::connector) struct Day {
    pub(in crate::pages::connector) number: i8,
    pub(in crate::pages::connector) name: String,
    pub(in crate::pages::connector) typed: String,
    pub(in crate::pages::connector) wrong: bool,
}

impl HoursView {
    pub(super) fn new(
        settings: &OrderSettings,
        points: &[SalesPoint],
        typed: Option<&Typed>,
        t: Words,
    ) -> Self {
        let with_hours = |week: &due::Week| !week.slots.is_empty();
        let count = settings.opening.values().filter(|week| with_hours(week));
        let count = u64::try_from(count.count()).unwrap_or(0);
        let always = due::Week::default();
        let there = points.iter().filter(|point| !point.gone);
        let point = |point: &SalesPoint| {
            let week = settings.opening.get(&point.id).unwrap_or(&always);
            match typed {
                Some(Typed::Hours(sent)) if sent.punto == point.id => {
                    point_hours(point, week, Some(sent), t)
                }
                _ => point_hours(point, week, None, t),
            }
        };
        let (minutes, unaccepted) = match typed {
            Some(Typed::Preparation(sent)) => sent.fields(t),
            _ => (
                Number::of(settings.preparation_minutes),
                Number::of(settings.unaccepted_hours),
            ),
        };
        Self {
            value: if count == 0 {
                t.say("more-hours-always")
            } else {
                t.count("more-hours-points", count)
            },
            points: there.map(point).collect(),
            preparation: t.count("more-minutes", settings.preparation_minutes.into()),
            minutes,
            unaccepted,
        }
    }
}

fn point_hours(point: &SalesPoint, week: &due::Week, sent: Option<&Week>, t: Words) -> PointHours {
    let open = week.slots.values().filter(|slots| !slots.is_empty());
    let open = u64::try_from(open.count()).unwrap_or(0);
    let day = |number: i8| {
        let slots = week.slots.get(&number).map_or(&[][..], Vec::as_slice);
        let typed = sent.map_or_else(|| typed::day(slots), |sent| sent.day(number).to_owned());
        Day {
            number,
            name: t.with("weekday", &[("day", i64::from(number).into())]),
            wrong: sent.is_some() && typed::slots(&typed).is_none(),
            typed,
        }
    };
    let closed = sent.map_or_else(|| typed::days(&week.closed), |sent| sent.chiusure.clone());
    PointHours {
        id: point.id,
        name: point.name.clone(),
        value: if open == 0 {
            t.say("more-hours-open")
        } else {
            t.count("more-hours-days", open)
        },
        days: (1..=7).map(day).collect(),
        closed_wrong: sent.is_some() && typed::closed(&closed).is_none(),
        closed,
        wrong: sent.is_some(),
    }
}

/// A point's week, as it was sent.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Week {
    punto: SalesPointId,
    g1: String,
    g2: String,
    g3: String,
    g4: String,
    g5: String,
    g6: String,
    g7: String,
    chiusure: String,
}

impl Week {
    fn day(&self, number: i8) -> &str {
        match number {
            1 => &self.g1,
            2 => &self.g2,
            3 => &self.g3,
            4 => &self.g4,
            5 => &self.g5,
            6 => &self.g6,
            _ => &self.g7,
        }
    }

    fn read(&self) -> Option<due::Week> {
        let mut week = due::Week {
            closed: typed::closed(&self.chiusure)?,
            ..due::Week::default()
        };
        for number in 1..=7 {
            let slots = typed::slots(self.day(number))?;
            if !slots.is_empty() {
                week.slots.insert(number, slots);
            }
        }
        Some(week)
    }
}

/// *Salva* of a point's week.
pub(crate) async fn send(
    State(app): State<App>,
    member: Member,
    Sent(sent): Sent<Week>,
) -> Result<Response, Trouble> {
    let points = app.read().await?.points(&member.shop.id).await?;
    if !points.iter().any(|point| point.id == sent.punto) {
        return Err(Trouble::NotFound);
    }
    let Some(week) = sent.read() else {
        return refused(&app, &member, Typed::Hours(Box::new(sent))).await;
    };
    save(&app, &member, "orari", |orders| {
        if week == due::Week::default() {
            orders.opening.remove(&sent.punto);
        } else {
            orders.opening.insert(sent.punto, week);
        }
    })
    .await
}

/// How long an order takes, and when it is told that nobody accepts it.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Preparation {
    minuti: String,
    ore: String,
}

impl Preparation {
    fn minutes(&self) -> Option<u32> {
        number(&self.minuti, 0, LONGEST_PREPARATION)
    }

    fn hours(&self) -> Option<u16> {
        number(&self.ore, 1, MOST_HOURS).and_then(|hours| hours.try_into().ok())
    }

    fn fields(&self, t: Words) -> (Number, Number) {
        let field = |value: &String, right: bool, most: u32, key| Number {
            value: value.clone(),
            wrong: (!right).then(|| t.count(key, most.into())),
        };
        (
            field(
                &self.minuti,
                self.minutes().is_some(),
                LONGEST_PREPARATION,
                "more-minutes-wrong",
            ),
            field(
                &self.ore,
                self.hours().is_some(),
                MOST_HOURS,
                "more-unaccepted-wrong",
            ),
        )
    }
}

/// *Salva* of both numbers.
pub(crate) async fn preparation(
    State(app): State<App>,
    member: Member,
    Sent(sent): Sent<Preparation>,
) -> Result<Response, Trouble> {
    let (Some(minutes), Some(hours)) = (sent.minutes(), sent.hours()) else {
        return refused(&app, &member, Typed::Preparation(sent)).await;
    };
    save(&app, &member, "preparazione", |orders| {
        orders.preparation_minutes = minutes;
        orders.unaccepted_hours = hours;
    })
    .await
}
