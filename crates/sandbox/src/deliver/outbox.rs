//! What waits to be called, and what came of the calls that were made.

use std::{
    collections::{BTreeMap, VecDeque},
    sync::Arc,
    time::Duration,
};

use bytes::Bytes;
use http::HeaderMap;
use jiff::Timestamp;
use ponte_transport::{Randomness, clock};
use serde::Serialize;
use tokio::sync::Notify;
use url::Url;
use utoipa::ToSchema;

use crate::service::Service;

/// Attempts that are remembered.
pub const KEPT: usize = 1_000;

/// A call that a service wants to place: a POST.
#[derive(Clone, Debug)]
pub struct Delivery {
    /// Who calls.
    pub service: Service,
    /// Whose event it is: the tenant's instance.
    pub instance: String,
    /// Whom to call.
    pub url: Url,
    /// Headers, the content type and a signature among them.
    pub headers: HeaderMap,
    /// The body, the same in every try.
    pub body: Bytes,
    /// How long the receiver may take.
    pub timeout: Duration,
    /// The pause before each further try; as many tries as pauses, and one.
    pub pauses: Vec<Duration>,
}

/// What goes wrong on the way, on demand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mischief {
    /// Of a hundred calls so many are never made.
    pub lost_percent: u32,
    /// Of a hundred calls so many are made twice.
    pub doubled_percent: u32,
    /// Each call is made up to so many seconds late, so that a later one may overtake it.
    pub late_seconds: u32,
}

/// A call that was made.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Attempt {
    /// When its result was known.
    #[schema(value_type = String)]
    pub at: Timestamp,
    /// Who called.
    pub service: Service,
    /// Whose event it was.
    pub instance: String,
    /// Who was called.
    pub url: String,
    /// Which try it was, from 1.
    pub attempt: usize,
    /// Status of the answer, where there was one.
    pub status: Option<u16>,
    /// Why there was none.
    pub error: Option<String>,
}

/// What came of a call.
pub(super) enum Outcome {
    /// An answer with this status.
    Answered(u16),
    /// None, and why.
    Failed(String),
}

/// A delivery and how often it was tried.
pub(super) struct Posted {
    pub delivery: Delivery,
    tried: usize,
    /// The outbox's beginning that it belongs to.
    era: u64,
}

/// The calls of all tenants.
#[derive(Default)]
pub struct Outbox {
    /// By the time they are due, and by number among those of one instant.
    waiting: BTreeMap<(Timestamp, u64), Posted>,
    made: VecDeque<Attempt>,
    next: u64,
    era: u64,
    bell: Arc<Notify>,
}

impl Outbox {
    /// Posts a call that is due `now`, or what `mischief` makes of it.
    pub fn post(
        &mut self,
        delivery: Delivery,
        mischief: Mischief,
        now: Timestamp,
        random: &dyn Randomness,
    ) {
        let hits = |percent: u32| percent > 0 && random.below(100) < u64::from(percent);
        if hits(mischief.lost_percent) {
            return;
        }
        let copies = if hits(mischief.doubled_percent) { 2 } else { 1 };
        for _ in 0..copies {
            let late = match mischief.late_seconds {
                0 => Duration::ZERO,
                seconds => Duration::from_millis(random.below(u64::from(seconds) * 1000 + 1)),
            };
            let posted = Posted {
                delivery: delivery.clone(),
                tried: 0,
                era: self.era,
            };
            self.wait(posted, clock::later(now, late));
        }
    }

    /// How many calls wait.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.waiting.len()
    }

    /// The latest calls that were made, oldest first, at most [`KEPT`].
    pub fn made(&self) -> impl Iterator<Item = &Attempt> {
        self.made.iter()
    }

    /// Forgets all; what is on its way is not made again.
    pub fn clear(&mut self) {
        self.waiting.clear();
        self.made.clear();
        self.era += 1;
    }

    /// Rings when something was posted.
    pub(super) fn bell(&self) -> Arc<Notify> {
        Arc::clone(&self.bell)
    }

    /// Takes out what is due at `now`, in order.
    pub(super) fn take_due(&mut self, now: Timestamp) -> Vec<Posted> {
        std::iter::from_fn(|| self.take_one_due(now)).collect()
    }

    /// Takes out the first that is due at `now`.
    pub(super) fn take_one_due(&mut self, now: Timestamp) -> Option<Posted> {
        let entry = self.waiting.first_entry()?;
        (entry.key().0 <= now).then(|| entry.remove())
    }

    /// When the next one is due.
    #[must_use]
    pub fn next_due(&self) -> Option<Timestamp> {
        self.waiting.keys().next().map(|(due, _)| *due)
    }

    /// Notes what came of a call, and lets it wait for its next try where it has one.
    pub(super) fn came_back(&mut self, mut posted: Posted, result: Outcome, now: Timestamp) {
        if posted.era != self.era {
            return;
        }
        let (status, error) = match result {
            Outcome::Answered(status) => (Some(status), None),
            Outcome::Failed(error) => (None, Some(error)),
        };
        let delivery = &posted.delivery;
        let pause = delivery.pauses.get(posted.tried).copied();
        posted.tried += 1;
        if self.made.len() == KEPT {
            self.made.pop_front();
        }
        self.made.push_back(Attempt {
            at: now,
            service: delivery.service,
            instance: delivery.instance.clone(),
            url: delivery.url.to_string(),
            attempt: posted.tried,
            status,
            error,
        });
        let taken = status.is_some_and(|status| (200..300).contains(&status));
        if let (false, Some(pause)) = (taken, pause) {
            self.wait(posted, clock::later(now, pause));
        }
    }

    fn wait(&mut self, posted: Posted, due: Timestamp) {
        self.waiting.insert((due, self.next), posted);
        self.next += 1;
        self.bell.notify_one();
    }
}

impl std::fmt::Debug for Outbox {
    /// Without addresses and bodies: they may hold personal data.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Outbox({} waiting)", self.waiting.len())
    }
}
