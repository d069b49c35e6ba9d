//! Letters into a folder, one file each: for the demo and for tests.
//!
//! A file appears whole or not at all, and only its owner may read it. Posted again, a letter replaces
//! itself.

use std::{
    fs, io,
    io::Write,
    path::{Path, PathBuf},
};

use async_trait::async_trait;
use lettre::message::Mailbox;

use crate::{
    Letter, Post, PostTrouble, Postmark, SetupTrouble,
    letter::{Wrapping, message},
};

/// A folder that letters are put into.
#[derive(Debug)]
pub struct FilePost {
    folder: PathBuf,
    from: Mailbox,
}

impl FilePost {
    /// Letters of `from` go into `folder`, which is made where it is missing.
    ///
    /// # Errors
    /// [`SetupTrouble::From`].
    pub fn new(folder: impl Into<PathBuf>, from: &str) -> Result<Self, SetupTrouble> {
        let from = from.parse().map_err(|_| SetupTrouble::From)?;
        let folder = folder.into();
        Ok(Self { folder, from })
    }
}

#[async_trait]
impl Post for FilePost {
    async fn post(&self, letter: &Letter, mark: &Postmark) -> Result<(), PostTrouble> {
        let message = message(letter, mark, &self.from, Wrapping::ForReaders)?;
        let folder = self.folder.clone();
        let time = mark.at.strftime("%Y%m%d-%H%M%S");
        let name = format!("{time}-{}.eml", mark.id.replace(['/', '.', '\\'], ""));
        let written = tokio::task::spawn_blocking(move || {
            put(&folder, &name, &message.formatted()).map_err(PostTrouble::Folder)
        });
        let gone = |_| PostTrouble::Folder(io::ErrorKind::Interrupted.into());
        written.await.map_err(gone)?
    }

    fn told(&self) -> String {
        format!("letters go into the folder {}", self.folder.display())
    }

    async fn try_out(&self) -> Result<(), PostTrouble> {
        fs::create_dir_all(&self.folder).map_err(PostTrouble::Folder)
    }
}

fn put(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let beside = folder.join(format!("{name}.new"));
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&beside)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(beside, folder.join(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_letter_posted_twice_lies_there_once_under_one_name() {
        let folder = tempfile::tempdir().expect("a folder");
        let inside = folder.path().join("lettere");
        let post = FilePost::new(&inside, "Ponte <ponte@ponte.example>").expect("a folder");
        let letter = Letter {
            to: "marta@pervinca.example".to_owned(),
            name: "Marta".to_owned(),
            subject: "Ciao".to_owned(),
            text: "Ciao Marta,\n".to_owned(),
        };
        let mark = Postmark {
            id: "../0199".to_owned(),
            at: "2026-11-24T09:40:00Z".parse().expect("an instant"),
        };
        for _ in 0..2 {
            post.post(&letter, &mark).await.expect("put");
        }
        let files: Vec<_> = fs::read_dir(&inside).expect("the folder").collect();
        assert_eq!(files.len(), 1);
        let file = files[0].as_ref().expect("a file");
        assert_eq!(file.file_name(), "20261124-094000-0199.eml");
        let text = fs::read_to_string(file.path()).expect("a text");
        assert!(text.contains("Message-ID: <0199@ponte.example>"), "{text}");
        assert!(
            text.contains("To: Marta <marta@pervinca.example>"),
            "{text}"
        );
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = file.metadata().expect("it is there").permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
    }

    #[tokio::test]
    async fn a_folder_that_cannot_be_written_to_is_the_trouble_of_all_letters() {
        let file = tempfile::NamedTempFile::new().expect("a file");
        let post = FilePost::new(file.path(), "ponte@ponte.example").expect("a sender");
        let trouble = post.try_out().await.expect_err("a file is no folder");
        assert!(!trouble.is_of_the_letter(), "{trouble}");
        assert!(FilePost::new(file.path(), "nobody").is_err());
    }
}
