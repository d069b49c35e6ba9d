//! *Pausa*: a stream is held until a time ([`ponte_domain::settings::Pauses`]).
//!
//! Guarantees (each a test):
//! - timer, call from outside and button alike start nothing of a stream that is held; what they say is
//!   not forgotten;
//! - a stream is woken by itself when its pause ends, at the very instant;
//! - a run that is under way is put down after the calls in flight, and goes on when the pause ends;
//! - a pause that is over, too long or of a shop that does not exist is refused.

use jiff::Timestamp;
use ponte_domain::settings::{Held, LONGEST, Meanwhile, Settings};
use ponte_store::{StoreError, Tx};

use crate::{Engine, orders, products, stale, stock};

/// Why a stream is not held.
#[derive(Debug, thiserror::Error)]
pub enum PauseTrouble {
    /// No such shop.
    #[error("no such shop")]
    NoShop,
    /// The end of the pause is not to come.
    #[error("that moment has passed")]
    Past,
    /// The pause would be longer than a month.
    #[error("that is more than a month ahead")]
    TooLong,
    /// Our own trouble.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A stream's name.
#[must_use]
pub fn stream(held: Held) -> &'static str {
    match held {
        Held::Products => products::STREAM,
        Held::Stock => stock::STREAM,
        Held::Orders => orders::STREAM,
    }
}

/// Whether a stream does nothing at all now. Then it is to be looked at again when its pause ends: said
/// each time, since a timer that strikes before takes such an asking with it.
pub(crate) async fn rests(engine: &Engine, shop: &str, held: Held) -> Result<bool, StoreError> {
    let now = engine.clock.now();
    let row = engine.store.read().await?.shop(shop).await?;
    let rests = |settings: &Settings| settings.pauses.rests_until(held, now);
    let Some(until) = row.and_then(|row| rests(&row.settings)) else {
        return Ok(false);
    };
    let mut tx = engine.store.write().await?;
    tx.job_enqueue(shop, stream(held), until, now).await?;
    tx.commit().await?;
    Ok(true)
}

impl Engine {
    /// Holds a stream of `shop` until a moment; `meanwhile` is for stock. A pause that there is already
    /// is replaced.
    ///
    /// # Errors
    /// [`PauseTrouble`]: nothing is held that was not.
    pub async fn pause(
        &self,
        shop: &str,
        held: Held,
        until: Timestamp,
        meanwhile: Meanwhile,
    ) -> Result<(), PauseTrouble> {
        let now = self.clock.now();
        if until <= now {
            return Err(PauseTrouble::Past);
        }
        if until.duration_since(now) > LONGEST {
            return Err(PauseTrouble::TooLong);
        }
        let mut tx = self.store.write().await?;
        let row = tx.shop(shop).await?.ok_or(PauseTrouble::NoShop)?;
        let mut settings = row.settings;
        settings.pauses.hold(held, until, meanwhile);
        tx.shop_set_settings(shop, &settings).await?;
        tx.job_enqueue(shop, stream(held), until, now).await?;
        self.say(tx, shop, held).await?;
        Ok(())
    }

    /// Ends the pause of a stream, which goes on at once; `false` where it was not held.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn end_pause(&self, shop: &str, held: Held) -> Result<bool, StoreError> {
        let mut tx = self.store.write().await?;
        let Some(row) = tx.shop(shop).await? else {
            return Ok(false);
        };
        let mut settings = row.settings;
        let was = settings.pauses.until(held, self.clock.now()).is_some();
        settings.pauses.end(held);
        tx.shop_set_settings(shop, &settings).await?;
        self.say(tx, shop, held).await?;
        Ok(was)
    }

    /// The stream is to look at what it may do now.
    async fn say(&self, mut tx: Box<dyn Tx>, shop: &str, held: Held) -> Result<(), StoreError> {
        stale::mark(&mut *tx, shop, stream(held), self.clock.now()).await?;
        tx.commit().await?;
        self.wake();
        Ok(())
    }
}
