//! From what a shopper wants to the lines of an order.
//!
//! - Two wishes for one article become one line.
//! - An empty code is nobody's; a product sold through variants is not sold itself.

use super::{NotBought, Wish};
use crate::shop::{
    order::{Line, cents},
    product::Product,
    state::Shop,
};

impl Shop {
    /// The lines of what is wanted, one for each article.
    pub(in crate::shop) fn lines(&self, wishes: &[Wish]) -> Result<Vec<Line>, NotBought> {
        let mut lines: Vec<Line> = Vec::new();
        for wish in wishes {
            let line = self.line(wish)?;
            let same = lines
                .iter_mut()
                .find(|it| (it.uid, &it.superkey) == (line.uid, &line.superkey));
            match same {
                Some(same) => same.count += line.count,
                None => lines.push(line),
            }
        }
        if lines.is_empty() {
            return Err(NotBought::Nothing);
        }
        Ok(lines)
    }

    fn line(&self, wish: &Wish) -> Result<Line, NotBought> {
        if wish.count == 0 {
            return Err(NotBought::Nothing);
        }
        let (product, variant) = self.article(wish)?;
        let variant = variant.map(|at| &product.variants[at]);
        let (price, listing_price) = match variant {
            Some(variant) => (variant.final_price, variant.price),
            None => (product.final_price, product.price),
        };
        let tax = match &product.tax_profile {
            Some(id) => self.tax(id),
            None => self.taxes.first(),
        };
        Ok(Line {
            uid: product.uid,
            superkey: variant.map(|it| it.superkey.clone()).unwrap_or_default(),
            title: match variant {
                Some(variant) => {
                    format!("{} {}", product.title, variant.superkey.replace('_', " "))
                }
                None => product.title.clone(),
            },
            sku: variant.map_or(&product.sku, |it| &it.sku).clone(),
            count: i64::from(wish.count),
            price: cents(price),
            listing_price: cents(listing_price),
            tax: tax.map(|tax| tax.value).unwrap_or_default(),
            taken: 0,
        })
    }

    /// The product, and the place of the variant among its own where it is sold through variants.
    fn article(&self, wish: &Wish) -> Result<(&Product, Option<usize>), NotBought> {
        let unknown = || {
            let uid = wish.uid.map(|uid| format!("{uid} {}", wish.superkey));
            let name = uid.or_else(|| wish.sku.clone()).unwrap_or_default();
            NotBought::Unknown(name.trim().to_owned())
        };
        let sold = |product: &&Product| product.visible;
        if let Some(uid) = wish.uid {
            let product = self.products.get(uid).filter(sold).ok_or_else(unknown)?;
            if !product.use_variants {
                return Ok((product, None));
            }
            let variant = product.variant(&wish.superkey).ok_or_else(unknown)?;
            return Ok((product, Some(variant)));
        }
        let sku = wish.sku.as_deref().filter(|sku| !sku.is_empty());
        let sku = sku.ok_or_else(unknown)?;
        let mut found = self.products.with_sku(sku).filter(sold);
        let article = found.find_map(|product| {
            if product.use_variants {
                let place = product.variants.iter().position(|it| it.sku == sku)?;
                return Some((product, Some(place)));
            }
            (product.sku == sku).then_some((product, None))
        });
        article.ok_or_else(unknown)
    }

    /// Whether there are enough pieces, those that `held` lines have taken already included.
    pub(in crate::shop) fn check_stock(
        &self,
        lines: &[Line],
        held: &[Line],
    ) -> Result<(), NotBought> {
        for line in lines {
            let taken: i64 = held
                .iter()
                .filter(|it| (it.uid, &it.superkey) == (line.uid, &line.superkey))
                .map(|it| it.taken)
                .sum();
            let there = match self.products.on_hand(line.uid, &line.superkey) {
                Some(there) => there.saturating_add(taken),
                None => continue,
            };
            if there < line.count {
                return Err(NotBought::Short {
                    title: line.title.clone(),
                    wanted: line.count,
                    there: there.max(0),
                });
            }
        }
        Ok(())
    }
}
