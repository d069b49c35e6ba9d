//! Logins, slowed down by account and by network address.
//!
//! Guarantee: after [`PER_ACCOUNT`] failures for an account, or [`PER_ADDRESS`] from an address,
//! within [`WINDOW`], no password is looked at, not even the right one.

use std::{net::SocketAddr, time::Duration};

use axum::extract::ConnectInfo;
use http::{Extensions, HeaderMap};
use jiff::{SignedDuration, Timestamp};
use ponte_store::{StoreError, Tx};
use sha2::{Digest, Sha256};

use crate::settings::{ClientAddress, WebSettings};

/// Failures count for so long.
pub(crate) const WINDOW: Duration = Duration::from_secs(15 * 60);
/// Failures of one account.
pub(crate) const PER_ACCOUNT: i64 = 10;
/// Failures from one address: a shop's people share one.
const PER_ADDRESS: i64 = 50;

/// Who tries to log in, as failures are counted: never an address in clear.
pub(crate) struct Attempt {
    account: String,
    address: Option<String>,
}

impl Attempt {
    /// An attempt for the account `email` (lower case).
    pub(crate) fn new(
        email: &str,
        headers: &HeaderMap,
        extensions: &Extensions,
        settings: &WebSettings,
    ) -> Self {
        Self {
            account: key("account", email),
            address: address(headers, extensions, settings).map(|address| key("address", &address)),
        }
    }

    /// Whether there were too many failures already.
    pub(crate) async fn refused(
        &self,
        tx: &mut dyn Tx,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let since = SignedDuration::try_from(WINDOW)
            .ok()
            .and_then(|window| now.checked_sub(window).ok())
            .unwrap_or(Timestamp::MIN);
        if tx.logins_failed(&self.account, since).await? >= PER_ACCOUNT {
            return Ok(true);
        }
        match &self.address {
            Some(address) => Ok(tx.logins_failed(address, since).await? >= PER_ADDRESS),
            None => Ok(false),
        }
    }

    /// Notes that it failed.
    pub(crate) async fn failed(&self, tx: &mut dyn Tx, now: Timestamp) -> Result<(), StoreError> {
        tx.login_failed(&self.account, now).await?;
        if let Some(address) = &self.address {
            tx.login_failed(address, now).await?;
        }
        Ok(())
    }
}

pub(super) fn key(what: &str, value: &str) -> String {
    format!("{what}:{}", hex::encode(Sha256::digest(value.as_bytes())))
}

pub(super) fn address(
    headers: &HeaderMap,
    extensions: &Extensions,
    settings: &WebSettings,
) -> Option<String> {
    match settings.client {
        ClientAddress::Connection => extensions
            .get::<ConnectInfo<SocketAddr>>()
            .map(|ConnectInfo(address)| address.ip().to_string()),
        ClientAddress::Forwarded => headers
            .get_all("x-forwarded-for")
            .iter()
            .next_back()
            .and_then(|line| line.to_str().ok()?.rsplit(',').next())
            .map(|address| address.trim().to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn behind_a_proxy_only_what_the_proxy_wrote_counts() {
        let mut settings = WebSettings::new("https://ponte.example".parse().expect("an address"));
        settings.client = ClientAddress::Forwarded;
        let mut headers = HeaderMap::new();
        headers.append(
            "x-forwarded-for",
            "1.1.1.1, 2.2.2.2".parse().expect("a value"),
        );
        let found = address(&headers, &Extensions::new(), &settings);
        assert_eq!(found.as_deref(), Some("2.2.2.2"));
        settings.client = ClientAddress::Connection;
        assert_eq!(address(&headers, &Extensions::new(), &settings), None);
    }
}
