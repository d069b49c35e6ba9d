//! Who looks, and what was found.

use std::{
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use jiff::Timestamp;
use ponte_domain::orders::part::ExternalId;
use ponte_sandbox::{
    journal::{Call, Filter},
    till::dump::orders::DumpedOrder,
};
use ponte_store::{SharedStore, orders::Whole};
use ponte_transport::Clock;

use super::{amounts, budget, cancelled, offer, once, quiet, reasons, rest, seen::Seen};
use crate::{
    stock::{
        deciding::{self, Snapshot},
        judge::Decisions,
    },
    town::Town,
    watch::Notes,
};

/// Something that must not be.
#[derive(Clone, Debug)]
pub struct Violation {
    /// The seed that gives it.
    pub seed: u64,
    /// When, by simulated time.
    pub at: Timestamp,
    /// The order; empty where it is about none.
    pub order: String,
    /// What is wrong.
    pub what: String,
    /// What happened before.
    pub lines: Vec<String>,
}

/// Looks at both sides and at the ledger between them.
pub struct Inspector {
    town: Arc<Town>,
    store: SharedStore,
    shop: String,
    found: Mutex<Vec<Violation>>,
    in_the_window: Mutex<u64>,
}

impl Inspector {
    /// An inspector with a view of its own on the database.
    #[must_use]
    pub fn new(town: Arc<Town>, store: SharedStore, shop: String) -> Arc<Self> {
        Arc::new(Self {
            town,
            store,
            shop,
            found: Mutex::default(),
            in_the_window: Mutex::default(),
        })
    }

    /// What was found so far.
    #[must_use]
    pub fn found(&self) -> Vec<Violation> {
        let above = self.town.judge.above().into_iter();
        let above = above.map(|above| Violation {
            seed: self.town.temper.seed,
            at: above.at,
            order: String::new(),
            what: above.what,
            lines: above.lines,
        });
        self.all().iter().cloned().chain(above).collect()
    }

    /// The town that it looks at.
    #[must_use]
    pub fn town(&self) -> &Town {
        &self.town
    }

    /// How many orders were cancelled between their reading and their first attempt.
    #[must_use]
    pub fn in_the_window(&self) -> u64 {
        *self
            .in_the_window
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// What Ponte knows as a pass begins to write, whose reading of the shop's list began then.
    pub async fn snapshot(&self, listed: Timestamp) -> Option<Snapshot> {
        Snapshot::take(&self.town, &self.store, &self.shop, listed).await
    }

    /// What Ponte's writes of stock in this body were decided from.
    pub async fn decided(&self, snapshot: &Snapshot, body: &[u8]) -> Decisions {
        let skus = deciding::skus(body);
        let (town, store) = (&self.town, &self.store);
        snapshot.decisions(town, store, &self.shop, &skus).await
    }

    /// A request for this part was written to the till, or may have been.
    pub async fn written(&self, name: &str) {
        let Some(name) = ExternalId::parse(name) else {
            return;
        };
        let whole = self.order(&name.order).await;
        let wrong = {
            let state = self.town.world.lock();
            let till = &state.tenants[0].till;
            let ours = till.orders().filter(|order| {
                let named = order.sent.external_id.as_deref();
                named
                    .and_then(ExternalId::parse)
                    .is_some_and(|id| id.order == name.order)
            });
            let ours: Vec<DumpedOrder> = ours.map(|order| till.dump_order(order)).collect();
            once::broken(&self.town, &name.order, &ours, whole.as_ref())
        };
        for what in wrong {
            self.tell(&name.order, what).await;
        }
    }

    /// Everything has come to rest: looks at all of it.
    pub async fn at_rest(&self, notes: Notes, calls: &[Call]) {
        let Some(seen) = Seen::look(&self.town, &self.store, &self.shop, notes).await else {
            self.tell("", "the database cannot be read".to_owned())
                .await;
            return;
        };
        let mut wrong = Vec::new();
        for (order, whole) in &seen.orders {
            let ours: Vec<DumpedOrder> = seen.ours(order).cloned().collect();
            let told = once::broken(seen.town, order, &ours, Some(whole));
            wrong.extend(told.into_iter().map(|what| (order.clone(), what)));
        }
        wrong.extend(rest::broken(&seen));
        wrong.extend(amounts::broken(&seen));
        wrong.extend(reasons::broken(&seen));
        wrong.extend(offer::broken(&seen));
        wrong.extend(quiet::broken(calls, seen.now));
        wrong.extend(budget::broken(calls));
        let (told, in_the_window) = cancelled::broken(&seen);
        wrong.extend(told);
        *self
            .in_the_window
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = in_the_window;
        for (order, what) in wrong {
            self.tell(&order, what).await;
        }
    }

    async fn order(&self, order: &str) -> Option<Whole> {
        let mut tx = self.store.read().await.ok()?;
        tx.order(&self.shop, order).await.ok()?
    }

    async fn tell(&self, order: &str, what: String) {
        if self
            .all()
            .iter()
            .any(|known| known.order == order && known.what == what)
        {
            return;
        }
        let lines = self.lines(order).await;
        self.all().push(Violation {
            seed: self.town.temper.seed,
            at: self.town.clock.now(),
            order: order.to_owned(),
            what,
            lines,
        });
    }

    /// What the ledger and the journals say of an order.
    async fn lines(&self, order: &str) -> Vec<String> {
        let mut lines = Vec::new();
        if let Some(past) = self.town.past().get(order) {
            lines.push(format!("past: {past:?}"));
        }
        if let Some(whole) = self.order(order).await {
            let row = &whole.order;
            lines.push(format!(
                "ledger: {:?}, state {}, read {:?}, {:?}",
                row.stage, row.state.0, row.read_at, row.wishes
            ));
            for part in &whole.parts {
                lines.push(format!(
                    "part {} at {}: {:?} {:?} attempts {:?} {}",
                    part.part.number,
                    part.part.point,
                    part.part.state,
                    part.part.lines,
                    part.attempts,
                    part.refusal
                ));
            }
        }
        if let Ok(mut tx) = self.store.read().await {
            let events = tx.order_events(&self.shop, order).await.unwrap_or_default();
            for event in events {
                lines.push(format!("{} {} {}", event.at, event.what, event.detail));
            }
            let journal = tx.journal(&self.shop, i64::MAX, 2000).await;
            let about = journal.unwrap_or_default();
            let about = about.into_iter().filter(|entry| entry.subject == order);
            let mut about: Vec<String> = about
                .take(12)
                .map(|entry| {
                    format!(
                        "{} {} {} -> {} ({} ms)",
                        entry.at, entry.service, entry.what, entry.outcome, entry.duration_ms
                    )
                })
                .collect();
            about.reverse();
            lines.extend(about);
        }
        let state = self.town.world.lock();
        let last = Filter {
            limit: Some(8),
            ..Filter::default()
        };
        let mut calls: Vec<String> = state
            .journal
            .rows(&last)
            .map(|call| {
                format!(
                    "{} {:?} {} {} -> {:?} fault {:?}",
                    call.at, call.service, call.method, call.path, call.status, call.fault
                )
            })
            .collect();
        calls.reverse();
        lines.extend(calls);
        lines
    }

    fn all(&self) -> MutexGuard<'_, Vec<Violation>> {
        self.found.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "seed {}, {}, order {}: {}",
            self.seed, self.at, self.order, self.what
        )?;
        for line in &self.lines {
            writeln!(f, "    {line}")?;
        }
        Ok(())
    }
}
