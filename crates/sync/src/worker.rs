//! Takes up what is to be done: open runs, and streams that may be stale.
//!
//! Guarantees: a stream of a shop is worked on by one process at a time, by lease; a lease that was
//! lost stops the work at once; a run whose process died is taken up as soon as its lease has ended;
//! each connected shop's streams are looked after by a timer, at a place in the period that is the
//! shop's own; what the merchant holds is left alone until its pause ends.

use std::{future::Future, time::Duration};

use futures::{
    FutureExt,
    future::{Either, select},
    pin_mut,
};
use jiff::{SignedDuration, Timestamp};
use ponte_domain::settings::Held;
use ponte_jobs::{HandlerOutcome, Handlers};
use ponte_store::{
    StoreError,
    runs::{Outcome, RunKind},
};
use ponte_transport::clock::later;

use crate::{
    Engine, keys,
    lease::Lease,
    letters,
    orders::{self, Passed},
    pause, privacy,
    products::{self, Ended},
    stale, stock, telling,
};

/// How often orders are looked for (plug-in-today row 15).
pub const ORDERS_EVERY: Duration = Duration::from_secs(5 * 60);

/// How often stock is brought in step.
pub const STOCK_EVERY: Duration = Duration::from_secs(5 * 60);

/// How often the whole catalogue is compared (plug-in-today row 12).
pub const PRODUCTS_EVERY: Duration = Duration::from_secs(12 * 3600);

/// How long a stream that another process works on is left alone.
const HELD: Duration = Duration::from_secs(2);

/// What came of an attempt to work on a shop's stream.
#[derive(Debug)]
pub enum Worked {
    /// There is no open run.
    Nothing,
    /// Another process holds the lease.
    Held,
    /// The run has ended so.
    Ended(Outcome),
    /// The run goes on another time: we were asked to put it down.
    PutDown,
}

/// Works on the open run of the products stream of `shop` until it ends.
///
/// # Errors
/// [`StoreError`]: the run stays open.
pub async fn run_open(engine: &Engine, shop: &str) -> Result<Worked, StoreError> {
    if engine
        .store
        .read()
        .await?
        .run_open(shop, products::STREAM)
        .await?
        .is_none()
        || pause::rests(engine, shop, Held::Products).await?
    {
        return Ok(Worked::Nothing);
    }
    let worked = leased(engine, shop, products::STREAM, |lease| async move {
        products::drive(engine, shop, &lease).await
    });
    Ok(match worked.await? {
        None => Worked::Held,
        Some(Ended::With(outcome)) => {
            keys::note(engine, shop, products::STREAM, &outcome).await;
            Worked::Ended(outcome)
        }
        Some(Ended::PutDown) => Worked::PutDown,
        Some(Ended::Before) => Worked::Nothing,
    })
}

/// One pass over the orders of `shop`, whether or not somebody asked for it.
///
/// # Errors
/// [`StoreError`]: the next pass begins anew.
pub async fn pass_orders(engine: &Engine, shop: &str) -> Result<Worked, StoreError> {
    let worked = leased(engine, shop, orders::STREAM, |lease| async move {
        orders::drive(engine, shop, &lease).await
    });
    Ok(match worked.await? {
        None => Worked::Held,
        Some(Passed::With(outcome)) => {
            keys::note(engine, shop, orders::STREAM, &outcome).await;
            Worked::Ended(outcome)
        }
        Some(Passed::PutDown) => Worked::PutDown,
        Some(Passed::Nothing) => Worked::Nothing,
    })
}

/// One pass over the stock of `shop`, whether or not somebody asked for it.
///
/// # Errors
/// [`StoreError`]: the next pass begins anew.
pub async fn pass_stock(engine: &Engine, shop: &str) -> Result<Worked, StoreError> {
    if pause::rests(engine, shop, Held::Stock).await? {
        return Ok(Worked::Nothing);
    }
    let worked = leased(engine, shop, stock::STREAM, |lease| async move {
        stock::drive(engine, shop, &lease).await
    });
    Ok(match worked.await? {
        None => Worked::Held,
        Some(Passed::With(outcome)) => {
            keys::note(engine, shop, stock::STREAM, &outcome).await;
            Worked::Ended(outcome)
        }
        Some(Passed::PutDown) => Worked::PutDown,
        Some(Passed::Nothing) => Worked::Nothing,
    })
}

/// Works under the lease of a stream, renewed meanwhile; `None` where somebody else holds it.
pub(crate) async fn leased<T, Working>(
    engine: &Engine,
    shop: &str,
    stream: &str,
    work: impl FnOnce(Lease) -> Working,
) -> Result<Option<T>, StoreError>
where
    Working: Future<Output = Result<T, StoreError>>,
{
    let Some(lease) = take(engine, shop, stream).await? else {
        return Ok(None);
    };
    let ended = {
        let work = work(lease.clone()).fuse();
        let renewal = renew(engine, shop, stream, &lease).fuse();
        pin_mut!(work, renewal);
        match select(work, renewal).await {
            Either::Left((ended, _)) => ended,
            Either::Right((error, _)) => Err(error),
        }
    };
    let mut tx = engine.store.write().await?;
    tx.lease_release(shop, stream, &lease.token).await?;
    tx.commit().await?;
    ended.map(Some)
}

async fn take(engine: &Engine, shop: &str, stream: &str) -> Result<Option<Lease>, StoreError> {
    let token = engine.random.token(16);
    let now = engine.clock.now();
    let until = later(now, engine.settings.lease);
    let mut tx = engine.store.write().await?;
    let taken = tx.lease_take(shop, stream, &token, now, until).await?;
    tx.commit().await?;
    Ok(taken.then(|| Lease::new(token, until)))
}

/// Renews the lease at a third of its length, for ever; gives why it could not.
async fn renew(engine: &Engine, shop: &str, stream: &str, lease: &Lease) -> StoreError {
    loop {
        engine.clock.sleep(engine.settings.lease / 3).await;
        let until = later(engine.clock.now(), engine.settings.lease);
        let renewed = async {
            let mut tx = engine.store.write().await?;
            tx.lease_renew(shop, stream, &lease.token, until).await?;
            tx.commit().await
        };
        match renewed.await {
            Ok(()) => lease.renewed(until),
            Err(StoreError::LeaseLost) => return StoreError::LeaseLost,
            // The lease outlasts two failed renewals: the database may be busy.
            Err(error) => tracing::warn!(%error, shop, "a lease was not renewed, trying again"),
        }
    }
}

/// Looks after all shops until `stop`; then puts down what is under way after the calls in flight, so
/// that the next process goes on at once.
pub async fn serve(engine: Engine, stop: impl Future<Output = ()>) {
    let jobs = engine.jobs.clone();
    let stop = async {
        stop.await;
        engine.put_down();
    };
    // The database may be away for a moment.
    while let Err(error) = engine.look_after_all().await {
        tracing::error!(%error, "the timers cannot be set");
        engine.clock.sleep(HELD).await;
    }
    ponte_jobs::serve(&jobs, &handlers(&engine), stop).await;
}

/// The work of each kind of job: one kind a stream, and the letters.
fn handlers(engine: &Engine) -> Handlers {
    let (of_products, of_orders) = (engine.clone(), engine.clone());
    let (of_stock, of_letters) = (engine.clone(), engine.clone());
    let (of_buyers, of_news) = (engine.clone(), engine.clone());
    Handlers::new()
        .register(letters::KIND, move |_| {
            let engine = of_letters.clone();
            async move {
                let sent = engine.letters().send_due().await;
                sent.unwrap_or_else(|error| HandlerOutcome::Failed {
                    error: error.to_string(),
                })
            }
        })
        .register(products::STREAM, move |claim| {
            let engine = of_products.clone();
            async move {
                let worked = look_after_products(&engine, claim.shop()).await;
                outcome(&engine, claim.shop(), products::STREAM, worked)
            }
        })
        .register(orders::STREAM, move |claim| {
            let engine = of_orders.clone();
            async move {
                let worked = pass_orders(&engine, claim.shop()).await;
                outcome(&engine, claim.shop(), orders::STREAM, worked)
            }
        })
        .register(stock::STREAM, move |claim| {
            let engine = of_stock.clone();
            async move {
                let worked = pass_stock(&engine, claim.shop()).await;
                outcome(&engine, claim.shop(), stock::STREAM, worked)
            }
        })
        .register(privacy::KIND, move |claim| {
            let engine = of_buyers.clone();
            async move { forget_buyers(&engine, claim.shop()).await }
        })
        .register(telling::KIND, move |claim| {
            let engine = of_news.clone();
            async move {
                match engine.tell(claim.shop(), Some(&claim)).await {
                    Ok(_) => HandlerOutcome::Done,
                    Err(error) => HandlerOutcome::Failed {
                        error: error.to_string(),
                    },
                }
            }
        })
}

/// Buyers who are to be forgotten are.
async fn forget_buyers(engine: &Engine, shop: &str) -> HandlerOutcome {
    match engine.forget_old_buyers(shop).await {
        Ok(0) => HandlerOutcome::Done,
        Ok(orders) => {
            tracing::info!(shop, orders, "orders no longer tell who bought");
            HandlerOutcome::Done
        }
        Err(error) => HandlerOutcome::Failed {
            error: error.to_string(),
        },
    }
}

/// The open run, if there is one; else what the timer or a call from outside asks for.
async fn look_after_products(engine: &Engine, shop: &str) -> Result<Worked, StoreError> {
    match run_open(engine, shop).await? {
        Worked::Nothing => {}
        worked => return Ok(worked),
    }
    if pause::rests(engine, shop, Held::Products).await? {
        return Ok(Worked::Nothing);
    }
    let Some(kind) = wanted(engine, shop).await? else {
        return Ok(Worked::Nothing);
    };
    match engine.start_products(shop, kind, "ponte").await {
        Ok(_) => run_open(engine, shop).await,
        Err(crate::StartTrouble::Store(error)) => Err(error),
        // Keys are missing, or somebody was faster.
        Err(_) => Ok(Worked::Nothing),
    }
}

/// Which pass over the products is due, nobody having asked for one: in full twice a day, what
/// changed where a call from outside said so.
async fn wanted(engine: &Engine, shop: &str) -> Result<Option<RunKind>, StoreError> {
    let mut tx = engine.store.write().await?;
    let row = tx.shop(shop).await?;
    if row.is_none_or(|row| row.first_sync_at.is_none()) {
        return Ok(None);
    }
    let stale = stale::taken(&mut *tx, shop, products::STREAM).await?;
    let last = last_in_full(&tx.runs(shop, products::STREAM, 20).await?);
    tx.commit().await?;
    let now = engine.clock.now();
    // A little less than the period: the timer must not find it a moment too early.
    let every = SignedDuration::try_from(PRODUCTS_EVERY).unwrap_or_default();
    let due = last.is_none_or(|last| now.duration_since(last) >= every * 9 / 10);
    Ok(match (due, stale) {
        (true, _) => Some(RunKind::Full),
        (false, true) => Some(RunKind::Incremental),
        (false, false) => None,
    })
}

/// When the newest pass began that read everything.
fn last_in_full(runs: &[ponte_store::runs::Run]) -> Option<Timestamp> {
    let full = [RunKind::First, RunKind::Full, RunKind::Forced];
    let mut full = runs.iter().filter(|run| full.contains(&run.kind));
    full.next().map(|run| run.started_at)
}

/// What a stream's work means for its job.
fn outcome(
    engine: &Engine,
    shop: &str,
    stream: &str,
    worked: Result<Worked, StoreError>,
) -> HandlerOutcome {
    match worked {
        Ok(Worked::Ended(outcome)) => {
            tracing::info!(shop, stream, ?outcome, "a run has ended");
            HandlerOutcome::Done
        }
        Ok(Worked::Nothing) => HandlerOutcome::Done,
        Ok(Worked::PutDown) => {
            tracing::info!(shop, stream, "a run was put down");
            HandlerOutcome::PutDown
        }
        Ok(Worked::Held) => HandlerOutcome::Retry {
            at: later(engine.clock.now(), HELD),
        },
        Err(error) => {
            tracing::error!(shop, stream, %error, "a run goes on later");
            HandlerOutcome::Failed {
                error: error.to_string(),
            }
        }
    }
}

impl Engine {
    /// Sets the timers of a shop's streams; said again it changes nothing.
    pub(crate) async fn look_after(
        &self,
        tx: &mut dyn ponte_store::Tx,
        shop: &str,
    ) -> Result<(), StoreError> {
        let jobs = &self.jobs;
        jobs.schedule(tx, shop, orders::STREAM, ORDERS_EVERY)
            .await?;
        jobs.schedule(tx, shop, stock::STREAM, STOCK_EVERY).await?;
        jobs.schedule(tx, shop, privacy::KIND, privacy::EVERY)
            .await?;
        jobs.schedule(tx, shop, telling::KIND, telling::EVERY)
            .await?;
        jobs.schedule(tx, shop, products::STREAM, PRODUCTS_EVERY)
            .await
    }

    /// Sets the timers of all shops, and wakes what was left open.
    async fn look_after_all(&self) -> Result<(), StoreError> {
        let mut tx = self.store.write().await?;
        for shop in tx.shops().await? {
            self.look_after(&mut *tx, &shop.id).await?;
        }
        for (shop, stream) in tx.runs_open().await? {
            self.jobs.enqueue(&mut *tx, &shop, &stream).await?;
        }
        self.letters().wake_left(&mut *tx).await?;
        tx.commit().await
    }
}
