//! The truth of a write, as the model's comment defines it, and whether a write raised the shop's
//! figure above it.

use super::{
    ponte::{Order, Ponte},
    world::{ShopOrder, World},
};
use crate::{
    orders::part::{Part, PartState},
    stock::write::{Over, Write},
};

/// A write that was decided, with the truth as of then.
#[derive(Clone, Copy, Debug)]
pub struct Judged {
    pub write: Write,
    pub decided: i64,
    truth: i64,
    sold: i64,
    returned: i64,
    /// Sold and not known, since the orders were last read.
    not_read: i64,
    /// Sold and not in the figure that the list showed.
    not_listed: i64,
}

/// What came of a write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It raised nothing.
    Lowered,
    /// It raised the figure, not above the truth.
    Raised,
    /// A figure went over what was bought since the orders were read, and raised above the truth by no
    /// more than that; or it was given up, and went over a later figure: the windows of figures.
    Window,
    /// It raised the figure to this, above the truth.
    Above { figure: i64, truth: i64 },
}

/// A write decided now.
pub fn judged(world: &World, ponte: &Ponte, write: Write) -> Judged {
    let listed = ponte.list.map_or(0, |(began, _)| began - world.shop.lag);
    let orders = &world.shop.orders;
    let pieces = |orders: &[ShopOrder]| orders.iter().map(|order| order.pieces).sum();
    let since: Vec<ShopOrder> = orders
        .iter()
        .filter(|order| order.bought >= listed)
        .copied()
        .collect();
    Judged {
        write,
        decided: world.now,
        truth: truth(world, ponte),
        sold: world.shop.sold,
        returned: world.shop.returned,
        not_read: pieces(&orders[ponte.orders.len()..]),
        not_listed: pieces(&since),
    }
}

impl Judged {
    /// Carries it out, and says what came of it. `late`: after it was given up.
    pub fn carry_out(&self, world: &mut World, late: bool) -> Verdict {
        let before = world.shown();
        world.write(self.write);
        let figure = world.shown();
        let sold = world.shop.sold - self.sold;
        let truth = self.truth - sold + world.shop.returned - self.returned;
        let window = match self.write {
            Write::Set { over, .. } => {
                figure <= truth + sold + self.not_read
                    // What was to lower raises by what the list did not show sold, at most.
                    || (over != Over::Nothing
                        && (late || figure - before <= sold + self.not_listed))
            }
            Write::Add { .. } | Write::WithoutStock => false,
        };
        if figure <= before {
            Verdict::Lowered
        } else if figure <= truth {
            Verdict::Raised
        } else if window {
            Verdict::Window
        } else {
            Verdict::Above { figure, truth }
        }
    }
}

/// Whether a part's pieces still count at its point: it may come to be open there, or stands open, or
/// was closed without the goods and nobody has seen it.
fn counts_at_its_point(world: &World, order: usize, part: &Part) -> bool {
    if let Some(there) = world.till_order((order, part.number)) {
        let unseen = !matches!(
            part.state,
            PartState::Delivered {
                closed: Some(_),
                ..
            } | PartState::Released { .. }
        );
        return !there.state.is_closed() || (!there.state.is_fulfilled() && unseen);
    }
    part.is_bound() || part.is_loose()
}

fn pieces(part: &Part) -> i64 {
    part.lines.iter().map(|line| i64::from(line.pieces)).sum()
}

fn handed_over(world: &World, place: usize, order: &Order) -> i64 {
    let parts = order.parts.iter().filter(|part| {
        let there = world.till_order((place, part.number));
        there.is_some_and(|there| there.state.is_fulfilled())
    });
    parts.map(pieces).sum()
}

fn truth(world: &World, ponte: &Ponte) -> i64 {
    let mut at_points = vec![0; world.points()];
    let mut outside = 0;
    let mut forgiven = 0;
    for (place, order) in world.shop.orders.iter().enumerate() {
        let Some(known) = ponte.orders.get(place) else {
            outside += if order.live { order.pieces } else { 0 };
            continue;
        };
        let mut in_parts = 0;
        for part in known.counting() {
            if counts_at_its_point(world, place, part) {
                at_points[usize::try_from(part.point).expect("small")] += pieces(part);
                in_parts += pieces(part);
            }
        }
        let in_hand = handed_over(world, place, known);
        if order.live {
            outside += order.pieces - in_parts - in_hand;
        } else if order.returned && known.ended.is_none() {
            forgiven += in_parts + in_hand;
        }
    }
    let points = ponte.places.iter().enumerate().map(|(point, place)| {
        let now = world.figures(point);
        let of_its_own = if place.level.unread.is_some() {
            now.of_its_own()
        } else {
            place.of_its_own
        };
        (of_its_own - now.handed_over - at_points[point]).max(0)
    });
    points.sum::<i64>() - outside + forgiven
}

/// What the shop shows at rest, by the rule on the till's true stock.
pub fn at_rest(world: &World, ponte: &Ponte) -> i64 {
    let mut open = vec![0; world.points()];
    let mut outside = 0;
    for (place, order) in world.shop.orders.iter().enumerate() {
        let known = &ponte.orders[place];
        let mut placed = 0;
        for part in &known.parts {
            let Some(there) = world.till_order((place, part.number)) else {
                continue;
            };
            if !there.state.is_closed() {
                open[there.point] += there.pieces;
                placed += there.pieces;
            } else if there.state.is_fulfilled() {
                placed += there.pieces;
            }
        }
        outside += if order.live { order.pieces - placed } else { 0 };
    }
    let points = ponte.places.iter().enumerate().map(|(point, place)| {
        let now = world.figures(point);
        // Our own orders count once where the till is known to count them, and where it does not;
        // twice where it does and nobody knows.
        let twice = world.till.counts && !ponte.till_counts;
        let ours = open[point] * if twice { 2 } else { 1 };
        let withheld: i64 = place.withheld.iter().map(|w| i64::from(w.pieces)).sum();
        let free = (now.quantity - now.phone - ours - withheld).max(0);
        (free - i64::from(place.reserve)).max(0)
    });
    points.sum::<i64>() - outside - i64::from(ponte.margin)
}
