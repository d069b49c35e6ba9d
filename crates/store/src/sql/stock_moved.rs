//! What may have moved.

use std::collections::BTreeMap;

use sqlx::{QueryBuilder, Row as _};

use super::{Db, FOR_UPDATE, Row, Transaction, bulk::of_shop};
use crate::{
    Result,
    convert::{instant, key, ms, text},
    offers::Moved,
};

/// Most rows taken away in one statement: each is two values.
const AT_ONCE: usize = 1_000;

fn read(row: &Row) -> Result<Moved> {
    Ok(Moved {
        point: row.try_get("point")?,
        product: row.try_get("product")?,
        at: instant("stock_moved", row.try_get("moved_at")?)?,
    })
}

/// A product at a point, as last told.
#[derive(Clone)]
struct Place<'a> {
    point: i64,
    product_key: String,
    moved: &'a Moved,
}

/// Each place once, in order: two who write the same rows never wait crosswise.
fn by_place(moved: &[Moved]) -> Vec<Place<'_>> {
    let mut newest: BTreeMap<(i64, String), &Moved> = BTreeMap::new();
    for told in moved {
        let place = (told.point, key(&text(&told.product)));
        let kept = newest.entry(place).or_insert(told);
        if kept.at < told.at {
            *kept = told;
        }
    }
    let place = |((point, product_key), moved)| Place {
        point,
        product_key,
        moved,
    };
    newest.into_iter().map(place).collect()
}

/// The rest of a list of places.
fn places(query: &mut QueryBuilder<Db>, places: &[Place<'_>]) {
    query.push_values(places, |mut values, place| {
        values.push_bind(place.point).push_bind(&place.product_key);
    });
    query.push(")");
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
            |values, place| {
                values
                    .push_bind(shop)
                    .push_bind(place.point)
                    .push_bind(&place.product_key)
                    .push_bind(text(&place.moved.product))
                    .push_bind(ms(place.moved.at));
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
            // Locked in order first: whoever says something of them waits, or was before.
            let mut query = of_shop(
                "SELECT point, product_key, moved_at FROM stock_moved WHERE shop = ",
                shop,
                " AND (point, product_key) IN (",
            );
            places(&mut query, chunk);
            query.push(" ORDER BY point, product_key").push(FOR_UPDATE);
            let query = query.build().persistent(false);
            let rows = query.fetch_all(self.db()).await?;
            let kept = rows.iter().map(|row| {
                let place: (i64, String) = (row.try_get("point")?, row.try_get("product_key")?);
                Ok((place, row.try_get("moved_at")?))
            });
            let kept: BTreeMap<(i64, String), i64> = kept.collect::<Result<_>>()?;
            let read = |told: &Place<'_>| {
                let kept = kept.get(&(told.point, told.product_key.clone()));
                kept.is_some_and(|kept| *kept <= ms(told.moved.at))
            };
            let done: Vec<Place<'_>> = chunk.iter().filter(|told| read(told)).cloned().collect();
            if done.is_empty() {
                continue;
            }
            let mut query = of_shop(
                "DELETE FROM stock_moved WHERE shop = ",
                shop,
                " AND (point, product_key) IN (",
            );
            places(&mut query, &done);
            let query = query.build().persistent(false);
            query.execute(self.db()).await?;
        }
        Ok(())
    }
}
