//! What happened on simulated days.

use std::{collections::BTreeMap, time::Duration};

use ponte_sandbox::journal::Call;

use crate::{
    history::caretaker::Fates,
    invariants::Violation,
    stock::{judge::Counts, oversold::Beyond},
    town::Town,
};

/// The figures of one seed, and what must not have been.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The seed.
    pub seed: u64,
    /// The till counts orders as outgoing.
    pub till_counts: bool,
    /// Orders of the shop.
    pub orders: usize,
    /// Orders of ours on the till.
    pub parts: usize,
    /// Calls that the services got.
    pub calls: usize,
    /// Calls that the services placed, tries included.
    pub webhooks: usize,
    /// What became of processes.
    pub fates: Fates,
    /// Calls that went wrong by the weather.
    pub faults: usize,
    /// Orders cancelled between their reading and their first attempt.
    pub in_the_window: u64,
    /// What came of the writes to the shop's stock.
    pub writes: Counts,
    /// Pieces sold beyond stock.
    pub beyond: Beyond,
    /// Sales over the counter.
    pub sales: usize,
    /// How many orders stand in each stage.
    pub stages: BTreeMap<String, i64>,
    /// How often each thing happened to an order, by Ponte's own words.
    pub happened: BTreeMap<String, u64>,
    /// What must not be.
    pub violations: Vec<Violation>,
    /// How long a day took, by a real clock.
    pub a_day: Duration,
    /// Every call of the sandbox's journal, and Ponte's own: two runs of a seed are compared by it.
    pub journal: Vec<String>,
}

impl Report {
    /// Counts what the town has seen.
    pub(crate) fn count(&mut self, town: &Town, calls: &[Call]) {
        let state = town.world.lock();
        let tenant = &state.tenants[0];
        self.orders = tenant.shop.orders.len();
        let ours = |name: Option<&str>| name.is_some_and(|name| name.starts_with("ponte-"));
        let orders = tenant.till.orders();
        let orders = orders.filter(|order| ours(order.sent.external_id.as_deref()));
        self.parts = orders.count();
        self.till_counts = town.temper.till_counts;
        let sales = tenant.till.documents();
        self.sales = sales.filter(|document| document.order.is_none()).count();
        self.writes = town.judge.counts();
        self.beyond = town.oversold.beyond();
        self.webhooks = state.outbox.made().count();
        self.calls = calls.len();
        self.faults = calls.iter().filter(|call| call.fault.is_some()).count();
        self.journal = calls.iter().map(|call| format!("{call:?}")).collect();
    }

    /// How many processes died, were stopped or stood still.
    #[must_use]
    pub fn crashes(&self) -> u64 {
        self.fates.died + self.fates.stopped + self.fates.froze
    }
}
