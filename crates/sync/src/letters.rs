//! Letters: put in the caller's transaction, sent by the worker.
//!
//! Guarantees (each a test):
//! - a letter whose transaction was committed is sent, however often the process dies or the mail
//!   server is away; one whose transaction was not is never sent;
//! - neither recipient nor text stand in the database as they are;
//! - a letter that its mail server refuses keeps no other letter back, and is given up after
//!   [`REFUSALS`] answers; any letter is given up [`GIVEN_UP_AFTER`] it was put;
//! - where no mail is set up, nothing is put.
//!
//! What does not hold: a letter may arrive twice. Between the mail server's yes and its note in the
//! database the process can die, and the next one sends the letter again, under the same `Message-ID`.
//! Mails have no exactly once; rather twice than never.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use ponte_jobs::HandlerOutcome;
use ponte_mail::{Letter, PostTrouble, Postmark};
use ponte_store::{StoreError, Tx, outbox::WaitingLetter};
use ponte_transport::clock::later;
use secrecy::ExposeSecret;

use crate::Engine;

/// The kind of job that sends letters.
pub const KIND: &str = "letters";
/// Letters belong to no shop.
const HOUSE: &str = "";
/// What a letter is sealed as.
const SEALED: &str = "letter";
/// A letter that could not be sent for so long is given up.
pub const GIVEN_UP_AFTER: SignedDuration = SignedDuration::from_hours(3 * 24);
/// So many answers of a mail server against one letter are enough.
pub const REFUSALS: i64 = 5;
/// The pause after a letter was refused for the first time; it doubles.
const FIRST_PAUSE: Duration = Duration::from_secs(5 * 60);
/// Letters are looked at in lots of so many.
const LOT: i64 = 50;
/// While no mail is set up, letters that were put before are looked at so often.
const IDLE: Duration = Duration::from_secs(3600);

/// The letters of an engine.
#[derive(Clone, Copy, Debug)]
pub struct Letters<'e>(&'e Engine);

impl Engine {
    /// Letters.
    #[must_use]
    pub fn letters(&self) -> Letters<'_> {
        Letters(self)
    }
}

/// What became of one letter.
enum Fate {
    /// It waits no longer: sent, or given up.
    Gone,
    /// It waits until then; others may go.
    Waits(Timestamp),
    /// No letter can be sent.
    NoneGoes(PostTrouble),
}

impl Letters<'_> {
    /// Whether letters leave at all.
    #[must_use]
    pub fn are_sent(&self) -> bool {
        self.0.post.is_set_up()
    }

    /// Puts a letter into the caller's transaction; once that is committed, the worker sends it
    /// ([`Engine::wake`] makes it look at once). `false` where no mail is set up: nothing was put.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn put(
        &self,
        tx: &mut dyn Tx,
        letter: &Letter,
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        if !self.are_sent() {
            return Ok(false);
        }
        let Engine { sealer, random, .. } = self.0;
        let id = random.uuid(at.as_millisecond()).to_string();
        let text = serde_json::to_string(letter).map_err(|source| StoreError::Unreadable {
            table: "letters",
            source,
        })?;
        let waiting = WaitingLetter {
            sealed: sealer.seal(&id, SEALED, &text, &**random),
            id,
            put_at: at,
            due_at: at,
            refusals: 0,
        };
        tx.letter_put(&waiting).await?;
        tx.job_enqueue(HOUSE, KIND, at, at).await?;
        Ok(true)
    }

    /// Sends what is due, until nothing more can be sent. The work of the job.
    ///
    /// # Errors
    /// [`StoreError`]: what was not sent is sent later.
    pub async fn send_due(&self) -> Result<HandlerOutcome, StoreError> {
        let engine = self.0;
        loop {
            let now = engine.clock.now();
            let due = engine.store.read().await?.letters_due(now, LOT).await?;
            if due.is_empty() {
                break;
            }
            for waiting in due {
                if engine.is_putting_down() {
                    return Ok(HandlerOutcome::PutDown);
                }
                let fate = self.send(&waiting).await;
                let mut tx = engine.store.write().await?;
                match &fate {
                    Fate::Gone => tx.letter_gone(&waiting.id).await?,
                    Fate::Waits(until) => tx.letter_refused(&waiting.id, *until).await?,
                    Fate::NoneGoes(PostTrouble::NotSetUp) => {
                        let at = later(engine.clock.now(), IDLE);
                        return Ok(HandlerOutcome::Retry { at });
                    }
                    Fate::NoneGoes(trouble) => {
                        let error = trouble.to_string();
                        return Ok(HandlerOutcome::Failed { error });
                    }
                }
                tx.commit().await?;
            }
        }
        let next = engine.store.read().await?.letters_next_due().await?;
        Ok(next.map_or(HandlerOutcome::Done, |at| HandlerOutcome::Retry { at }))
    }

    async fn send(&self, waiting: &WaitingLetter) -> Fate {
        let engine = self.0;
        let (id, now) = (waiting.id.as_str(), engine.clock.now());
        if now.duration_since(waiting.put_at) >= GIVEN_UP_AFTER {
            tracing::warn!(letter = id, "a letter could not be sent for days: given up");
            return Fate::Gone;
        }
        let Some(letter) = self.opened(waiting) else {
            tracing::error!(letter = id, "a letter cannot be opened: given up");
            return Fate::Gone;
        };
        let mark = Postmark {
            id: waiting.id.clone(),
            at: waiting.put_at,
        };
        let trouble = match engine.post.post(&letter, &mark).await {
            Ok(()) => {
                tracing::debug!(letter = id, "a letter was sent");
                return Fate::Gone;
            }
            Err(trouble) => trouble,
        };
        let refusals = waiting.refusals + 1;
        if trouble.is_final() || (trouble.is_of_the_letter() && refusals >= REFUSALS) {
            tracing::warn!(letter = id, %trouble, refusals, "a letter is given up");
            Fate::Gone
        } else if trouble.is_of_the_letter() {
            tracing::warn!(letter = id, %trouble, refusals, "a letter goes later");
            Fate::Waits(later(now, pause(waiting.refusals)))
        } else {
            Fate::NoneGoes(trouble)
        }
    }

    fn opened(&self, waiting: &WaitingLetter) -> Option<Letter> {
        let sealer = &self.0.sealer;
        let text = sealer.open(&waiting.id, SEALED, &waiting.sealed).ok()?;
        serde_json::from_str(text.expose_secret()).ok()
    }

    /// Wakes what a process before this one left: letters that wait.
    pub(crate) async fn wake_left(&self, tx: &mut dyn Tx) -> Result<(), StoreError> {
        if let Some(at) = tx.letters_next_due().await? {
            let now = self.0.clock.now();
            tx.job_enqueue(HOUSE, KIND, at.max(now), now).await?;
        }
        Ok(())
    }
}

/// The pause after so many refusals before this one.
fn pause(refusals: i64) -> Duration {
    let doubled = 2_u32.saturating_pow(u32::try_from(refusals).unwrap_or(u32::MAX));
    FIRST_PAUSE.saturating_mul(doubled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_refusals_of_a_letter_end_before_it_is_given_up_for_its_age() {
        let all: Duration = (0..REFUSALS).map(pause).sum();
        assert_eq!(pause(1), 2 * FIRST_PAUSE);
        assert!(SignedDuration::try_from(all).expect("hours") < GIVEN_UP_AFTER);
    }
}
