//! No statement walks through a whole table, whatever else is in the database.
//!
//! The statements are taken from the sources, so that a new one is looked at without being listed.

use std::{fs, path::Path};

use sqlx::{AssertSqlSafe, Connection, Row, SqliteConnection};

use crate::fixture;

/// Cut off before its condition: the keys that follow it are an index's.
const UNFINISHED: &str = "UPDATE changes SET state = ";

/// Literals of the sources that begin as a statement which looks for rows.
fn statements() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/sql");
    let mut found = Vec::new();
    for file in fs::read_dir(folder).expect("the sources") {
        let path = file.expect("a file").path();
        if path.ends_with("migrate.rs") {
            continue;
        }
        let source = fs::read_to_string(path).expect("a source");
        for verb in ["\"SELECT ", "\"UPDATE ", "\"DELETE "] {
            for (start, _) in source.match_indices(verb) {
                let rest = &source[start + 1..];
                let end = rest.find('"').expect("the literal ends");
                let statement = rest[..end].replace("{FOR_UPDATE}", "");
                found.push(statement.replace("{SKIP_LOCKED}", ""));
            }
        }
    }
    found.retain(|statement| statement != UNFINISHED);
    found
}

/// On PostgreSQL a prepared statement breaks when its answer gets another column: and a newer
/// process may add one while an older one runs.
#[test]
fn every_statement_names_its_columns() {
    for statement in statements() {
        assert!(!statement.contains("SELECT *"), "{statement}");
    }
}

#[tokio::test]
async fn every_statement_uses_an_index_and_every_page_its_order() {
    let db = fixture::sqlite().await;
    let mut connection = SqliteConnection::connect(db.address())
        .await
        .expect("a connection");
    let statements = statements();
    assert!(statements.len() > 60, "{} were found", statements.len());
    for statement in statements {
        let whole = if statement.ends_with("shop = ") {
            format!("{statement}$1")
        } else {
            statement.clone()
        };
        let rows = sqlx::query(AssertSqlSafe(format!("EXPLAIN QUERY PLAN {whole}")))
            .fetch_all(&mut connection)
            .await
            .unwrap_or_else(|error| panic!("{statement}: {error}"));
        let steps: Vec<String> = rows.iter().map(|row| row.get("detail")).collect();
        // What is open is little, what ever was is much.
        for (few, index) in [
            ("is_open = 1", "_open"),
            ("is_pending = 1", "_pending"),
            ("listed_pieces > 0", "_offering"),
            ("LIMIT $2) few", "COVERING INDEX"),
        ] {
            let walks_few = steps.iter().any(|step| step.contains(index));
            let wants_few = statement.contains(few);
            assert!(walks_few || !wants_few, "{statement}\n{steps:?}");
        }
        for step in steps {
            let walks = step.starts_with("SCAN ") && !step.contains("INDEX");
            // What an inner query gave is walked through by its outer one.
            let inner = ["SCAN twice", "SCAN newest", "SCAN few", "SCAN (subquery"];
            let walks = walks && !inner.iter().any(|inner| step.starts_with(inner));
            assert!(!walks, "{statement}\n{step}");
            let sorts = statement.contains("LIMIT $") && step.contains("TEMP B-TREE");
            assert!(!sorts, "{statement}\n{step}");
        }
    }
}
