//! Offers, with their history, the merchant's choices, and what may have moved.

use std::collections::BTreeSet;

use async_trait::async_trait;
use jiff::Timestamp;
use ponte_domain::till::ProductId;
use sqlx::Row as _;

use super::{
    Row, Transaction,
    bulk::{keys, of_shop},
    offer_rows::{SELECT, read},
};
use crate::{
    Result,
    convert::{key, ms, text, variant, word},
    offers::{ChoiceKind, Moved, OfferEvent, OfferRow, Offers, Standing, StockChoice},
};

const TABLE: &str = "offers";

/// More than anybody types: SQLite takes a pattern of no more than 50,000 bytes.
const LONGEST_SEARCH: usize = 1_000;

/// The pattern of a text that is held somewhere, whatever its letters mean in a pattern.
pub(super) fn pattern(search: &str) -> String {
    let mut pattern = String::from("%");
    for letter in search.to_lowercase().chars() {
        if matches!(letter, '%' | '_' | '!') {
            pattern.push('!');
        }
        pattern.push(letter);
    }
    pattern + "%"
}

#[async_trait]
impl Offers for Transaction {
    async fn offers_put(&mut self, shop: &str, offers: &[OfferRow]) -> Result<()> {
        self.put_offers(shop, offers).await
    }

    async fn offers_of(&mut self, shop: &str, skus: &[String]) -> Result<Vec<OfferRow>> {
        let start = || of_shop(SELECT, shop, " AND sku IN ");
        let rows = self.fetch_in(start, &keys(skus), " ORDER BY sku").await?;
        rows.iter().map(read).collect()
    }

    async fn offers_of_variants(
        &mut self,
        shop: &str,
        variants: &[String],
    ) -> Result<Vec<OfferRow>> {
        let digests: BTreeSet<String> = variants.iter().map(|id| key(&text(id))).collect();
        let digests: Vec<String> = digests.into_iter().collect();
        let start = || of_shop(SELECT, shop, " AND variant_key IN ");
        let rows = self.fetch_in(start, &digests, "").await?;
        let mut offers = rows.iter().map(read).collect::<Result<Vec<_>>>()?;
        offers.sort_by(|one, other| one.sku.cmp(&other.sku));
        Ok(offers)
    }

    async fn offers_of_products(
        &mut self,
        shop: &str,
        products: &[String],
    ) -> Result<Vec<OfferRow>> {
        let start = || of_shop(SELECT, shop, " AND product IN ");
        let rows = self.fetch_in(start, products, "").await?;
        let mut offers = rows.iter().map(read).collect::<Result<Vec<_>>>()?;
        offers.sort_by(|one, other| one.sku.cmp(&other.sku));
        Ok(offers)
    }

    async fn offers_page(
        &mut self,
        shop: &str,
        standing: Option<Standing>,
        search: &str,
        after: &str,
        limit: i64,
    ) -> Result<Vec<OfferRow>> {
        if search.len() > LONGEST_SEARCH {
            return Ok(Vec::new());
        }
        let pattern = pattern(search);
        let rows = match standing {
            None => {
                sqlx::query(
                    "SELECT sku, variant, product, name, listed_at, sold_at, changed_at, memory
                     FROM offers WHERE shop = $1 AND sku > $2 AND searched LIKE $3 ESCAPE '!'
                     ORDER BY sku LIMIT $4",
                )
                .bind(shop)
                .bind(text(after))
                .bind(text(&pattern))
                .bind(limit)
                .fetch_all(self.db())
                .await?
            }
            Some(standing) => {
                sqlx::query(
                    "SELECT sku, variant, product, name, listed_at, sold_at, changed_at, memory
                     FROM offers WHERE shop = $1 AND standing = $5 AND sku > $2
                         AND searched LIKE $3 ESCAPE '!'
                     ORDER BY sku LIMIT $4",
                )
                .bind(shop)
                .bind(text(after))
                .bind(text(&pattern))
                .bind(limit)
                .bind(word(TABLE, standing)?)
                .fetch_all(self.db())
                .await?
            }
        };
        rows.iter().map(read).collect()
    }

    async fn offers_counted(&mut self, shop: &str) -> Result<Vec<(Standing, i64)>> {
        let rows = sqlx::query(
            "SELECT standing, COUNT(*) AS times FROM offers WHERE shop = $1 GROUP BY standing",
        )
        .bind(shop)
        .fetch_all(self.db())
        .await?;
        let count = |row: &Row| {
            let standing = variant(TABLE, row.try_get("standing")?)?;
            Ok((standing, row.try_get("times")?))
        };
        let mut counted = rows.iter().map(count).collect::<Result<Vec<_>>>()?;
        counted.sort_unstable();
        Ok(counted)
    }

    async fn offers_offering(&mut self, shop: &str) -> Result<i64> {
        let counted =
            sqlx::query_scalar("SELECT COUNT(*) FROM offers WHERE shop = $1 AND listed_pieces > 0");
        Ok(counted.bind(shop).fetch_one(self.db()).await?)
    }

    async fn offers_hot(
        &mut self,
        shop: &str,
        most: i64,
        since: Timestamp,
    ) -> Result<Vec<ProductId>> {
        Ok(sqlx::query_scalar(
            "SELECT product FROM offers WHERE shop = $1 AND target <= $2
             UNION
             SELECT product FROM offers
             WHERE shop = $1 AND sold_at IS NOT NULL AND sold_at >= $3
             ORDER BY product",
        )
        .bind(shop)
        .bind(most)
        .bind(ms(since))
        .fetch_all(self.db())
        .await?)
    }

    async fn offers_pending(&mut self, shop: &str) -> Result<Vec<OfferRow>> {
        let rows = sqlx::query(
            "SELECT sku, variant, product, name, listed_at, sold_at, changed_at, memory
             FROM offers WHERE shop = $1 AND is_pending = 1 ORDER BY sku",
        )
        .bind(shop)
        .fetch_all(self.db())
        .await?;
        rows.iter().map(read).collect()
    }

    async fn offers_remove(&mut self, shop: &str, skus: &[String]) -> Result<()> {
        let start = || of_shop("DELETE FROM offers WHERE shop = ", shop, " AND sku IN ");
        self.execute_in(start, &keys(skus)).await
    }

    async fn offer_events_add(&mut self, shop: &str, events: &[OfferEvent]) -> Result<()> {
        self.add_offer_events(shop, events).await
    }

    async fn offer_events(&mut self, shop: &str, sku: &str, limit: i64) -> Result<Vec<OfferEvent>> {
        self.find_offer_events(shop, sku, limit).await
    }

    async fn offer_events_prune(
        &mut self,
        shop: &str,
        before: Timestamp,
        limit: i64,
    ) -> Result<u64> {
        self.prune_offer_events(shop, before, limit).await
    }

    async fn stock_choice_put(&mut self, shop: &str, choice: &StockChoice) -> Result<()> {
        self.put_stock_choice(shop, choice).await
    }

    async fn stock_choice_remove(
        &mut self,
        shop: &str,
        kind: ChoiceKind,
        subject: &str,
    ) -> Result<()> {
        self.remove_stock_choice(shop, kind, subject).await
    }

    async fn stock_choices(&mut self, shop: &str) -> Result<Vec<StockChoice>> {
        self.find_stock_choices(shop).await
    }

    async fn moved_add(&mut self, shop: &str, moved: &[Moved]) -> Result<()> {
        self.add_moved(shop, moved).await
    }

    async fn moved(&mut self, shop: &str, limit: i64) -> Result<Vec<Moved>> {
        self.find_moved(shop, limit).await
    }

    async fn moved_done(&mut self, shop: &str, moved: &[Moved]) -> Result<()> {
        self.remove_moved(shop, moved).await
    }
}
