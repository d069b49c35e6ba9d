//! What goes on at the points: articles that move, and how Ponte comes to know of it.

use std::{collections::BTreeMap, ops::Range};

use jiff::civil::{Date, DateTime};
use ponte_domain::stock::reading::There;

use super::{
    dice::Dice,
    shelves::{Place, Shelves},
};

/// Hours in which the points are open.
pub const OPEN: Range<i8> = 9..20;
/// Receipts an hour at each point; a receipt has one to three lines.
pub const RECEIPTS: usize = 60;
/// One receipt in so many is told by webhook too.
pub const ONE_TOLD_IN: usize = 3;
/// Articles of a delivery of goods: once an hour at each point, told by webhook alone.
pub const DELIVERED: usize = 20;

/// An article that moved, and has not been read since.
struct Moved {
    place: Place,
    minute: usize,
    /// The receipt that tells of it, by day and row.
    receipt: Option<(Date, usize)>,
    told: Told,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Told {
    NotYet,
    ByWebhook,
    ByReceipt,
}

/// How long articles that moved stayed unread, in minutes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waited {
    pub times: usize,
    pub sum: usize,
    pub most: usize,
}

impl Waited {
    fn note(&mut self, minutes: usize) {
        self.times += 1;
        self.sum += minutes;
        self.most = self.most.max(minutes);
    }
}

/// The trade of all points.
#[derive(Default)]
pub struct Trade {
    moved: Vec<Moved>,
    /// Receipts of each day so far.
    receipts: BTreeMap<Date, usize>,
    /// What webhooks told of.
    pub by_webhook: Waited,
    /// What receipts alone told of, or would have.
    pub by_receipt: Waited,
}

impl Trade {
    /// A minute of it.
    pub fn go_on(&mut self, now: DateTime, minute: usize, shelves: &Shelves, dice: &mut Dice) {
        if !OPEN.contains(&now.hour()) {
            return;
        }
        for point in 0..shelves.points().len() {
            for _ in 0..dice.below(2 * RECEIPTS / 60 + 1) {
                self.sell(now.date(), minute, point, shelves, dice);
            }
            if dice.one_in(60) {
                for _ in 0..DELIVERED {
                    let product = shelves.taken(dice);
                    self.moved.push(Moved {
                        place: Place { point, product },
                        minute,
                        receipt: None,
                        told: Told::ByWebhook,
                    });
                }
            }
        }
    }

    fn sell(&mut self, day: Date, minute: usize, point: usize, shelves: &Shelves, dice: &mut Dice) {
        let receipts = self.receipts.entry(day).or_default();
        let told = if dice.one_in(ONE_TOLD_IN) {
            Told::ByWebhook
        } else {
            Told::NotYet
        };
        for _ in 0..=dice.below(3) {
            let product = shelves.taken(dice);
            self.moved.push(Moved {
                place: Place { point, product },
                minute,
                receipt: Some((day, *receipts)),
                told,
            });
        }
        *receipts += 1;
    }

    /// Receipts of a day so far.
    pub fn receipts(&self, day: Date) -> usize {
        self.receipts.get(&day).copied().unwrap_or_default()
    }

    /// These receipts were read.
    pub fn tell(&mut self, day: Date, rows: Range<usize>) {
        for moved in &mut self.moved {
            let read = moved
                .receipt
                .is_some_and(|(of, row)| of == day && rows.contains(&row));
            if read && moved.told == Told::NotYet {
                moved.told = Told::ByReceipt;
            }
        }
    }

    /// What is known to have moved and has not been read since, the oldest first.
    pub fn known(&self, shelves: &Shelves) -> Vec<There> {
        let known = self.moved.iter().filter(|moved| moved.told != Told::NotYet);
        known.map(|moved| shelves.there(moved.place)).collect()
    }

    /// Forgets what was read since it moved.
    pub fn settle(&mut self, shelves: &Shelves) {
        let (by_webhook, by_receipt) = (&mut self.by_webhook, &mut self.by_receipt);
        self.moved.retain(|moved| {
            let read = shelves.read_at(moved.place);
            if read <= moved.minute {
                return true;
            }
            match moved.told {
                Told::ByWebhook => by_webhook.note(read - moved.minute),
                Told::ByReceipt | Told::NotYet => by_receipt.note(read - moved.minute),
            }
            false
        });
    }
}
