//! Plays a shop minute by minute: orders take their calls, articles move, passes read.
//!
//! A pass every five minutes reads receipts first, then asks the planner anew with what they name. In
//! the minutes between, whatever a webhook named wakes one. Only what follows the first time round is
//! measured: until then levels are as young as the game.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{
    Timestamp, ToSpan,
    civil::{Date, DateTime, date},
};
use ponte_domain::stock::reading::{
    Call, Kind, PAGE, Question, Rolling, There, for_woken, plan,
    receipts::{Day, days, in_full},
};

use super::{
    dice::Dice,
    shelves::Shelves,
    trade::{Trade, Waited},
    window::{CYCLE, WINDOW, Window},
};

/// A whole day at least, so that opening hours and the night are in it.
const AT_LEAST: usize = 24 * 60;
/// Whoever has not been round twice by then stands still.
const AT_MOST: usize = 10 * 24 * 60;

/// What is played.
#[derive(Clone, Copy, Debug)]
pub struct Case {
    pub variants: usize,
    pub points: usize,
    /// Calls that orders take in each window.
    pub orders: usize,
}

/// Calls to the till, by what they read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Calls {
    pub receipts: usize,
    pub moved: usize,
    pub hot: usize,
    pub pages: usize,
}

impl Calls {
    pub fn all(self) -> usize {
        self.receipts + self.moved + self.hot + self.pages
    }
}

/// What came of it. Ages are the longest that there were, in minutes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Played {
    /// Pages of all points.
    pub pages: usize,
    /// Five-minute cycles.
    pub cycles: usize,
    pub calls: Calls,
    /// The most of one cycle.
    pub most_in_cycle: usize,
    /// The most of one window, with those of orders.
    pub most_in_window: usize,
    /// The most of one window for receipts and for what moved.
    pub most_before_pages: usize,
    /// Calls of orders for which the window had no room.
    pub orders_refused: usize,
    /// Windows at whose last regular pass more calls were left over than woken ones are left, although
    /// it had not read all pages.
    pub wasteful: usize,
    /// Times that the rolling read was all around.
    pub rounds: usize,
    pub oldest: usize,
    pub oldest_hot: usize,
    /// From moving to being read, where a webhook told of it.
    pub by_webhook: Waited,
    /// The same for what only receipts tell of.
    pub by_receipt: Waited,
}

/// Plays a case from a seed: the same seed, the same game.
pub fn play(case: Case, seed: u64) -> Played {
    let mut dice = Dice(seed);
    let shelves = Shelves::new(case.variants, case.points, &mut dice);
    let mut game = Game {
        played: Played {
            pages: shelves.pages(),
            ..Played::default()
        },
        shelves,
        trade: Trade::default(),
        window: Window::new(case.orders),
        rolling: Rolling::default(),
        seen: BTreeMap::new(),
        all_receipts: None,
        cycle: 0,
        before_pages: 0,
        rolled: 0,
    };
    let mut minute = 0;
    while minute < AT_MOST && (minute < AT_LEAST || game.played.rounds < 2) {
        game.minute(minute, &mut dice);
        minute += 1;
    }
    game.played.by_webhook = game.trade.by_webhook;
    game.played.by_receipt = game.trade.by_receipt;
    game.played
}

struct Game {
    played: Played,
    shelves: Shelves,
    trade: Trade,
    window: Window,
    rolling: Rolling,
    /// Receipts seen of each day.
    seen: BTreeMap<Date, usize>,
    /// The minute in which receipts were last read from the beginning.
    all_receipts: Option<usize>,
    /// Calls of this cycle.
    cycle: usize,
    /// Calls of this window for receipts and for what moved.
    before_pages: usize,
    /// Pages of the rolling read so far.
    rolled: usize,
}

impl Game {
    fn minute(&mut self, minute: usize, dice: &mut Dice) {
        if minute.is_multiple_of(WINDOW) {
            self.end_window();
            self.window.begin(dice);
        }
        self.played.orders_refused += self.window.orders(minute);
        if minute.is_multiple_of(CYCLE) {
            self.end_cycle();
            self.note_ages(minute);
            self.regular(minute);
        } else {
            self.woken(minute);
        }
        self.trade.settle(&self.shelves);
        self.trade.go_on(now(minute), minute, &self.shelves, dice);
    }

    fn end_window(&mut self) {
        let played = &mut self.played;
        played.most_in_window = played.most_in_window.max(self.window.spent());
        played.most_before_pages = played.most_before_pages.max(self.before_pages);
        self.before_pages = 0;
    }

    fn end_cycle(&mut self) {
        self.played.most_in_cycle = self.played.most_in_cycle.max(self.cycle);
        self.cycle = 0;
        self.played.cycles += 1;
    }

    /// Ages are longest right before a regular pass.
    fn note_ages(&mut self, minute: usize) {
        let played = &mut self.played;
        if played.rounds > 0 {
            played.oldest = played.oldest.max(self.shelves.oldest(minute));
            played.oldest_hot = played.oldest_hot.max(self.shelves.oldest_hot(minute));
        }
    }

    fn regular(&mut self, minute: usize) {
        let passes = Window::passes_after(minute) + 1;
        let kind = Kind::Regular { passes };
        self.read_receipts(minute, kind);
        let for_woken = for_woken(self.shelves.points(), self.window.spendable());
        let known = self.trade.known(&self.shelves);
        let plan = plan(&Question {
            moved: &known,
            hot: &self.shelves.hot(),
            ..self.question(kind)
        });
        self.rolling = plan.rolling;
        let rolled = self.make(&plan.calls, &known, minute);
        self.rolled += rolled;
        self.played.rounds = self.rolled / self.played.pages;
        let all = rolled == self.played.pages;
        if passes == 1 && !all && self.window.spendable() > for_woken {
            self.played.wasteful += 1;
        }
    }

    fn woken(&mut self, minute: usize) {
        let known = self.trade.known(&self.shelves);
        if !known.is_empty() {
            let passes = Window::passes_after(minute);
            let plan = plan(&Question {
                moved: &known,
                ..self.question(Kind::Woken { passes })
            });
            self.make(&plan.calls, &known, minute);
        }
    }

    /// One that asks for nothing yet.
    fn question(&self, kind: Kind) -> Question<'_> {
        Question {
            points: self.shelves.points(),
            variants: self.shelves.variants(),
            moved: &[],
            hot: &[],
            rolling: self.rolling,
            receipts: &[],
            budget: self.window.budget(),
            kind,
        }
    }

    /// Reads the days' receipts, and goes on as long as pages are full and there are calls.
    fn read_receipts(&mut self, minute: usize, kind: Kind) {
        let last = self.all_receipts.and_then(time);
        let in_full = time(minute).is_some_and(|now| in_full(last, now));
        let asked: Vec<Day> = days(now(minute))
            .into_iter()
            .map(|date| Day {
                date,
                seen: self.seen.get(&date).copied().unwrap_or_default() as u64,
                in_full,
            })
            .collect();
        let planned = plan(&Question {
            receipts: &asked,
            ..self.question(kind)
        });
        for day in asked {
            let starts = planned.calls.iter().filter_map(|call| match call {
                Call::Receipts { day: of, start } if *of == day.date => Some(*start as usize),
                _ => None,
            });
            let mut next = None;
            for start in starts {
                if in_full && start == 0 {
                    self.all_receipts = Some(minute);
                }
                next = self.read_page_of_receipts(day.date, start);
            }
            while let Some(start) = next.filter(|_| self.window.spendable() > 0) {
                next = self.read_page_of_receipts(day.date, start);
            }
        }
    }

    /// Where the next page begins, if this one is full.
    fn read_page_of_receipts(&mut self, day: Date, start: usize) -> Option<usize> {
        self.spend();
        self.played.calls.receipts += 1;
        self.before_pages += 1;
        let full = start + PAGE as usize;
        let end = full.min(self.trade.receipts(day));
        self.trade.tell(day, start..end);
        let seen = self.seen.entry(day).or_default();
        *seen = end.max(*seen);
        (end == full).then_some(full)
    }

    /// Makes the calls; how many of them were pages.
    fn make(&mut self, calls: &[Call], known: &[There], minute: usize) -> usize {
        let known: BTreeSet<&There> = known.iter().collect();
        let mut pages = 0;
        for call in calls {
            self.spend();
            self.shelves.note(call, minute);
            match call {
                Call::Receipts { .. } => {}
                Call::Page { .. } => pages += 1,
                Call::Products {
                    point, products, ..
                } => {
                    let there = products.first().map(|product| There {
                        point: *point,
                        product: product.clone(),
                    });
                    if there.is_some_and(|there| known.contains(&there)) {
                        self.played.calls.moved += 1;
                        self.before_pages += 1;
                    } else {
                        self.played.calls.hot += 1;
                    }
                }
            }
        }
        self.played.calls.pages += pages;
        pages
    }

    fn spend(&mut self) {
        self.window.spend();
        self.cycle += 1;
    }
}

/// The game begins an hour before the points open.
fn now(minute: usize) -> DateTime {
    let begin = date(2026, 11, 25).at(8, 0, 0, 0);
    begin.saturating_add((minute as i64).minutes())
}

fn time(minute: usize) -> Option<Timestamp> {
    Timestamp::from_second(minute as i64 * 60).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_game_and_another_one_another() {
        let case = Case {
            variants: 100,
            points: 3,
            orders: 40,
        };
        assert_eq!(play(case, 7), play(case, 7));
        assert_ne!(play(case, 7), play(case, 8));
    }
}
