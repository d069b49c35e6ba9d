//! Keys that a service no longer takes: told as a finding, and no longer once they work.
//!
//! Guarantees (each a test): whichever stream meets a dead key says so, once, with whose key it is;
//! a pass that got through with it, or new keys, closes that by itself.

use jiff::Timestamp;
use ponte_domain::finding::{Finding, KeysTrouble};
use ponte_store::{StoreError, Tx, runs::Outcome};

use crate::{Engine, orders, products, stock, trouble::Cause};

/// Subject of the finding about the till's key.
pub const TILL: &str = "till";
/// Subject of the finding about the shop's keys.
pub const SHOP: &str = "shop";

/// What is told of keys, by the cause that a run failed with.
const TOLD: [(Cause, &str, KeysTrouble); 3] = [
    (Cause::WrongTillKey, TILL, KeysTrouble::Refused),
    (Cause::WrongShopKeys, SHOP, KeysTrouble::Refused),
    (Cause::ReadOnlyShopKeys, SHOP, KeysTrouble::ReadOnly),
];

/// The keys that a pass of `stream` which got through has surely used: an unchanged catalogue asks
/// nothing of the shop, and orders may ask nothing of the till.
fn used(stream: &str) -> &'static [&'static str] {
    match stream {
        products::STREAM => &[TILL],
        orders::STREAM => &[SHOP],
        stock::STREAM => &[SHOP, TILL],
        _ => &[],
    }
}

/// Notes what the end of a pass says of the keys. The pass itself has ended either way.
pub(crate) async fn note(engine: &Engine, shop: &str, stream: &str, outcome: &Outcome) {
    if let Err(error) = noted(engine, shop, stream, outcome).await {
        tracing::warn!(shop, stream, %error, "what a pass says of the keys was not noted");
    }
}

async fn noted(
    engine: &Engine,
    shop: &str,
    stream: &str,
    outcome: &Outcome,
) -> Result<(), StoreError> {
    let now = engine.clock.now();
    match outcome {
        Outcome::Failed { cause, .. } => {
            let told = TOLD.iter().find(|(known, ..)| known.name() == cause);
            let Some((_, subject, trouble)) = told else {
                return Ok(());
            };
            let finding = Finding::Keys { trouble: *trouble };
            let mut tx = engine.store.write().await?;
            tx.finding_seen(shop, subject, &finding, 0, now).await?;
            tx.commit().await
        }
        Outcome::Done => {
            let mut tx = engine.store.read().await?;
            let mut open = Vec::new();
            for subject in used(stream) {
                // A pair that may only read never may write (TS Commerce sheet §3): new keys alone
                // close that.
                let told = tx.finding_open(shop, KIND, subject).await?;
                let refused = Finding::Keys {
                    trouble: KeysTrouble::Refused,
                };
                if told.is_some_and(|row| row.finding == refused) {
                    open.push(*subject);
                }
            }
            drop(tx);
            if open.is_empty() {
                return Ok(());
            }
            let mut tx = engine.store.write().await?;
            for subject in open {
                close(&mut *tx, shop, subject, now).await?;
            }
            tx.commit().await
        }
        Outcome::Stopped => Ok(()),
    }
}

const KIND: &str = "keys";

/// Keys work: nothing more is to be said of them.
pub(crate) async fn close(
    tx: &mut dyn Tx,
    shop: &str,
    subject: &str,
    at: Timestamp,
) -> Result<(), StoreError> {
    tx.finding_close(shop, KIND, subject, at).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kind_is_that_of_the_finding() {
        let trouble = KeysTrouble::Refused;
        assert_eq!(Finding::Keys { trouble }.kind(), KIND);
    }
}
