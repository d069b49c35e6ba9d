//! Makes a picture of a page small: a page has few colours, so each pixel needs one byte.
//!
//! Where the edges of letters bring more than 256 colours, the 256 that are there most stay as they are, a
//! page's own among them, and each of the others becomes the nearest of those.

use std::{
    collections::{BTreeMap, HashMap},
    fs::{self, File},
    io::BufReader,
    path::Path,
};

use anyhow::{Context, Result, ensure};

type Colour = [u8; 3];

/// The most colours that a palette holds.
const MOST: usize = 256;

/// Writes a picture anew, smaller.
///
/// # Errors
/// Where it is no picture as browsers take them, or cannot be written.
pub fn file(path: &Path) -> Result<()> {
    let (width, height, pixels) = read(path)?;
    let palette = palette(&pixels);
    let mut colours: Vec<Colour> = palette.values().copied().collect();
    colours.sort_unstable();
    colours.dedup();
    let place = |colour: &Colour| {
        let found = colours.binary_search(&palette[colour]);
        found.ok().and_then(|place| u8::try_from(place).ok())
    };
    let bytes: Option<Vec<u8>> = pixels.iter().map(place).collect();
    let bytes = bytes.context("a palette has no more than 256 colours")?;

    let mut written = Vec::new();
    let mut encoder = png::Encoder::new(&mut written, width, height);
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_palette(colours.concat());
    encoder.set_compression(png::Compression::High);
    encoder.set_filter(png::Filter::NoFilter);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&bytes)?;
    writer.finish()?;
    fs::write(path, written).with_context(|| format!("cannot write {}", path.display()))
}

fn read(path: &Path) -> Result<(u32, u32, Vec<Colour>)> {
    let mut reader = png::Decoder::new(BufReader::new(File::open(path)?)).read_info()?;
    let size = reader.output_buffer_size().context("a picture too large")?;
    let mut bytes = vec![0; size];
    let info = reader.next_frame(&mut bytes)?;
    ensure!(
        info.bit_depth == png::BitDepth::Eight,
        "eight bits a colour"
    );
    let step = match info.color_type {
        png::ColorType::Rgb => 3,
        png::ColorType::Rgba => 4,
        other => anyhow::bail!("a browser's picture is not {other:?}"),
    };
    let pixels = bytes[..info.buffer_size()].chunks_exact(step);
    let pixels = pixels.map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
    Ok((info.width, info.height, pixels))
}

/// What each colour becomes.
fn palette(pixels: &[Colour]) -> HashMap<Colour, Colour> {
    let mut counts: BTreeMap<Colour, usize> = BTreeMap::new();
    for pixel in pixels {
        *counts.entry(*pixel).or_default() += 1;
    }
    let mut most: Vec<(usize, Colour)> = counts.iter().map(|(it, count)| (*count, *it)).collect();
    most.sort_unstable_by(|a, b| b.cmp(a));
    most.truncate(MOST);
    let nearest = |colour: &Colour| {
        let kept = most.iter().map(|(_, kept)| *kept);
        kept.min_by_key(|kept| distance(kept, colour))
    };
    let becomes = |colour: &Colour| (*colour, nearest(colour).unwrap_or(*colour));
    counts.keys().map(becomes).collect()
}

fn distance(one: &Colour, other: &Colour) -> u32 {
    let parts = one.iter().zip(other);
    parts.map(|(a, b)| u32::from(a.abs_diff(*b)).pow(2)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_that_are_there_most_stay_and_no_more_are_left_than_a_palette_holds() {
        let own = [[0xF4, 0xF3, 0xF0], [0x2A, 0x5A, 0x86]];
        let edges = (0..=255).flat_map(|n| [[n, 10, 10], [n, 10, 200]]);
        let mut pixels: Vec<Colour> = edges.collect();
        pixels.extend(own.iter().flat_map(|colour| [*colour; 50]));
        let palette = palette(&pixels);
        for colour in own {
            assert_eq!(palette[&colour], colour);
        }
        let mut left: Vec<Colour> = palette.into_values().collect();
        left.sort_unstable();
        left.dedup();
        assert_eq!(left.len(), MOST);
    }
}
