//! How many transactions are under way, and how many statements were sent.
//!
//! Guarantee (a test): a transaction counts from the moment it is asked for until it is committed or
//! dropped. Whoever gives up waiting for one, or is refused, no longer counts.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

/// Counts that nobody waits for.
#[derive(Debug, Default)]
pub(crate) struct Gauge(Arc<Counts>);

#[derive(Debug, Default)]
struct Counts {
    under_way: AtomicUsize,
    statements: AtomicUsize,
}

/// One that is counted as long as this lives.
#[derive(Debug)]
pub(crate) struct UnderWay(Arc<Counts>);

impl Gauge {
    /// Counts one more.
    pub(crate) fn one_more(&self) -> UnderWay {
        self.0.under_way.fetch_add(1, Ordering::Relaxed);
        UnderWay(self.0.clone())
    }

    /// How many there are.
    pub(crate) fn count(&self) -> usize {
        self.0.under_way.load(Ordering::Acquire)
    }

    /// How many statements were sent by all that ever were.
    pub(crate) fn statements(&self) -> usize {
        self.0.statements.load(Ordering::Relaxed)
    }
}

impl UnderWay {
    /// Counts a statement.
    pub(crate) fn sends(&self) {
        self.0.statements.fetch_add(1, Ordering::Relaxed);
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        // Whoever reads the lower figure also sees what was done before it.
        self.0.under_way.fetch_sub(1, Ordering::Release);
    }
}
