//! One job from its claim to its end.
//!
//! - Its lease is renewed at a third of its length, beside the work and in the same task.
//! - Once the lease is lost, or has ended by our own clock, the work is dropped where it stands and
//!   makes no further step.
//! - What came of it is written at once, by itself, and again and again where the database refuses,
//!   until it is written or the lease is lost.
//! - Work that panics has failed: other jobs go on.

use std::{
    future::{Future, poll_fn},
    panic::AssertUnwindSafe,
    task::Poll,
    time::Duration,
};

use futures::{FutureExt, pin_mut};
use jiff::Timestamp;
use ponte_store::{Result, StoreError};
use ponte_transport::clock::later;

use crate::{Claim, HandlerOutcome, Handlers, Jobs};

/// How a job ends.
enum Ending {
    Done,
    Failed { pause: Duration, error: String },
    PutDown { at: Timestamp },
}

/// Works on a job that was just taken.
pub(crate) async fn work(jobs: &Jobs, handlers: &Handlers, claim: Claim) {
    let outcome = match handlers.begin(&claim) {
        // Taken while we were asked to stop: not even begun.
        Some(_) if claim.is_stopping() => Some(HandlerOutcome::PutDown),
        Some(working) => hold(jobs, &claim, working).await,
        // Only registered kinds are looked for.
        None => Some(HandlerOutcome::PutDown),
    };
    let (shop, kind) = (claim.shop(), claim.kind());
    let Some(outcome) = outcome else {
        tracing::warn!(shop, kind, "the job was lost while it was worked on");
        return;
    };
    tracing::debug!(shop, kind, ?outcome, "worked on a job");
    complete(jobs, &claim, ending(jobs, &claim, outcome)).await;
}

/// Does the work while the job is ours; `None` once it is not.
async fn hold(
    jobs: &Jobs,
    claim: &Claim,
    working: impl Future<Output = HandlerOutcome>,
) -> Option<HandlerOutcome> {
    // Whatever a panic leaves half done is dropped with the work; what is shared is the database.
    let working = AssertUnwindSafe(working).catch_unwind();
    let renewal = renew(jobs, claim);
    let lapse = lapse(jobs, claim);
    pin_mut!(working, renewal, lapse);
    let ended = poll_fn(|context| {
        // Before each step of the work: a process that was stopped wakes up here.
        if renewal.as_mut().poll(context).is_ready() || lapse.as_mut().poll(context).is_ready() {
            return Poll::Ready(None);
        }
        if claim.left(jobs.clock.now()).is_zero() {
            return Poll::Ready(None);
        }
        working.as_mut().poll(context).map(Some)
    })
    .await?;
    Some(ended.unwrap_or_else(|_| HandlerOutcome::Failed {
        error: "a fault of Ponte's own: the work panicked".to_owned(),
    }))
}

/// Renews the lease until it is lost.
async fn renew(jobs: &Jobs, claim: &Claim) {
    let mut pause = jobs.settings.lease / 3;
    loop {
        jobs.clock.sleep(pause).await;
        match try_renew(jobs, claim).await {
            Ok(()) => pause = jobs.settings.lease / 3,
            Err(StoreError::LeaseLost) => return,
            Err(error) => {
                let (shop, kind) = (claim.shop(), claim.kind());
                tracing::warn!(%error, shop, kind, "a lease was not renewed, trying again");
                pause = jobs.settings.patience;
            }
        }
    }
}

async fn try_renew(jobs: &Jobs, claim: &Claim) -> Result<()> {
    let mut tx = jobs.store.write().await?;
    let until = later(jobs.clock.now(), jobs.settings.lease);
    tx.job_renew(claim.shop(), claim.kind(), claim.token(), until)
        .await?;
    tx.commit().await?;
    claim.renewed(until);
    Ok(())
}

/// Waits until the lease has ended by our own clock.
async fn lapse(jobs: &Jobs, claim: &Claim) {
    loop {
        let left = claim.left(jobs.clock.now());
        if left.is_zero() {
            return;
        }
        jobs.clock.sleep(left).await;
    }
}

fn ending(jobs: &Jobs, claim: &Claim, outcome: HandlerOutcome) -> Ending {
    match outcome {
        HandlerOutcome::Done => Ending::Done,
        HandlerOutcome::Retry { at } => Ending::PutDown { at },
        HandlerOutcome::PutDown => Ending::PutDown {
            at: jobs.clock.now(),
        },
        HandlerOutcome::Failed { error } => {
            let (shop, kind) = (claim.shop(), claim.kind());
            let tried = u32::try_from(claim.failures().saturating_add(1)).unwrap_or(u32::MAX);
            let backoff = &jobs.settings.backoff;
            let pause = backoff
                .pause(tried, &*jobs.random)
                .unwrap_or(backoff.longest);
            tracing::warn!(shop, kind, error, tried, ?pause, "a job failed");
            Ending::Failed { pause, error }
        }
    }
}

/// Writes what came of a job, as often as it takes.
async fn complete(jobs: &Jobs, claim: &Claim, ending: Ending) {
    let (shop, kind) = (claim.shop(), claim.kind());
    loop {
        match try_complete(jobs, claim, &ending).await {
            Ok(()) => return,
            Err(StoreError::LeaseLost) => {
                tracing::warn!(shop, kind, "the job was somebody else's when it ended");
                return;
            }
            Err(error) => {
                // Whoever waits for our end has waited long enough; another process will look.
                if claim.is_stopping() && claim.left(jobs.clock.now()).is_zero() {
                    tracing::error!(%error, shop, kind, "the end of a job could not be written");
                    return;
                }
                tracing::warn!(%error, shop, kind, "the end of a job was not written, trying again");
            }
        }
        jobs.clock.sleep(jobs.settings.patience).await;
    }
}

async fn try_complete(jobs: &Jobs, claim: &Claim, ending: &Ending) -> Result<()> {
    let (shop, kind, token) = (claim.shop(), claim.kind(), claim.token());
    let mut tx = jobs.store.write().await?;
    let now = jobs.clock.now();
    match ending {
        Ending::Done => tx.job_finish(shop, kind, token, now).await?,
        Ending::Failed { pause, error } => {
            tx.job_failed(shop, kind, token, later(now, *pause), error)
                .await?;
        }
        Ending::PutDown { at } => tx.job_put_down(shop, kind, token, *at).await?,
    }
    tx.commit().await
}
