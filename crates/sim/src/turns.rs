//! One transaction at a time, in the order in which they were asked for.
//!
//! SQLite works on threads of its own, so that of two transactions under way it is anybody's guess which
//! is done first. Here the next one begins when the one before has ended. Guarantees: the same
//! questions in the same order are answered in the same order; whether anything is under way in a
//! database can be told at any moment.

use std::{
    collections::VecDeque,
    future::{Future, poll_fn},
    sync::{Arc, Mutex, MutexGuard, PoisonError, Weak},
    task::{Poll, Waker},
};

use async_trait::async_trait;
use ponte_store::{Result, SharedStore, Store, Tx};

use crate::steps::Steps;

/// Who may use the database, one after the other.
#[derive(Default)]
pub struct Turns(Mutex<State>);

#[derive(Default)]
struct State {
    stores: Vec<Weak<dyn Store>>,
    queue: VecDeque<(u64, Waker)>,
    last: u64,
    admitted: Option<u64>,
}

impl State {
    fn is_idle(&self) -> bool {
        let under_way = |store: &Weak<dyn Store>| {
            let store = store.upgrade();
            store.is_some_and(|store| store.under_way() > 0)
        };
        self.admitted.is_none() && !self.stores.iter().any(under_way)
    }
}

impl Turns {
    /// Lets in who waits longest, where nothing is under way; whether it did.
    pub fn admit(&self) -> bool {
        let mut state = self.state();
        if !state.is_idle() {
            return false;
        }
        let Some((ticket, waiting)) = state.queue.pop_front() else {
            return false;
        };
        state.admitted = Some(ticket);
        drop(state);
        waiting.wake();
        true
    }

    /// Nothing is under way, and nobody waits.
    #[must_use]
    pub fn is_quiet(&self) -> bool {
        let state = self.state();
        state.queue.is_empty() && state.is_idle()
    }

    /// Does some work of the database alone.
    pub async fn alone<T>(&self, work: impl Future<Output = T>) -> T {
        let _turn = self.turn().await;
        work.await
    }

    /// Waits until it is our turn; it lasts as long as what is given.
    async fn turn(&self) -> Turn<'_> {
        let turn = {
            let mut state = self.state();
            state.last += 1;
            Turn {
                turns: self,
                ticket: state.last,
            }
        };
        poll_fn(|context| {
            let mut state = self.state();
            if state.admitted == Some(turn.ticket) {
                return Poll::Ready(());
            }
            let waker = context.waker().clone();
            let mut waiting = state.queue.iter_mut();
            match waiting.find(|(ticket, _)| *ticket == turn.ticket) {
                Some((_, waiting)) => *waiting = waker,
                None => state.queue.push_back((turn.ticket, waker)),
            }
            Poll::Pending
        })
        .await;
        turn
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

struct Turn<'a> {
    turns: &'a Turns,
    ticket: u64,
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        let mut state = self.turns.state();
        state.queue.retain(|(ticket, _)| *ticket != self.ticket);
        if state.admitted == Some(self.ticket) {
            state.admitted = None;
        }
    }
}

/// A store whose transactions take turns with those of all others.
pub struct Turned {
    inner: SharedStore,
    turns: Arc<Turns>,
    steps: Option<Arc<Steps>>,
}

impl Turned {
    /// `inner`, in turn; each transaction that begins is one of `steps`.
    #[must_use]
    pub fn around(inner: SharedStore, turns: Arc<Turns>, steps: Option<Arc<Steps>>) -> SharedStore {
        let mut state = turns.state();
        state.stores.retain(|store| store.strong_count() > 0);
        state.stores.push(Arc::downgrade(&inner));
        drop(state);
        Arc::new(Self {
            inner,
            turns,
            steps,
        })
    }

    async fn step(&self) {
        if let Some(steps) = &self.steps {
            steps.step().await;
        }
    }
}

#[async_trait]
impl Store for Turned {
    async fn write(&self) -> Result<Box<dyn Tx>> {
        self.step().await;
        self.turns.alone(self.inner.write()).await
    }

    async fn read(&self) -> Result<Box<dyn Tx>> {
        self.step().await;
        self.turns.alone(self.inner.read()).await
    }

    fn backend(&self) -> &'static str {
        self.inner.backend()
    }

    fn under_way(&self) -> usize {
        self.inner.under_way()
    }

    fn statements(&self) -> usize {
        self.inner.statements()
    }
}

#[cfg(test)]
mod tests {
    use futures::future::join_all;
    use jiff::Timestamp;

    use super::*;
    use crate::{clock::SimClock, stage::Stage};

    #[tokio::test]
    async fn transactions_begin_in_the_order_in_which_they_were_asked_for_one_after_the_other() {
        let folder = tempfile::tempdir().expect("a folder");
        let address = format!("sqlite:{}", folder.path().join("ponte.db").display());
        let store = ponte_store::connect(&address).await.expect("a database");
        let turns = Arc::new(Turns::default());
        let store = Turned::around(store, turns.clone(), None);
        let clock = SimClock::new(Timestamp::UNIX_EPOCH);
        let mut stage = Stage::new(clock, turns.clone(), Arc::default());
        let told = Mutex::new(Vec::new());
        let say = |what: &str, number: usize| {
            let line = format!("{what} {number}");
            told.lock().expect("no panic while held").push(line);
        };
        let (store, say) = (&store, &say);
        let all = (0..4).map(|number| {
            let turns = turns.clone();
            async move {
                let mut tx = if number % 2 == 0 {
                    store.write().await.expect("a transaction")
                } else {
                    store.read().await.expect("a transaction")
                };
                say("begins", number);
                assert!(!turns.is_quiet());
                tx.shops().await.expect("none");
                say("ends", number);
                tx.commit().await.expect("committed");
            }
        });
        stage.play(join_all(all)).await;
        let expected = (0..4).flat_map(|n| [format!("begins {n}"), format!("ends {n}")]);
        let expected: Vec<String> = expected.collect();
        assert_eq!(*told.lock().expect("no panic while held"), expected);
        assert!(turns.is_quiet());
    }
}
