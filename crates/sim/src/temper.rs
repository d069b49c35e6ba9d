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
    /// Articles of the till.
    pub articles: usize,
    /// Pieces of an article at a point in the morning: at least and at most.
    pub shelf: (u64, u64),
    /// Sales over the counter a day.
    pub sales: u64,
    /// Times a day that goods are moved by hand.
    pub moved: u64,
    /// Seconds that the till's stock lags behind.
    pub till_lag: u64,
    /// Seconds that the shop's stock list lags behind.
    pub shop_lag: u64,
    /// Pieces of each article that the shop does not show.
    pub margin: u32,
    /// Pieces of each article that stay at the first point.
    pub reserve: u32,
    /// The place of a point whose stock the shop does not sell.
    pub keeps_out: Option<usize>,
    /// The shop refuses to add less than nothing.
    pub refuses_negative: bool,
    /// What would fall below nothing becomes nothing in the shop.
    pub floors: bool,
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
    /// Articles of the till.
    pub articles: usize,
    /// Pieces of an article at a point in the morning: at least and at most.
    pub shelf: (u64, u64),
    /// Sales over the counter a day.
    pub sales: u64,
    /// Times a day that goods are moved by hand.
    pub moved: u64,
    /// Always two points.
    pub two_points: bool,
}

/// Which till: one that counts orders as outgoing, or one that does not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Till {
    /// As the seed says.
    #[default]
    Drawn,
    /// It counts them.
    Counts,
    /// It does not.
    CountsNot,
}

impl Scale {
    /// A shop that does well.
    pub const FULL: Self = Self {
        least_orders: 100,
        most_orders: 300,
        closes: 20,
        articles: 9,
        shelf: (3, 24),
        sales: 75,
        moved: 45,
        two_points: false,
    };
    /// A quieter one: what a test has time for.
    pub const SMALL: Self = Self {
        least_orders: 12,
        most_orders: 28,
        closes: 13,
        articles: 9,
        shelf: (3, 24),
        sales: 27,
        moved: 16,
        two_points: false,
    };
    /// Two points and the shop sell the same last pieces all day.
    pub const STOCK: Self = Self {
        least_orders: 300,
        most_orders: 300,
        closes: 20,
        articles: 200,
        shelf: (0, 9),
        sales: 500,
        moved: 120,
        two_points: true,
    };
    /// The same for an hour: what a test has time for.
    pub const STOCK_SMALL: Self = Self {
        least_orders: 20,
        most_orders: 20,
        closes: 10,
        articles: 24,
        shelf: (0, 7),
        sales: 34,
        moved: 10,
        two_points: true,
    };
}

impl Temper {
    /// What `seed` gives.
    #[must_use]
    pub fn of(seed: u64, scale: Scale, till: Till) -> Self {
        let dice = Dice::of(seed, "temper");
        let shelves = Dice::of(seed, "temper of stock");
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
            points: match (dice.from_to(2, 3), scale.two_points) {
                (3, false) => 3,
                _ => 2,
            },
            till_counts: match (dice.percent(60), till) {
                (drawn, Till::Drawn) => drawn,
                (_, till) => till == Till::Counts,
            },
            till_errors: *dice.one_of(&["code", "play", "text"]),
            till_filters: *dice.one_of(&["date", "due", "created"]),
            conflict_status: *dice.one_of(&["400", "409"]),
            webhooks: dice.percent(50),
            mischief: *dice.one_of(&[0, 10, 30]),
            troubles: dice.from_to(4, 14),
            deaths: dice.from_to(2, 12),
            latency: *dice.one_of(&[5, 80, 400]),
            articles: scale.articles,
            shelf: scale.shelf,
            sales: scale.sales,
            moved: scale.moved,
            till_lag: *shelves.one_of(&[0, 0, 3, 10, 20]),
            shop_lag: *shelves.one_of(&[0, 0, 3, 10, 20]),
            margin: u32::from(shelves.percent(20)),
            reserve: u32::from(shelves.percent(20)),
            keeps_out: shelves.percent(15).then_some(1),
            refuses_negative: shelves.percent(15),
            floors: shelves.percent(25),
        }
    }

    /// The services' manners.
    #[must_use]
    pub fn switches(&self) -> Vec<(&'static str, String)> {
        let counts = self.till_counts.to_string();
        vec![
            ("till.orders_touch_outgoing", counts),
            ("till.errors", self.till_errors.to_owned()),
            ("till.orders_filtered_by", self.till_filters.to_owned()),
            ("till.conflict_status", self.conflict_status.to_owned()),
            ("till.stock_lag_seconds", self.till_lag.to_string()),
            ("shop.inventory_lag_seconds", self.shop_lag.to_string()),
            (
                "shop.negative_patch_refused",
                self.refuses_negative.to_string(),
            ),
            ("shop.stock_floor_at_zero", self.floors.to_string()),
        ]
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
