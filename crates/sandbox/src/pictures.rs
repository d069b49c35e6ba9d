//! Pictures that need no network: drawn from their name.
//!
//! The same name gives the same bytes, other names give other bytes. A drawing is a PNG of
//! [`SIDE`] by [`SIDE`] pixels in two colours, some hundred bytes long.

use axum::{
    Router,
    extract::Path,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use sha2::{Digest, Sha256};

/// Width and height in pixels.
pub const SIDE: u32 = 200;

/// Fields along one edge of the motif; the right half mirrors the left one.
const FIELDS: u32 = 8;

/// `GET /pictures/{name}.png`.
pub fn router() -> Router {
    Router::new().route("/pictures/{file}", get(picture))
}

/// The path under which the stand-in of a link is served.
#[must_use]
pub fn stand_in(link: &str) -> String {
    let hash = hex::encode(Sha256::digest(link.as_bytes()));
    format!("/pictures/{}.png", &hash[..16])
}

async fn picture(Path(file): Path<String>) -> Response {
    match file.strip_suffix(".png") {
        Some(name) if !name.is_empty() && name.len() <= 100 => {
            let headers = [
                (header::CONTENT_TYPE, "image/png"),
                (header::CACHE_CONTROL, "max-age=31536000, immutable"),
            ];
            (headers, draw(name)).into_response()
        }
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

/// The drawing that belongs to `name`.
#[must_use]
pub fn draw(name: &str) -> Vec<u8> {
    let hash = Sha256::digest(name.as_bytes());
    let mut out = Vec::with_capacity(600);
    let mut encoder = png::Encoder::new(&mut out, SIDE, SIDE);
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::One);
    encoder.set_palette(palette(&hash));
    // The motif has 32 fields, fewer than there are names: the name itself makes bytes differ.
    encoder
        .add_text_chunk("Title".into(), latin(name))
        .and_then(|()| encoder.write_header())
        .and_then(|mut writer| writer.write_image_data(&motif(&hash)))
        .expect("a drawing of the right size goes into memory");
    out
}

/// A light ground and a strong figure.
fn palette(hash: &[u8]) -> Vec<u8> {
    let light = hash[28..31].iter().map(|byte| 208 + byte % 48);
    let strong = hash[25..28].iter().map(|byte| 24 + byte % 136);
    light.chain(strong).collect()
}

/// One bit a pixel, each row padded to whole bytes.
fn motif(hash: &[u8]) -> Vec<u8> {
    let row_bytes = (SIDE / 8) as usize;
    let mut bits = vec![0_u8; row_bytes * SIDE as usize];
    for y in 0..SIDE {
        for x in 0..SIDE {
            let (row, column) = (y * FIELDS / SIDE, x * FIELDS / SIDE);
            let column = column.min(FIELDS - 1 - column);
            let field = (row * FIELDS / 2 + column) as usize;
            if hash[field / 8] >> (field % 8) & 1 == 1 {
                bits[y as usize * row_bytes + (x / 8) as usize] |= 0x80 >> (x % 8);
            }
        }
    }
    bits
}

/// PNG's text is Latin-1 without control characters.
fn latin(name: &str) -> String {
    name.chars()
        .map(|c| if c.is_ascii_graphic() { c } else { '_' })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_same_name_gives_the_same_bytes_and_other_names_give_others() {
        let drawn: BTreeSet<Vec<u8>> = (0..200).map(|n| draw(&format!("7-{n}-0"))).collect();
        assert_eq!(drawn.len(), 200);
        assert_eq!(draw("7-3-0"), draw("7-3-0"));
        assert!(drawn.iter().all(|bytes| bytes.len() < 2_000));
    }

    #[test]
    fn a_drawing_is_a_png_that_a_decoder_reads() {
        let bytes = draw("mocassino");
        let reader = png::Decoder::new(std::io::Cursor::new(bytes))
            .read_info()
            .expect("a PNG");
        assert_eq!((reader.info().width, reader.info().height), (SIDE, SIDE));
    }

    #[test]
    fn a_link_has_one_stand_in() {
        let link = "https://shop.test/scarpa.jpg";
        assert_eq!(stand_in(link), stand_in(link));
        assert_ne!(stand_in(link), stand_in("https://shop.test/scarpa.jpg?v=2"));
        assert!(stand_in(link).starts_with("/pictures/"));
    }
}
