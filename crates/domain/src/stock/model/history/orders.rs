//! The orders stream.

use super::History;
use crate::{
    orders::part::{Event, Part},
    stock::model::{ponte::at, world::Name},
};

impl History {
    pub(super) fn orders_move(&mut self) {
        if let Some((name, arrived)) = self.attempt {
            self.attempt_moves(name, arrived);
            return;
        }
        match self.dice.below(6) {
            0 => {
                self.ponte.poll(&self.world);
                self.tell(|_| "orders are read".into());
            }
            1 => {
                self.ponte.follow(&self.world);
                self.tell(|_| "parts are followed".into());
            }
            2 => self.clear_up(),
            3 if !self.ponte.orders.is_empty() => {
                let order = self.dice.below(self.ponte.orders.len());
                let first = self.dice.from(0, 3);
                let split = [(self.point(), first), (self.point(), 3 - first)];
                self.ponte.plan(&self.world, order, &split);
                self.tell(|_| format!("order {order} is planned: {split:?}"));
            }
            _ => {
                let name = self.some_part(Part::may_attempt);
                if let Some(name) = name.filter(|name| self.ponte.meet(*name, Event::Attempt)) {
                    self.attempt = Some((name, false));
                    self.tell(|_| format!("{name:?} leaves"));
                }
            }
        }
    }

    pub(super) fn some_part(&mut self, which: impl Fn(&Part) -> bool) -> Option<Name> {
        let orders = self.ponte.orders.iter().enumerate();
        let names: Vec<Name> = orders
            .filter(|(_, order)| order.ended.is_none())
            .flat_map(|(place, order)| order.parts.iter().map(move |part| (place, part)))
            .filter(|(_, part)| which(part))
            .map(|(place, part)| (place, part.number))
            .collect();
        (!names.is_empty()).then(|| self.dice.of(&names))
    }

    pub(super) fn attempt_moves(&mut self, name: Name, arrived: bool) {
        let there = self.world.till_order(name).is_some();
        if arrived {
            let event = match (self.dice.below(4), there) {
                (0, _) => Event::NoAnswer,
                (_, true) => Event::Confirmed(at(self.world.now)),
                (_, false) => Event::Refused,
            };
            assert!(self.ponte.meet(name, event));
            self.attempt = None;
            self.tell(|_| format!("{name:?} meets {event:?}"));
        } else if there {
            assert!(self.ponte.meet(name, Event::Conflict));
            self.attempt = None;
            self.tell(|_| format!("{name:?} was there already"));
        } else {
            if !self.dice.one_in(5) {
                self.ponte.arrive(&mut self.world, name);
            }
            self.attempt = Some((name, true));
            self.tell(|h| format!("{name:?} arrives: {}", h.world.till_order(name).is_some()));
        }
    }

    /// Looks up what is in doubt, or lets a person send again what was rejected.
    pub(super) fn clear_up(&mut self) {
        if let Some(name) = self.some_part(Part::is_off) {
            self.ponte.meet(name, Event::SendAgain);
            self.tell(|_| format!("{name:?} is to be sent again"));
        }
        let now = at(self.world.now);
        let orders = self.ponte.orders.iter().enumerate();
        let names: Vec<Name> = orders
            .flat_map(|(place, order)| order.parts.iter().map(move |part| (place, part.number)))
            .collect();
        for name in names {
            let found = self.world.till_order(name).is_some();
            let event = if found {
                Event::Found(now)
            } else {
                Event::NotFound(now)
            };
            if self.ponte.meet(name, event) {
                self.tell(|_| format!("{name:?} is looked up: {event:?}"));
            }
        }
    }
}
