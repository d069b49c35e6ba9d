//! Who looks, and what was found.

use std::{
    collections::BTreeMap,
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use jiff::Timestamp;
use ponte_domain::{
    orders::{part::ExternalId, withheld::Withheld},
    settings::Settings,
};
use ponte_sandbox::{
    journal::{Call, Filter},
    shop::order::Order as ShopOrder,
    till::{dump::orders::DumpedOrder, orders::record::Workflow},
};
use ponte_store::{
    SharedStore,
    orders::{Behind, Whole},
    points::SalesPoint,
};
use ponte_transport::Clock;

use super::{amounts, budget, cancelled, once, reasons, rest};
use crate::{town::Town, watch::Notes};

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

/// Everything at one moment.
pub struct Seen<'a> {
    /// The town, with what really happened.
    pub town: &'a Town,
    /// When.
    pub now: Timestamp,
    /// What the merchant chose.
    pub settings: Settings,
    /// Points in the merchant's order.
    pub points: Vec<SalesPoint>,
    /// Orders as Ponte holds them.
    pub orders: BTreeMap<String, Whole>,
    /// Orders as the shop holds them.
    pub in_shop: BTreeMap<String, ShopOrder>,
    /// Ponte's orders on the till, by name.
    pub on_till: BTreeMap<(String, u32), Vec<DumpedOrder>>,
    /// Ponte has learnt that the till counts its orders.
    pub counts: bool,
    /// What points withhold.
    pub withheld: Vec<(i64, String, Withheld)>,
    /// What left and was read.
    pub notes: Notes,
}

/// Whether the till still wants to do it.
#[must_use]
pub fn stands(order: &DumpedOrder) -> bool {
    !matches!(
        order.workflow,
        Some(Workflow::Rejected | Workflow::Canceled)
    )
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
        self.all().clone()
    }

    /// How many orders were cancelled between their reading and their first attempt.
    #[must_use]
    pub fn in_the_window(&self) -> u64 {
        *self
            .in_the_window
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
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
        let Some(seen) = self.look(notes).await else {
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

    async fn look(&self, notes: Notes) -> Option<Seen<'_>> {
        let mut tx = self.store.read().await.ok()?;
        let settings = tx.shop(&self.shop).await.ok()??.settings;
        let points = tx.points(&self.shop).await.ok()?;
        let mut orders = BTreeMap::new();
        let mut behind: Option<Behind> = None;
        loop {
            let page = tx
                .orders_page(&self.shop, None, behind.as_ref(), 200)
                .await
                .ok()?;
            let Some(last) = page.last() else { break };
            behind = Some(Behind {
                ordered_at: last.order.ordered_at,
                id: last.order.id.clone(),
            });
            orders.extend(page.into_iter().map(|it| (it.order.id.clone(), it)));
        }
        let withheld = tx.withheld(&self.shop).await.ok()?;
        let memory = tx.remembered(&self.shop, ponte_sync::orders::STREAM).await;
        let counts = memory.ok()?["counts"]["counts"] == "yes";
        drop(tx);
        let state = self.town.world.lock();
        let tenant = &state.tenants[0];
        let in_shop = tenant.shop.orders.newest_first();
        let mut on_till: BTreeMap<(String, u32), Vec<DumpedOrder>> = BTreeMap::new();
        for order in tenant.till.orders() {
            let named = order.sent.external_id.as_deref();
            if let Some(id) = named.and_then(ExternalId::parse) {
                let place = on_till.entry((id.order, id.number)).or_default();
                place.push(tenant.till.dump_order(order));
            }
        }
        Some(Seen {
            town: &self.town,
            now: self.town.clock.now(),
            settings,
            points,
            orders,
            in_shop: in_shop.map(|it| (it.id.clone(), it.clone())).collect(),
            on_till,
            counts,
            withheld: withheld
                .into_iter()
                .map(|row| (row.point, row.variant, row.withheld))
                .collect(),
            notes,
        })
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

impl Seen<'_> {
    /// What the till holds of an order.
    pub fn ours<'b>(&'b self, order: &str) -> impl Iterator<Item = &'b DumpedOrder> + use<'b> {
        let range = (order.to_owned(), 0)..=(order.to_owned(), u32::MAX);
        self.on_till.range(range).flat_map(|(_, all)| all)
    }

    /// What the till holds under one name.
    #[must_use]
    pub fn named(&self, order: &str, number: u32) -> Option<&DumpedOrder> {
        self.on_till.get(&(order.to_owned(), number))?.first()
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
