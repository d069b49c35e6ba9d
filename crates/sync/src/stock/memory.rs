//! What the stream remembers of a shop between its passes.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{Timestamp, civil::Date};
use ponte_domain::{
    finding::LevelTrouble,
    stock::reading::Rolling,
    till::{ProductId, SalesPointId, VariantId},
};
use ponte_store::{Result, Tx};
use serde::{Deserialize, Serialize};

/// The memory's name in the store.
const NAME: &str = "stock";

/// See the module.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Memory {
    /// Where the rolling read goes on.
    pub rolling: Rolling,
    /// Records at each point, as its list last told.
    pub records: BTreeMap<SalesPointId, u64>,
    /// The reading of all pages of a point that is under way.
    pub rounds: BTreeMap<SalesPointId, Round>,
    /// Points that never told of a record, and of none when they were last read.
    pub empty: BTreeSet<SalesPointId>,
    /// Receipts seen, by day.
    pub receipts: BTreeMap<Date, Receipts>,
    /// When all receipts of the day were last read.
    pub receipts_in_full: Option<Timestamp>,
    /// When the last regular pass began.
    pub regular: Option<Timestamp>,
    /// Points whose levels could not be read.
    pub unread: BTreeMap<SalesPointId, Unread>,
    /// The shop refused a negative difference.
    pub refuses_negative: bool,
    /// Variants that would be raised if their parts on the till were asked for.
    pub urgent: BTreeSet<VariantId>,
    /// Products that the next pass looks at again, whatever moved: something of them is not written yet,
    /// or was written over a figure.
    pub again: BTreeSet<ProductId>,
    /// The last pass found the stream held with everything at 0.
    pub at_nothing: bool,
    /// When the oldest history was last thrown away.
    pub pruned: Option<Timestamp>,
}

/// All pages of a point, read one after the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Round {
    /// When the reading of the first page began.
    pub began: Timestamp,
    /// Rows read so far.
    pub rows: u64,
    /// What the list said that there are; `None`: it said different things, or was not read row after
    /// row, so it proves nothing.
    pub total: Option<u64>,
    /// A page was shorter than the list says.
    pub short: bool,
}

/// Receipts of a day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Receipts {
    /// Rows read so far.
    pub seen: u64,
    /// Digests of their ids.
    pub known: BTreeSet<u32>,
}

/// A point whose levels could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Unread {
    /// The first try that failed.
    pub since: Timestamp,
    /// Why.
    pub trouble: LevelTrouble,
}

impl Memory {
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

    /// The levels of a point could not be read.
    pub fn could_not_read(&mut self, point: SalesPointId, trouble: LevelTrouble, now: Timestamp) {
        let unread = Unread {
            since: now,
            trouble,
        };
        self.unread.entry(point).or_insert(unread).trouble = trouble;
    }

    /// The till answered for a point again. A list that was too short is forgiven only by a whole one.
    pub fn could_read(&mut self, point: SalesPointId) {
        let short = |unread: &Unread| unread.trouble == LevelTrouble::Short;
        if !self.unread.get(&point).is_some_and(short) {
            self.unread.remove(&point);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_older_ponte_wrote_is_read() {
        let older: Memory = serde_json::from_str("{}").expect("readable");
        assert_eq!(older, Memory::default());
        let mut memory = Memory::default();
        let day = jiff::civil::date(2026, 11, 25);
        memory.receipts.entry(day).or_default().seen = 3;
        memory.could_not_read(101, LevelTrouble::Short, Timestamp::UNIX_EPOCH);
        let kept = serde_json::to_value(&memory).expect("plain data");
        let back: Memory = serde_json::from_value(kept).expect("our own");
        assert_eq!(back, memory);
    }

    #[test]
    fn a_short_list_is_forgiven_only_by_a_whole_one() {
        let mut memory = Memory::default();
        let at = Timestamp::UNIX_EPOCH;
        memory.could_not_read(101, LevelTrouble::Refused, at);
        memory.could_read(101);
        assert!(memory.unread.is_empty());
        memory.could_not_read(101, LevelTrouble::Short, at);
        memory.could_read(101);
        assert_eq!(memory.unread.len(), 1);
    }
}
