//! Which bytes are a picture the shop takes.
//!
//! What a server says about the type is not believed: the first bytes decide. The kinds are those
//! seen sent to the shop (TS Commerce sheet §17.1).

use sha2::{Digest, Sha256};

/// The most bytes of a picture that are sent on.
pub const MAX_BYTES: usize = 10 * 1024 * 1024;

/// A kind of picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureKind {
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
    /// WebP.
    WebP,
    /// GIF.
    Gif,
    /// Windows bitmap.
    Bmp,
}

/// The kind of a picture, or `None` for anything else (SVG and HTML among it).
#[must_use]
pub fn kind(bytes: &[u8]) -> Option<PictureKind> {
    if bytes.starts_with(b"\xff\xd8\xff") {
        Some(PictureKind::Jpeg)
    } else if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        Some(PictureKind::Png)
    } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        Some(PictureKind::WebP)
    } else if bytes.starts_with(b"GIF87a") || bytes.starts_with(b"GIF89a") {
        Some(PictureKind::Gif)
    } else if is_bmp(bytes) {
        Some(PictureKind::Bmp)
    } else {
        None
    }
}

/// `BM` alone begins many a text: the length of the header that follows has to be a known one too.
fn is_bmp(bytes: &[u8]) -> bool {
    bytes.starts_with(b"BM")
        && matches!(
            bytes.get(14..18),
            Some([12 | 16 | 40 | 52 | 56 | 64 | 108 | 124, 0, 0, 0])
        )
}

/// What a picture is recognised by, wherever it lies: the SHA-256 of its bytes, in hex.
#[must_use]
pub fn content_hash(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(b"\xff\xd8\xff\xe0..JFIF", Some(PictureKind::Jpeg))]
    #[case(b"\x89PNG\r\n\x1a\n....IHDR", Some(PictureKind::Png))]
    #[case(b"RIFF\x10\0\0\0WEBPVP8 ", Some(PictureKind::WebP))]
    #[case(b"GIF89a....", Some(PictureKind::Gif))]
    #[case(b"GIF87a....", Some(PictureKind::Gif))]
    #[case(
        b"BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0....",
        Some(PictureKind::Bmp)
    )]
    #[case(b"BMW, in a text of no other meaning", None)]
    #[case(b"RIFF\x10\0\0\0WAVEfmt ", None)]
    #[case(b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>", None)]
    #[case(b"<!doctype html>", None)]
    #[case(b"BM", None)]
    #[case(b"RIFF", None)]
    #[case(b"", None)]
    fn the_first_bytes_decide(#[case] bytes: &[u8], #[case] expected: Option<PictureKind>) {
        assert_eq!(kind(bytes), expected);
    }

    #[test]
    fn a_picture_is_recognised_by_its_content() {
        assert_eq!(content_hash(b"one"), content_hash(b"one"));
        assert_ne!(content_hash(b"one"), content_hash(b"two"));
        assert_eq!(
            content_hash(b""),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        );
    }
}
