//! A catalogue at its points, and when each level of it was last read.

use std::collections::BTreeMap;

use jiff::Timestamp;
use ponte_domain::{
    stock::reading::{Call, Hot, PAGE, Point, There},
    till::ProductId,
};

use super::dice::Dice;

/// A product has at most so many variants.
pub const MOST_VARIANTS: usize = 5;
/// One SKU in so many is hot.
pub const ONE_HOT_IN: usize = 20;

/// A product at a point, by their places in the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub point: usize,
    pub product: usize,
}

/// The levels. A row is a variant, in the order in which the till pages them.
pub struct Shelves {
    points: Vec<Point>,
    ids: Vec<ProductId>,
    places: BTreeMap<ProductId, usize>,
    variants: BTreeMap<ProductId, u32>,
    /// The first row of each product, and behind them the number of rows.
    starts: Vec<usize>,
    hot_rows: Vec<usize>,
    hot_products: Vec<usize>,
    /// The minute in which a level was last read: by point, then by row.
    read: Vec<Vec<usize>>,
}

impl Shelves {
    /// So many variants at so many points, all read in minute 0.
    pub fn new(variants: usize, points: usize, dice: &mut Dice) -> Self {
        let mut starts = vec![0];
        let mut rows = 0;
        while rows < variants {
            rows = variants.min(rows + 1 + dice.below(MOST_VARIANTS));
            starts.push(rows);
        }
        let ids: Vec<ProductId> = (0..starts.len() - 1).map(|n| format!("p{n:06}")).collect();
        let counts = starts.windows(2).map(|rows| (rows[1] - rows[0]) as u32);
        let hot_rows: Vec<usize> = (0..variants / ONE_HOT_IN)
            .map(|n| n * ONE_HOT_IN + dice.below(ONE_HOT_IN))
            .collect();
        let product_of = |row: usize| starts.partition_point(|start| *start <= row) - 1;
        let mut hot_products: Vec<usize> = hot_rows.iter().copied().map(product_of).collect();
        hot_products.dedup();
        let records = variants as u64;
        Self {
            points: (1..).take(points).map(|id| Point { id, records }).collect(),
            places: ids.iter().cloned().zip(0..).collect(),
            variants: ids.iter().cloned().zip(counts).collect(),
            ids,
            starts,
            hot_rows,
            hot_products,
            read: vec![vec![0; variants]; points],
        }
    }

    pub fn points(&self) -> &[Point] {
        &self.points
    }

    /// How many variants each product has.
    pub fn variants(&self) -> &BTreeMap<ProductId, u32> {
        &self.variants
    }

    /// Pages of all points.
    pub fn pages(&self) -> usize {
        let pages = |point: &Point| point.records.div_ceil(PAGE.into()).max(1) as usize;
        self.points.iter().map(pages).sum()
    }

    pub fn there(&self, place: Place) -> There {
        There {
            point: self.points[place.point].id,
            product: self.ids[place.product].clone(),
        }
    }

    /// What is hot, with the minute of its oldest level as its time.
    pub fn hot(&self) -> Vec<Hot> {
        let of_point = |point| {
            let place = move |product: &usize| Place {
                point,
                product: *product,
            };
            self.hot_products.iter().map(place)
        };
        (0..self.points.len())
            .flat_map(of_point)
            .map(|place| Hot {
                there: self.there(place),
                read: Timestamp::from_second(self.read_at(place) as i64 * 60).ok(),
            })
            .collect()
    }

    /// The minute in which the oldest level of a product there was read.
    pub fn read_at(&self, place: Place) -> usize {
        let rows = &self.read[place.point][self.rows(place.product)];
        rows.iter().copied().min().unwrap_or_default()
    }

    /// An article that somebody takes: every second time a hot one.
    pub fn taken(&self, dice: &mut Dice) -> usize {
        if dice.one_in(2) {
            self.hot_products[dice.below(self.hot_products.len())]
        } else {
            dice.below(self.ids.len())
        }
    }

    /// A call was made: what it tells is as old as this minute.
    pub fn note(&mut self, call: &Call, minute: usize) {
        match call {
            Call::Page { point, start } => {
                let read = self.at(*point);
                let start = read.len().min(*start as usize);
                let end = read.len().min(start + PAGE as usize);
                read[start..end].fill(minute);
            }
            Call::Products {
                point, products, ..
            } => {
                for product in products {
                    let rows = self.rows(self.places[product]);
                    self.at(*point)[rows].fill(minute);
                }
            }
            Call::Receipts { .. } => {}
        }
    }

    /// Minutes since the oldest level was read.
    pub fn oldest(&self, minute: usize) -> usize {
        let of_point = |read: &Vec<usize>| read.iter().copied().min();
        minute
            - self
                .read
                .iter()
                .filter_map(of_point)
                .min()
                .unwrap_or(minute)
    }

    /// Minutes since the oldest level of a hot SKU was read.
    pub fn oldest_hot(&self, minute: usize) -> usize {
        let of_point = |read: &Vec<usize>| self.hot_rows.iter().map(|row| read[*row]).min();
        minute
            - self
                .read
                .iter()
                .filter_map(of_point)
                .min()
                .unwrap_or(minute)
    }

    fn rows(&self, product: usize) -> std::ops::Range<usize> {
        self.starts[product]..self.starts[product + 1]
    }

    fn at(&mut self, point: i64) -> &mut Vec<usize> {
        &mut self.read[point as usize - 1]
    }
}
