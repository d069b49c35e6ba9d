//! What strangers can set in motion, within limits.
//!
//! Guarantees: no mailbox gets more than [`LETTERS_TO_ONE`] letters an hour from what anybody may ask
//! for without being logged in, or by invitations, whoever asks and whether or not it has an account;
//! one network address asks [`BY_ONE`] times an hour at most. No address is kept in clear.

use axum::extract::Request;
use http::{Extensions, HeaderMap};
use jiff::{SignedDuration, Timestamp};
use ponte_store::{StoreError, Tx};

use super::throttle;
use crate::settings::WebSettings;

/// Letters to one mailbox in an hour.
pub(crate) const LETTERS_TO_ONE: i64 = 5;
/// Requests from one network address in an hour: a shop's people share one.
pub(crate) const BY_ONE: i64 = 30;
/// Invitations to one shop in an hour.
pub(crate) const INVITATIONS: i64 = 30;

/// Something that is counted.
pub(crate) struct Limit {
    who: String,
    most: i64,
}

impl Limit {
    /// Letters to a mailbox (lower case).
    pub(crate) fn letters(email: &str) -> Self {
        Self {
            who: throttle::key("letters", email),
            most: LETTERS_TO_ONE,
        }
    }

    /// Invitations to a shop.
    pub(crate) fn invitations(shop: &str) -> Self {
        Self {
            who: throttle::key("invitations", shop),
            most: INVITATIONS,
        }
    }

    /// Requests from a network address; none where it is not known.
    pub(crate) fn address(sender: &Sender, settings: &WebSettings) -> Option<Self> {
        let address = throttle::address(&sender.headers, &sender.extensions, settings)?;
        Some(Self {
            who: throttle::key("requests", &address),
            most: BY_ONE,
        })
    }

    /// Counts one more; `false` where there were enough already.
    pub(crate) async fn one_more(
        &self,
        tx: &mut dyn Tx,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let hour = SignedDuration::from_hours(1);
        let since = now.checked_sub(hour).unwrap_or(Timestamp::MIN);
        if tx.attempts(&self.who, since).await? >= self.most {
            return Ok(false);
        }
        tx.attempted(&self.who, now).await?;
        Ok(true)
    }
}

/// Who has sent a request, as far as can be told before it is read.
pub(crate) struct Sender {
    pub(crate) headers: HeaderMap,
    pub(crate) extensions: Extensions,
}

impl Sender {
    /// Of a request.
    pub(crate) fn of(request: &Request) -> Self {
        Self {
            headers: request.headers().clone(),
            extensions: request.extensions().clone(),
        }
    }

    /// Counts a request; `false` where its address has sent enough.
    pub(crate) async fn may(
        &self,
        tx: &mut dyn Tx,
        settings: &WebSettings,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        match Limit::address(self, settings) {
            Some(limit) => limit.one_more(tx, now).await,
            None => Ok(true),
        }
    }
}
