//! Invitations.

use async_trait::async_trait;
use jiff::Timestamp;
use sqlx::Row as _;

use super::{Row, Transaction};
use crate::{
    Result,
    convert::{exists, instant, ms, text},
    invitations::{Invitation, Invitations},
};

const TABLE: &str = "invitations";

fn read(row: &Row) -> Result<Invitation> {
    let at = |column| instant(TABLE, row.try_get(column)?);
    Ok(Invitation {
        shop: row.try_get("shop")?,
        email: row.try_get("email")?,
        token_hash: row.try_get("token_hash")?,
        invited_by: row.try_get("invited_by")?,
        sent_at: at("sent_at")?,
        ends_at: at("ends_at")?,
    })
}

#[async_trait]
impl Invitations for Transaction {
    async fn invitation_put(&mut self, invitation: &Invitation) -> Result<()> {
        sqlx::query(
            "INSERT INTO invitations (shop, email, token_hash, invited_by, sent_at, ends_at)
             VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (shop, email) DO UPDATE SET
                 token_hash = excluded.token_hash, invited_by = excluded.invited_by,
                 sent_at = excluded.sent_at, ends_at = excluded.ends_at",
        )
        .bind(&invitation.shop)
        .bind(text(&invitation.email))
        .bind(&invitation.token_hash)
        .bind(&invitation.invited_by)
        .bind(ms(invitation.sent_at))
        .bind(ms(invitation.ends_at))
        .execute(self.db())
        .await
        .map_err(exists("invitation"))?;
        Ok(())
    }

    async fn invitations(&mut self, shop: &str) -> Result<Vec<Invitation>> {
        let rows = sqlx::query(
            "SELECT shop, email, token_hash, invited_by, sent_at, ends_at
             FROM invitations WHERE shop = $1 ORDER BY email",
        )
        .bind(shop)
        .fetch_all(self.db())
        .await?;
        rows.iter().map(read).collect()
    }

    async fn invitation_by_token(
        &mut self,
        token_hash: &str,
        now: Timestamp,
    ) -> Result<Option<Invitation>> {
        let row = sqlx::query(
            "SELECT shop, email, token_hash, invited_by, sent_at, ends_at
             FROM invitations WHERE token_hash = $1 AND ends_at > $2",
        )
        .bind(text(token_hash))
        .bind(ms(now))
        .fetch_optional(self.db())
        .await?;
        row.as_ref().map(read).transpose()
    }

    async fn invitation_end(&mut self, shop: &str, email: &str) -> Result<bool> {
        let ended = sqlx::query("DELETE FROM invitations WHERE shop = $1 AND email = $2")
            .bind(shop)
            .bind(text(email))
            .execute(self.db())
            .await?;
        Ok(ended.rows_affected() > 0)
    }
}
