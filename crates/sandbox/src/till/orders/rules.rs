//! The settings of a sales point that make order creation fail (Cassa in Cloud sheet §17).
//!
//! Portal: *Impostazioni Account → Impostazioni Ordini*. At first nothing is refused.

use jiff::civil::{Time, Weekday};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    rome,
    till::state::{Missing, Till},
};

/// The settings of one sales point.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct OrderRules {
    /// Opening hours; always open where there are none.
    pub hours: Vec<Opening>,
    /// Closed whatever the hours say.
    pub closed: bool,
    /// Length of a time slot in minutes; 0: there are no slots.
    pub slot_minutes: u32,
    /// Orders that one slot takes; no limit if missing.
    pub slot_orders: Option<u32>,
    /// Pieces that one slot takes; no limit if missing.
    pub slot_pieces: Option<Decimal>,
    /// Minimum processing time in minutes.
    pub lead_minutes: u32,
    /// *Orario Obbligatorio*: an order needs an exact time.
    pub mandatory_time: bool,
    /// *Ordine Minimo*: an order below this amount is refused; 0: none is.
    pub minimum: Decimal,
}

/// Hours on some days of the week.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Opening {
    /// 1 is Monday, 7 is Sunday.
    pub days: Vec<i8>,
    /// `09:00`, on an Italian clock.
    #[schema(value_type = String)]
    pub from: Time,
    /// `19:30`: the first moment when it is closed.
    #[schema(value_type = String)]
    pub to: Time,
}

impl Opening {
    fn on(&self, day: Weekday) -> bool {
        self.days.contains(&day.to_monday_one_offset())
    }
}

impl OrderRules {
    /// Whether it is open at this epoch millisecond.
    #[must_use]
    pub fn open_at(&self, millis: i64) -> bool {
        let then = rome::at(millis);
        let (day, time) = (then.weekday(), then.time());
        let open = |opening: &Opening| opening.on(day) && opening.from <= time && time < opening.to;
        !self.closed && (self.hours.is_empty() || self.hours.iter().any(open))
    }

    /// Whether it opens at all on the day of this epoch millisecond.
    #[must_use]
    pub fn opens_on(&self, millis: i64) -> bool {
        let day = rome::at(millis).weekday();
        !self.closed && (self.hours.is_empty() || self.hours.iter().any(|opening| opening.on(day)))
    }

    /// The slot of this epoch millisecond, from its first up to, not including, its last one;
    /// slots are counted from midnight. `None` where there are no slots.
    #[must_use]
    pub fn slot(&self, millis: i64) -> Option<(i64, i64)> {
        let length = i64::from(self.slot_minutes) * 60_000;
        if length == 0 {
            return None;
        }
        let midnight = rome::start_of(rome::at(millis).date());
        let start = midnight + (millis - midnight).div_euclid(length) * length;
        Some((start, start + length))
    }
}

impl Till {
    /// The settings of a sales point.
    #[must_use]
    pub fn order_rules(&self, point: i64) -> OrderRules {
        self.order_rules.get(&point).cloned().unwrap_or_default()
    }

    /// Changes the settings of a sales point.
    ///
    /// # Errors
    /// [`Missing::SalesPoint`].
    pub fn set_order_rules(&mut self, point: i64, rules: OrderRules) -> Result<(), Missing> {
        if !self.sales_points().iter().any(|known| known.id == point) {
            return Err(Missing::SalesPoint(point));
        }
        self.order_rules.insert(point, rules);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 1 October 2026 (a Thursday), in Italy.
    fn thursday(hour: i8, minute: i8) -> i64 {
        rome::start_of(jiff::civil::date(2026, 10, 1))
            + (i64::from(hour) * 60 + i64::from(minute)) * 60_000
    }

    #[test]
    fn hours_hold_on_their_days_up_to_the_closing_minute() {
        let text = r#"{"hours":[{"days":[4],"from":"09:00","to":"19:30"}]}"#;
        let rules: OrderRules = serde_json::from_str(text).expect("rules");
        let open =
            [(8, 59), (9, 0), (19, 29), (19, 30)].map(|(h, m)| rules.open_at(thursday(h, m)));
        assert_eq!(open, [false, true, true, false]);
        let friday = thursday(34, 0);
        assert!(!rules.open_at(friday) && !rules.opens_on(friday));
        assert!(rules.opens_on(thursday(0, 0)));
    }

    #[test]
    fn a_slot_holds_its_first_minute_and_not_its_last() {
        let rules = OrderRules {
            slot_minutes: 30,
            ..OrderRules::default()
        };
        let slot = rules.slot(thursday(10, 30)).expect("there are slots");
        assert_eq!(slot, (thursday(10, 30), thursday(11, 0)));
        assert_eq!(rules.slot(thursday(10, 59)), Some(slot));
    }
}
