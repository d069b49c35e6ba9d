//! A run, followed to its end: worked on here, or watched where another process holds it.

use std::time::Duration;

use anyhow::{Context, Result};
use ponte_store::{StoreError, runs::Run};
use ponte_sync::{
    Engine, orders, products, stock,
    worker::{self, Worked},
};

use super::progress::Progress;
use crate::stop::Stop;

/// How often the run's row is looked at.
const LOOK: Duration = Duration::from_millis(200);

/// Whose run it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stream {
    /// From the till to the shop.
    Products,
    /// From the shop to the till.
    Orders,
    /// Figures, from the till to the shop.
    Stock,
}

impl Stream {
    /// Its name, as the database knows it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Products => products::STREAM,
            Self::Orders => orders::STREAM,
            Self::Stock => stock::STREAM,
        }
    }

    /// Works on its open run.
    async fn work(self, engine: &Engine, shop: &str, run: i64) -> Result<Worked, StoreError> {
        match self {
            Self::Products => Box::pin(worker::run_open(engine, shop)).await,
            Self::Orders | Self::Stock => {
                // A pass where no run is open would be one more, which nobody asked for.
                let row = engine.store().read().await?.run(shop, run).await?;
                if row.is_none_or(|row| row.ended_at.is_some()) {
                    return Ok(Worked::Nothing);
                }
                if self == Self::Orders {
                    Box::pin(worker::pass_orders(engine, shop)).await
                } else {
                    Box::pin(worker::pass_stock(engine, shop)).await
                }
            }
        }
    }
}

/// Works on `run` until it has ended; nothing where we were asked to stop before.
///
/// # Errors
/// Where the database gives way.
pub async fn to_the_end(
    engine: &Engine,
    stream: Stream,
    shop: &str,
    run: i64,
    stop: &Stop,
) -> Result<Option<Run>> {
    let progress = &Progress::new();
    let watching = watch(engine, shop, run, progress);
    let working = work(engine, stream, shop, run, stop);
    tokio::pin!(watching, working);
    let worked = tokio::select! {
        worked = &mut working => worked,
        watched = &mut watching => {
            // It has ended; the work only has to give its lease back.
            let _ended = working.await;
            return watched.map(Some);
        }
    };
    progress.close();
    match worked? {
        Progressed::PutDown => Ok(None),
        Progressed::Over => {
            let row = engine.store().read().await?.run(shop, run).await?;
            row.map(Some).context("the run's row is gone")
        }
    }
}

enum Progressed {
    Over,
    PutDown,
}

/// Works on the open run as long as there is one; waits while another process holds it.
async fn work(
    engine: &Engine,
    stream: Stream,
    shop: &str,
    run: i64,
    stop: &Stop,
) -> Result<Progressed> {
    let putting_down = async {
        stop.asked().await;
        engine.put_down();
        std::future::pending::<()>().await;
    };
    tokio::pin!(putting_down);
    loop {
        let worked = tokio::select! {
            worked = stream.work(engine, shop, run) => worked?,
            () = &mut putting_down => Worked::PutDown,
        };
        match worked {
            Worked::Ended(_) | Worked::Nothing => return Ok(Progressed::Over),
            Worked::PutDown => return Ok(Progressed::PutDown),
            Worked::Held => {
                tokio::select! {
                    () = tokio::time::sleep(LOOK) => {}
                    () = stop.asked() => return Ok(Progressed::PutDown),
                }
            }
        }
    }
}

/// Shows the run's row until it has ended.
async fn watch(engine: &Engine, shop: &str, run: i64, progress: &Progress) -> Result<Run> {
    loop {
        let row = engine.store().read().await?.run(shop, run).await?;
        let row = row.context("the run's row is gone")?;
        progress.show(&row, engine.clock().now());
        if row.ended_at.is_some() {
            progress.close();
            return Ok(row);
        }
        tokio::time::sleep(LOOK).await;
    }
}
