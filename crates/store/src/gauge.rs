//! How many transactions are under way, and how many statements were sent.
//!
//! Guarantees (each a test): a transaction counts from the moment it is asked for until it is committed
//! or dropped, and whoever gives up waiting for one, or is refused, no longer counts; every statement
//! counts once.

use std::sync::{
    Arc,
    atomic::{AtomicU64, AtomicUsize, Ordering},
};

/// Counts that nobody waits for.
#[derive(Debug, Default)]
pub(crate) struct Gauge {
    under_way: Arc<AtomicUsize>,
    statements: Arc<AtomicU64>,
}

/// One that is counted as long as this lives.
#[derive(Debug)]
pub(crate) struct UnderWay {
    under_way: Arc<AtomicUsize>,
    statements: Arc<AtomicU64>,
}

impl Gauge {
    /// Counts one more.
    pub(crate) fn one_more(&self) -> UnderWay {
        self.under_way.fetch_add(1, Ordering::Relaxed);
        let one = UnderWay {
            under_way: self.under_way.clone(),
            statements: self.statements.clone(),
        };
        one.statement();
        one
    }

    /// How many there are.
    pub(crate) fn count(&self) -> usize {
        self.under_way.load(Ordering::Acquire)
    }

    /// How many statements were sent.
    pub(crate) fn statements(&self) -> u64 {
        self.statements.load(Ordering::Relaxed)
    }
}

impl UnderWay {
    /// A statement is sent.
    pub(crate) fn statement(&self) {
        self.statements.fetch_add(1, Ordering::Relaxed);
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        // Whoever reads the lower figure also sees what was done before it.
        self.under_way.fetch_sub(1, Ordering::Release);
    }
}
