//! The stock pass, with everything that may go wrong with a reading or a write.

use super::History;
use crate::stock::{
    model::truth::{Judged, judged},
    write::Write,
};

/// Where the stock pass stands.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step {
    Level(usize),
    Follow,
    List,
    Poll,
    Decide,
    Landing(Judged),
    Answer(Write),
}

impl History {
    pub(super) fn pass_moves(&mut self) {
        self.step = match self.step {
            Step::Level(point) => {
                self.level(point);
                if point + 1 < self.world.points() {
                    Step::Level(point + 1)
                } else {
                    Step::Follow
                }
            }
            Step::Follow => {
                if self.follows && !self.dice.one_in(4) {
                    self.ponte.follow(&self.world);
                    self.tell(|_| "parts are followed in the pass".into());
                }
                Step::List
            }
            Step::List => {
                self.ponte.read_list(&self.world);
                self.tell(|h| format!("list: {:?}, shown: {}", h.ponte.list, h.world.shown()));
                Step::Poll
            }
            Step::Poll => {
                if !self.dice.one_in(12) {
                    self.ponte.poll(&self.world);
                    self.tell(|_| "orders are read in the pass".into());
                }
                Step::Decide
            }
            Step::Decide => match self.ponte.decide(&self.world) {
                Some(write) => {
                    let judged = judged(&self.world, &self.ponte, write);
                    self.tell(|h| {
                        format!(
                            "{judged:?} by {:?}",
                            h.ponte.sum(h.world.now, h.ponte.list.unwrap_or_default().0)
                        )
                    });
                    Step::Landing(judged)
                }
                None => Step::Level(0),
            },
            Step::Landing(judged) => self.landing(judged),
            Step::Answer(write) => {
                let answered = !self.dice.one_in(8);
                self.ponte.answer(&self.world, write, answered);
                self.tell(|_| format!("write answered: {answered}"));
                Step::Level(0)
            }
        };
    }

    pub(super) fn level(&mut self, point: usize) {
        if !self.arriving.is_empty() && self.dice.one_in(3) {
            let late = self.arriving.remove(0);
            self.ponte.hear(late);
            self.tell(|_| "a late reading arrives".into());
        }
        let reading = self.ponte.begin_reading(&self.world, point);
        self.tell(|_| format!("{reading:?}"));
        match self.dice.below(16) {
            0 => self.ponte.fail_to_read(&self.world, point),
            1 => self.arriving.push(reading),
            _ => self.ponte.hear(reading),
        }
    }

    pub(super) fn landing(&mut self, judged: Judged) -> Step {
        match self.dice.below(16) {
            0 => {
                // Never carried out, and nobody knows.
                self.ponte.answer(&self.world, judged.write, false);
                Step::Level(0)
            }
            1 => {
                let due = self.world.now + self.dice.from(1, 20);
                self.late.push((due, judged));
                self.ponte.answer(&self.world, judged.write, false);
                self.tell(|_| format!("given up, carried out at {due}"));
                Step::Level(0)
            }
            _ => {
                self.carry_out(judged, false);
                Step::Answer(judged.write)
            }
        }
    }
}
