//! What the stream remembers of a shop between its passes.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use ponte_domain::orders::free::counts::Counts;
use ponte_store::{Result, Tx};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The memory's name in the store.
const NAME: &str = "orders";

/// Where the stock stream leaves that the till does not count our orders.
const DENIED: &str = "orders not counted";

/// Whether the till counts our orders in its outgoing figure, as far as is known.
pub(crate) async fn till_counts(tx: &mut dyn Tx, shop: &str) -> Result<Counts> {
    if tx.remembered(shop, DENIED).await? == Value::Bool(true) {
        return Ok(Counts::No);
    }
    Ok(Memory::recall(tx, shop).await?.counts)
}

/// A reading of the stock stream shows that the till does not count our orders: the orders stream, which
/// learns that, hears of it in its next pass.
pub(crate) async fn till_does_not_count(tx: &mut dyn Tx, shop: &str) -> Result<()> {
    tx.remember(shop, DENIED, &Value::Bool(true)).await
}

/// See the module.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Memory {
    /// Whether the till counts our orders in its outgoing figure.
    pub counts: Counts,
    /// When the till's last days were last looked through.
    pub swept: Option<Timestamp>,
    /// When what is some days old was last followed.
    pub followed: Option<Timestamp>,
    /// When what is weeks old was last followed.
    pub followed_old: Option<Timestamp>,
    /// When the till's catalogue was last read for the sake of orders.
    pub catalogue_read: Option<Timestamp>,
    /// The newest change of the catalogue seen then.
    pub catalogue_newest: Option<Timestamp>,
    /// When the till was last looked through for parts of an order that waits for stock.
    pub looked_for: BTreeMap<String, Timestamp>,
    /// Names that orders came with.
    pub names: Names,
}

/// Names of the shop that orders came with: what the merchant may want to say something about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Names {
    /// Shipping profiles.
    pub shipping: BTreeSet<String>,
    /// Payment methods.
    pub payments: BTreeSet<String>,
}

/// Names that are kept of a kind: a shop that makes one up for each order must not fill the memory.
const MOST_NAMES: usize = 200;

impl Names {
    /// The names that orders of `shop` came with.
    ///
    /// # Errors
    /// [`ponte_store::StoreError`].
    pub async fn seen(tx: &mut dyn Tx, shop: &str) -> Result<Self> {
        Ok(Memory::recall(tx, shop).await?.names)
    }

    /// An order came with these.
    pub(super) fn note(&mut self, shipping: &str, payment: &str) {
        for (names, name) in [
            (&mut self.shipping, shipping),
            (&mut self.payments, payment),
        ] {
            if !name.is_empty() && names.len() < MOST_NAMES && !names.contains(name) {
                names.insert(name.to_owned());
            }
        }
    }
}

impl Memory {
    /// The same, where the caller may write: what the stock stream found out meanwhile counts.
    pub async fn recall_all(tx: &mut dyn Tx, shop: &str) -> Result<Self> {
        let mut memory = Self::recall(tx, shop).await?;
        if tx.remembered(shop, DENIED).await? == Value::Bool(true) {
            memory.counts = Counts::No;
            tx.remember(shop, DENIED, &Value::Bool(false)).await?;
            memory.keep(tx, shop).await?;
        }
        Ok(memory)
    }

    /// What is remembered; what an older Ponte wrote is read, what nobody can read is forgotten.
    pub async fn recall(tx: &mut dyn Tx, shop: &str) -> Result<Self> {
        let kept = tx.remembered(shop, NAME).await?;
        Ok(serde_json::from_value(kept).unwrap_or_default())
    }

    /// Remembers it.
    pub async fn keep(&self, tx: &mut dyn Tx, shop: &str) -> Result<()> {
        let value = serde_json::to_value(self).unwrap_or_default();
        tx.remember(shop, NAME, &value).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_older_ponte_wrote_is_read() {
        let older: Memory = serde_json::from_str("{}").expect("readable");
        assert_eq!(older, Memory::default());
        let kept = serde_json::to_value(Memory {
            counts: Counts::Yes,
            ..Memory::default()
        });
        let back: Memory = serde_json::from_value(kept.expect("plain data")).expect("our own");
        assert_eq!(back.counts, Counts::Yes);
    }
}
