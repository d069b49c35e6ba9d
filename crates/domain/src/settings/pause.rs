//! *Pausa*: a stream is held until a time, while goods are counted.
//!
//! Guarantees (each a test):
//! - a pause holds its own stream alone, up to its end and no longer;
//! - with everything at 0, the stock stream is not at rest: it lowers, and raises nothing;
//! - settings of a Ponte that knew no pauses hold nothing.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// The longest pause: whoever forgets it is not left with a shop that nobody looks after.
pub const LONGEST: SignedDuration = SignedDuration::from_hours(31 * 24);

/// What is held, and until when. A pause that is over counts for nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Pauses {
    /// The products stream.
    pub products: Option<Timestamp>,
    /// The stock stream.
    pub stock: Option<StockPause>,
    /// The orders stream: orders are read and stored, and nothing is planned or sent.
    pub orders: Option<Timestamp>,
}

/// The stock stream is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StockPause {
    /// Until then.
    pub until: Timestamp,
    /// What the shop shows meanwhile.
    #[serde(default)]
    pub meanwhile: Meanwhile,
}

/// What the shop shows while the stock stream is held.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Meanwhile {
    /// What it shows when the pause begins; its own sales lower that.
    #[default]
    AsItIs,
    /// 0 everywhere.
    Nothing,
}

/// A stream that can be held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Held {
    /// Products.
    Products,
    /// Stock.
    Stock,
    /// Orders.
    Orders,
}

impl Held {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Products, Self::Stock, Self::Orders];
}

impl Pauses {
    /// Until when a stream is held, if it is at `now`.
    #[must_use]
    pub fn until(&self, stream: Held, now: Timestamp) -> Option<Timestamp> {
        let until = match stream {
            Held::Products => self.products,
            Held::Stock => self.stock.map(|pause| pause.until),
            Held::Orders => self.orders,
        };
        until.filter(|until| now < *until)
    }

    /// What the shop shows while the stock stream is held, if it is at `now`.
    #[must_use]
    pub fn meanwhile(&self, now: Timestamp) -> Option<Meanwhile> {
        let pause = self.stock.filter(|pause| now < pause.until);
        pause.map(|pause| pause.meanwhile)
    }

    /// Until when a stream does nothing at all, if it is so at `now`. Orders are stored whatever is
    /// held, and what is to stand at 0 must get there.
    #[must_use]
    pub fn rests_until(&self, stream: Held, now: Timestamp) -> Option<Timestamp> {
        let works = match stream {
            Held::Products => false,
            Held::Stock => self.meanwhile(now) == Some(Meanwhile::Nothing),
            Held::Orders => true,
        };
        self.until(stream, now).filter(|_| !works)
    }

    /// Holds a stream until then; `meanwhile` is for stock.
    pub fn hold(&mut self, stream: Held, until: Timestamp, meanwhile: Meanwhile) {
        match stream {
            Held::Products => self.products = Some(until),
            Held::Stock => self.stock = Some(StockPause { until, meanwhile }),
            Held::Orders => self.orders = Some(until),
        }
    }

    /// Ends a pause.
    pub fn end(&mut self, stream: Held) {
        match stream {
            Held::Products => self.products = None,
            Held::Stock => self.stock = None,
            Held::Orders => self.orders = None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Settings;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).expect("an instant")
    }

    #[test]
    fn a_pause_holds_its_own_stream_alone_up_to_its_end_and_no_longer() {
        for held in Held::ALL {
            let mut pauses = Pauses::default();
            pauses.hold(held, at(100), Meanwhile::AsItIs);
            for stream in Held::ALL {
                let until = (stream == held).then_some(at(100));
                assert_eq!(pauses.until(stream, at(99)), until);
                assert_eq!(pauses.until(stream, at(100)), None, "{stream:?}");
            }
            pauses.end(held);
            assert_eq!(pauses, Pauses::default());
        }
    }

    #[test]
    fn with_everything_at_0_the_stock_stream_is_not_at_rest_and_orders_never_are() {
        let mut pauses = Pauses::default();
        for held in Held::ALL {
            pauses.hold(held, at(100), Meanwhile::AsItIs);
        }
        let rests = |pauses: &Pauses, stream| pauses.rests_until(stream, at(1)).is_some();
        assert!(rests(&pauses, Held::Products) && rests(&pauses, Held::Stock));
        assert!(!rests(&pauses, Held::Orders));
        pauses.hold(Held::Stock, at(100), Meanwhile::Nothing);
        assert!(!rests(&pauses, Held::Stock));
        assert_eq!(pauses.meanwhile(at(99)), Some(Meanwhile::Nothing));
        assert_eq!(pauses.meanwhile(at(100)), None);
    }

    #[test]
    fn settings_of_a_ponte_that_knew_no_pauses_hold_nothing() {
        let older: Settings = serde_json::from_str("{}").expect("readable");
        assert_eq!(older.pauses, Pauses::default());
        let mut set = Settings::default();
        set.pauses.hold(Held::Stock, at(5), Meanwhile::Nothing);
        let text = serde_json::to_string(&set).expect("plain data");
        assert_eq!(
            serde_json::from_str::<Settings>(&text).expect("our own"),
            set
        );
    }
}
