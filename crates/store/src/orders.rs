//! Orders of the shop, and their parts: the ledger.
//!
//! Guarantees: an order is one row, unique by (shop, orderID); a part is one row, unique by its number
//! in the order; a reading transaction sees an order and its parts as they were at one moment.

use std::collections::BTreeMap;

use async_trait::async_trait;
use jiff::Timestamp;
use ponte_domain::{
    money::Money,
    orders::{
        amounts::PartAmounts,
        details::{Basis, Details},
        explanation::Explanation,
        free::Reading,
        order::{ShopState, Stage},
        part::Part,
        resolve::Resolved,
        wishes::Wishes,
    },
    till::{ProductId, VariantId},
};
use serde::{Deserialize, Serialize};

use crate::Result;

/// Most characters of an order's id: indexes hold it, and theirs have room for so much on PostgreSQL.
/// Whoever reads orders from the shop refuses a longer one.
pub const LONGEST_ID: usize = 200;

/// An order.
#[derive(Clone, Debug, PartialEq)]
pub struct OrderRow {
    /// The shop's `orderID`, of [`LONGEST_ID`] characters at most.
    pub id: String,
    /// Its state on the shop, as last read.
    pub state: ShopState,
    /// `orderDate`.
    pub ordered_at: Timestamp,
    /// Its total, as the list tells it.
    pub total: Money,
    /// When it was first stored.
    pub seen_at: Timestamp,
    /// When its details were last read; `None`: never yet.
    pub read_at: Option<Timestamp>,
    /// Since when the shop shows it ended; `None`: live.
    pub ended_at: Option<Timestamp>,
    /// The order in full; `None` where it was never read.
    pub details: Option<Details>,
    /// Which variants its lines mean.
    pub resolved: Resolved,
    /// Which product of the till each of these variants belongs to.
    pub products: BTreeMap<VariantId, ProductId>,
    /// What its parts were planned from; `None`: nothing is planned.
    pub basis: Option<Basis>,
    /// The last plan's reasons.
    pub explanation: Option<Explanation>,
    /// Where it stands.
    pub stage: Stage,
    /// Since when it stands there.
    pub stage_at: Timestamp,
    /// What a person decided for it.
    pub wishes: Wishes,
    /// The state that we last asked the shop to give it.
    pub told: Option<Told>,
    /// The merchant wants it ignored: the reason given.
    pub ignored: Option<String>,
    /// From before Ponte, and *da tenere da parte*.
    pub set_aside: bool,
    /// When other lines of it were last read than before, and the variants of those before: the shop
    /// gave back some of them.
    pub lines_changed: Option<(Timestamp, Vec<VariantId>)>,
    /// Whether something may still be to be done with it: it is looked at in every pass.
    pub open: bool,
}

/// What the shop was asked to make of an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// The state.
    pub state: ShopState,
    /// When.
    pub at: Timestamp,
}

/// A part with what delivery needs to remember.
#[derive(Clone, Debug, PartialEq)]
pub struct PartRow {
    /// The part.
    pub part: Part,
    /// What it costs.
    pub amounts: PartAmounts,
    /// The till's id of it, once it is known.
    pub till_id: Option<String>,
    /// Every attempt.
    pub attempts: Vec<Attempt>,
    /// The till's words at the last refusal, fit to be shown.
    pub refusal: String,
    /// Not to be attempted before.
    pub next_at: Option<Timestamp>,
    /// Why the point rejected it.
    pub rejection: String,
    /// The till holds something else under its name.
    pub differs: bool,
    /// Readings at its point before its first attempt, until it has taught us what it can.
    pub before: Vec<(VariantId, Reading)>,
    /// When the till was last asked for it.
    pub looked_at: Option<Timestamp>,
}

/// One attempt to deliver a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    /// When the request was about to leave.
    pub at: Timestamp,
    /// The due time it asked for.
    pub due: Timestamp,
}

/// An order with its parts, all that ever were, in the order of their numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Whole {
    /// The order.
    pub order: OrderRow,
    /// Its parts.
    pub parts: Vec<PartRow>,
}

/// Something that happened to an order, for its time line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderEvent {
    /// When.
    pub at: Timestamp,
    /// A word that the pages translate.
    pub what: String,
    /// What it is about (a part's number, a state, a name).
    pub detail: String,
}

/// The last plan of an order, without anything of its buyer.
#[derive(Clone, Debug, PartialEq)]
pub struct Planned {
    /// The plan's reasons.
    pub explanation: Explanation,
    /// Which variants the order's lines mean.
    pub resolved: Resolved,
    /// What a person decided for it.
    pub wishes: Wishes,
}

/// Where a page of orders goes on: behind this one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Behind {
    /// Its `orderDate`.
    pub ordered_at: Timestamp,
    /// Its id.
    pub id: String,
}

/// Which orders are looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// A word of [`Stage`].
    pub stage: Option<String>,
    /// Part of its id, of what the shop's people call it, of the buyer's name, or of a code in it.
    pub text: Option<String>,
    /// Ordered then or later.
    pub from: Option<Timestamp>,
    /// Ordered before.
    pub before: Option<Timestamp>,
}

/// Orders.
#[async_trait]
pub trait Orders {
    /// Keeps an order as given (insert or replace; when it was first stored stays).
    async fn order_put(&mut self, shop: &str, order: &OrderRow) -> Result<()>;
    /// One order with its parts.
    async fn order(&mut self, shop: &str, order: &str) -> Result<Option<Whole>>;
    /// Which of these orders are stored, in the order asked.
    async fn orders_known(&mut self, shop: &str, orders: &[String]) -> Result<Vec<String>>;
    /// Orders for which something may still be to be done, oldest first, without their parts.
    async fn orders_open(&mut self, shop: &str) -> Result<Vec<OrderRow>>;
    /// The same with their parts, in two statements however many there are.
    async fn orders_open_whole(&mut self, shop: &str) -> Result<Vec<Whole>>;
    /// The newest `orderDate` stored.
    async fn orders_newest(&mut self, shop: &str) -> Result<Option<Timestamp>>;
    /// Up to `limit` orders behind `behind`, newest first; only those in this `stage` (a word of
    /// [`Stage`]), where one is named.
    async fn orders_page(
        &mut self,
        shop: &str,
        stage: Option<&str>,
        behind: Option<&Behind>,
        limit: i64,
    ) -> Result<Vec<Whole>>;
    /// Up to `limit` orders that are as `wanted`, behind `behind`, newest first, with their parts, in two
    /// statements however many there are.
    async fn orders_found(
        &mut self,
        shop: &str,
        wanted: &Wanted,
        behind: Option<&Behind>,
        limit: i64,
    ) -> Result<Vec<Whole>>;
    /// The last plans of the orders since `since` that were ever planned, up to the newest `limit`,
    /// newest first, in one statement.
    async fn orders_planned(
        &mut self,
        shop: &str,
        since: Timestamp,
        limit: i64,
    ) -> Result<Vec<Planned>>;
    /// How many orders stand in each stage.
    async fn orders_counted(&mut self, shop: &str) -> Result<Vec<(String, i64)>>;
    /// Keeps a part as given (insert or replace by its number).
    async fn part_put(&mut self, shop: &str, order: &str, part: &PartRow) -> Result<()>;
    /// Parts that are not closed, and those closed since `since`, of all orders: what free(point)
    /// counts. With the order's id, in no particular order.
    async fn parts_counting(
        &mut self,
        shop: &str,
        since: Timestamp,
    ) -> Result<Vec<(String, PartRow)>>;
    /// Notes what happened to an order.
    async fn order_event(&mut self, shop: &str, order: &str, event: &OrderEvent) -> Result<()>;
    /// What happened to an order, oldest first.
    async fn order_events(&mut self, shop: &str, order: &str) -> Result<Vec<OrderEvent>>;
}
