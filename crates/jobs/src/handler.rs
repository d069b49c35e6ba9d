//! The work that belongs to a kind of job, and what may come of it.

use std::{collections::BTreeMap, fmt, future::Future};

use futures::{FutureExt, future::BoxFuture};
use jiff::Timestamp;

use crate::Claim;

/// What came of a job's work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HandlerOutcome {
    /// There is nothing left to do, until somebody asks again or the timer strikes.
    Done,
    /// Nothing can be done before `at` (a budget is spent, a service is away). No failure; the
    /// timer waits as well, whoever asks does not.
    Retry {
        /// From when on it may be tried again.
        at: Timestamp,
    },
    /// It failed: it is tried again, after pauses that grow.
    Failed {
        /// What the page and the log may show: no key, no personal data.
        error: String,
    },
    /// It was put down because the process wants to end: the next one goes on at once.
    PutDown,
}

type Work = Box<dyn Fn(Claim) -> BoxFuture<'static, HandlerOutcome> + Send + Sync>;

/// The kinds of jobs that a process works on.
#[derive(Default)]
pub struct Handlers {
    by_kind: BTreeMap<&'static str, Work>,
}

impl Handlers {
    /// No work yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// From now on jobs of this kind are given to `work`, never two at a time for one shop. Its
    /// future is dropped where it stands when the job is no longer ours.
    #[must_use]
    pub fn register<F, Working>(mut self, kind: &'static str, work: F) -> Self
    where
        F: Fn(Claim) -> Working + Send + Sync + 'static,
        Working: Future<Output = HandlerOutcome> + Send + 'static,
    {
        let work: Work = Box::new(move |claim| work(claim).boxed());
        self.by_kind.insert(kind, work);
        self
    }

    /// The kinds, in the order of their letters.
    #[must_use]
    pub fn kinds(&self) -> Vec<&'static str> {
        self.by_kind.keys().copied().collect()
    }

    /// The work on `claim`, not begun; `None` where its kind is not one of ours.
    pub(crate) fn begin(&self, claim: &Claim) -> Option<BoxFuture<'static, HandlerOutcome>> {
        let work = self.by_kind.get(claim.kind())?;
        Some(work(claim.clone()))
    }
}

impl fmt::Debug for Handlers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.by_kind.keys()).finish()
    }
}
