//! A stream of a shop may be stale: somebody is to look at it.
//!
//! Webhook, timer, button and a pass that wants another one all say the same thing, and no more: what
//! is to be done is in the database. Said in the caller's transaction, it is as lasting as what the
//! caller wrote, and a thousand of them make one pass.

use jiff::Timestamp;
use ponte_store::{StoreError, Tx};
use serde_json::Value;

/// Says that `stream` of `shop` may be stale at `now`.
///
/// # Errors
/// [`StoreError`].
pub async fn mark(
    tx: &mut dyn Tx,
    shop: &str,
    stream: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.remember(shop, &name(stream), &Value::Bool(true)).await?;
    tx.job_enqueue(shop, stream, now, now).await
}

/// Whether somebody said so since this was last asked.
pub(crate) async fn taken(tx: &mut dyn Tx, shop: &str, stream: &str) -> Result<bool, StoreError> {
    let stale = tx.remembered(shop, &name(stream)).await? == Value::Bool(true);
    if stale {
        tx.remember(shop, &name(stream), &Value::Bool(false))
            .await?;
    }
    Ok(stale)
}

fn name(stream: &str) -> String {
    format!("{stream} stale")
}
