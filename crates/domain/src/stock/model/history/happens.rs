//! What shoppers, operators and points do.

use super::History;
use crate::orders::part::TillState;

impl History {
    pub(super) fn world_moves(&mut self) {
        let point = self.point();
        match self.dice.below(12) {
            0..=2 => {
                let pieces = self.dice.from(1, 3).min(self.world.shown());
                if pieces > 0 {
                    let order = self.world.buy(pieces);
                    self.tell(|_| format!("a shopper buys {pieces}: order {order:?}"));
                }
            }
            3..=4 => self.shop_ends(),
            5..=7 => self.operator_closes(),
            8 if !self.quiet[0] => {
                let pieces = self.dice.from(1, 3);
                self.world.goods(point, -pieces);
                self.tell(|_| format!("point {point} sells {pieces}"));
            }
            9 if !self.quiet[1] => {
                let pieces = self.dice.from(1, 5);
                self.world.goods(point, pieces);
                self.tell(|_| format!("point {point} gets {pieces}"));
            }
            10 if !self.quiet[2] => {
                let other = self.point();
                self.world.goods(point, -1);
                self.world.goods(other, 1);
                self.tell(|_| format!("one piece goes from point {point} to {other}"));
            }
            _ if !self.quiet[3] => self.phone(point),
            _ => {}
        }
    }

    pub(super) fn shop_ends(&mut self) {
        if self.world.shop.orders.is_empty() {
            return;
        }
        let order = self.dice.below(self.world.shop.orders.len());
        let parts = self.world.till.orders.iter();
        let mut of_it = parts.filter(|part| part.name.0 == order).peekable();
        let shipped = of_it.peek().is_some() && of_it.all(|part| part.state.is_fulfilled());
        if shipped {
            self.world.archive(order);
            self.tell(|_| format!("order {order} is archived"));
        } else if !shipped {
            self.world.cancel(order);
            self.tell(|_| format!("order {order} is cancelled"));
        }
    }

    pub(super) fn operator_closes(&mut self) {
        if self.world.till.orders.is_empty() {
            return;
        }
        let place = self.dice.below(self.world.till.orders.len());
        let name = self.world.till.orders[place].name;
        let state = self.dice.of(&[
            TillState::Completed,
            TillState::Completed,
            TillState::Rejected,
            TillState::Cancelled,
            TillState::Gone,
        ]);
        self.world.close(name, state);
        self.tell(|_| format!("the operator closes {name:?}: {state:?}"));
    }

    pub(super) fn phone(&mut self, point: usize) {
        let open = self.world.figures(point).phone;
        let pieces = self.dice.from(1, 3);
        match self.dice.below(3) {
            0 if open > 0 => self.world.phone(point, -1),
            1 if open > 0 => {
                self.world.phone(point, -1);
                self.world.goods(point, -1);
            }
            _ => self.world.phone(point, pieces),
        }
        self.tell(|h| format!("phone orders at {point}: {:?}", h.world.figures(point)));
    }
}
