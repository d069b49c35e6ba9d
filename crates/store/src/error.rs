//! Why the database could not do it.

/// A repository's error.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database refused or could not be reached.
    #[error("database: {0}")]
    Database(#[from] sqlx::Error),
    /// The tables could not be brought up to date.
    #[error("migration: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// A row holds what this version cannot read.
    #[error("{table}: {source}")]
    Unreadable {
        /// Which table.
        table: &'static str,
        /// What the reader said.
        source: serde_json::Error,
    },
    /// A unique value exists already (an e-mail address, a shop's instance).
    #[error("{0} exists already")]
    Exists(&'static str),
    /// The lease is no longer ours: whoever gets this must stop at once and write nothing.
    #[error("the lease was lost")]
    LeaseLost,
    /// The address of the database is not understood.
    #[error("not a database address: {0}")]
    Address(String),
}
