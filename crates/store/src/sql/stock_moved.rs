//! What may have moved.

use std::collections::BTreeMap;

use sqlx::Row as _;

use super::{Row, Transaction, bulk::of_shop};
use crate::{
    Result,
    convert::{instant, key, ms, text},
    offers::Moved,
};

/// Most rows taken away in one statement: each is three values.
const AT_ONCE: usize = 1_000;

fn read(row: &Row) -> Result<Moved> {
    Ok(Moved {
        point: row.try_get("point")?,
        product: row.try_get("product")?,
        at: instant("stock_moved", row.try_get("moved_at")?)?,
    })
}

/// Each place once, as last told, in order: two who write the same rows never wait crosswise.
fn by_place(moved: &[Moved]) -> Vec<(i64, String, &Moved)> {
    let mut places: BTreeMap<(i64, String), &Moved> = BTreeMap::new();
    for told in moved {
        let place = (told.point, key(&text(&told.product)));
        let newest = places.entry(place).or_insert(told);
        if newest.at < told.at {
            *newest = told;
        }
    }
    let places = places.into_iter();
    places
        .map(|((point, product), told)| (point, product, told))
        .collect()
}

impl Transaction {
    pub(super) async fn add_moved(&mut self, shop: &str, moved: &[Moved]) -> Result<()> {
        // What is said again is newer even within one millisecond: who read the product in it has read
        // it too early, maybe.
        self.insert_all(
            "INSERT INTO stock_moved (shop, point, product_key, product, moved_at) ",
            5,
            &by_place(moved),
            " ON CONFLICT (shop, point, product_key) DO UPDATE SET moved_at =
                 CASE WHEN excluded.moved_at > stock_moved.moved_at THEN excluded.moved_at
                     ELSE stock_moved.moved_at + 1 END",
            |values, (point, product, told)| {
                values
                    .push_bind(shop)
                    .push_bind(*point)
                    .push_bind(product)
                    .push_bind(text(&told.product))
                    .push_bind(ms(told.at));
            },
        )
        .await
    }

    pub(super) async fn find_moved(&mut self, shop: &str, limit: i64) -> Result<Vec<Moved>> {
        let rows = sqlx::query(
            "SELECT point, product, moved_at FROM stock_moved WHERE shop = $1
             ORDER BY moved_at, point, product_key LIMIT $2",
        )
        .bind(shop)
        .bind(limit)
        .fetch_all(self.db())
        .await?;
        rows.iter().map(read).collect()
    }

    pub(super) async fn remove_moved(&mut self, shop: &str, moved: &[Moved]) -> Result<()> {
        for chunk in by_place(moved).chunks(AT_ONCE) {
            let mut query = of_shop(
                "DELETE FROM stock_moved WHERE shop = ",
                shop,
                " AND (point, product_key, moved_at) IN (",
            );
            query.push_values(chunk, |mut values, (point, product, told)| {
                values
                    .push_bind(*point)
                    .push_bind(product)
                    .push_bind(ms(told.at));
            });
            query.push(")");
            let query = query.build().persistent(false);
            query.execute(self.db()).await?;
        }
        Ok(())
    }
}
