//! Ponte's side: what it knows, and what it does with it, by the rules alone.

mod deciding;

use jiff::Timestamp;

use super::world::{Name, World};
use crate::{
    orders::allocation::{Share, Wanted},
    orders::free::Reading,
    orders::ledger::{self, Ordered},
    orders::part::{Event, Part, PartState, TillState, after},
    orders::withheld::Withheld,
    stock::level::{self, Heard, Known, Level},
    stock::write::OwnWrite,
};

pub fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).expect("in range")
}

/// An order as it is known.
#[derive(Clone, Debug)]
pub struct Order {
    pub ordered: Ordered,
    pub ended: Option<i64>,
    pub parts: Vec<Part>,
}

impl Order {
    /// Its parts, but those of an ended order that two look-ups did not find: they are let go.
    pub fn counting(&self) -> impl Iterator<Item = &Part> {
        let let_go = |part: &&Part| self.ended.is_some() && part.is_surely_absent();
        self.parts.iter().filter(move |part| !let_go(part))
    }
}

/// A level as it is known, and what the till had moved of its own by then.
#[derive(Clone, Debug, Default)]
pub struct Place {
    pub level: Level,
    pub of_its_own: i64,
    pub followed: Option<i64>,
    pub withheld: Vec<Withheld>,
    pub reserve: u32,
}

/// A reading that began and has not arrived.
#[derive(Clone, Debug)]
pub struct Arriving {
    point: usize,
    reading: Reading,
    of_its_own: i64,
}

/// Which of the rules hold; all of them but where a test wants to see what one is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rules {
    All,
    /// The newest sum of what the till tells is copied to the shop.
    CopyTheSum,
    /// Events count as settled at once.
    NoSettling,
    /// Orders of the shop that end leave the sum at once, and keep nothing from being raised.
    EndedAtOnce,
    /// Parts are not followed after the levels were read.
    NotFollowed,
    /// The pieces of a part that is gone from the till are taken for placed.
    GoneIsPlaced,
}

#[derive(Clone, Debug)]
pub struct Ponte {
    pub places: Vec<Place>,
    pub orders: Vec<Order>,
    pub list: Option<(i64, i64)>,
    pub polled: Option<i64>,
    pub written: Option<OwnWrite>,
    pub till_counts: bool,
    pub margin: u32,
    pub rules: Rules,
    pub refuses_negative: bool,
    /// A forced sync in which many SKUs differ: figures go over those of plentiful ones.
    pub overwrites: bool,
}

const LINE: &str = "l";

impl Ponte {
    /// Ponte at rest, with a first offer written long ago and everything read.
    pub fn new(world: &World) -> Self {
        let mut ponte = Self {
            places: vec![Place::default(); world.points()],
            orders: Vec::new(),
            list: None,
            polled: None,
            written: Some(OwnWrite {
                at: at(0),
                answered: true,
                added: 0,
            }),
            till_counts: world.till.counts,
            margin: 0,
            rules: Rules::All,
            refuses_negative: false,
            overwrites: false,
        };
        ponte.read_levels(world);
        ponte
    }

    // Reading.

    pub fn begin_reading(&mut self, world: &World, point: usize) -> Arriving {
        // What was followed in the same second was followed before.
        let followed = &mut self.places[point].followed;
        *followed = followed.filter(|followed| *followed < world.now);
        let figures = world.figures_read(point);
        let ours = if world.till.counts { figures.open } else { 0 };
        Arriving {
            point,
            reading: Reading {
                quantity: figures.quantity.into(),
                outgoing: (figures.phone + ours).into(),
                began: at(world.now),
            },
            of_its_own: figures.of_its_own(),
        }
    }

    pub fn hear(&mut self, arriving: Arriving) {
        let place = &mut self.places[arriving.point];
        let (began, quantity) = (arriving.reading.began, arriving.reading.quantity);
        if place.level.known.began().is_some_and(|last| began < last) {
            return;
        }
        place.level = level::after(&place.level, Heard::Managed(arriving.reading));
        place.of_its_own = arriving.of_its_own;
        let left = place.withheld.drain(..);
        place.withheld = left
            .filter_map(|withheld| withheld.after(quantity))
            .collect();
    }

    pub fn fail_to_read(&mut self, world: &World, point: usize) {
        let at = at(world.now);
        let level = &mut self.places[point].level;
        *level = level::after(level, Heard::Nothing { at });
    }

    pub fn read_level(&mut self, world: &World, point: usize) {
        let reading = self.begin_reading(world, point);
        self.hear(reading);
    }

    pub fn read_levels(&mut self, world: &World) {
        for point in 0..world.points() {
            self.read_level(world, point);
        }
    }

    pub fn read_list(&mut self, world: &World) {
        self.list = Some((world.now, world.listed()));
        self.polled = None;
    }

    /// Reads the shop's orders, new and open ones, and takes back what ended.
    pub fn poll(&mut self, world: &World) {
        self.polled = Some(world.now);
        for (place, order) in world.shop.orders.iter().enumerate() {
            if self.orders.len() == place {
                let pieces = u32::try_from(order.pieces).expect("small");
                self.orders.push(Order {
                    ordered: [(LINE.to_owned(), pieces)].into(),
                    ended: None,
                    parts: Vec::new(),
                });
            }
            let known = &mut self.orders[place];
            if !order.live && known.ended.is_none() {
                known.ended = Some(world.now);
            }
            if known.ended.is_some() {
                for part in &mut known.parts {
                    if let Ok(withdrawn) = after(part, Event::Withdraw) {
                        *part = withdrawn;
                    }
                }
            }
        }
    }

    /// Asks the till for the state of every part that may stand open there.
    pub fn follow(&mut self, world: &World) {
        let now = world.now;
        for (place, order) in self.orders.iter_mut().enumerate() {
            for part in &mut order.parts {
                let PartState::Delivered { till, .. } = part.state else {
                    continue;
                };
                let there = world.till_order((place, part.number));
                let Some(there) = there.filter(|there| !till.is_closed() && there.state != till)
                else {
                    continue;
                };
                *part = after(part, Event::Till(there.state, at(now))).expect("possible");
                if there.state == TillState::Rejected
                    && let Known::Managed(reading) = &self.places[there.point].level.known
                {
                    let pieces = u32::try_from(there.pieces).expect("small");
                    let withheld = Withheld::new(pieces, reading.quantity);
                    self.places[there.point].withheld.push(withheld);
                }
            }
        }
        for place in &mut self.places {
            place.followed = Some(now);
        }
    }

    // Delivering.

    /// Plans what may be planned of an order: so much at each point, as far as it goes.
    pub fn plan(&mut self, world: &World, order: usize, split: &[(usize, i64)]) {
        let Some(known) = self.orders.get_mut(order) else {
            return;
        };
        let may = ledger::may_plan(&known.ordered, &known.parts);
        let mut left = i64::from(may[LINE]);
        if known.ended.is_some() || left == 0 {
            return;
        }
        let mut shares = Vec::new();
        for (point, pieces) in split {
            let pieces = (*pieces).min(left);
            left -= pieces;
            if pieces > 0 {
                shares.push(Share {
                    point: i64::try_from(*point).expect("small"),
                    lines: vec![Wanted {
                        line: LINE.into(),
                        variant: "v".into(),
                        pieces: u32::try_from(pieces).expect("small"),
                    }],
                });
            }
        }
        known.parts = ledger::plan(&known.ordered, &known.parts, &shares, at(world.now))
            .expect("what may be planned can be");
    }

    pub fn part(&self, (order, number): Name) -> Option<&Part> {
        let order = self.orders.get(order)?;
        order.parts.iter().find(|part| part.number == number)
    }

    /// Whether the event could happen to the part.
    pub fn meet(&mut self, (order, number): Name, event: Event) -> bool {
        let Some(order) = self.orders.get_mut(order) else {
            return false;
        };
        let part = order.parts.iter_mut().find(|part| part.number == number);
        match part.map(|part| (after(part, event), part)) {
            Some((Ok(after), part)) => {
                *part = after;
                true
            }
            _ => false,
        }
    }

    /// Delivers a part: planned, sent, taken by the till, confirmed.
    pub fn deliver(&mut self, world: &mut World, name: Name) {
        assert!(self.meet(name, Event::Attempt), "{name:?} can be attempted");
        self.arrive(world, name);
        assert!(self.meet(name, Event::Confirmed(at(world.now))));
    }

    /// The request reaches the till.
    pub fn arrive(&self, world: &mut World, name: Name) {
        if let Some(part) = self.part(name) {
            let point = usize::try_from(part.point).expect("small");
            world.take(name, point, part.pieces_of(LINE).into());
        }
    }
}
