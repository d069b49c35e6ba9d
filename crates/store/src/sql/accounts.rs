//! Users, memberships, sessions.

use async_trait::async_trait;
use jiff::Timestamp;
use sqlx::{AssertSqlSafe, Row as _};

use super::{FOR_UPDATE, Row, Transaction};
use crate::{
    Result, ShopId,
    accounts::{Accounts, FAILED_LOGINS_KEPT, Removal, Session, User},
    convert::{exists, instant, ms, text},
};

fn read_user(row: &Row) -> Result<User> {
    Ok(User {
        id: row.try_get("id")?,
        email: row.try_get("email")?,
        name: row.try_get("name")?,
        password: row.try_get("password")?,
        language: row.try_get("language")?,
        created_at: instant("users", row.try_get("created_at")?)?,
    })
}

fn read_session(row: &Row) -> Result<Session> {
    let at = |column| instant("sessions", row.try_get(column)?);
    Ok(Session {
        token_hash: row.try_get("token_hash")?,
        user: row.try_get("user_id")?,
        csrf: row.try_get("csrf")?,
        created_at: at("created_at")?,
        seen_at: at("seen_at")?,
        expires_at: at("expires_at")?,
        browser: row.try_get("browser")?,
    })
}

#[async_trait]
impl Accounts for Transaction {
    async fn user_add(&mut self, user: &User) -> Result<()> {
        sqlx::query(
            "INSERT INTO users (id, email, name, password, language, created_at)
             VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(&user.id)
        .bind(text(&user.email))
        .bind(text(&user.name))
        .bind(&user.password)
        .bind(&user.language)
        .bind(ms(user.created_at))
        .execute(self.db())
        .await
        .map_err(exists("user"))?;
        Ok(())
    }

    async fn user(&mut self, id: &str) -> Result<Option<User>> {
        let row = sqlx::query(
            "SELECT id, email, name, password, language, created_at
             FROM users WHERE id = $1",
        )
        .bind(text(id))
        .fetch_optional(self.db())
        .await?;
        row.as_ref().map(read_user).transpose()
    }

    async fn user_by_email(&mut self, email: &str) -> Result<Option<User>> {
        let row = sqlx::query(
            "SELECT id, email, name, password, language, created_at
             FROM users WHERE email = $1",
        )
        .bind(text(email))
        .fetch_optional(self.db())
        .await?;
        row.as_ref().map(read_user).transpose()
    }

    async fn user_set_language(&mut self, id: &str, language: &str) -> Result<()> {
        sqlx::query("UPDATE users SET language = $2 WHERE id = $1")
            .bind(id)
            .bind(text(language))
            .execute(self.db())
            .await?;
        Ok(())
    }

    async fn user_set_password(&mut self, id: &str, password: &str) -> Result<()> {
        sqlx::query("UPDATE users SET password = $2 WHERE id = $1")
            .bind(id)
            .bind(password)
            .execute(self.db())
            .await?;
        Ok(())
    }

    async fn member_add(&mut self, shop: &str, user: &str) -> Result<()> {
        sqlx::query(
            "INSERT INTO members (shop, user_id) VALUES ($1, $2)
             ON CONFLICT (shop, user_id) DO NOTHING",
        )
        .bind(shop)
        .bind(user)
        .execute(self.db())
        .await?;
        Ok(())
    }

    async fn member_remove(&mut self, shop: &str, user: &str) -> Result<Removal> {
        // Whoever decides about a shop's last member holds the shop.
        let lock = format!("SELECT id FROM shops WHERE id = $1{FOR_UPDATE}");
        sqlx::query(AssertSqlSafe(lock))
            .bind(shop)
            .fetch_optional(self.db())
            .await?;
        if !self.is_member(shop, user).await? {
            return Ok(Removal::NoMember);
        }
        let members: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM members WHERE shop = $1")
            .bind(shop)
            .fetch_one(self.db())
            .await?;
        if members < 2 {
            return Ok(Removal::LastOne);
        }
        sqlx::query("DELETE FROM members WHERE shop = $1 AND user_id = $2")
            .bind(shop)
            .bind(text(user))
            .execute(self.db())
            .await?;
        Ok(Removal::Done)
    }

    async fn members(&mut self, shop: &str) -> Result<Vec<User>> {
        let rows = sqlx::query(
            "SELECT u.id, u.email, u.name, u.password, u.language, u.created_at
             FROM members m JOIN users u ON u.id = m.user_id
             WHERE m.shop = $1 ORDER BY u.email",
        )
        .bind(shop)
        .fetch_all(self.db())
        .await?;
        rows.iter().map(read_user).collect()
    }

    async fn is_member(&mut self, shop: &str, user: &str) -> Result<bool> {
        let found: Option<i64> = sqlx::query_scalar(
            "SELECT CAST(1 AS BIGINT) FROM members WHERE shop = $1 AND user_id = $2",
        )
        .bind(text(shop))
        .bind(text(user))
        .fetch_optional(self.db())
        .await?;
        Ok(found.is_some())
    }

    async fn shops_of(&mut self, user: &str) -> Result<Vec<ShopId>> {
        Ok(sqlx::query_scalar(
            "SELECT s.id FROM members m JOIN shops s ON s.id = m.shop
             WHERE m.user_id = $1 ORDER BY s.created_at, s.id",
        )
        .bind(user)
        .fetch_all(self.db())
        .await?)
    }

    async fn session_add(&mut self, session: &Session) -> Result<()> {
        // A user's ended sessions go when a new one begins: the table does not grow for ever.
        sqlx::query("DELETE FROM sessions WHERE user_id = $1 AND expires_at <= $2")
            .bind(&session.user)
            .bind(ms(session.created_at))
            .execute(self.db())
            .await?;
        sqlx::query(
            "INSERT INTO sessions (token_hash, user_id, csrf, created_at, seen_at, expires_at,
                 browser)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(&session.token_hash)
        .bind(&session.user)
        .bind(&session.csrf)
        .bind(ms(session.created_at))
        .bind(ms(session.seen_at))
        .bind(ms(session.expires_at))
        .bind(text(&session.browser))
        .execute(self.db())
        .await
        .map_err(exists("session"))?;
        Ok(())
    }

    async fn session(&mut self, token_hash: &str, now: Timestamp) -> Result<Option<Session>> {
        let row = sqlx::query(
            "SELECT token_hash, user_id, csrf, created_at, seen_at, expires_at, browser
             FROM sessions WHERE token_hash = $1 AND expires_at > $2",
        )
        .bind(text(token_hash))
        .bind(ms(now))
        .fetch_optional(self.db())
        .await?;
        row.as_ref().map(read_session).transpose()
    }

    async fn session_seen(&mut self, token_hash: &str, browser: &str, at: Timestamp) -> Result<()> {
        sqlx::query("UPDATE sessions SET seen_at = $2, browser = $3 WHERE token_hash = $1")
            .bind(token_hash)
            .bind(ms(at))
            .bind(text(browser))
            .execute(self.db())
            .await?;
        Ok(())
    }

    async fn sessions_of(
        &mut self,
        user: &str,
        since: Timestamp,
        now: Timestamp,
    ) -> Result<Vec<Session>> {
        let rows = sqlx::query(
            "SELECT token_hash, user_id, csrf, created_at, seen_at, expires_at, browser
             FROM sessions WHERE user_id = $1 AND expires_at > $2 AND seen_at >= $3
             ORDER BY seen_at DESC, token_hash",
        )
        .bind(user)
        .bind(ms(now))
        .bind(ms(since))
        .fetch_all(self.db())
        .await?;
        rows.iter().map(read_session).collect()
    }

    async fn sessions_end(&mut self, user: &str, kept: Option<&str>) -> Result<()> {
        sqlx::query("DELETE FROM sessions WHERE user_id = $1 AND token_hash <> $2")
            .bind(user)
            .bind(text(kept.unwrap_or_default()))
            .execute(self.db())
            .await?;
        Ok(())
    }

    async fn session_end(&mut self, token_hash: &str) -> Result<()> {
        sqlx::query("DELETE FROM sessions WHERE token_hash = $1")
            .bind(text(token_hash))
            .execute(self.db())
            .await?;
        Ok(())
    }

    async fn login_failed(&mut self, who: &str, at: Timestamp) -> Result<()> {
        sqlx::query("DELETE FROM failed_logins WHERE failed_at < $1")
            .bind(ms(at) - FAILED_LOGINS_KEPT.as_secs() * 1000)
            .execute(self.db())
            .await?;
        sqlx::query(
            "INSERT INTO failed_logins (who, failed_at, times) VALUES ($1, $2, 1)
             ON CONFLICT (who, failed_at) DO UPDATE SET times = failed_logins.times + 1",
        )
        .bind(text(who))
        .bind(ms(at))
        .execute(self.db())
        .await?;
        Ok(())
    }

    async fn logins_failed(&mut self, who: &str, since: Timestamp) -> Result<i64> {
        Ok(sqlx::query_scalar(
            "SELECT CAST(COALESCE(SUM(times), 0) AS BIGINT) FROM failed_logins
             WHERE who = $1 AND failed_at >= $2",
        )
        .bind(text(who))
        .bind(ms(since))
        .fetch_one(self.db())
        .await?)
    }
}
