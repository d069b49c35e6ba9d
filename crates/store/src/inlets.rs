//! Inlets: where the two services call us back (webhooks).
//!
//! The address of an inlet holds a long random token; here only its hash is kept, beside the sealed
//! token that the page shows again. The till signs with secrets of its own, of which a shop may have
//! several, sealed too.

use async_trait::async_trait;
use jiff::Timestamp;

use crate::{Result, ShopId};

/// Who calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Caller {
    /// Cassa in Cloud.
    Till,
    /// TS Commerce.
    Shop,
}

/// An inlet with what came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inlet {
    /// Whose it is.
    pub shop: ShopId,
    /// Who calls.
    pub caller: Caller,
    /// The token, sealed.
    pub token: Vec<u8>,
    /// Secrets that sign its calls, sealed, with an id each; none for the shop.
    pub secrets: Vec<(i64, Vec<u8>)>,
    /// Calls that were what they said.
    pub accepted: i64,
    /// Calls that were not.
    pub refused: i64,
    /// When the last good one came.
    pub accepted_at: Option<Timestamp>,
    /// When the last bad one came.
    pub refused_at: Option<Timestamp>,
}

/// Inlets.
#[async_trait]
pub trait Inlets {
    /// Makes an inlet, or gives it another token; counts and secrets stay.
    ///
    /// # Errors
    /// [`crate::StoreError::Exists`] where the token is another inlet's.
    async fn inlet_put(
        &mut self,
        shop: &str,
        caller: Caller,
        token_hash: &str,
        sealed: &[u8],
    ) -> Result<()>;
    /// The inlet of a shop.
    async fn inlet(&mut self, shop: &str, caller: Caller) -> Result<Option<Inlet>>;
    /// The inlet with this token, whosever it is.
    async fn inlet_by_token(&mut self, token_hash: &str) -> Result<Option<Inlet>>;
    /// Adds a secret.
    async fn inlet_secret_add(&mut self, shop: &str, sealed: &[u8]) -> Result<i64>;
    /// Removes a secret.
    async fn inlet_secret_remove(&mut self, shop: &str, id: i64) -> Result<()>;
    /// Notes the content of a call; `false` where the same one came before.
    async fn inlet_first(&mut self, shop: &str, digest: &str, at: Timestamp) -> Result<bool>;
    /// Forgets contents that came before then.
    async fn inlet_forget(&mut self, shop: &str, before: Timestamp) -> Result<()>;
    /// Counts a call.
    async fn inlet_count(
        &mut self,
        shop: &str,
        caller: Caller,
        good: bool,
        at: Timestamp,
    ) -> Result<()>;
}
