//! The till's products as the page lists them.

use async_trait::async_trait;
use jiff::Timestamp;
use ponte_domain::{money::Money, till::Surroundings};
use sqlx::Row as _;

use super::{Row, Transaction, bulk::of_shop, offers::pattern};
use crate::{
    Result,
    convert::{instant, json, key, ms, parse, text, variant, word},
    products::{LeftOut, ListedAs, ProductRow, ProductStanding, Products},
};

const TABLE: &str = "products";
/// Up to the shop.
const SELECT: &str = "SELECT product, name, searched, code, variants, price, verdict, troubles,
         listed, refused, left_out
     FROM products WHERE shop = ";
/// More than anybody types: SQLite takes a pattern of no more than 50,000 bytes.
const LONGEST_SEARCH: usize = 1_000;

fn read(row: &Row) -> Result<ProductRow> {
    Ok(ProductRow {
        product: row.try_get("product")?,
        name: row.try_get("name")?,
        searched: row.try_get("searched")?,
        code: row.try_get("code")?,
        variants: row.try_get("variants")?,
        price: row.try_get::<Option<i64>, _>("price")?.map(Money),
        judged: variant(TABLE, row.try_get("verdict")?)?,
        troubles: parse(TABLE, row.try_get("troubles")?)?,
        listed: variant(TABLE, row.try_get("listed")?)?,
        refused: row.try_get("refused")?,
        left_out: row.try_get::<i64, _>("left_out")? != 0,
    })
}

/// The words of a row's columns.
struct Worded<'a> {
    row: &'a ProductRow,
    sort_name: String,
    verdict: String,
    troubles: String,
    listed: String,
    standing: String,
}

impl<'a> Worded<'a> {
    fn new(row: &'a ProductRow) -> Result<Self> {
        Ok(Self {
            row,
            sort_name: row.sort_name(),
            verdict: word(TABLE, row.judged)?,
            troubles: json(TABLE, &row.troubles)?,
            listed: word(TABLE, row.listed)?,
            standing: word(TABLE, row.standing())?,
        })
    }
}

impl Transaction {
    /// What the shop has of a product moved.
    pub(super) async fn product_listed(
        &mut self,
        shop: &str,
        product: &str,
        listed: ListedAs,
    ) -> Result<()> {
        sqlx::query(
            "UPDATE products SET listed = $3, refused = '' WHERE shop = $1 AND product = $2",
        )
        .bind(shop)
        .bind(text(product))
        .bind(word(TABLE, listed)?)
        .execute(self.db())
        .await?;
        self.product_stands(shop, product).await
    }

    /// How a product stands, after another column of its moved: as [`ProductRow::standing`] says.
    async fn product_stands(&mut self, shop: &str, product: &str) -> Result<()> {
        sqlx::query(
            "UPDATE products SET standing = CASE
                 WHEN left_out = 1 THEN 'left_out'
                 WHEN verdict = 'leave' THEN 'not_meant'
                 WHEN verdict = 'blocked' OR refused <> '' THEN 'attention'
                 WHEN listed IN ('visible', 'linked') THEN 'listed'
                 ELSE 'waiting' END
             WHERE shop = $1 AND product = $2",
        )
        .bind(shop)
        .bind(text(product))
        .execute(self.db())
        .await?;
        Ok(())
    }

    async fn product_set_left_out(&mut self, shop: &str, product: &str, left: bool) -> Result<()> {
        sqlx::query("UPDATE products SET left_out = $3 WHERE shop = $1 AND product = $2")
            .bind(shop)
            .bind(text(product))
            .bind(i64::from(left))
            .execute(self.db())
            .await?;
        self.product_stands(shop, product).await
    }
}

#[async_trait]
impl Products for Transaction {
    async fn products_put(&mut self, shop: &str, rows: &[ProductRow]) -> Result<()> {
        let rows = rows.iter().map(Worded::new).collect::<Result<Vec<_>>>()?;
        self.insert_all(
            "INSERT INTO products (shop, product, name, sort_name, searched, code, variants, price,
                 verdict, troubles, listed, refused, left_out, standing) ",
            14,
            &rows,
            " ON CONFLICT (shop, product) DO UPDATE SET name = excluded.name,
                 sort_name = excluded.sort_name, searched = excluded.searched,
                 code = excluded.code, variants = excluded.variants, price = excluded.price,
                 verdict = excluded.verdict, troubles = excluded.troubles,
                 refused = excluded.refused,
                 standing = CASE
                     WHEN products.left_out = 1 THEN 'left_out'
                     WHEN excluded.verdict = 'leave' THEN 'not_meant'
                     WHEN excluded.verdict = 'blocked' OR excluded.refused <> '' THEN 'attention'
                     WHEN products.listed IN ('visible', 'linked') THEN 'listed'
                     ELSE 'waiting' END",
            |values, worded| {
                let row = worded.row;
                values
                    .push_bind(shop)
                    .push_bind(text(&row.product))
                    .push_bind(text(&row.name))
                    .push_bind(text(&worded.sort_name))
                    .push_bind(text(&row.searched))
                    .push_bind(text(&row.code))
                    .push_bind(row.variants)
                    .push_bind(row.price.map(|price| price.0))
                    .push_bind(&worded.verdict)
                    .push_bind(&worded.troubles)
                    .push_bind(&worded.listed)
                    .push_bind(text(&row.refused))
                    .push_bind(i64::from(row.left_out))
                    .push_bind(&worded.standing);
            },
        )
        .await
    }

    async fn products_remove(&mut self, shop: &str, products: &[String]) -> Result<()> {
        let start = || {
            of_shop(
                "DELETE FROM products WHERE shop = ",
                shop,
                " AND product IN ",
            )
        };
        self.execute_in(start, products).await
    }

    async fn products_of(&mut self, shop: &str, products: &[String]) -> Result<Vec<ProductRow>> {
        let start = || of_shop(SELECT, shop, " AND product IN ");
        let rows = self.fetch_in(start, products, "").await?;
        rows.iter().map(read).collect()
    }

    async fn products_page(
        &mut self,
        shop: &str,
        standing: Option<ProductStanding>,
        search: &str,
        after: (&str, &str),
        limit: i64,
    ) -> Result<Vec<ProductRow>> {
        if search.len() > LONGEST_SEARCH {
            return Ok(Vec::new());
        }
        let (pattern, (name, product)) = (pattern(search), after);
        let rows = match standing {
            None => {
                sqlx::query(
                    "SELECT product, name, searched, code, variants, price, verdict, troubles,
                         listed, refused, left_out
                     FROM products
                     WHERE shop = $1 AND (sort_name, product) > ($2, $3)
                         AND searched LIKE $4 ESCAPE '!'
                     ORDER BY sort_name, product LIMIT $5",
                )
                .bind(shop)
                .bind(text(name))
                .bind(text(product))
                .bind(text(&pattern))
                .bind(limit)
                .fetch_all(self.db())
                .await?
            }
            Some(standing) => {
                sqlx::query(
                    "SELECT product, name, searched, code, variants, price, verdict, troubles,
                         listed, refused, left_out
                     FROM products
                     WHERE shop = $1 AND standing = $6 AND (sort_name, product) > ($2, $3)
                         AND searched LIKE $4 ESCAPE '!'
                     ORDER BY sort_name, product LIMIT $5",
                )
                .bind(shop)
                .bind(text(name))
                .bind(text(product))
                .bind(text(&pattern))
                .bind(limit)
                .bind(word(TABLE, standing)?)
                .fetch_all(self.db())
                .await?
            }
        };
        rows.iter().map(read).collect()
    }

    async fn products_counted(
        &mut self,
        shop: &str,
        most: i64,
    ) -> Result<Vec<(ProductStanding, i64)>> {
        // Each way by itself, from the index alone, and never further than asked for.
        let rows = sqlx::query(
            "SELECT 'listed' AS standing, COUNT(*) AS times FROM
                 (SELECT 1 FROM products WHERE shop = $1 AND standing = 'listed' LIMIT $2) few
             UNION ALL SELECT 'waiting', COUNT(*) FROM
                 (SELECT 1 FROM products WHERE shop = $1 AND standing = 'waiting' LIMIT $2) few
             UNION ALL SELECT 'attention', COUNT(*) FROM
                 (SELECT 1 FROM products WHERE shop = $1 AND standing = 'attention' LIMIT $2) few
             UNION ALL SELECT 'not_meant', COUNT(*) FROM
                 (SELECT 1 FROM products WHERE shop = $1 AND standing = 'not_meant' LIMIT $2) few
             UNION ALL SELECT 'left_out', COUNT(*) FROM
                 (SELECT 1 FROM products WHERE shop = $1 AND standing = 'left_out' LIMIT $2) few",
        )
        .bind(shop)
        .bind(most)
        .fetch_all(self.db())
        .await?;
        let count = |row: &Row| {
            let standing = variant(TABLE, row.try_get("standing")?)?;
            Ok((standing, row.try_get("times")?))
        };
        let mut counted = rows.iter().map(count).collect::<Result<Vec<_>>>()?;
        counted.retain(|(_, times)| *times > 0);
        Ok(counted)
    }

    async fn product_refused(&mut self, shop: &str, product: &str, refused: &str) -> Result<()> {
        sqlx::query("UPDATE products SET refused = $3 WHERE shop = $1 AND product = $2")
            .bind(shop)
            .bind(text(product))
            .bind(text(refused))
            .execute(self.db())
            .await?;
        self.product_stands(shop, product).await
    }

    async fn product_leave_out(&mut self, shop: &str, left: &LeftOut) -> Result<()> {
        sqlx::query(
            "INSERT INTO left_out (shop, product_key, product, who, since)
             VALUES ($1, $2, $3, $4, $5) ON CONFLICT (shop, product_key) DO NOTHING",
        )
        .bind(shop)
        .bind(key(&text(&left.product)))
        .bind(text(&left.product))
        .bind(text(&left.who))
        .bind(ms(left.since))
        .execute(self.db())
        .await?;
        self.product_set_left_out(shop, &left.product, true).await
    }

    async fn product_take_back(&mut self, shop: &str, product: &str) -> Result<()> {
        sqlx::query("DELETE FROM left_out WHERE shop = $1 AND product_key = $2")
            .bind(shop)
            .bind(key(&text(product)))
            .execute(self.db())
            .await?;
        self.product_set_left_out(shop, product, false).await
    }

    async fn products_left_out(&mut self, shop: &str) -> Result<Vec<LeftOut>> {
        let rows = sqlx::query(
            "SELECT product, who, since FROM left_out WHERE shop = $1 ORDER BY product",
        )
        .bind(shop)
        .fetch_all(self.db())
        .await?;
        let left = |row: &Row| {
            Ok(LeftOut {
                product: row.try_get("product")?,
                who: row.try_get("who")?,
                since: instant("left_out", row.try_get("since")?)?,
            })
        };
        rows.iter().map(left).collect()
    }

    async fn surroundings_put(
        &mut self,
        shop: &str,
        surroundings: &Surroundings,
        at: Timestamp,
    ) -> Result<()> {
        let content = json("surroundings", surroundings)?;
        sqlx::query(
            "INSERT INTO surroundings (shop, content, read_at) VALUES ($1, $2, $3)
             ON CONFLICT (shop) DO UPDATE
                 SET content = excluded.content, read_at = excluded.read_at",
        )
        .bind(shop)
        .bind(text(&content))
        .bind(ms(at))
        .execute(self.db())
        .await?;
        Ok(())
    }

    async fn surroundings(&mut self, shop: &str) -> Result<Option<(Surroundings, Timestamp)>> {
        let row = sqlx::query("SELECT content, read_at FROM surroundings WHERE shop = $1")
            .bind(shop)
            .fetch_optional(self.db())
            .await?;
        let Some(row) = row else { return Ok(None) };
        let surroundings = parse("surroundings", row.try_get("content")?)?;
        let at = instant("surroundings", row.try_get("read_at")?)?;
        Ok(Some((surroundings, at)))
    }
}
