//! Invited to a shop, and not there yet.

use async_trait::async_trait;
use jiff::Timestamp;

use crate::{Result, ShopId};

/// An invitation: whoever has the token of its letter may come in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// To which shop.
    pub shop: ShopId,
    /// Who is invited: an address, lower case.
    pub email: String,
    /// SHA-256 of the token, hex.
    pub token_hash: String,
    /// The user who invites.
    pub invited_by: String,
    /// When the letter was written.
    pub sent_at: Timestamp,
    /// From when on the token opens nothing.
    pub ends_at: Timestamp,
}

/// Invitations: one an address and shop.
#[async_trait]
pub trait Invitations {
    /// Invites an address, or once more: the token of before opens nothing any longer.
    async fn invitation_put(&mut self, invitation: &Invitation) -> Result<()>;
    /// Invitations of a shop, those too that have ended, in the order of their addresses.
    async fn invitations(&mut self, shop: &str) -> Result<Vec<Invitation>>;
    /// The invitation that a token opens at `now`.
    async fn invitation_by_token(
        &mut self,
        token_hash: &str,
        now: Timestamp,
    ) -> Result<Option<Invitation>>;
    /// Takes an invitation away, accepted or withdrawn; `false` where there is none.
    async fn invitation_end(&mut self, shop: &str, email: &str) -> Result<bool>;
}
