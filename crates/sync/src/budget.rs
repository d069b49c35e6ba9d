//! The till's allowance as a limiter over a row that all processes share.
//!
//! Cassa in Cloud allows 360 calls in a fixed window of ten minutes (sheet §8). Calls are taken from
//! the row in blocks; what a block has left when a process dies is lost, never given twice. What it
//! has left when a pass ends is there for the next one: passes may be many.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

use async_trait::async_trait;
use jiff::Timestamp;
use ponte_store::SharedStore;
use ponte_transport::{Exhausted, Limiter, Observed, SharedClock, clock::later};
use std::{sync::PoisonError, time::Duration};

/// Calls taken from the row at once.
const BLOCK: i64 = 10;
/// The till's window.
const WINDOW: Duration = Duration::from_secs(600);
/// How long we keep still where the till refuses although our count says otherwise: somebody else
/// uses the same key, and when its window ends is not told.
const STILL: Duration = Duration::from_secs(60);

/// A shop's allowance at the till.
pub struct TillBudget {
    store: SharedStore,
    clock: SharedClock,
    shop: String,
    limit: i64,
    state: Mutex<State>,
}

/// By shop, and where the lane ends.
type ByLane = BTreeMap<(String, i64), Arc<TillBudget>>;

/// The allowances of this process' shops, one a shop and lane.
#[derive(Clone, Default)]
pub(crate) struct Budgets(Arc<Mutex<ByLane>>);

impl Budgets {
    /// The one of `shop` that ends at `limit` calls.
    pub fn of(&self, shop: &str, limit: i64, new: impl FnOnce() -> TillBudget) -> Arc<TillBudget> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (shop.to_owned(), limit);
        known.entry(key).or_insert_with(|| Arc::new(new())).clone()
    }
}

#[derive(Clone, Copy)]
struct State {
    granted: i64,
    ends: Timestamp,
    refused: bool,
}

impl TillBudget {
    /// The allowance of `shop`: `limit` calls a window.
    #[must_use]
    pub fn new(store: SharedStore, clock: SharedClock, shop: String, limit: i64) -> Self {
        let state = Mutex::new(State {
            granted: 0,
            ends: Timestamp::MIN,
            refused: false,
        });
        Self {
            store,
            clock,
            shop,
            limit,
            state,
        }
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn take(&self) -> Result<(i64, Timestamp), ponte_store::StoreError> {
        let now = self.clock.now();
        let refused = std::mem::take(&mut self.state().refused);
        let mut tx = self.store.write().await?;
        if refused {
            tx.budget_spent(&self.shop, "till", later(now, STILL))
                .await?;
        }
        let window = i64::try_from(WINDOW.as_millis()).unwrap_or(i64::MAX);
        let got = tx
            .budget_take(&self.shop, "till", BLOCK, self.limit, window, now)
            .await?;
        tx.commit().await?;
        Ok(got)
    }
}

#[async_trait]
impl Limiter for TillBudget {
    async fn admit(&self) -> Result<(), Exhausted> {
        {
            let mut state = self.state();
            if !state.refused && state.granted > 0 && self.clock.now() < state.ends {
                state.granted -= 1;
                return Ok(());
            }
        }
        match self.take().await {
            Ok((granted, ends)) if granted > 0 => {
                let mut state = self.state();
                // Somebody else may have taken a block meanwhile: of the same window they add up.
                let kept = if state.ends == ends { state.granted } else { 0 };
                *state = State {
                    granted: kept + granted - 1,
                    ends,
                    refused: false,
                };
                Ok(())
            }
            Ok((_, until)) => Err(Exhausted { until }),
            Err(error) => {
                tracing::warn!(%error, "the till's budget cannot be read: waiting");
                Err(Exhausted {
                    until: later(self.clock.now(), STILL),
                })
            }
        }
    }

    fn observe(&self, seen: Observed) {
        if seen.status.is_some_and(|status| status.as_u16() == 429) {
            self.state().refused = true;
        }
    }
}
