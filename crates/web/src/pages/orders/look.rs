//! Which orders are looked at: the stage, the words and the days in the page's address.
//!
//! Guarantee (a test): a day that is none is said beside its field, keeps what was typed, and limits
//! nothing.

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use ponte_domain::orders::part::ExternalId;
use ponte_store::orders::{Behind, OrderRow, Wanted};
use serde::Deserialize;

use super::filter;

/// The longest text that is looked for.
const LONGEST: usize = 120;

/// Which orders are looked at.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Look {
    #[serde(default)]
    pub(super) stato: String,
    /// What is looked for.
    #[serde(default)]
    pub(super) cerca: String,
    /// The first day.
    #[serde(default)]
    pub(super) dal: String,
    /// The last day.
    #[serde(default)]
    pub(super) al: String,
    /// Where the page goes on: milliseconds of the date, and the id.
    #[serde(default)]
    pub(super) dopo: String,
}

impl Look {
    /// The stage's word; `None`: all.
    pub(super) fn stage(&self) -> Option<&'static str> {
        filter::word(&self.stato)
    }

    /// What is looked for, without the spaces around it.
    pub(super) fn text(&self) -> &str {
        let text = self.cerca.trim();
        text.get(..text.floor_char_boundary(LONGEST))
            .unwrap_or_default()
    }

    /// The orders that are meant, with days as `zone` counts them.
    pub(super) fn wanted(&self, zone: &TimeZone) -> Wanted {
        let text = self.text();
        // A part's name on the till leads to its order.
        let named = ExternalId::parse(text).map(|name| name.order);
        let text = named.unwrap_or_else(|| text.to_owned());
        let next = |date: Date| date.tomorrow().ok();
        Wanted {
            stage: self.stage().map(str::to_owned),
            text: (!text.is_empty()).then_some(text),
            from: day(&self.dal).and_then(|date| midnight(date, zone)),
            before: day(&self.al)
                .and_then(next)
                .and_then(|date| midnight(date, zone)),
        }
    }

    /// Whether a day was typed that is none: of the first, of the last.
    pub(super) fn unread(&self) -> (bool, bool) {
        let unread = |text: &str| !text.trim().is_empty() && day(text).is_none();
        (unread(&self.dal), unread(&self.al))
    }

    /// Whether fewer orders than all are looked at, beyond the stage.
    pub(super) fn narrows(&self) -> bool {
        let typed = [&self.cerca, &self.dal, &self.al];
        typed.into_iter().any(|text| !text.trim().is_empty())
    }

    /// What its address holds beside the stage and the place.
    pub(super) fn kept(&self) -> Vec<(&'static str, &str)> {
        let all = [
            ("cerca", self.text()),
            ("dal", self.dal.trim()),
            ("al", self.al.trim()),
        ];
        all.into_iter()
            .filter(|(_, text)| !text.is_empty())
            .collect()
    }

    /// Where the page goes on.
    pub(super) fn behind(&self) -> Option<Behind> {
        behind(&self.dopo)
    }
}

fn day(text: &str) -> Option<Date> {
    text.trim().parse().ok()
}

fn midnight(date: Date, zone: &TimeZone) -> Option<Timestamp> {
    date.to_zoned_datetime(zone.clone())
        .ok()
        .map(|day| day.timestamp())
}

/// The place behind an order, as the address holds it.
pub(super) fn place(order: &OrderRow) -> String {
    format!("{}-{}", order.ordered_at.as_millisecond(), order.id)
}

/// What [`place`] made; anything else is the beginning.
fn behind(text: &str) -> Option<Behind> {
    let (at, id) = text.split_once('-')?;
    let ordered_at = Timestamp::from_millisecond(at.parse().ok()?).ok()?;
    Some(Behind {
        ordered_at,
        id: id.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rome() -> TimeZone {
        TimeZone::get("Europe/Rome").expect("the zone is built in")
    }

    #[test]
    fn a_day_that_is_none_limits_nothing_and_is_told() {
        let look = Look {
            dal: "ieri".into(),
            al: " 2026-11-24 ".into(),
            ..Look::default()
        };
        assert_eq!(look.unread(), (true, false));
        let wanted = look.wanted(&rome());
        assert_eq!(wanted.from, None);
        let midnight: Timestamp = "2026-11-24T23:00:00Z".parse().expect("an instant");
        assert_eq!(wanted.before, Some(midnight), "the last day is in it");
    }

    #[test]
    fn a_part_s_name_on_the_till_leads_to_its_order() {
        let look = Look {
            cerca: " ponte-417_a-2 ".into(),
            ..Look::default()
        };
        assert_eq!(look.wanted(&rome()).text.as_deref(), Some("417_a"));
    }
}
