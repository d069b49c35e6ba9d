//! From an address to a store with up-to-date tables.

use std::sync::Arc;

use crate::{Result, SharedStore, StoreError, postgres, sqlite};

/// Opens the database at `address` and brings its tables up to date.
///
/// - `sqlite:PATH` (or `sqlite://PATH`): a file, made if it is not there; its folder must be there.
/// - `postgres://USER:PASSWORD@HOST:PORT/DATABASE` (or `postgresql://…`), with the usual parameters.
///
/// Several processes may do this at the same time.
///
/// # Errors
/// [`StoreError::Address`] for anything else; [`StoreError::Database`] where it cannot be reached;
/// [`StoreError::Migration`] where the tables belong to a newer Ponte or were changed by hand.
pub async fn connect(address: &str) -> Result<SharedStore> {
    // The address may carry a password: an error names no more of it than its scheme.
    let (scheme, rest) = address
        .split_once(':')
        .ok_or_else(|| StoreError::Address("it has no scheme".to_owned()))?;
    match scheme {
        "sqlite" => {
            let path = rest.strip_prefix("//").unwrap_or(rest);
            if path.is_empty() || path == ":memory:" {
                return Err(StoreError::Address("sqlite needs a file".to_owned()));
            }
            Ok(Arc::new(sqlite::Database::open(path).await?))
        }
        "postgres" | "postgresql" => Ok(Arc::new(postgres::Database::open(address).await?)),
        other => Err(StoreError::Address(format!(
            "neither sqlite nor postgres but {other}"
        ))),
    }
}
