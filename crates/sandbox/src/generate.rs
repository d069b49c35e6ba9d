//! A believable Italian shop, by seed and size.
//!
//! The same seed, size, kind and options give the same catalogue, byte for byte. On average a
//! product has about three variants.
//!
//! With [`Options::odd`] some products are odd but legal, each with the share that [`odd::SHARES`]
//! names; without it every product is enabled, everywhere, has codes, and no two codes are equal.

mod goods;
mod odd;
mod words;

pub use odd::{Oddity, SHARES};

use ponte_transport::{Randomness, SeededRandom};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::catalogue::{Catalogue, Product};

/// What a shop sells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Shoes and bags: sizes and colours, 22 %.
    Shoes,
    /// Food: formats, some by weight, 4, 10 and 22 %, and 0 %.
    Food,
    /// For the home: colours and formats, 22 %.
    Home,
}

/// What a generated catalogue holds besides products.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Odd but legal data, in small shares.
    pub odd: bool,
    /// One or two pictures a product.
    pub pictures: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            odd: true,
            pictures: true,
        }
    }
}

/// A catalogue of `products` products; of all three kinds where none is named.
#[must_use]
pub fn catalogue(seed: u64, products: usize, kind: Option<Kind>, options: Options) -> Catalogue {
    let random = SeededRandom::new(seed);
    let mut made: Vec<Product> = Vec::with_capacity(products);
    for number in 0..products {
        let kind = kind.unwrap_or_else(|| a_kind(&random));
        let mut product = goods::product(&Place { seed, number }, kind, &random);
        if options.odd {
            odd::bend(&mut product, made.last(), &random);
        }
        if !options.pictures {
            product.pictures.clear();
        }
        made.push(product);
    }
    Catalogue { products: made }
}

/// Which product of which catalogue: codes and pictures are made of it.
#[derive(Clone, Copy, Debug)]
struct Place {
    seed: u64,
    number: usize,
}

fn a_kind(random: &dyn Randomness) -> Kind {
    match random.below(10) {
        0..5 => Kind::Shoes,
        5..8 => Kind::Home,
        _ => Kind::Food,
    }
}

/// One of `list`.
///
/// # Panics
/// Where the list is empty: the word lists are not.
fn pick<'a, T: ?Sized>(random: &dyn Randomness, list: &[&'a T]) -> &'a T {
    list[below(random, list.len())]
}

/// A place in a list of `length`.
fn below(random: &dyn Randomness, length: usize) -> usize {
    usize::try_from(random.below(length as u64)).unwrap_or(0)
}
