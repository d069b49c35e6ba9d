//! Changes of a run.

use async_trait::async_trait;
use sqlx::Row as _;

use super::{Row, Transaction};
use crate::{
    Result,
    changes::{Change, ChangeKind, ChangeState, Changes},
    convert::{json, parse, text, variant, word},
};

const TABLE: &str = "changes";

fn read(row: &Row) -> Result<Change> {
    Ok(Change {
        seq: row.try_get("seq")?,
        product: row.try_get("product")?,
        name: row.try_get("name")?,
        kind: variant(TABLE, row.try_get("kind")?)?,
        groups: parse(TABLE, row.try_get("field_groups")?)?,
        why: row.try_get("why")?,
        state: variant(TABLE, row.try_get("state")?)?,
    })
}

/// A change with its words spelt out, in the order of the columns from `product` on.
struct Spelt<'a> {
    seq: i64,
    change: &'a Change,
    kind: String,
    groups: String,
    state: String,
}

impl<'a> Spelt<'a> {
    fn new(seq: i64, change: &'a Change) -> Result<Self> {
        Ok(Self {
            seq,
            change,
            kind: word(TABLE, change.kind)?,
            groups: json(TABLE, &change.groups)?,
            state: word(TABLE, change.state)?,
        })
    }
}

#[async_trait]
impl Changes for Transaction {
    async fn changes_add(&mut self, shop: &str, run: i64, changes: &[Change]) -> Result<()> {
        let last: i64 = sqlx::query_scalar(
            "SELECT COALESCE(MAX(seq), 0) FROM changes WHERE shop = $1 AND run = $2",
        )
        .bind(shop)
        .bind(run)
        .fetch_one(self.db())
        .await?;
        let rows = (last + 1..)
            .zip(changes)
            .map(|(seq, change)| Spelt::new(seq, change))
            .collect::<Result<Vec<_>>>()?;
        self.insert_all(
            "INSERT INTO changes (shop, run, seq, product, name, kind, field_groups, why, state) ",
            9,
            &rows,
            "",
            |values, row| {
                values
                    .push_bind(shop)
                    .push_bind(run)
                    .push_bind(row.seq)
                    .push_bind(text(&row.change.product))
                    .push_bind(text(&row.change.name))
                    .push_bind(&row.kind)
                    .push_bind(&row.groups)
                    .push_bind(text(&row.change.why))
                    .push_bind(&row.state);
            },
        )
        .await
    }

    async fn changes_clear(&mut self, shop: &str, run: i64) -> Result<()> {
        sqlx::query("DELETE FROM changes WHERE shop = $1 AND run = $2")
            .bind(shop)
            .bind(run)
            .execute(self.db())
            .await?;
        Ok(())
    }

    async fn changes_page(
        &mut self,
        shop: &str,
        run: i64,
        states: &[ChangeState],
        after: i64,
        limit: i64,
    ) -> Result<Vec<Change>> {
        if states.is_empty() {
            let rows = sqlx::query(
                "SELECT seq, product, name, kind, field_groups, why, state
                 FROM changes WHERE shop = $1 AND run = $2 AND seq > $3
                 ORDER BY seq LIMIT $4",
            )
            .bind(shop)
            .bind(run)
            .bind(after)
            .bind(limit)
            .fetch_all(self.db())
            .await?;
            return rows.iter().map(read).collect();
        }
        // A page for each state, merged: each is a range of the index, however many changes of
        // other states lie between.
        let mut page = Vec::new();
        for state in states {
            let rows = sqlx::query(
                "SELECT seq, product, name, kind, field_groups, why, state
                 FROM changes WHERE shop = $1 AND run = $2 AND state = $3 AND seq > $4
                 ORDER BY seq LIMIT $5",
            )
            .bind(shop)
            .bind(run)
            .bind(word(TABLE, state)?)
            .bind(after)
            .bind(limit)
            .fetch_all(self.db())
            .await?;
            for row in &rows {
                page.push(read(row)?);
            }
        }
        page.sort_by_key(|change| change.seq);
        page.dedup_by_key(|change| change.seq);
        page.truncate(usize::try_from(limit).unwrap_or(0));
        Ok(page)
    }

    async fn changes_set(
        &mut self,
        shop: &str,
        run: i64,
        seqs: &[i64],
        state: ChangeState,
    ) -> Result<()> {
        let state = word(TABLE, state)?;
        let start = || {
            let mut query = sqlx::QueryBuilder::new("UPDATE changes SET state = ");
            query.push_bind(&state);
            query.push(" WHERE shop = ").push_bind(shop);
            query.push(" AND run = ").push_bind(run);
            query.push(" AND seq IN ");
            query
        };
        self.execute_in(start, seqs).await
    }

    async fn change_put(&mut self, shop: &str, run: i64, change: &Change) -> Result<()> {
        let spelt = Spelt::new(change.seq, change)?;
        sqlx::query(
            "UPDATE changes SET kind = $4, field_groups = $5, why = $6, state = $7
             WHERE shop = $1 AND run = $2 AND seq = $3",
        )
        .bind(shop)
        .bind(run)
        .bind(spelt.seq)
        .bind(spelt.kind)
        .bind(spelt.groups)
        .bind(text(&change.why))
        .bind(spelt.state)
        .execute(self.db())
        .await?;
        Ok(())
    }

    async fn changes_forget(
        &mut self,
        shop: &str,
        run: i64,
        product: &str,
        kind: ChangeKind,
    ) -> Result<()> {
        sqlx::query(
            "DELETE FROM changes WHERE shop = $1 AND run = $2 AND product = $3 AND kind = $4",
        )
        .bind(shop)
        .bind(run)
        .bind(text(product))
        .bind(word(TABLE, kind)?)
        .execute(self.db())
        .await?;
        Ok(())
    }

    async fn change_counts(
        &mut self,
        shop: &str,
        run: i64,
    ) -> Result<Vec<(ChangeKind, ChangeState, i64)>> {
        let rows: Vec<(String, String, i64)> = sqlx::query_as(
            "SELECT kind, state, COUNT(*) FROM changes WHERE shop = $1 AND run = $2
             GROUP BY kind, state ORDER BY state",
        )
        .bind(shop)
        .bind(run)
        .fetch_all(self.db())
        .await?;
        let mut counts = rows
            .into_iter()
            .map(|(kind, state, count)| Ok((variant(TABLE, kind)?, variant(TABLE, state)?, count)))
            .collect::<Result<Vec<(ChangeKind, ChangeState, i64)>>>()?;
        counts.sort_by_key(|(kind, ..)| *kind);
        Ok(counts)
    }

    async fn changes_of(&mut self, shop: &str, run: i64, product: &str) -> Result<Vec<Change>> {
        let rows = sqlx::query(
            "SELECT seq, product, name, kind, field_groups, why, state FROM changes
             WHERE shop = $1 AND run = $2 AND product = $3 ORDER BY seq",
        )
        .bind(shop)
        .bind(run)
        .bind(text(product))
        .fetch_all(self.db())
        .await?;
        rows.iter().map(read).collect()
    }

    async fn changes_created(
        &mut self,
        shop: &str,
        run: i64,
        products: &[String],
    ) -> Result<Vec<String>> {
        let kind = word(TABLE, ChangeKind::Create)?;
        let state = word(TABLE, ChangeState::Done)?;
        let start = || {
            let mut query = sqlx::QueryBuilder::new("SELECT product FROM changes WHERE shop = ");
            query.push_bind(shop);
            query.push(" AND run = ").push_bind(run);
            query.push(" AND kind = ").push_bind(&kind);
            query.push(" AND state = ").push_bind(&state);
            query.push(" AND product IN ");
            query
        };
        let rows = self.fetch_in(start, products, "").await?;
        rows.iter().map(|row| Ok(row.try_get("product")?)).collect()
    }

    async fn changes_prune(&mut self, shop: &str, run: i64) -> Result<()> {
        sqlx::query("DELETE FROM changes WHERE shop = $1 AND run < $2")
            .bind(shop)
            .bind(run)
            .execute(self.db())
            .await?;
        Ok(())
    }
}
