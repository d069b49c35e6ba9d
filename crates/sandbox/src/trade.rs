//! Trade by seed: sales at the tills, orders in the shop, cancellations, goods moved by hand, as many as
//! one wants and all at once.
//!
//! - The seed alone chooses what happens, in which order, with which articles and where: two plays of
//!   one seed over the same world are the same, event by event.
//! - Each event goes the way of its own control call, so webhooks hear of it.
//! - Tills sell what is not there too; shoppers buy only what the shop has.
//! - What cannot be done (nothing to buy, nothing to cancel) is told as such and changes nothing.

mod choose;
mod shop;
mod till;

use std::collections::BTreeSet;

use ponte_transport::{Randomness, SeededRandom};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use self::choose::Shelf;
use crate::{
    control::{Of, Refusal},
    world::SharedWorld,
};

/// The most events that one call plays.
pub const MOST: u32 = 10_000;

/// What shall happen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Trade {
    /// Chooses everything that is not said here.
    pub seed: u64,
    /// Sales over the counter.
    pub sales: u32,
    /// Orders in the shop.
    pub orders: u32,
    /// Orders of the shop that are cancelled.
    pub cancellations: u32,
    /// Goods moved by hand: received, carried, counted, brought back with a credit note or a refund.
    pub moves: u32,
    /// Codes of the articles that are traded; all if empty.
    pub codes: BTreeSet<String>,
}

/// What happened.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct Traded {
    /// Sales over the counter.
    pub sales: usize,
    /// Orders in the shop.
    pub orders: usize,
    /// Cancelled orders.
    pub cancellations: usize,
    /// Goods moved by hand.
    pub moves: usize,
    /// What could not be done.
    pub nothing: usize,
    /// Everything, in its order.
    pub events: Vec<Event>,
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Event {
    /// Sold over the counter.
    Sale(Slip),
    /// Given back on a receipt.
    Refund(Slip),
    /// Brought back with a credit note.
    CreditNote(Slip),
    /// Received.
    Received {
        /// Id of the sales point.
        sales_point: i64,
        /// What.
        goods: Vec<Goods>,
    },
    /// Carried from one sales point to another.
    Transfer {
        /// Id of the sales point that they left.
        from: i64,
        /// Id of the sales point where they came.
        to: i64,
        /// What.
        goods: Vec<Goods>,
    },
    /// Counted by hand: the quantity is what is on the shelf now.
    Count {
        /// Id of the sales point.
        sales_point: i64,
        /// What.
        goods: Vec<Goods>,
    },
    /// Bought in the shop.
    Order {
        /// Id of the order.
        order: String,
        /// Paid at once.
        paid: bool,
        /// What.
        goods: Vec<Goods>,
    },
    /// Cancelled in the shop.
    Cancellation {
        /// Id of the order.
        order: String,
    },
    /// It could not be done.
    Nothing {
        /// What was to happen.
        wanted: Kind,
    },
}

/// A document of the till.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = TradedSlip)]
pub struct Slip {
    /// Its id.
    pub document: String,
    /// Id of the sales point.
    pub sales_point: i64,
    /// What.
    pub goods: Vec<Goods>,
}

/// So much of an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = TradedGoods)]
pub struct Goods {
    /// Its code, where it has one.
    pub sku: Option<String>,
    /// Id of the variant on the till; none for what was bought in the shop.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub variant: Option<String>,
    /// Pieces or kilograms.
    pub quantity: Decimal,
}

/// What can happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = TradeKind)]
pub enum Kind {
    /// A sale over the counter.
    Sale,
    /// An order in the shop.
    Order,
    /// An order of the shop is cancelled.
    Cancellation,
    /// Goods are moved by hand.
    Move,
}

/// Plays a tenant's trade.
///
/// # Errors
/// [`Refusal`]: there is no such tenant, or more is wanted than [`MOST`].
pub fn play(world: &SharedWorld, of: &Of, trade: &Trade) -> Result<Traded, Refusal> {
    let dice = SeededRandom::new(trade.seed);
    let kinds = kinds(trade, &dice)?;
    let shelf = Shelf::of(&of.tenant(&mut world.lock())?.till, &trade.codes);
    let mut traded = Traded::default();
    for kind in kinds {
        let event = match kind {
            Kind::Sale => till::sale(world, of, &shelf, &dice)?,
            Kind::Move => till::by_hand(world, of, &shelf, &dice)?,
            Kind::Order => shop::order(world, of, &trade.codes, &dice)?,
            Kind::Cancellation => shop::cancellation(world, of, &dice)?,
        };
        *match (&event, kind) {
            (None, _) => &mut traded.nothing,
            (_, Kind::Sale) => &mut traded.sales,
            (_, Kind::Order) => &mut traded.orders,
            (_, Kind::Cancellation) => &mut traded.cancellations,
            (_, Kind::Move) => &mut traded.moves,
        } += 1;
        let event = event.unwrap_or(Event::Nothing { wanted: kind });
        traded.events.push(event);
    }
    Ok(traded)
}

/// Everything that shall happen, in an order that the dice choose.
fn kinds(trade: &Trade, dice: &dyn Randomness) -> Result<Vec<Kind>, Refusal> {
    let wanted = [
        (Kind::Sale, trade.sales),
        (Kind::Order, trade.orders),
        (Kind::Cancellation, trade.cancellations),
        (Kind::Move, trade.moves),
    ];
    let total: u64 = wanted.iter().map(|(_, times)| u64::from(*times)).sum();
    if total > u64::from(MOST) {
        let text = format!("at most {MOST} events at once, not {total}");
        return Err(Refusal::Body(text));
    }
    let mut kinds = Vec::new();
    for (kind, times) in wanted {
        for _ in 0..times {
            kinds.push(kind);
        }
    }
    for place in (1..kinds.len()).rev() {
        kinds.swap(place, choose::place(place + 1, dice));
    }
    Ok(kinds)
}
