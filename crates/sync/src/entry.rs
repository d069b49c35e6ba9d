//! Who comes in to a shop: a person confirms a code that was sent to the shop's own address.
//!
//! Guarantees (each a test):
//! - whoever does not belong to a shop comes in by such a code alone, or is named by the operator:
//!   neither what the platform calls the shop nor its keys let anybody in;
//! - a code has six digits, is taken for [`LASTS`], from the person who asked for it, and is gone
//!   after [`TRIES`] tries;
//! - of a code only a digest under the master key is kept;
//! - a shop gets no more than [`PER_HOUR`] codes an hour and [`PER_DAY`] a day, and none within
//!   [`PAUSE`] of the last one for the same person.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use ponte_mail::Letter;
use ponte_store::{StoreError, Tx, entries::EntryCode};
use ponte_transport::clock::later;

use crate::{Engine, install::InstallTrouble};

/// How long a code is taken.
pub const LASTS: Duration = Duration::from_secs(15 * 60);
/// Tries of one code.
pub const TRIES: i64 = 5;
/// Codes that a shop gets in an hour.
pub const PER_HOUR: i64 = 5;
/// Codes that a shop gets in a day.
pub const PER_DAY: i64 = 10;
/// Pause between two codes for one person.
pub const PAUSE: SignedDuration = SignedDuration::from_secs(60);

/// What a code is sealed as.
const CODE: &str = "entry_code";

/// What a letter with a code tells.
pub struct CodeLetter {
    /// Where it goes: the shop's own address.
    pub to: String,
    /// The shop's name.
    pub shop: String,
    /// Six digits.
    pub code: String,
}

/// Why no code was sent.
#[derive(Debug, thiserror::Error)]
pub enum CodeTrouble {
    /// No such shop.
    #[error("no such shop")]
    NoShop,
    /// Codes were sent already; another one may be asked for then.
    #[error("codes were sent already, the next one from {0}")]
    TooMany(Timestamp),
    /// No letters leave here.
    #[error("no mail is set up")]
    NoMail,
    /// The shop tells no address that a letter can go to.
    #[error("the shop tells no address")]
    NoAddress,
    /// The shop no longer takes the keys that are kept, or does not answer.
    #[error(transparent)]
    Shop(#[from] InstallTrouble),
    /// Our own trouble.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What became of a code that was entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entered {
    /// It is right: the person belongs to the shop.
    In,
    /// It is wrong; so many tries are left.
    Wrong {
        /// Tries that are left.
        left: i64,
    },
    /// There is none that is taken (any more).
    Ended,
}

impl Engine {
    /// Sends a code to the shop's own address, for `user`, in the letter that `write` makes. Gives the
    /// address, as far as it may be shown.
    ///
    /// # Errors
    /// [`CodeTrouble`]; nothing is sent then.
    pub async fn send_entry_code(
        &self,
        shop: &str,
        user: &str,
        write: impl FnOnce(&CodeLetter) -> Letter,
    ) -> Result<String, CodeTrouble> {
        if !self.letters().are_sent() {
            return Err(CodeTrouble::NoMail);
        }
        let now = self.clock.now();
        let mut tx = self.store.read().await?;
        let row = tx.shop(shop).await?.ok_or(CodeTrouble::NoShop)?;
        may_send(&mut *tx, shop, user, now).await?;
        drop(tx);
        let pair = self.kept_pair(&row).map_err(InstallTrouble::from)?;
        let told = self.ask_pair(&row.shop_api, &pair).await?;
        // What a shop says is hostile until it is read.
        let to = told.email.and_then(|to| ponte_mail::address(&to).ok());
        let to = to.ok_or(CodeTrouble::NoAddress)?;
        let address = masked(&to);
        let letter = CodeLetter {
            to,
            shop: row.name,
            code: format!("{:06}", self.random.below(1_000_000)),
        };
        let now = self.clock.now();
        let code = EntryCode {
            user: user.to_owned(),
            hash: self.digest(shop, user, &letter.code),
            sent_at: now,
            expires_at: later(now, LASTS),
            tries: 0,
            address: address.clone(),
        };
        let mut tx = self.store.write().await?;
        // Asked twice at once, it is sent once.
        may_send(&mut *tx, shop, user, now).await?;
        tx.entry_code_add(shop, &code).await?;
        self.letters().put(&mut *tx, &write(&letter), now).await?;
        tx.commit().await?;
        self.wake();
        Ok(address)
    }

    /// Takes a code that was entered.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn enter(&self, shop: &str, user: &str, code: &str) -> Result<Entered, StoreError> {
        let now = self.clock.now();
        let digits: String = code.chars().filter(|c| !c.is_whitespace()).collect();
        let mut tx = self.store.write().await?;
        let kept = tx.entry_code(shop, user).await?;
        let Some(kept) = kept.filter(|kept| kept.expires_at > now && kept.tries < TRIES) else {
            return Ok(Entered::Ended);
        };
        // Counted before it is looked at, and kept whatever comes of it.
        let tries = tx.entry_code_tried(shop, user).await?;
        let entered = if self.digest(shop, user, &digits) == kept.hash {
            tx.member_add(shop, user).await?;
            tx.entry_codes_end(shop, user, now).await?;
            Entered::In
        } else if tries < TRIES {
            Entered::Wrong {
                left: TRIES - tries,
            }
        } else {
            Entered::Ended
        };
        tx.commit().await?;
        Ok(entered)
    }

    fn digest(&self, shop: &str, user: &str, code: &str) -> String {
        self.sealer.digest(shop, CODE, &format!("{user}:{code}"))
    }
}

/// Whether another code may be sent now.
async fn may_send(
    tx: &mut dyn Tx,
    shop: &str,
    user: &str,
    now: Timestamp,
) -> Result<(), CodeTrouble> {
    let back = |ago: SignedDuration| now.checked_sub(ago).unwrap_or(Timestamp::MIN);
    let on = |from: Timestamp, by: SignedDuration| from.checked_add(by).unwrap_or(Timestamp::MAX);
    let hour = SignedDuration::from_hours(1);
    let day = SignedDuration::from_hours(24);
    if let Some(last) = tx.entry_code(shop, user).await?
        && on(last.sent_at, PAUSE) > now
    {
        return Err(CodeTrouble::TooMany(on(last.sent_at, PAUSE)));
    }
    if tx.entry_codes_sent(shop, back(day)).await? >= PER_DAY {
        return Err(CodeTrouble::TooMany(on(now, day)));
    }
    if tx.entry_codes_sent(shop, back(hour)).await? >= PER_HOUR {
        return Err(CodeTrouble::TooMany(on(now, hour)));
    }
    Ok(())
}

/// An address as it may be shown to somebody who does not belong to the shop yet: "i•••o@esempio.it".
fn masked(address: &str) -> String {
    let (who, host) = address.split_once('@').unwrap_or((address, ""));
    let mut letters = who.chars();
    match (letters.next(), letters.next_back()) {
        (Some(first), Some(last)) => format!("{first}•••{last}@{host}"),
        _ => format!("•••@{host}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_shown_without_the_name_in_it() {
        assert_eq!(masked("negozio@esempio.it"), "n•••o@esempio.it");
        assert_eq!(masked("a@esempio.it"), "•••@esempio.it");
    }
}
