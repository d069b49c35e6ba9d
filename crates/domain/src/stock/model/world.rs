//! The till and the shop. Time is in seconds; reads lag, writes count at once.

use crate::{orders::part::TillState, stock::write::Write};

/// A part's name: the order's place and the part's number.
pub type Name = (usize, u32);

/// What a point's stock was at a time.
#[derive(Clone, Copy, Debug, Default)]
pub struct Figures {
    pub quantity: i64,
    /// Promised to others than us.
    pub phone: i64,
    /// Pieces of our parts that were ever handed over here.
    pub handed_over: i64,
    /// Pieces of our parts that are open here.
    pub open: i64,
}

impl Figures {
    /// What the till moved of its own: neither our parts nor their end change it.
    pub fn of_its_own(self) -> i64 {
        self.quantity - self.phone + self.handed_over
    }
}

/// An order of ours on the till.
#[derive(Clone, Debug)]
pub struct TillOrder {
    pub name: Name,
    pub point: usize,
    pub pieces: i64,
    pub state: TillState,
}

/// A figure's past, to be read with a lag.
#[derive(Clone, Debug)]
struct Past<T>(Vec<(i64, T)>);

impl<T: Copy> Past<T> {
    fn now(&self) -> T {
        self.0.last().expect("never empty").1
    }

    fn at(&self, second: i64) -> T {
        let then = self.0.iter().rev().find(|(since, _)| *since <= second);
        then.unwrap_or(&self.0[0]).1
    }

    fn put(&mut self, second: i64, value: T) {
        self.0.push((second, value));
    }
}

#[derive(Clone, Debug)]
pub struct Till {
    points: Vec<Past<Figures>>,
    pub orders: Vec<TillOrder>,
    /// Whether our orders are in `outgoingQuantity`.
    pub counts: bool,
    pub lag: i64,
}

#[derive(Clone, Copy, Debug)]
pub struct ShopOrder {
    pub pieces: i64,
    pub bought: i64,
    pub live: bool,
    /// Given back to the figure when it ended.
    pub returned: bool,
}

#[derive(Clone, Debug)]
pub struct Shop {
    figure: Past<i64>,
    pub orders: Vec<ShopOrder>,
    pub lag: i64,
    /// Pieces sold and taken back, ever.
    pub sold: i64,
    pub returned: i64,
    /// A figure never falls below 0 by a difference.
    pub floors: bool,
    /// Archiving gives pieces back.
    pub archive_returns: bool,
}

#[derive(Clone, Debug)]
pub struct World {
    pub now: i64,
    pub till: Till,
    pub shop: Shop,
}

impl World {
    /// Points with these quantities and a shop that shows `figure`.
    pub fn new(quantities: &[i64], figure: i64) -> Self {
        let point = |quantity: &i64| {
            let figures = Figures {
                quantity: *quantity,
                ..Figures::default()
            };
            Past(vec![(0, figures)])
        };
        Self {
            now: 1_000,
            till: Till {
                points: quantities.iter().map(point).collect(),
                orders: Vec::new(),
                counts: true,
                lag: 0,
            },
            shop: Shop {
                figure: Past(vec![(0, figure)]),
                orders: Vec::new(),
                lag: 0,
                sold: 0,
                returned: 0,
                floors: false,
                archive_returns: true,
            },
        }
    }

    pub fn points(&self) -> usize {
        self.till.points.len()
    }

    pub fn figures(&self, point: usize) -> Figures {
        self.till.points[point].now()
    }

    /// As a read that begins now shows them.
    pub fn figures_read(&self, point: usize) -> Figures {
        self.till.points[point].at(self.now - self.till.lag)
    }

    fn change(&mut self, point: usize, change: impl FnOnce(&mut Figures)) {
        let mut figures = self.figures(point);
        change(&mut figures);
        self.till.points[point].put(self.now, figures);
    }

    /// Goods that come or go, whatever the reason.
    pub fn goods(&mut self, point: usize, pieces: i64) {
        self.change(point, |figures| figures.quantity += pieces);
    }

    /// A phone order, or (negative) the end of one.
    pub fn phone(&mut self, point: usize, pieces: i64) {
        self.change(point, |figures| figures.phone += pieces);
    }

    /// Takes a part, unless it has it.
    pub fn take(&mut self, name: Name, point: usize, pieces: i64) {
        if self.till_order(name).is_none() {
            self.change(point, |figures| figures.open += pieces);
            self.till.orders.push(TillOrder {
                name,
                point,
                pieces,
                state: TillState::Requested,
            });
        }
    }

    pub fn till_order(&self, name: Name) -> Option<&TillOrder> {
        self.till.orders.iter().find(|order| order.name == name)
    }

    /// The operator closes a part.
    pub fn close(&mut self, name: Name, state: TillState) {
        let order = self
            .till
            .orders
            .iter_mut()
            .find(|order| order.name == name && !order.state.is_closed());
        let Some(order) = order else { return };
        order.state = state;
        let (point, pieces) = (order.point, order.pieces);
        self.change(point, |figures| {
            figures.open -= pieces;
            if state.is_fulfilled() {
                figures.quantity -= pieces;
                figures.handed_over += pieces;
            }
        });
    }

    pub fn shown(&self) -> i64 {
        self.shop.figure.now()
    }

    /// As a list that begins now shows it.
    pub fn listed(&self) -> i64 {
        self.shop.figure.at(self.now - self.shop.lag)
    }

    fn show(&mut self, figure: i64) {
        self.shop.figure.put(self.now, figure);
    }

    /// A shopper buys, where there is enough.
    pub fn buy(&mut self, pieces: i64) -> Option<usize> {
        if self.shown() < pieces {
            return None;
        }
        self.show(self.shown() - pieces);
        self.shop.sold += pieces;
        self.shop.orders.push(ShopOrder {
            pieces,
            bought: self.now,
            live: true,
            returned: false,
        });
        Some(self.shop.orders.len() - 1)
    }

    pub fn cancel(&mut self, order: usize) {
        self.end(order, true);
    }

    pub fn archive(&mut self, order: usize) {
        self.end(order, self.shop.archive_returns);
    }

    fn end(&mut self, order: usize, returns: bool) {
        let ShopOrder { pieces, live, .. } = self.shop.orders[order];
        if !live {
            return;
        }
        self.shop.orders[order].live = false;
        if returns {
            self.shop.orders[order].returned = true;
            self.shop.returned += pieces;
            self.show(self.shown() + pieces);
        }
    }

    /// A write of ours is carried out.
    pub fn write(&mut self, write: Write) {
        let figure = match write {
            Write::Set { pieces, .. } => pieces,
            Write::Add { pieces } => {
                let least = if self.shop.floors { 0 } else { i64::MIN };
                (self.shown() + pieces).max(least)
            }
            Write::WithoutStock => return,
        };
        self.show(figure);
    }
}
