//! From what is known to what is written.

use jiff::SignedDuration;

use super::{LINE, Order, Ponte, Rules, at};
use crate::{
    orders::free::{OwnPart, SETTLING},
    orders::ledger,
    stock::level::Known,
    stock::model::{
        truth::{Verdict, judged},
        world::World,
    },
    stock::offer::{AtPoint, Basis, Sum, sum},
    stock::unplaced::{Holding, outside_parts, unplaced},
    stock::write::{Decision, Listed, Over, OwnWrite, Pass, Sku, Unmanaged, Write, decide},
};

impl Ponte {
    fn outside(&self, order: &Order) -> u32 {
        if self.rules == Rules::GoneIsPlaced {
            ledger::unplaced(&order.ordered, &order.parts)[LINE]
        } else {
            outside_parts(&order.ordered, &order.parts)[LINE]
        }
    }

    /// The sum from one snapshot, for a list that began then.
    pub fn sum(&self, now: i64, list_began: i64) -> Sum {
        let settling = if self.rules == Rules::NoSettling {
            SignedDuration::ZERO
        } else {
            SETTLING
        };
        let known = || self.orders.iter();
        let mut own: Vec<Vec<OwnPart>> = vec![Vec::new(); self.places.len()];
        for part in known().flat_map(Order::counting) {
            let point = usize::try_from(part.point).expect("small");
            own[point].extend(part.own("v"));
        }
        let at_once = self.rules == Rules::EndedAtOnce;
        let holdings: Vec<Holding> = known()
            .filter(|order| !(at_once && order.ended.is_some()))
            .map(|order| Holding {
                pieces: self.outside(order),
                left: order.ended.map(at),
            })
            .collect();
        let not_followed = self.rules == Rules::NotFollowed;
        let points: Vec<AtPoint<'_>> = self
            .places
            .iter()
            .zip(&own)
            .enumerate()
            .map(|(point, (place, own))| AtPoint {
                point: i64::try_from(point).expect("small"),
                level: &place.level,
                own,
                followed: if not_followed {
                    Some(now)
                } else {
                    place.followed
                }
                .map(at),
                withheld: place.withheld.iter().map(|withheld| withheld.pieces).sum(),
                reserve: place.reserve,
            })
            .collect();
        sum(&Basis {
            points: &points,
            margin: self.margin,
            unplaced: unplaced(&holdings, at(list_began), settling),
            till_counts: self.till_counts,
            settling,
            now: at(now),
        })
    }

    /// What a pass that has read what it needs writes now.
    pub fn decide(&self, world: &World) -> Option<Write> {
        let (began, listed) = self.list?;
        let sum = self.sum(world.now, began);
        if self.rules == Rules::CopyTheSum {
            return self.copied(&sum, listed);
        }
        let ended = self.orders.iter().filter_map(|order| order.ended);
        let pass = Pass {
            list_began: at(began),
            orders_began: self.polled.map(at),
            forced: self.overwrites,
            differing: if self.overwrites { 300 } else { 1 },
            refuses_negative: self.refuses_negative,
            settling: if self.rules == Rules::NoSettling {
                SignedDuration::ZERO
            } else {
                SETTLING
            },
            at_nothing: false,
        };
        let sku = Sku {
            listed: Listed::Stock {
                quantity: Some(listed),
                unlimited: false,
            },
            sum: &sum,
            unmanaged: Unmanaged::NoFigure,
            written: self.written,
            order_ended: ended
                .max()
                .filter(|_| self.rules != Rules::EndedAtOnce)
                .map(at),
        };
        match decide(&sku, &pass) {
            Decision::Write { write } => Some(write),
            _ => None,
        }
    }

    fn copied(&self, sum: &Sum, listed: i64) -> Option<Write> {
        let free = sum.terms.iter().map(|term| {
            let Known::Managed(reading) =
                &self.places[usize::try_from(term.point).ok()?].level.known
            else {
                return None;
            };
            i64::try_from(reading.quantity - reading.outgoing).ok()
        });
        let pieces = free.flatten().map(|pieces: i64| pieces.max(0)).sum();
        (pieces != listed).then_some(Write::Set {
            pieces,
            over: Over::Nothing,
        })
    }

    /// One whole pass without anything happening meanwhile; what it wrote.
    pub fn pass(&mut self, world: &mut World) -> Option<Write> {
        self.read_levels(world);
        self.follow(world);
        self.read_list(world);
        self.poll(world);
        self.finish(world)
    }

    /// Decides and writes, with the answer at once.
    pub fn finish(&mut self, world: &mut World) -> Option<Write> {
        let write = self.decide(world)?;
        let verdict = judged(world, self, write).carry_out(world, false);
        assert!(!matches!(verdict, Verdict::Above { .. }), "{verdict:?}");
        self.answer(world, write, true);
        Some(write)
    }

    pub fn answer(&mut self, world: &World, write: Write, answered: bool) {
        self.written = Some(OwnWrite {
            at: at(world.now),
            answered,
            added: match write {
                Write::Add { pieces } => pieces,
                Write::Set { .. } | Write::WithoutStock => 0,
            },
        });
    }
}
