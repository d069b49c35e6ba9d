//! One transaction, which all repositories share.

use async_trait::async_trait;
use sqlx::Database;

use super::Db;
use crate::{Result, Tx, gauge::UnderWay};

/// A transaction of this database. Dropped, it is rolled back when its connection is next used:
/// nobody waits for that.
pub(crate) struct Transaction {
    pub(super) inner: sqlx::Transaction<'static, Db>,
    /// Behind `inner`: what is counted ends last.
    pub(super) under_way: UnderWay,
}

impl Transaction {
    /// Where a statement is sent: asked for once for each.
    pub(super) fn db(&mut self) -> &mut <Db as Database>::Connection {
        self.under_way.statement();
        &mut self.inner
    }
}

#[async_trait]
impl Tx for Transaction {
    async fn commit(self: Box<Self>) -> Result<()> {
        let Self { inner, under_way } = *self;
        inner.commit().await?;
        drop(under_way);
        Ok(())
    }
}
