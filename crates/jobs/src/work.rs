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

/// What became of the work on a job.
enum Held {
    /// It came to an end.
    Ended(HandlerOutcome),
    /// The lease ended by our own clock.
    Lapsed,
    /// Somebody else has the job.
    Lost,
}

/// How a job ends.
enum Ending {
    Done,
    Failed { pause: Duration, error: String },
    PutDown { at: Timestamp },
}

/// Works on a job that was just taken.
pub(crate) async fn work(jobs: &Jobs, handlers: &Handlers, claim: Claim) {
    let held = match handlers.begin(&claim) {
        Some(working) if !claim.is_stopping() => hold(jobs, &claim, working).await,
        // Taken while we were asked to stop: not even begun. (And nothing is taken that is not
        // registered.)
        _ => Held::Ended(HandlerOutcome::PutDown),
    };
    let (shop, kind) = (claim.shop(), claim.kind());
    let ending = match held {
        Held::Ended(outcome) => {
            tracing::debug!(shop, kind, ?outcome, "worked on a job");
            ending(jobs, &claim, outcome)
        }
        Held::Lapsed => {
            tracing::warn!(
                shop,
                kind,
                "the lease of a job ended while it was worked on"
            );
            // Where nobody took it yet, nobody has to wait: not even for a renewal that was on its
            // way when we gave up.
            ending(jobs, &claim, HandlerOutcome::PutDown)
        }
        Held::Lost => {
            tracing::warn!(shop, kind, "the job was lost while it was worked on");
            return;
        }
    };
    complete(jobs, &claim, ending).await;
}

/// Does the work while the job is ours.
async fn hold(jobs: &Jobs, claim: &Claim, working: impl Future<Output = HandlerOutcome>) -> Held {
    // Whatever a panic leaves half done is dropped with the work; what is shared is the database.
    let working = AssertUnwindSafe(working).catch_unwind();
    let renewal = renew(jobs, claim);
    let lapse = lapse(jobs, claim);
    pin_mut!(working, renewal, lapse);
    poll_fn(|context| {
        // Before each step of the work: a process that was stopped wakes up here.
        if renewal.as_mut().poll(context).is_ready() {
            return Poll::Ready(Held::Lost);
        }
        if lapse.as_mut().poll(context).is_ready() || claim.left(jobs.clock.now()).is_zero() {
            return Poll::Ready(Held::Lapsed);
        }
        working.as_mut().poll(context).map(|ended| {
            Held::Ended(ended.unwrap_or_else(|_| HandlerOutcome::Failed {
                error: "a fault of Ponte's own: the work panicked".to_owned(),
            }))
        })
    })
    .await
}

/// Renews the lease whenever a third of it has passed, until it is lost.
async fn renew(jobs: &Jobs, claim: &Claim) {
    let third = jobs.settings.lease / 3;
    let next = || claim.left(jobs.clock.now()).saturating_sub(2 * third);
    let mut pause = next();
    loop {
        jobs.clock.sleep(pause).await;
        match try_renew(jobs, claim).await {
            Ok(()) => pause = next(),
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
