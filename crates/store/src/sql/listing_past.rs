//! Where variants stand, and where they stood: older orders name past places.

use jiff::Timestamp;
use ponte_domain::listing::ListedVariant;

use super::Transaction;
use crate::{
    Result,
    convert::{ms, text},
};

impl Transaction {
    pub(super) async fn add_history(
        &mut self,
        shop: &str,
        past: &[ListedVariant],
        until: Timestamp,
    ) -> Result<()> {
        if past.is_empty() {
            return Ok(());
        }
        let count = i64::try_from(past.len()).expect("a product's variants are counted in an i64");
        let first = self.numbers(shop, "past places", count).await?;
        let rows: Vec<(i64, &ListedVariant)> = (first..).zip(past).collect();
        self.insert_all(
            "INSERT INTO listing_history (shop, id, uid, superkey, variant, until_at) ",
            6,
            &rows,
            "",
            |values, (id, place)| {
                values
                    .push_bind(shop)
                    .push_bind(*id)
                    .push_bind(place.uid)
                    .push_bind(text(&place.superkey))
                    .push_bind(text(&place.variant))
                    .push_bind(ms(until));
            },
        )
        .await
    }

    pub(super) async fn find_variant(
        &mut self,
        shop: &str,
        uid: i64,
        superkey: &str,
    ) -> Result<Option<String>> {
        let now: Option<String> = sqlx::query_scalar(
            "SELECT variant FROM listed_variants WHERE shop = $1 AND uid = $2 AND superkey = $3
             ORDER BY gone, product, ordinal LIMIT 1",
        )
        .bind(shop)
        .bind(uid)
        .bind(text(superkey))
        .fetch_optional(self.db())
        .await?;
        if now.is_some() {
            return Ok(now);
        }
        Ok(sqlx::query_scalar(
            "SELECT variant FROM listing_history WHERE shop = $1 AND uid = $2 AND superkey = $3
             ORDER BY until_at DESC, id DESC LIMIT 1",
        )
        .bind(shop)
        .bind(uid)
        .bind(text(superkey))
        .fetch_optional(self.db())
        .await?)
    }
}
