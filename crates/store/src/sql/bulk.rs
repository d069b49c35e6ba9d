//! Many rows with few statements.
//!
//! Statements whose length varies stay out of the statement cache, which holds the fixed ones.

use std::{borrow::Cow, collections::BTreeSet};

use sqlx::{QueryBuilder, query_builder::Separated};

use super::{Db, Row, Transaction};
use crate::{Result, convert::text};

/// Most values bound in one statement: SQLite takes 32,766, PostgreSQL 65,535.
const MOST: usize = 30_000;
/// Most keys asked for in one statement.
const KEYS: usize = 1_000;

/// The values of one row, or the keys of a list, as they are bound.
pub(super) type Values<'a> = Separated<'a, Db, &'static str>;

/// A statement up to its list of keys: `head`, the shop, `tail`.
pub(super) fn of_shop(head: &'static str, shop: &str, tail: &'static str) -> QueryBuilder<Db> {
    let mut query = QueryBuilder::new(head);
    query.push_bind(shop).push(tail);
    query
}

/// Texts for a list of keys: each once, and in order, so that chunks of them give rows in order.
pub(super) fn keys(texts: &[String]) -> Vec<String> {
    let texts: BTreeSet<Cow<'_, str>> = texts.iter().map(|it| text(it)).collect();
    texts.into_iter().map(Cow::into_owned).collect()
}

/// What is looked for in a list: a text or a number.
pub(super) trait Key: Sync {
    /// Binds it.
    fn push(&self, keys: &mut Values<'_>);
}

impl Key for String {
    fn push(&self, keys: &mut Values<'_>) {
        keys.push_bind(text(self));
    }
}

impl Key for i64 {
    fn push(&self, keys: &mut Values<'_>) {
        keys.push_bind(*self);
    }
}

impl Transaction {
    /// Inserts all rows: `head` ends before VALUES, `tail` follows the last row; `bind` binds the
    /// `columns` values of one row. No two rows may meet in the ON CONFLICT of `tail`.
    pub(super) async fn insert_all<T: Sync>(
        &mut self,
        head: &'static str,
        columns: usize,
        rows: &[T],
        tail: &'static str,
        bind: impl Fn(&mut Values<'_>, &T) + Send,
    ) -> Result<()> {
        for chunk in rows.chunks(MOST / columns) {
            let mut query = QueryBuilder::<Db>::new(head);
            query.push_values(chunk, |mut values, row| bind(&mut values, row));
            query.push(tail);
            let query = query.build().persistent(false);
            query.execute(self.db()).await?;
        }
        Ok(())
    }

    /// Runs `start` followed by a list of keys, for all keys.
    pub(super) async fn execute_in<K: Key>(
        &mut self,
        start: impl Fn() -> QueryBuilder<Db> + Send,
        keys: &[K],
    ) -> Result<()> {
        for chunk in keys.chunks(KEYS) {
            let mut query = start();
            list(&mut query, chunk);
            let query = query.build().persistent(false);
            query.execute(self.db()).await?;
        }
        Ok(())
    }

    /// The rows of `start` followed by a list of keys and `tail`, chunk after chunk in the order of
    /// the keys.
    pub(super) async fn fetch_in<K: Key>(
        &mut self,
        start: impl Fn() -> QueryBuilder<Db> + Send,
        keys: &[K],
        tail: &'static str,
    ) -> Result<Vec<Row>> {
        let mut rows = Vec::new();
        for chunk in keys.chunks(KEYS) {
            let mut query = start();
            list(&mut query, chunk);
            query.push(tail);
            let query = query.build().persistent(false);
            rows.extend(query.fetch_all(self.db()).await?);
        }
        Ok(rows)
    }
}

fn list<K: Key>(query: &mut QueryBuilder<Db>, keys: &[K]) {
    query.push("(");
    let mut values = query.separated(", ");
    for key in keys {
        key.push(&mut values);
    }
    query.push(")");
}
