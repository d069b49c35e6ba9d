//! Opening hours of a point, as they are typed.

use std::{
    collections::{BTreeMap, BTreeSet},
    str::FromStr,
};

use jiff::civil::Date;
use ponte_domain::{
    orders::due::{Slot, Week},
    till::SalesPointId,
};

use super::order_choices::{pair, point};

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// `ID=always`, or `ID=DAYS HOURS;DAYS HOURS`: the whole week of a point.
#[derive(Clone, Debug)]
pub struct Opening {
    point: SalesPointId,
    slots: BTreeMap<i8, Vec<Slot>>,
}

/// `ID=none`, or `ID=DAY,DAY`: all days on which a point is closed.
#[derive(Clone, Debug)]
pub struct Closed {
    point: SalesPointId,
    days: BTreeSet<Date>,
}

impl Opening {
    /// The point's week gets these hours; days on which it is closed stay.
    pub fn apply(&self, opening: &mut BTreeMap<SalesPointId, Week>) {
        let week = opening.entry(self.point).or_default();
        week.slots.clone_from(&self.slots);
    }
}

impl Closed {
    /// The point is closed on these days and no others; its hours stay.
    pub fn apply(&self, opening: &mut BTreeMap<SalesPointId, Week>) {
        let week = opening.entry(self.point).or_default();
        week.closed.clone_from(&self.days);
    }
}

impl FromStr for Opening {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (id, hours) = pair(text)?;
        let point = point(id)?;
        let mut slots: BTreeMap<i8, Vec<Slot>> = BTreeMap::new();
        if hours == "always" {
            return Ok(Self { point, slots });
        }
        for stretch in hours.split(';') {
            let (days, hours) = stretch
                .trim()
                .split_once(' ')
                .ok_or("it has the form ID=DAYS HOURS;DAYS HOURS")?;
            let hours: Vec<Slot> = hours.split(',').map(slot).collect::<Result<_, _>>()?;
            for day in weekdays(days)? {
                slots.entry(day).or_default().extend(hours.iter().copied());
            }
        }
        Ok(Self { point, slots })
    }
}

impl FromStr for Closed {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (id, days) = pair(text)?;
        let point = point(id)?;
        if days == "none" {
            let days = BTreeSet::new();
            return Ok(Self { point, days });
        }
        let days = days.split(',').map(|day| {
            let read = day.trim().parse::<Date>();
            read.map_err(|_| format!("{day} is no day such as 2026-12-25"))
        });
        let days = days.collect::<Result<_, _>>()?;
        Ok(Self { point, days })
    }
}

/// `mon` or `mon-fri`, as numbers from 1.
fn weekdays(text: &str) -> Result<Vec<i8>, String> {
    let number = |name: &str| {
        let place = (1..).zip(DAYS).find(|(_, day)| *day == name);
        place
            .map(|(number, _)| number)
            .ok_or_else(|| format!("{name} is none of {}", DAYS.join(", ")))
    };
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    let days: Vec<i8> = (number(first)?..=number(last)?).collect();
    if days.is_empty() {
        return Err(format!("{text} ends before it begins"));
    }
    Ok(days)
}

/// `09:00-13:00`.
fn slot(text: &str) -> Result<Slot, String> {
    let wrong = || format!("{text} is no time such as 09:00-13:00");
    let (from, to) = text.trim().split_once('-').ok_or_else(wrong)?;
    let slot = Slot {
        from: minute(from).ok_or_else(wrong)?,
        to: minute(to).ok_or_else(wrong)?,
    };
    if slot.from < slot.to {
        Ok(slot)
    } else {
        Err(format!("{text} ends before it begins"))
    }
}

/// Minutes after midnight; 24:00 is the last.
fn minute(text: &str) -> Option<u16> {
    let (hours, minutes) = text.split_once(':')?;
    let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
    let minute = hours.checked_mul(60)?.checked_add(minutes)?;
    (minutes < 60 && minute <= 24 * 60).then_some(minute)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn week(text: &str) -> Week {
        let mut all = BTreeMap::new();
        let opening: Opening = text.parse().expect("it is understood");
        opening.apply(&mut all);
        all.remove(&101).expect("that point's")
    }

    #[test]
    fn a_week_is_typed_in_stretches_of_days() {
        let typed = week("101=mon-tue 09:00-13:00,15:30-24:00; sun 10:00-12:00");
        assert_eq!(typed.slots.keys().copied().collect::<Vec<_>>(), [1, 2, 7]);
        let afternoon = Slot {
            from: 930,
            to: 1440,
        };
        assert_eq!(typed.slots[&2][1], afternoon);
        assert_eq!(week("101=always"), Week::default());
    }

    #[test]
    fn days_on_which_it_is_closed_stay_when_the_hours_change_and_the_other_way_round() {
        let mut all = BTreeMap::new();
        let opening: Opening = "101=mon 09:00-12:00".parse().expect("hours");
        let closed: Closed = "101=2026-12-25,2026-12-26".parse().expect("days");
        opening.apply(&mut all);
        closed.apply(&mut all);
        opening.apply(&mut all);
        assert_eq!((all[&101].slots.len(), all[&101].closed.len()), (1, 2));
        let none: Closed = "101=none".parse().expect("days");
        none.apply(&mut all);
        assert!(all[&101].closed.is_empty() && !all[&101].slots.is_empty());
    }

    #[test]
    fn hours_that_make_no_sense_are_refused() {
        for wrong in [
            "101",
            "x=always",
            "101=monday 09:00-12:00",
            "101=fri-mon 09:00-12:00",
            "101=mon 12:00-09:00",
            "101=mon 09:60-12:00",
            "101=mon 09:00-24:01",
            "101=mon",
        ] {
            assert!(wrong.parse::<Opening>().is_err(), "{wrong}");
        }
        assert!("101=Natale".parse::<Closed>().is_err());
    }
}
