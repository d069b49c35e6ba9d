//! What kind of days a seed gives: which till, how reliable the services, how busy the shop.

use jiff::{Timestamp, civil::Date};

use crate::dice::Dice;

/// See the module.
#[derive(Clone, Debug)]
pub struct Temper {
    /// The seed.
    pub seed: u64,
    /// The first day.
    pub day: Date,
    /// Orders a day.
    pub orders: u64,
    /// The hour at which the day's trade begins.
    pub opens: i8,
    /// The hour at which it ends.
    pub closes: i8,
    /// Points of sale: two or three.
    pub points: usize,
    /// The till counts orders as outgoing.
    pub till_counts: bool,
    /// How the till writes an error.
    pub till_errors: &'static str,
    /// On which date the till's list of orders filters.
    pub till_filters: &'static str,
    /// Status of an order name that is taken.
    pub conflict_status: &'static str,
    /// Both services call Ponte.
    pub webhooks: bool,
    /// Of a hundred of their calls so many are lost, and as many doubled.
    pub mischief: u64,
    /// Times a day that a service has trouble.
    pub troubles: u64,
    /// Deaths of the process a day.
    pub deaths: u64,
    /// Milliseconds that a call takes.
    pub latency: u64,
}

/// How much happens.
#[derive(Clone, Copy, Debug)]
pub struct Scale {
    /// At least so many orders a day.
    pub least_orders: u64,
    /// And at most so many.
    pub most_orders: u64,
    /// The hour at which the day's trade ends; it begins at nine.
    pub closes: i8,
}

impl Scale {
    /// A shop that does well.
    pub const FULL: Self = Self {
        least_orders: 100,
        most_orders: 300,
        closes: 20,
    };
    /// A quieter one: what a test has time for.
    pub const SMALL: Self = Self {
        least_orders: 12,
        most_orders: 28,
        closes: 13,
    };
}

impl Temper {
    /// What `seed` gives.
    #[must_use]
    pub fn of(seed: u64, scale: Scale) -> Self {
        let dice = Dice::of(seed, "temper");
        // A plain day, the two days of the year on which clocks move, a month's and a year's end.
        let days = [
            "2026-03-17",
            "2026-03-28",
            "2026-10-24",
            "2026-05-31",
            "2026-12-31",
        ];
        let day = *dice.one_of(&days);
        Self {
            seed,
            day: day.parse().unwrap_or_default(),
            orders: dice.from_to(scale.least_orders, scale.most_orders),
            opens: 9,
            closes: scale.closes,
            points: usize::try_from(dice.from_to(2, 3)).unwrap_or(2),
            till_counts: dice.percent(60),
            till_errors: *dice.one_of(&["code", "play", "text"]),
            till_filters: *dice.one_of(&["date", "due", "created"]),
            conflict_status: *dice.one_of(&["400", "409"]),
            webhooks: dice.percent(50),
            mischief: *dice.one_of(&[0, 10, 30]),
            troubles: dice.from_to(4, 14),
            deaths: dice.from_to(2, 12),
            latency: *dice.one_of(&[5, 80, 400]),
        }
    }

    /// An hour of the `day`th day, from 0, on Italian clocks.
    #[must_use]
    pub fn hour(&self, day: u32, hour: i8) -> Timestamp {
        let days = jiff::Span::new().days(i64::from(day));
        let date = self.day.checked_add(days).unwrap_or(self.day);
        let moment = date.at(hour, 0, 0, 0);
        let zone = ponte_sandbox::rome::zone();
        zone.to_timestamp(moment).unwrap_or(Timestamp::UNIX_EPOCH)
    }
}
