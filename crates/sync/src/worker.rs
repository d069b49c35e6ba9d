//! Takes up every open run.
//!
//! Guarantees: a stream of a shop is worked on by one process at a time, by lease; a lease that was
//! lost stops the work at once; a run whose process died is taken up as soon as its lease has ended.

use std::{collections::BTreeSet, future::Future, time::Duration};

use futures::{
    FutureExt, StreamExt,
    future::{Either, select},
    pin_mut,
    stream::FuturesUnordered,
};
use ponte_store::{StoreError, runs::Outcome};
use ponte_transport::clock::later;

use crate::{
    Engine,
    lease::Lease,
    products::{self, Ended},
};

/// How often runs that another process opened are looked for.
const LOOK: Duration = Duration::from_secs(1);

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
    {
        return Ok(Worked::Nothing);
    }
    let Some(lease) = take(engine, shop).await? else {
        return Ok(Worked::Held);
    };
    let ended = {
        let work = products::drive(engine, shop, &lease).fuse();
        let renewal = renew(engine, shop, &lease).fuse();
        pin_mut!(work, renewal);
        match select(work, renewal).await {
            Either::Left((ended, _)) => ended,
            Either::Right((error, _)) => Err(error),
        }
    };
    let mut tx = engine.store.write().await?;
    tx.lease_release(shop, products::STREAM, &lease.token)
        .await?;
    tx.commit().await?;
    Ok(match ended? {
        Ended::With(outcome) => Worked::Ended(outcome),
        Ended::PutDown => Worked::PutDown,
        Ended::Before => Worked::Nothing,
    })
}

async fn take(engine: &Engine, shop: &str) -> Result<Option<Lease>, StoreError> {
    let token = engine.random.token(16);
    let now = engine.clock.now();
    let until = later(now, engine.settings.lease);
    let mut tx = engine.store.write().await?;
    let taken = tx
        .lease_take(shop, products::STREAM, &token, now, until)
        .await?;
    tx.commit().await?;
    Ok(taken.then(|| Lease::new(token, until)))
}

/// Renews the lease at a third of its length, for ever; gives why it could not.
async fn renew(engine: &Engine, shop: &str, lease: &Lease) -> StoreError {
    loop {
        engine.clock.sleep(engine.settings.lease / 3).await;
        let until = later(engine.clock.now(), engine.settings.lease);
        let renewed = async {
            let mut tx = engine.store.write().await?;
            tx.lease_renew(shop, products::STREAM, &lease.token, until)
                .await?;
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

/// Takes up every open run of all shops until `stop`; then puts down what is under way after the
/// calls in flight, so that the next process goes on at once.
pub async fn serve(engine: Engine, stop: impl Future<Output = ()>) {
    pin_mut!(stop);
    let mut working = FuturesUnordered::new();
    let mut busy = BTreeSet::new();
    // Shops that somebody else works on, or whose work met a fault of our own: not at once again.
    let mut resting = Vec::new();
    loop {
        let woken = engine.woken.notified();
        pin_mut!(woken);
        // Registered before the look, or a run opened in between would wait for the next one.
        woken.as_mut().enable();
        // What is under way goes on meanwhile: it may hold the connections that the look waits for.
        let open = {
            let look = engine.open_shops();
            pin_mut!(look);
            loop {
                tokio::select! {
                    biased;
                    open = &mut look => break open,
                    Some((shop, worked)) = working.next(), if !working.is_empty() => {
                        after(shop, &worked, &mut busy, &mut resting);
                    }
                }
            }
        };
        match open {
            Ok(shops) => {
                for shop in shops {
                    if busy.insert(shop.clone()) {
                        let engine = &engine;
                        working.push(async move {
                            let worked = run_open(engine, &shop).await;
                            (shop, worked)
                        });
                    }
                }
            }
            Err(error) => tracing::error!(%error, "open runs cannot be looked for"),
        }
        tokio::select! {
            biased;
            () = &mut stop => break,
            Some((shop, worked)) = working.next(), if !working.is_empty() => {
                after(shop, &worked, &mut busy, &mut resting);
            }
            () = woken => {}
            () = engine.clock.sleep(LOOK) => {
                for shop in resting.drain(..) {
                    busy.remove(&shop);
                }
            }
        }
    }
    engine.put_down();
    while let Some((shop, worked)) = working.next().await {
        tell(&shop, &worked);
    }
}

/// A shop whose work came to an end may be taken up again, at once or a little later.
fn after(
    shop: String,
    worked: &Result<Worked, StoreError>,
    busy: &mut BTreeSet<String>,
    resting: &mut Vec<String>,
) {
    tell(&shop, worked);
    if matches!(worked, Ok(Worked::Held) | Err(_)) {
        resting.push(shop);
    } else {
        busy.remove(&shop);
    }
}

fn tell(shop: &str, worked: &Result<Worked, StoreError>) {
    match worked {
        Ok(Worked::Ended(outcome)) => tracing::info!(shop, ?outcome, "products: the run has ended"),
        Ok(Worked::PutDown) => tracing::info!(shop, "products: the run was put down"),
        Ok(Worked::Held | Worked::Nothing) => {}
        Err(error) => tracing::error!(shop, %error, "products: the run goes on later"),
    }
}

impl Engine {
    async fn open_shops(&self) -> Result<Vec<String>, StoreError> {
        let open = self.store.read().await?.runs_open().await?;
        Ok(open
            .into_iter()
            .filter(|(_, stream)| stream == products::STREAM)
            .map(|(shop, _)| shop)
            .collect())
    }
}
