//! Brings the tables up to date.
//!
//! - All that is missing is done in one transaction: a process that dies on the way leaves the
//!   tables as they were.
//! - Processes that start together wait for one another; migrations run twice are harmless.
//! - A database that a newer Ponte has changed, or whose past differs from ours, is refused.
//! - What is missing is done in the order of versions, wherever it stands: two that were written side
//!   by side may arrive in either order, so none may need a later one to be missing.

use sqlx::{
    Pool, SqlSafeStr,
    migrate::{MigrateError, Migration, MigrationType},
};

use super::{BEGIN_WRITE, Db, MIGRATION_LOCK, MIGRATIONS};
use crate::{Result, convert::hex};

/// Brings the tables up to date.
pub(super) async fn migrate(pool: &Pool<Db>) -> Result<()> {
    apply(pool, MIGRATIONS).await
}

/// Does what of `migrations` is missing.
pub(super) async fn apply(
    pool: &Pool<Db>,
    migrations: &[(i64, &'static str, &'static str)],
) -> Result<()> {
    let mut tx = pool.begin_with(BEGIN_WRITE).await?;
    if let Some(lock) = MIGRATION_LOCK {
        sqlx::query(lock).execute(&mut *tx).await?;
    }
    sqlx::query(
        "CREATE TABLE IF NOT EXISTS ponte_migrations (version BIGINT PRIMARY KEY, checksum TEXT)",
    )
    .execute(&mut *tx)
    .await?;
    let applied: Vec<(i64, String)> =
        sqlx::query_as("SELECT version, checksum FROM ponte_migrations ORDER BY version")
            .fetch_all(&mut *tx)
            .await?;
    for (version, _) in &applied {
        if !migrations.iter().any(|(known, ..)| known == version) {
            return Err(MigrateError::VersionMissing(*version).into());
        }
    }
    for &(version, name, sql) in migrations {
        let migration = Migration::new(
            version,
            name.into(),
            MigrationType::Simple,
            sql.into_sql_str(),
            false,
        );
        let checksum = hex(&migration.checksum);
        match applied.iter().find(|(known, _)| *known == version) {
            Some((_, theirs)) if *theirs == checksum => {}
            Some(_) => return Err(MigrateError::VersionMismatch(version).into()),
            None => {
                sqlx::raw_sql(migration.sql)
                    .execute(&mut *tx)
                    .await
                    .map_err(|error| MigrateError::ExecuteMigration(error, version))?;
                sqlx::query("INSERT INTO ponte_migrations (version, checksum) VALUES ($1, $2)")
                    .bind(version)
                    .bind(checksum)
                    .execute(&mut *tx)
                    .await?;
                tracing::info!(version, name, "the tables were brought up to date");
            }
        }
    }
    Ok(tx.commit().await?)
}
