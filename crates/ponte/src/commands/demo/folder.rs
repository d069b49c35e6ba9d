//! The demo's own folder inside the data folder.

use std::{
    fs::{self, File, TryLockError},
    io::ErrorKind,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};
use url::Url;

use crate::{
    config::Mail,
    options::{self, Settings},
};

/// SQLite's files of one database.
const DATABASE: [&str; 3] = ["ponte.db", "ponte.db-wal", "ponte.db-shm"];

/// The folder of the demo's letters, inside its own.
const LETTERS: &str = "lettere";

/// A demo's folder; nobody else's as long as this lives.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    _lock: File,
}

impl Folder {
    /// Opens `demo` in the data folder. Unless `keep`, the last demo's database is removed.
    ///
    /// # Errors
    /// Where another demo runs in it.
    pub fn open(data_dir: &Path, keep: bool) -> Result<Self> {
        let path = data_dir.join("demo");
        fs::create_dir_all(&path)
            .with_context(|| format!("the folder {} cannot be made", path.display()))?;
        let lock = File::create(path.join("lock")).context("the demo's folder cannot be locked")?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                bail!(
                    "another demo runs in {}; give this one --data-dir",
                    path.display()
                )
            }
            Err(TryLockError::Error(error)) => {
                return Err(error).context("the demo's folder cannot be locked");
            }
        }
        if !keep {
            for name in DATABASE {
                match fs::remove_file(path.join(name)) {
                    Err(error) if error.kind() != ErrorKind::NotFound => {
                        return Err(error).context("the last demo's database cannot be removed");
                    }
                    _ => {}
                }
            }
            match fs::remove_dir_all(path.join(LETTERS)) {
                Err(error) if error.kind() != ErrorKind::NotFound => {
                    return Err(error).context("the last demo's letters cannot be removed");
                }
                _ => {}
            }
        }
        Ok(Self { path, _lock: lock })
    }

    /// Where the demo's letters lie: they go to nobody.
    #[must_use]
    pub fn letters(&self) -> PathBuf {
        self.path.join(LETTERS)
    }

    /// `settings` for a demo: everything in this folder, pictures from the sandbox.
    #[must_use]
    pub fn settings(&self, mut settings: Settings, control: &Url) -> Settings {
        settings.database = options::sqlite(&self.path.join("ponte.db"));
        settings.key_file = self.path.join("master.key");
        settings.data_dir.clone_from(&self.path);
        settings.mail = Some(Mail {
            from: "Ponte <ponte@ponte.example>".to_owned(),
            smtp: None,
            password_file: None,
            folder: Some(self.letters()),
        });
        if let (Some(host), Some(port)) = (control.host_str(), control.port_or_known_default()) {
            settings.picture_hosts.push(format!("{host}:{port}"));
        }
        settings
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_demos_never_share_a_folder() {
        let data = tempfile::tempdir().expect("a folder");
        let first = Folder::open(data.path(), false).expect("nobody is there");
        let error = Folder::open(data.path(), true).expect_err("the first is there");
        assert!(error.to_string().contains("--data-dir"), "{error}");
        drop(first);
        Folder::open(data.path(), true).expect("it is gone");
    }

    #[test]
    fn the_last_demos_database_is_removed_unless_it_is_kept() {
        let data = tempfile::tempdir().expect("a folder");
        drop(Folder::open(data.path(), false).expect("nobody is there"));
        let database = data.path().join("demo/ponte.db");
        let other = data.path().join("ponte.db");
        let letters = data.path().join("demo").join(LETTERS);
        fs::create_dir(&letters).expect("a folder");
        for file in [&database, &other, &letters.join("1.eml")] {
            fs::write(file, "x").expect("written");
        }
        drop(Folder::open(data.path(), true).expect("kept"));
        assert!(database.exists() && letters.exists());
        drop(Folder::open(data.path(), false).expect("removed"));
        assert!(!database.exists() && !letters.exists());
        assert!(
            other.exists(),
            "what lies outside the demo's folder is not touched"
        );
    }
}
