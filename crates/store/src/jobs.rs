//! Jobs: "this stream of this shop may be stale", as a row.
//!
//! Guarantees: a shop has one job of a kind at most, however often it is asked for; a job is held by
//! one process at a time, by a lease whose token every later call names, so that a process that was
//! stopped and goes on changes nothing; a job that is asked for while somebody holds it is due again
//! once that ends; a job whose holder died is due when its lease ends; an asking is part of the
//! transaction that it is made on.
//!
//! A job carries no data: whatever woke it, the same work finds out what there is to do.

use async_trait::async_trait;
use jiff::Timestamp;

use crate::{Result, ShopId};

/// A shop's job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// Which work it is: the word under which the work was registered.
    pub kind: String,
    /// From when on it may be taken; while it is held, where the lease ends.
    pub due_at: Timestamp,
    /// Whether somebody took it and has not told what came of it (the lease may have ended).
    pub held: bool,
    /// It was asked for again while it was held: not before then.
    pub again_at: Option<Timestamp>,
    /// The period of its timer, in milliseconds.
    pub every_ms: Option<i64>,
    /// How often it failed since it last succeeded.
    pub failures: i64,
    /// Why it failed last, unless it succeeded since.
    pub last_error: Option<String>,
    /// When it was last asked for by somebody other than its timer, unless it was done since.
    pub asked_at: Option<Timestamp>,
}

/// A job that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claimed {
    /// Whose it is.
    pub shop: ShopId,
    /// Which work it is.
    pub kind: String,
    /// How often it failed since it last succeeded.
    pub failures: i64,
}

/// Jobs by (shop, kind).
#[async_trait]
pub trait Jobs {
    /// Asks for a job from `at` on. One that waits is due then, or earlier where it was; one that is
    /// held is due again, from `at` on, once its holder is done.
    async fn job_enqueue(
        &mut self,
        shop: &str,
        kind: &str,
        at: Timestamp,
        now: Timestamp,
    ) -> Result<()>;
    /// Gives a job a timer: it is due at every instant that lies `offset_ms` after a multiple of
    /// `every_ms` since 1970. Said again it changes nothing; another period holds at once.
    async fn job_schedule(
        &mut self,
        shop: &str,
        kind: &str,
        every_ms: i64,
        offset_ms: i64,
        now: Timestamp,
    ) -> Result<()>;
    /// Takes a job's timer away, and the job where nobody else asked for it.
    async fn job_unschedule(&mut self, shop: &str, kind: &str) -> Result<()>;
    /// Takes the job of these kinds, of all shops, that has been due for longest and that nobody
    /// holds at `now`. It is held until `until`.
    async fn job_claim(
        &mut self,
        kinds: &[&str],
        token: &str,
        now: Timestamp,
        until: Timestamp,
    ) -> Result<Option<Claimed>>;
    /// Extends a lease that is still ours.
    ///
    /// # Errors
    /// [`crate::StoreError::LeaseLost`] where the token is no longer the one kept.
    async fn job_renew(
        &mut self,
        shop: &str,
        kind: &str,
        token: &str,
        until: Timestamp,
    ) -> Result<()>;
    /// Makes sure, inside this transaction, that the job is still ours (locks its row).
    ///
    /// # Errors
    /// [`crate::StoreError::LeaseLost`].
    async fn job_check(&mut self, shop: &str, kind: &str, token: &str) -> Result<()>;
    /// It was done at `now`: it is due again where it was asked for meanwhile or has a timer, else
    /// it is gone.
    ///
    /// # Errors
    /// [`crate::StoreError::LeaseLost`]: nothing was changed.
    async fn job_finish(
        &mut self,
        shop: &str,
        kind: &str,
        token: &str,
        now: Timestamp,
    ) -> Result<()>;
    /// It failed: it is due again at `retry_at`, or earlier where it was asked for meanwhile.
    ///
    /// # Errors
    /// [`crate::StoreError::LeaseLost`]: nothing was changed.
    async fn job_failed(
        &mut self,
        shop: &str,
        kind: &str,
        token: &str,
        retry_at: Timestamp,
        error: &str,
    ) -> Result<()>;
    /// It was put down, neither done nor failed: it is due again at `at`, or earlier where it was
    /// asked for meanwhile.
    ///
    /// # Errors
    /// [`crate::StoreError::LeaseLost`]: nothing was changed.
    async fn job_put_down(
        &mut self,
        shop: &str,
        kind: &str,
        token: &str,
        at: Timestamp,
    ) -> Result<()>;
    /// When the next job of these kinds, of all shops, may be taken: it is due, or its holder's lease
    /// ends.
    async fn job_next_due(&mut self, kinds: &[&str]) -> Result<Option<Timestamp>>;
    /// A shop's jobs, by kind.
    async fn jobs(&mut self, shop: &str) -> Result<Vec<Job>>;
}

/// The first instant after `now` that lies `offset_ms` after a multiple of `every_ms`, all in
/// milliseconds since 1970.
pub(crate) fn next_slot(every_ms: i64, offset_ms: i64, now: i64) -> i64 {
    let every = every_ms.max(1);
    let passed = now.saturating_sub(offset_ms).div_euclid(every);
    passed
        .saturating_add(1)
        .saturating_mul(every)
        .saturating_add(offset_ms)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_slot_is_the_first_after_now() {
        for (now, next) in [(0, 3), (2, 3), (3, 13), (4, 13), (12, 13), (-8, -7)] {
            assert_eq!(next_slot(10, 3, now), next, "after {now}");
        }
        assert_eq!(next_slot(0, 0, 7), 8, "a period of nothing is no loop");
    }
}
