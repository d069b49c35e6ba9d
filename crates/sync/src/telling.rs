//! Findings told by letter: what cannot wait at once, all that is open once a day.
//!
//! Who is written to, and when, is decided by [`ponte_domain::letters`]; here are only what is open and
//! what was told.
//!
//! Guarantees (each a test): a letter is put in the transaction that notes it as told, so that a death
//! neither loses nor doubles one; where no mail is set up nothing counts as told; of two processes that
//! tell at once one writes; a letter holds a link to the shop's own page, and nothing of a buyer.

use std::{collections::BTreeSet, fmt, sync::Arc, time::Duration};

use jiff::Timestamp;
use ponte_domain::{
    finding::Topic,
    letters::{Hour, Letter, due},
};
use ponte_jobs::Claim;
use ponte_store::{
    StoreError, Tx,
    findings::{FindingRow, TopicRow},
    letter_wishes::Reader,
    shops::Shop,
};

use crate::{Engine, mail, rome};

/// The kind of job that tells.
pub const KIND: &str = "telling";
/// How often it is looked at what is open.
pub const EVERY: Duration = Duration::from_secs(5 * 60);
/// Findings of a topic that a letter may name.
const NAMED: i64 = 5;
/// Closed findings looked through for what is over.
const CLOSED: i64 = 200;

/// What a letter is about.
#[derive(Debug)]
pub struct News<'a> {
    /// The shop.
    pub shop: &'a Shop,
    /// Who reads it.
    pub reader: &'a Reader,
    /// Which letter.
    pub letter: &'a Letter,
    /// What is open.
    pub open: &'a [TopicRow],
    /// What was closed last of the topic that is over, where that is known.
    pub closed: Option<&'a FindingRow>,
    /// When it is written.
    pub at: Timestamp,
}

/// Finds the words of letters. They belong to the pages, which are to the right of here.
pub trait Scribe: Send + Sync {
    /// Subject and text.
    fn write(&self, news: &News<'_>) -> (String, String);
}

/// A scribe shared by everybody.
pub type SharedScribe = Arc<dyn Scribe>;

/// The scribe of an engine, if it has one.
#[derive(Clone, Default)]
pub(crate) struct Desk(Option<SharedScribe>);

impl fmt::Debug for Desk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Desk(..)")
    }
}

impl Engine {
    /// The same engine, whose letters about findings `scribe` writes. Without one, none is written.
    #[must_use]
    pub fn with_scribe(mut self, scribe: SharedScribe) -> Self {
        self.desk = Desk(Some(scribe));
        self
    }

    /// Tells the members of a shop what is due. Gives how many letters were put. The work of the job;
    /// `claim`: nothing is told unless the job is still ours.
    ///
    /// # Errors
    /// [`StoreError`]: nothing was told.
    pub async fn tell(&self, shop: &str, claim: Option<&Claim>) -> Result<u64, StoreError> {
        let Desk(Some(scribe)) = &self.desk else {
            return Ok(0);
        };
        if !self.letters().are_sent() {
            return Ok(0);
        }
        let mut tx = self.store.write().await?;
        if let Some(claim) = claim {
            claim.check(&mut *tx).await?;
        }
        let Some(row) = tx.shop(shop).await? else {
            return Ok(0);
        };
        let told = self.told(&mut *tx, &row, &**scribe).await?;
        tx.commit().await?;
        if told > 0 {
            self.wake();
        }
        Ok(told)
    }

    async fn told(
        &self,
        tx: &mut dyn Tx,
        shop: &Shop,
        scribe: &dyn Scribe,
    ) -> Result<u64, StoreError> {
        let at = self.clock.now();
        let open = tx.findings_by_topic(&shop.id, NAMED).await?;
        let topics: BTreeSet<Topic> = open
            .iter()
            .filter_map(|topic| Some(Topic::of(&topic.newest.first()?.finding)))
            .collect();
        let mut closed = None;
        let mut put = 0;
        for reader in tx.readers(&shop.id).await? {
            let (letters, told) = due(&topics, reader.wishes, &reader.told, hour(at));
            for letter in &letters {
                let over = match letter {
                    Letter::Over(_) if closed.is_none() => {
                        let since = Timestamp::UNIX_EPOCH;
                        closed = Some(tx.findings_closed(&shop.id, since, None, CLOSED).await?);
                        of_topic(letter, closed.as_deref())
                    }
                    letter => of_topic(letter, closed.as_deref()),
                };
                let news = News {
                    shop,
                    reader: &reader,
                    letter,
                    open: &open,
                    closed: over,
                    at,
                };
                let (subject, text) = scribe.write(&news);
                let letter = mail::Letter {
                    to: reader.email.clone(),
                    name: reader.name.clone(),
                    subject,
                    text,
                };
                put += u64::from(self.letters().put(tx, &letter, at).await?);
            }
            if told != reader.told {
                tx.letters_told_put(&shop.id, &reader.user, &told).await?;
            }
        }
        Ok(put)
    }
}

/// The finding that was closed last of the topic that is over.
fn of_topic<'a>(letter: &Letter, closed: Option<&'a [FindingRow]>) -> Option<&'a FindingRow> {
    let Letter::Over(word) = letter else {
        return None;
    };
    let mut closed = closed?.iter();
    closed.find(|row| Topic::of(&row.finding).word() == word)
}

/// Day and hour in Italy, where the shops are.
fn hour(at: Timestamp) -> Hour {
    let at = at.to_zoned_datetime(rome::zone());
    Hour {
        day: at.date(),
        hour: u8::try_from(at.hour()).unwrap_or(0),
    }
}
