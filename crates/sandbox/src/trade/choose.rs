//! What the dice choose from on the till: articles, sales points, plausible pieces.

use std::collections::BTreeSet;

use ponte_transport::Randomness;
use rust_decimal::Decimal;

use super::Goods;
use crate::till::{
    level::Level,
    records::{Product, Variant},
    state::Till,
};

/// So often the dice look for an article that fits, until they give up.
const TRIES: usize = 30;

/// An article of the till.
#[derive(Clone, Debug)]
pub(super) struct Article {
    pub(super) product: String,
    pub(super) variant: String,
    sku: Option<String>,
    by_weight: bool,
    only_in: Option<i64>,
}

/// All articles and sales points that trade.
#[derive(Debug)]
pub(super) struct Shelf {
    articles: Vec<Article>,
    points: Vec<i64>,
}

impl Shelf {
    /// The articles of `codes`, or all where there are none, in the order of their creation.
    pub(super) fn of(till: &Till, codes: &BTreeSet<String>) -> Self {
        let wanted = |variant: &&Variant| {
            let code = variant.sku.as_ref();
            codes.is_empty() || code.is_some_and(|code| codes.contains(code))
        };
        let articles = till.products().flat_map(|product| {
            let variants = product.variants.iter().filter(wanted);
            variants.map(|variant| Article::of(product, variant))
        });
        let points = till.sales_points().iter();
        Self {
            articles: articles.collect(),
            points: points.map(|point| point.id).collect(),
        }
    }

    /// An article and a sales point that has it; nothing where there is none.
    pub(super) fn any(&self, dice: &dyn Randomness) -> Option<(&Article, i64)> {
        let article = one_of(&self.articles, dice)?;
        let point = *one_of(&self.points, dice)?;
        Some((article, article.only_in.unwrap_or(point)))
    }

    /// An article and a sales point that has it and counts it.
    pub(super) fn counted(&self, till: &Till, dice: &dyn Randomness) -> Option<(&Article, i64)> {
        (0..TRIES).find_map(|_| {
            let (article, point) = self.any(dice)?;
            article.is_counted(till, point).then_some((article, point))
        })
    }

    /// An article and two sales points that count it.
    pub(super) fn carried(
        &self,
        till: &Till,
        dice: &dyn Randomness,
    ) -> Option<(&Article, i64, i64)> {
        (0..TRIES).find_map(|_| {
            let (article, from) = self.counted(till, dice)?;
            let to = *one_of(&self.points, dice)?;
            let possible = article.only_in.is_none() && from != to && article.is_counted(till, to);
            possible.then_some((article, from, to))
        })
    }
}

impl Article {
    fn of(product: &Product, variant: &Variant) -> Self {
        Self {
            product: product.id.clone(),
            variant: variant.id.clone(),
            sku: variant.sku.clone(),
            by_weight: product.by_weight,
            only_in: product.sales_point,
        }
    }

    /// What is on the shelf there.
    pub(super) fn level<'a>(&self, till: &'a Till, point: i64) -> Option<&'a Level> {
        let mut variants = till.product(&self.product)?.variants.iter();
        let variant = variants.find(|variant| variant.id == self.variant)?;
        variant.stock.get(&point)
    }

    fn is_counted(&self, till: &Till, point: i64) -> bool {
        self.level(till, point).is_some_and(|level| level.managed)
    }

    /// What one buyer takes: one to three pieces, or up to a kilogram.
    pub(super) fn taken(&self, dice: &dyn Randomness) -> Decimal {
        if self.by_weight {
            let steps = 1 + dice.below(20);
            return Decimal::from(steps * 50) / Decimal::from(1000);
        }
        Decimal::from(pieces(dice))
    }

    /// What is delivered at once: a dozen at most.
    pub(super) fn delivered(&self, dice: &dyn Randomness) -> Decimal {
        Decimal::from(1 + dice.below(12))
    }

    pub(super) fn goods(&self, quantity: Decimal) -> Goods {
        Goods {
            sku: self.sku.clone(),
            variant: Some(self.variant.clone()),
            quantity,
        }
    }
}

/// One to three pieces; one is likeliest.
pub(super) fn pieces(dice: &dyn Randomness) -> u32 {
    match dice.below(10) {
        0..6 => 1,
        6..9 => 2,
        _ => 3,
    }
}

/// A place in a list of this length; 0 where it is empty.
pub(super) fn place(length: usize, dice: &dyn Randomness) -> usize {
    usize::try_from(dice.below(length as u64)).unwrap_or(0)
}

/// One of a list.
pub(super) fn one_of<'a, T>(list: &'a [T], dice: &dyn Randomness) -> Option<&'a T> {
    list.get(place(list.len(), dice))
}
