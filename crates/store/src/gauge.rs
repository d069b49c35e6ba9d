//! How many transactions are under way.
//!
//! Guarantee (a test): a transaction counts from the moment it is asked for until it is committed or
//! dropped. Whoever gives up waiting for one, or is refused, no longer counts.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

/// A count that nobody waits for.
#[derive(Debug, Default)]
pub(crate) struct Gauge(Arc<AtomicUsize>);

/// One that is counted as long as this lives.
#[derive(Debug)]
pub(crate) struct UnderWay(Arc<AtomicUsize>);

impl Gauge {
    /// Counts one more.
    pub(crate) fn one_more(&self) -> UnderWay {
        self.0.fetch_add(1, Ordering::Relaxed);
        UnderWay(self.0.clone())
    }

    /// How many there are.
    pub(crate) fn count(&self) -> usize {
        self.0.load(Ordering::Acquire)
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        // Whoever reads the lower figure also sees what was done before it.
        self.0.fetch_sub(1, Ordering::Release);
    }
}
