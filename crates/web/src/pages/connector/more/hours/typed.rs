//! Opening hours as people type them: `9-13, 15:30-19:30`, and days: `25/12/2026, 26/12/2026`.
//!
//! Guarantees (each a test): what is shown is read back as it was; what makes no sense is refused.

use std::collections::BTreeSet;

use jiff::civil::Date;
use ponte_domain::orders::due::Slot;

const DAY: u16 = 24 * 60;

/// `9:00-13:00, 15:30-19:30`; nothing where it is closed.
pub(super) fn day(slots: &[Slot]) -> String {
    let one = |slot: &Slot| format!("{}-{}", time(slot.from), time(slot.to));
    slots.iter().map(one).collect::<Vec<_>>().join(", ")
}

fn time(minute: u16) -> String {
    format!("{}:{:02}", minute / 60, minute % 60)
}

/// The slots of a day, in order; none where it is closed. `None`: they make no sense.
pub(super) fn slots(text: &str) -> Option<Vec<Slot>> {
    let parts = text.split([',', ';']).map(str::trim);
    let mut slots = Vec::new();
    for part in parts.filter(|part| !part.is_empty()) {
        let (from, to) = part.split_once(['-', '–'])?;
        let (from, to) = (minute(from)?, minute(to)?);
        if from >= to {
            return None;
        }
        slots.push(Slot { from, to });
    }
    slots.sort_by_key(|slot| slot.from);
    let apart = slots.windows(2).all(|pair| pair[0].to <= pair[1].from);
    apart.then_some(slots)
}

/// `9`, `9:30`, `9.30`, `24`.
fn minute(text: &str) -> Option<u16> {
    let text = text.trim();
    let (hours, minutes) = text.split_once([':', '.']).unwrap_or((text, "0"));
    let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
    let minute = hours.checked_mul(60)?.checked_add(minutes)?;
    (minutes < 60 && minute <= DAY).then_some(minute)
}

/// `25/12/2026, 26/12/2026`
pub(super) fn days(days: &BTreeSet<Date>) -> String {
    let one = |day: &Date| format!("{}/{}/{}", day.day(), day.month(), day.year());
    days.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// The days on which a point is closed. `None`: one of them is none.
pub(super) fn closed(text: &str) -> Option<BTreeSet<Date>> {
    let parts = text.split([',', ';']).map(str::trim);
    let parts = parts.filter(|part| !part.is_empty());
    parts.map(date).collect()
}

/// `25/12/2026`, or `2026-12-25`.
fn date(text: &str) -> Option<Date> {
    if let Ok(date) = text.parse() {
        return Some(date);
    }
    let mut parts = text.split(['/', '.']).map(str::trim);
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let year: i16 = year.parse().ok().filter(|year| *year >= 2000)?;
    let nothing_more = parts.next().is_none();
    let date = Date::new(year, month.parse().ok()?, day.parse().ok()?).ok();
    date.filter(|_| nothing_more)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_is_read_back_as_it_was() {
        for text in ["", "9:00-13:00", "9:00-13:00, 15:30-19:30", "0:00-24:00"] {
            let read = slots(text).expect("it makes sense");
            assert_eq!(day(&read), text);
        }
        let read = slots(" 15.30–19 ; 9-13 ").expect("it makes sense");
        assert_eq!(day(&read), "9:00-13:00, 15:30-19:00");
        let christmas = closed("26/12/2026, 2026-12-25").expect("days");
        assert_eq!(days(&christmas), "25/12/2026, 26/12/2026");
        assert_eq!(closed(&days(&christmas)), Some(christmas));
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        for wrong in [
            "9",
            "9-9",
            "13-9",
            "9:60-13",
            "9-24:01",
            "9-13, 12-15",
            "mattina",
            "9-",
        ] {
            assert_eq!(slots(wrong), None, "{wrong}");
        }
        for wrong in ["Natale", "31/2/2026", "25/12", "25/12/26", "1/2/2026/3"] {
            assert_eq!(closed(wrong), None, "{wrong}");
        }
    }
}
