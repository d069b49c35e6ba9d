//! What members want to be written.

use async_trait::async_trait;
use ponte_domain::letters::{Told, Wishes};
use sqlx::Row as _;

use super::{Row, Transaction};
use crate::{
    Result,
    convert::{json, parse, unreadable},
    letter_wishes::{LetterWishes, Reader},
};

const TABLE: &str = "letter_wishes";

fn read(row: &Row) -> Result<Reader> {
    let chosen: Option<String> = row.try_get("told")?;
    let (wishes, told) = match chosen {
        None => (Wishes::default(), Told::default()),
        Some(told) => (wishes(row)?, parse(TABLE, &told)?),
    };
    Ok(Reader {
        user: row.try_get("id")?,
        name: row.try_get("name")?,
        email: row.try_get("email")?,
        language: row.try_get("language")?,
        wishes,
        told,
    })
}

fn wishes(row: &Row) -> Result<Wishes> {
    let daily: Option<i64> = row.try_get("daily")?;
    let hour = |hour| u8::try_from(hour).map_err(|_| unreadable(TABLE, hour, "hour"));
    Ok(Wishes {
        daily: daily.map(hour).transpose()?,
        at_once: row.try_get::<i64, _>("at_once")? != 0,
    })
}

#[async_trait]
impl LetterWishes for Transaction {
    async fn readers(&mut self, shop: &str) -> Result<Vec<Reader>> {
        let rows = sqlx::query(
            "SELECT u.id, u.name, u.email, u.language, w.daily, w.at_once, w.told
             FROM members m
             JOIN users u ON u.id = m.user_id
             LEFT JOIN letter_wishes w ON w.shop = m.shop AND w.user_id = m.user_id
             WHERE m.shop = $1 ORDER BY m.user_id",
        )
        .bind(shop)
        .fetch_all(self.db())
        .await?;
        rows.iter().map(read).collect()
    }

    async fn letter_wishes_put(&mut self, shop: &str, user: &str, wishes: Wishes) -> Result<()> {
        sqlx::query(
            "INSERT INTO letter_wishes (shop, user_id, daily, at_once, told)
             VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (shop, user_id) DO UPDATE SET daily = excluded.daily,
                 at_once = excluded.at_once",
        )
        .bind(shop)
        .bind(user)
        .bind(wishes.daily.map(i64::from))
        .bind(i64::from(wishes.at_once))
        .bind(json(TABLE, &Told::default())?)
        .execute(self.db())
        .await?;
        Ok(())
    }

    async fn letters_told_put(&mut self, shop: &str, user: &str, told: &Told) -> Result<()> {
        let wishes = Wishes::default();
        sqlx::query(
            "INSERT INTO letter_wishes (shop, user_id, daily, at_once, told)
             VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (shop, user_id) DO UPDATE SET told = excluded.told",
        )
        .bind(shop)
        .bind(user)
        .bind(wishes.daily.map(i64::from))
        .bind(i64::from(wishes.at_once))
        .bind(json(TABLE, told)?)
        .execute(self.db())
        .await?;
        Ok(())
    }
}
