//! The steps of a process, each of them a place to die at.
//!
//! A step is a call that is about to leave, an answer that is about to be read, or a transaction that
//! is about to begin.

use std::{
    future,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use crate::stage::{Command, Doors};

/// See the module.
#[derive(Debug)]
pub struct Steps {
    process: u64,
    doors: Arc<Doors>,
    taken: AtomicU64,
    dies_at: AtomicU64,
}

impl Steps {
    /// No step taken yet, by the process of that number.
    #[must_use]
    pub fn new(process: u64, doors: Arc<Doors>) -> Arc<Self> {
        Arc::new(Self {
            process,
            doors,
            taken: AtomicU64::new(0),
            dies_at: AtomicU64::new(u64::MAX),
        })
    }

    /// The process dies at the `count`th step from now, from 1.
    pub fn die_after(&self, count: u64) {
        let at = self.taken.load(Ordering::Relaxed) + count;
        self.dies_at.store(at, Ordering::Relaxed);
    }

    /// It does not die any more.
    pub fn live_on(&self) {
        self.dies_at.store(u64::MAX, Ordering::Relaxed);
    }

    /// Takes a step; never comes back where the process dies at it.
    pub async fn step(&self) {
        let taken = self.taken.fetch_add(1, Ordering::Relaxed) + 1;
        if taken >= self.dies_at.load(Ordering::Relaxed) {
            self.doors.push(Command::End(self.process));
            future::pending::<()>().await;
        }
    }
}
