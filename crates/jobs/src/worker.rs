//! Takes jobs and works on them, some side by side.
//!
//! - It begins no task and no thread: who drives its future drives everything, in an order that a
//!   simulation can repeat.
//! - What is under way goes on while it looks for more: it may hold the connection that the look
//!   waits for.
//! - A job that was asked for in this process begins at once; one of another process within
//!   [`look`](crate::Settings::look).
//! - Where the database refuses (it is locked, or away), it tries again: no job is lost, and no
//!   worker ends.
//! - Asked to stop, it takes nothing more, and what is under way is told so and waited for.

use std::{future::Future, time::Duration};

use futures::{StreamExt, pin_mut, stream::FuturesUnordered};
use ponte_store::Result;
use ponte_transport::clock::{between, later};
use tokio::sync::watch;

use crate::{Claim, Handlers, Jobs, work::work};

/// What a look has found.
enum Look {
    /// A job, which is ours now.
    Took(Claim),
    /// Nothing that we could take; when to look again.
    Nothing(Duration),
}

/// Works on the jobs for which there is a handler, until `stop`.
pub async fn serve(jobs: &Jobs, handlers: &Handlers, stop: impl Future<Output = ()>) {
    pin_mut!(stop);
    let (stopping, asked) = watch::channel(false);
    let kinds = handlers.kinds();
    let mut working = FuturesUnordered::new();
    loop {
        let woken = jobs.woken.notified();
        pin_mut!(woken);
        // Registered before the look, or a job asked for in between would wait for the next one.
        woken.as_mut().enable();
        // None: all hands are full.
        let mut pause = None;
        let mut ended = false;
        while pause.is_none() && working.len() < jobs.settings.side_by_side && !*asked.borrow() {
            let look = look(jobs, &kinds, &asked);
            pin_mut!(look);
            // Never given up half way: what it takes would be nobody's until its lease ends.
            let found = loop {
                tokio::select! {
                    biased;
                    () = &mut stop, if !*asked.borrow() => {
                        stopping.send_replace(true);
                    }
                    found = &mut look => break found,
                    Some(()) = working.next(), if !working.is_empty() => ended = true,
                }
            };
            match found {
                Look::Took(claim) => working.push(work(jobs, handlers, claim)),
                Look::Nothing(until) => pause = Some(until),
            }
        }
        if *asked.borrow() {
            break;
        }
        if ended {
            // What ended may be due again, and the look was perhaps too early to see it.
            continue;
        }
        tokio::select! {
            biased;
            () = &mut stop => {
                stopping.send_replace(true);
                break;
            }
            Some(()) = working.next(), if !working.is_empty() => {}
            () = woken, if pause.is_some() => {}
            () = jobs.clock.sleep(pause.unwrap_or_default()), if pause.is_some() => {}
        }
    }
    while working.next().await.is_some() {}
}

/// Takes a job that is due.
async fn look(jobs: &Jobs, kinds: &[&str], stopping: &watch::Receiver<bool>) -> Look {
    match try_look(jobs, kinds, stopping).await {
        Ok(found) => found,
        Err(error) => {
            tracing::warn!(%error, "jobs could not be looked for, trying again");
            Look::Nothing(jobs.settings.patience)
        }
    }
}

async fn try_look(jobs: &Jobs, kinds: &[&str], stopping: &watch::Receiver<bool>) -> Result<Look> {
    // Reading keeps nobody waiting, and mostly there is nothing.
    let next = jobs.store.read().await?.job_next_due(kinds).await?;
    let now = jobs.clock.now();
    let pause = next.map_or(jobs.settings.look, |next| between(now, next));
    if !pause.is_zero() {
        return Ok(Look::Nothing(pause.min(jobs.settings.look)));
    }
    let token = jobs.random.token(16);
    let mut tx = jobs.store.write().await?;
    // Other writers may have kept us waiting: the lease begins now.
    let now = jobs.clock.now();
    let until = later(now, jobs.settings.lease);
    let Some(claimed) = tx.job_claim(kinds, &token, now, until).await? else {
        // Another process was faster, or is just about to be.
        return Ok(Look::Nothing(jobs.settings.patience));
    };
    tx.commit().await?;
    Ok(Look::Took(Claim::new(
        claimed,
        token,
        until,
        stopping.clone(),
    )))
}
