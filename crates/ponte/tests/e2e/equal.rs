//! Whether the shop's side equals the till's, by rules of its own.
//!
//! It reads nothing but the sandbox's dumps and uses none of Ponte's crates: every rule is written
//! anew from the fact sheets and from the design, so that a misreading there cannot agree with
//! itself here.
//!
//! | file | subject |
//! |---|---|
//! | `fate` | which products should be in the shop |
//! | `product` | one product, field by field |
//! | `variants` | options and combinations |
//! | `pictures` | pictures by content |
//! | `whole` | the shop as a whole: nothing doubled, nothing else touched |
//! | `tests` | each difference is noticed |

mod fate;
pub mod pictures;
mod product;
mod tests;
mod variants;
mod whole;

use std::collections::BTreeMap;

use self::{
    fate::{Fate, fates},
    pictures::Pictures,
};
use crate::support::dump::{Dump, ShopProduct};

/// Every difference in words; `before` is the shop before the first sync.
pub fn differences(now: &Dump, before: &Dump, pictures: &mut Pictures) -> Vec<String> {
    let mut found = Vec::new();
    for (product, fate) in fates(&now.till) {
        let copies: Vec<&ShopProduct> = now
            .shop
            .products
            .iter()
            .filter(|copy| is_of(copy, &product.id))
            .collect();
        let mut said = Vec::new();
        match (&fate, &copies[..]) {
            (Fate::Listed, [copy]) => {
                let known = before.shop.products.iter().find(|own| own.uid == copy.uid);
                product::compare(product, copy, known, pictures, &mut said);
            }
            (Fate::Listed, []) => said.push("it is not in the shop".to_owned()),
            (_, []) => {}
            (Fate::Hidden(_), [copy]) if copy.status == 0 => {}
            // Listed before the obstacle arose: it stays, held at 0.
            (Fate::Blocked(_), [copy]) if sells_nothing(copy) => {}
            (fate, copies) => {
                said.push(format!("{} copies in the shop, but {fate:?}", copies.len()));
            }
        }
        let named = said
            .into_iter()
            .map(|text| format!("{}: {text}", product.name));
        found.extend(named);
    }
    whole::compare(now, before, &mut found);
    found
}

/// Code by product and superkey, ours only: what has to be the same after a second sync.
pub fn codes(dump: &Dump) -> BTreeMap<(String, String), String> {
    let mut codes = BTreeMap::new();
    for copy in &dump.shop.products {
        for id in copy.attributes.values() {
            codes.insert((id.clone(), String::new()), copy.sku.clone());
            for variant in &copy.variants {
                let key = (id.clone(), variant.superkey.clone());
                codes.insert(key, variant.sku.clone());
            }
        }
    }
    codes
}

/// The custom field that carries the till's id says so.
fn is_of(copy: &ShopProduct, id: &str) -> bool {
    copy.attributes.values().any(|value| value == id)
}

fn sells_nothing(copy: &ShopProduct) -> bool {
    copy.quantity.unwrap_or(0) <= 0
        && !copy.unlimited
        && copy
            .variants
            .iter()
            .all(|variant| variant.quantity <= 0 && !variant.unlimited)
}
