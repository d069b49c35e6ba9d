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
            Ok(Arc::new(sqlite::Database::open(path, sqlite::BUSY).await?))
        }
        "postgres" | "postgresql" => Ok(Arc::new(postgres::Database::open(address).await?)),
        other => Err(StoreError::Address(format!(
            "neither sqlite nor postgres but {other}"
        ))),
    }
}

/// A SQLite file whose writers wait no longer than `busy` for another process, and then get
/// "database is locked": for tests that want to see that often.
///
/// # Errors
/// As [`connect`].
#[cfg(feature = "test-cluster")]
pub async fn connect_impatiently(path: &str, busy: std::time::Duration) -> Result<SharedStore> {
    Ok(Arc::new(sqlite::Database::open(path, busy).await?))
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn refusal(address: &str) -> String {
        match connect(address).await {
            Ok(_) => panic!("{address} is no database"),
            Err(error) => error.to_string(),
        }
    }

    #[tokio::test]
    async fn an_address_that_is_not_understood_is_refused_and_its_password_not_repeated() {
        for address in [
            "mysql://ponte:secret@host/db",
            "ponte",
            "sqlite:",
            "sqlite://",
            "sqlite::memory:",
        ] {
            let refusal = refusal(address).await;
            assert!(refusal.starts_with("not a database address"), "{refusal}");
            assert!(!refusal.contains("secret"), "{refusal}");
        }
        let refusal = refusal("postgres://ponte:secret@host:port/db").await;
        assert!(!refusal.contains("secret"), "{refusal}");
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn a_new_file_can_be_read_by_its_owner_only() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("ponte.db");
        let store = connect(&format!("sqlite://{}", path.display()))
            .await
            .expect("a store");
        store
            .write()
            .await
            .expect("a transaction")
            .commit()
            .await
            .expect("committed");
        for file in std::fs::read_dir(folder.path()).expect("the folder") {
            let file = file.expect("a file");
            let mode = file.metadata().expect("its mode").permissions().mode();
            assert_eq!(mode & 0o077, 0, "{:?}", file.file_name());
        }
    }

    #[tokio::test]
    async fn a_file_in_a_folder_that_is_not_there_is_an_error() {
        assert!(
            refusal("sqlite:/nonexistent/ponte.db")
                .await
                .contains("database")
        );
    }
}
