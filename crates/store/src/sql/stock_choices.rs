//! What the merchant chose for a product or a variant.

use sqlx::Row as _;

use super::{Row, Transaction};
use crate::{
    Result,
    convert::{key, pieces, text, variant, word},
    offers::{ChoiceKind, StockChoice},
};

const TABLE: &str = "stock_choices";

fn read(row: &Row) -> Result<StockChoice> {
    Ok(StockChoice {
        kind: variant(TABLE, row.try_get("kind")?)?,
        subject: row.try_get("subject")?,
        pieces: pieces(TABLE, row.try_get("pieces")?)?,
    })
}

impl Transaction {
    pub(super) async fn put_stock_choice(
        &mut self,
        shop: &str,
        choice: &StockChoice,
    ) -> Result<()> {
        sqlx::query(
            "INSERT INTO stock_choices (shop, kind, subject_key, subject, pieces)
             VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (shop, kind, subject_key) DO UPDATE SET pieces = excluded.pieces",
        )
        .bind(shop)
        .bind(word(TABLE, choice.kind)?)
        .bind(key(&text(&choice.subject)))
        .bind(text(&choice.subject))
        .bind(i64::from(choice.pieces))
        .execute(self.db())
        .await?;
        Ok(())
    }

    pub(super) async fn remove_stock_choice(
        &mut self,
        shop: &str,
        kind: ChoiceKind,
        subject: &str,
    ) -> Result<()> {
        sqlx::query("DELETE FROM stock_choices WHERE shop = $1 AND kind = $2 AND subject_key = $3")
            .bind(shop)
            .bind(word(TABLE, kind)?)
            .bind(key(&text(subject)))
            .execute(self.db())
            .await?;
        Ok(())
    }

    pub(super) async fn find_stock_choices(&mut self, shop: &str) -> Result<Vec<StockChoice>> {
        let rows = sqlx::query("SELECT kind, subject, pieces FROM stock_choices WHERE shop = $1")
            .bind(shop)
            .fetch_all(self.db())
            .await?;
        let mut choices = rows.iter().map(read).collect::<Result<Vec<_>>>()?;
        choices.sort_by(|one, other| (one.kind, &one.subject).cmp(&(other.kind, &other.subject)));
        Ok(choices)
    }
}
