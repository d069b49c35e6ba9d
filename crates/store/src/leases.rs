//! Leases: a shop's stream is worked on by one process at a time.
//!
//! Guarantees: a lease that has not ended is given to nobody else; every renewal and every checked
//! write asks for the token, so that a process that was stopped and goes on notices and writes
//! nothing.

use async_trait::async_trait;
use jiff::Timestamp;

use crate::Result;

/// Leases by (shop, stream).
#[async_trait]
pub trait Leases {
    /// Takes the lease where nobody holds one at `now`; `false` where somebody does.
    async fn lease_take(
        &mut self,
        shop: &str,
        stream: &str,
        token: &str,
        now: Timestamp,
        until: Timestamp,
    ) -> Result<bool>;
    /// Extends a lease that is still ours.
    ///
    /// # Errors
    /// [`crate::StoreError::LeaseLost`] where the token is no longer the one kept.
    async fn lease_renew(
        &mut self,
        shop: &str,
        stream: &str,
        token: &str,
        until: Timestamp,
    ) -> Result<()>;
    /// Makes sure, inside this transaction, that the lease is still ours (locks its row).
    ///
    /// # Errors
    /// [`crate::StoreError::LeaseLost`].
    async fn lease_check(&mut self, shop: &str, stream: &str, token: &str) -> Result<()>;
    /// Gives the lease back; no error where it was lost.
    async fn lease_release(&mut self, shop: &str, stream: &str, token: &str) -> Result<()>;
    /// Until when somebody holds the lease, if anybody does at `now`.
    async fn lease_held(
        &mut self,
        shop: &str,
        stream: &str,
        now: Timestamp,
    ) -> Result<Option<Timestamp>>;
}
