//! Pictures, with their bytes (TS Commerce sheet §17).
//!
//! A picture sent twice is kept twice: the shop does not compare content, so a client that sends
//! one again is seen to have doubled it.

use std::collections::BTreeMap;

use bytes::Bytes;
use jiff::Timestamp;
use ponte_transport::Randomness;
use sha2::{Digest, Sha256};

use super::state::storeden_id;

/// The static directories, as (id, name) (sheet §17.2).
pub const DIRECTORIES: [(&str, &str); 6] = [
    ("item", "Products"),
    ("brand", "Brands"),
    ("category", "Categories"),
    ("theme", "Theme"),
    ("blog", "Blog"),
    ("logos", "Logos"),
];

/// All pictures of a shop.
#[derive(Debug, Default)]
pub struct Gallery(BTreeMap<String, Image>);

/// One picture.
#[derive(Clone, Debug)]
pub struct Image {
    /// StoredenID.
    pub id: String,
    /// Its file.
    pub bytes: Bytes,
    /// What the file is: `image/jpeg` and so on.
    pub content_type: &'static str,
    /// SHA-256 of the file, lower-case hex.
    pub sha256: String,
    /// The directory it lies in.
    pub directory: &'static str,
    /// When it came.
    pub created: Timestamp,
}

impl Gallery {
    /// Keeps a picture; none where the bytes are no picture the shop takes.
    pub fn add(
        &mut self,
        bytes: Bytes,
        directory: &'static str,
        now: Timestamp,
        random: &dyn Randomness,
    ) -> Option<String> {
        let content_type = sniff(&bytes)?;
        let id = storeden_id(now, random);
        let image = Image {
            id: id.clone(),
            sha256: hex::encode(Sha256::digest(&bytes)),
            bytes,
            content_type,
            directory,
            created: now,
        };
        self.0.insert(id.clone(), image);
        Some(id)
    }

    /// The picture with this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Image> {
        self.0.get(id)
    }

    /// Throws a picture away; tells whether there was one.
    pub fn remove(&mut self, id: &str) -> bool {
        self.0.remove(id).is_some()
    }

    /// All of one directory, by id.
    pub fn in_directory<'a>(&'a self, directory: &'a str) -> impl Iterator<Item = &'a Image> {
        self.0
            .values()
            .filter(move |image| image.directory == directory)
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// What a file is, by its first bytes; the five kinds the known uploader sends (sheet §17.1).
#[must_use]
pub fn sniff(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xFF, 0xD8, 0xFF, ..] => Some("image/jpeg"),
        [0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => Some("image/png"),
        [
            b'R',
            b'I',
            b'F',
            b'F',
            _,
            _,
            _,
            _,
            b'W',
            b'E',
            b'B',
            b'P',
            ..,
        ] => Some("image/webp"),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some("image/gif"),
        [b'B', b'M', ..] if bytes.len() > 26 => Some("image/bmp"),
        _ => None,
    }
}
