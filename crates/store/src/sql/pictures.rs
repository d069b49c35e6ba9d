//! Pictures.

use std::collections::{BTreeMap, BTreeSet};

use async_trait::async_trait;
use sqlx::Row as _;

use super::{Row, Transaction, bulk::of_shop};
use crate::{
    Result,
    convert::{json, key, parse, text},
    pictures::{Picture, PictureState, Pictures},
};

const TABLE: &str = "pictures";

fn read(row: &Row) -> Result<Picture> {
    Ok(Picture {
        product: row.try_get("product")?,
        url: row.try_get("url")?,
        place: row.try_get("place")?,
        content: row.try_get("content")?,
        state: parse(TABLE, row.try_get("state")?)?,
    })
}

struct PictureRow<'a> {
    key: String,
    picture: &'a Picture,
    state: String,
}

/// Whether something is still to be done with a picture.
fn is_open(state: &PictureState) -> bool {
    match state {
        PictureState::Wanted | PictureState::Sending { .. } | PictureState::Unwanted { .. } => true,
        PictureState::Sent { .. } | PictureState::Refused { .. } => false,
    }
}

#[async_trait]
impl Pictures for Transaction {
    async fn pictures_of(&mut self, shop: &str, products: &[String]) -> Result<Vec<Picture>> {
        let products: BTreeSet<&String> = products.iter().collect();
        let products: Vec<String> = products.into_iter().cloned().collect();
        let start = || {
            of_shop(
                "SELECT product, url, place, content, state
                 FROM pictures WHERE shop = ",
                shop,
                " AND product IN ",
            )
        };
        let rows = self
            .fetch_in(start, &products, " ORDER BY product, place, url_key")
            .await?;
        rows.iter().map(read).collect()
    }

    async fn pictures_open(&mut self, shop: &str, after: &str, limit: i64) -> Result<Vec<String>> {
        Ok(sqlx::query_scalar(
            "SELECT DISTINCT p.product FROM pictures p
             WHERE p.shop = $1 AND p.product > $2 AND p.is_open = 1
                 AND EXISTS (SELECT 1 FROM listings l
                     WHERE l.shop = $1 AND l.product = p.product AND l.link_only = 0)
             ORDER BY p.product LIMIT $3",
        )
        .bind(shop)
        .bind(text(after))
        .bind(limit)
        .fetch_all(self.db())
        .await?)
    }

    async fn pictures_open_count(&mut self, shop: &str) -> Result<i64> {
        Ok(
            sqlx::query_scalar("SELECT COUNT(*) FROM pictures WHERE shop = $1 AND is_open = 1")
                .bind(shop)
                .fetch_one(self.db())
                .await?,
        )
    }

    async fn pictures_put(&mut self, shop: &str, pictures: &[Picture]) -> Result<()> {
        let mut rows = BTreeMap::new();
        for picture in pictures {
            let row = PictureRow {
                key: key(&picture.url),
                picture,
                state: json(TABLE, &picture.state)?,
            };
            rows.insert((&picture.product, &picture.url), row);
        }
        let rows: Vec<PictureRow<'_>> = rows.into_values().collect();
        self.insert_all(
            "INSERT INTO pictures (shop, product, url_key, url, place, content, state, is_open) ",
            8,
            &rows,
            " ON CONFLICT (shop, product, url_key) DO UPDATE SET place = excluded.place,
                 content = excluded.content, state = excluded.state,
                 is_open = excluded.is_open",
            |values, row| {
                values
                    .push_bind(shop)
                    .push_bind(text(&row.picture.product))
                    .push_bind(&row.key)
                    .push_bind(text(&row.picture.url))
                    .push_bind(row.picture.place)
                    .push_bind(&row.picture.content)
                    .push_bind(&row.state)
                    .push_bind(i64::from(is_open(&row.picture.state)));
            },
        )
        .await
    }

    async fn picture_remove(&mut self, shop: &str, product: &str, url: &str) -> Result<()> {
        sqlx::query("DELETE FROM pictures WHERE shop = $1 AND product = $2 AND url_key = $3")
            .bind(shop)
            .bind(text(product))
            .bind(key(url))
            .execute(self.db())
            .await?;
        Ok(())
    }

    async fn pictures_move(&mut self, shop: &str, from: &str, to: &str) -> Result<()> {
        if from == to {
            return Ok(());
        }
        // What moves knows which image of the shop it is, and wins over what the new product wants.
        sqlx::query(
            "DELETE FROM pictures WHERE shop = $1 AND product = $3 AND url_key IN
                 (SELECT url_key FROM pictures WHERE shop = $1 AND product = $2)",
        )
        .bind(shop)
        .bind(text(from))
        .bind(text(to))
        .execute(self.db())
        .await?;
        sqlx::query("UPDATE pictures SET product = $3 WHERE shop = $1 AND product = $2")
            .bind(shop)
            .bind(text(from))
            .bind(text(to))
            .execute(self.db())
            .await?;
        Ok(())
    }
}
