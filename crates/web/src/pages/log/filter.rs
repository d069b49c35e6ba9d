//! Which lines are shown: whose, about what, of which day.

use jiff::{Timestamp, civil::Date};
use ponte_store::{
    inlets::Caller,
    log::{Area, Who},
};

use crate::words::{Wall, Words};

/// Whose lines, as address and words know them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Doer {
    Acting(Who),
    Calling(Caller),
}

const DOERS: [(Doer, &str, &str); 5] = [
    (Doer::Acting(Who::Person), "persone", "log-people"),
    (Doer::Acting(Who::Ponte), "ponte", "log-ponte"),
    (Doer::Calling(Caller::Till), "cassa", "log-till"),
    (Doer::Calling(Caller::Shop), "negozio", "log-shop"),
    (Doer::Acting(Who::Operator), "gestore", "log-operator"),
];

/// About what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Subject {
    Of(Area),
    /// Calls of the services, and to them.
    Calls,
}

const SUBJECTS: [(Subject, &str, &str); 6] = [
    (Subject::Of(Area::Products), "prodotti", "log-products"),
    (Subject::Of(Area::Stock), "giacenze", "log-stock"),
    (Subject::Of(Area::Orders), "ordini", "log-orders"),
    (Subject::Of(Area::Settings), "impostazioni", "log-settings"),
    (Subject::Of(Area::Access), "accessi", "log-access"),
    (Subject::Calls, "chiamate", "log-calls"),
];

/// What is looked for.
pub(super) struct Filter {
    doer: Option<Doer>,
    subject: Option<Subject>,
    day: Option<String>,
    /// The instants between which the day lies, the second left out.
    pub(super) span: Option<(Timestamp, Timestamp)>,
    /// The day that was asked for is none.
    pub(super) day_wrong: bool,
}

/// An entry of a list to choose from.
pub(super) struct Choice {
    pub(super) value: &'static str,
    pub(super) label: String,
    pub(super) chosen: bool,
}

impl Filter {
    /// From what stands in the address.
    pub(super) fn read(who: &str, what: &str, day: &str, wall: &Wall) -> Self {
        let day = day.trim();
        let span = day.parse().ok().and_then(|date| bounds(date, wall));
        let doer = DOERS.iter().find(|(_, slug, _)| *slug == who);
        let subject = SUBJECTS.iter().find(|(_, slug, _)| *slug == what);
        Self {
            doer: doer.map(|(doer, ..)| *doer),
            subject: subject.map(|(subject, ..)| *subject),
            day: span.is_some().then(|| day.to_owned()),
            day_wrong: span.is_none() && !day.is_empty(),
            span,
        }
    }

    /// What stands in the address for it.
    pub(super) fn values(&self) -> Vec<(&'static str, &str)> {
        let doer = DOERS.iter().find(|(doer, ..)| Some(*doer) == self.doer);
        let subject = SUBJECTS
            .iter()
            .find(|(subject, ..)| Some(*subject) == self.subject);
        let who = doer.map(|(_, slug, _)| ("chi", *slug));
        let what = subject.map(|(_, slug, _)| ("cosa", *slug));
        let day = self.day.as_deref().map(|day| ("giorno", day));
        who.into_iter().chain(what).chain(day).collect()
    }

    pub(super) fn who_choices(&self, t: Words) -> Vec<Choice> {
        let all = choice("", "log-everybody", self.doer.is_none(), t);
        let one = |(doer, slug, key): &(Doer, &'static str, &str)| {
            choice(slug, key, self.doer == Some(*doer), t)
        };
        std::iter::once(all).chain(DOERS.iter().map(one)).collect()
    }

    pub(super) fn what_choices(&self, t: Words) -> Vec<Choice> {
        let all = choice("", "log-everything", self.subject.is_none(), t);
        let one = |(subject, slug, key): &(Subject, &'static str, &str)| {
            choice(slug, key, self.subject == Some(*subject), t)
        };
        std::iter::once(all)
            .chain(SUBJECTS.iter().map(one))
            .collect()
    }

    /// Whose acts are wanted, if any are: one's, or everybody's.
    pub(super) fn acts(&self) -> Option<Option<Who>> {
        if self.subject == Some(Subject::Calls) {
            return None;
        }
        match self.doer {
            None => Some(None),
            Some(Doer::Acting(who)) => Some(Some(who)),
            Some(Doer::Calling(_)) => None,
        }
    }

    pub(super) fn area(&self) -> Option<Area> {
        match self.subject {
            Some(Subject::Of(area)) => Some(area),
            _ => None,
        }
    }

    /// Whether Ponte's own calls are wanted.
    pub(super) fn journal(&self) -> bool {
        matches!(self.subject, None | Some(Subject::Calls))
            && matches!(self.doer, None | Some(Doer::Acting(Who::Ponte)))
    }

    /// Whose calls are wanted, if any are: one's, or everybody's.
    pub(super) fn calls(&self) -> Option<Option<Caller>> {
        match (self.subject, self.doer) {
            (Some(Subject::Of(_)), _) | (_, Some(Doer::Acting(_))) => None,
            (_, None) => Some(None),
            (_, Some(Doer::Calling(caller))) => Some(Some(caller)),
        }
    }
}

fn choice(value: &'static str, key: &str, chosen: bool, t: Words) -> Choice {
    Choice {
        value,
        label: t.say(key),
        chosen,
    }
}

/// When a day of the merchant's calendar begins, and the next one.
fn bounds(day: Date, wall: &Wall) -> Option<(Timestamp, Timestamp)> {
    let begins = |day: Date| {
        let midnight = day.to_zoned_datetime(wall.zone.clone());
        midnight.ok().map(|midnight| midnight.timestamp())
    };
    Some((begins(day)?, begins(day.tomorrow().ok()?)?))
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;

    use super::*;

    fn wall() -> Wall {
        Wall {
            zone: TimeZone::get("Europe/Rome").expect("the zone is built in"),
            now: Timestamp::UNIX_EPOCH,
        }
    }

    #[test]
    fn a_day_of_25_hours_is_one_day_and_so_is_one_of_23() {
        for (day, hours) in [("2026-10-25", 25), ("2026-03-29", 23), ("2026-11-24", 24)] {
            let filter = Filter::read("", "", day, &wall());
            let (from, until) = filter.span.expect("a day");
            assert_eq!(until.duration_since(from).as_hours(), hours, "{day}");
            assert_eq!(filter.values(), [("giorno", day)]);
        }
        let wrong = Filter::read("", "", "ieri", &wall());
        assert!(wrong.day_wrong && wrong.span.is_none() && wrong.values().is_empty());
    }

    #[test]
    fn each_filter_asks_only_the_sources_that_have_such_lines() {
        let asked = |who, what| {
            let filter = Filter::read(who, what, "", &wall());
            (filter.acts(), filter.journal(), filter.calls())
        };
        assert_eq!(asked("", ""), (Some(None), true, Some(None)));
        assert_eq!(asked("persone", ""), (Some(Some(Who::Person)), false, None));
        assert_eq!(asked("ponte", ""), (Some(Some(Who::Ponte)), true, None));
        assert_eq!(asked("cassa", ""), (None, false, Some(Some(Caller::Till))));
        assert_eq!(asked("", "ordini"), (Some(None), false, None));
        assert_eq!(asked("", "chiamate"), (None, true, Some(None)));
        assert_eq!(asked("persone", "chiamate"), (None, false, None));
        assert_eq!(asked("altro", "altro"), (Some(None), true, Some(None)));
    }
}
