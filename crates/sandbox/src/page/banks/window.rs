//! The shop's side: what stands in its window, hidden products left out.

use crate::{
    page::words,
    shop::{
        product::{Product, Variant},
        state::Shop,
    },
};

/// The shop's goods on one page.
#[derive(Debug)]
pub(super) struct Window {
    /// The goods.
    pub(super) goods: Vec<Good>,
    /// How many the search found.
    pub(super) total: usize,
    /// How many products are sold out, and how many a shopper does not see, in words.
    pub(super) note: String,
}

/// A product in the window.
#[derive(Debug)]
pub(in crate::page) struct Good {
    pub(in crate::page) title: String,
    pub(in crate::page) picture: Option<String>,
    pub(in crate::page) price: String,
    pub(in crate::page) stock: String,
    pub(in crate::page) variants: String,
    /// The product.
    pub(in crate::page) uid: u64,
    /// The combinations that can be bought, superkey and name; empty without variants.
    pub(in crate::page) choices: Vec<(String, String)>,
    /// Whether any piece can be bought.
    pub(in crate::page) available: bool,
}

/// The goods from `start` on, newest first, whose name or code contains `search` (lower case).
pub(super) fn window(shop: &Shop, base: &str, search: &str, start: usize, size: usize) -> Window {
    let (mut goods, mut total, mut hidden, mut sold_out) = (Vec::new(), 0, 0_usize, 0_usize);
    let mut newest: Vec<&Product> = shop.products.iter().collect();
    newest.reverse();
    for product in newest {
        let found = product.title.to_lowercase().contains(search)
            || product
                .skus()
                .any(|sku| sku.to_lowercase().contains(search));
        if !product.visible {
            hidden += 1;
            continue;
        }
        sold_out += usize::from(!available(product));
        if found {
            if total >= start && goods.len() < size {
                goods.push(good(product, base));
            }
            total += 1;
        }
    }
    let counted = [
        (sold_out, "esaurito", "esauriti"),
        (hidden, "nascosto", "nascosti"),
    ];
    let counted = counted.into_iter().filter(|(count, _, _)| *count > 0);
    let note = counted.map(|(count, one, many)| {
        let name = if count == 1 { one } else { many };
        format!("{} {name}", words::whole(count as u64))
    });
    Window {
        goods,
        total,
        note: note.collect::<Vec<_>>().join(" · "),
    }
}

/// Whether any piece can be bought.
fn available(product: &Product) -> bool {
    if product.use_variants && !product.variants.is_empty() {
        return product
            .variants
            .iter()
            .any(|variant| there(product, variant));
    }
    product.unlimited || product.quantity.is_some_and(|pieces| pieces > 0)
}

fn there(product: &Product, variant: &Variant) -> bool {
    product.unlimited || variant.unlimited || variant.quantity > 0
}

/// A product as it stands there.
pub(in crate::page) fn good(product: &Product, base: &str) -> Good {
    let variants = &product.variants;
    let with_variants = product.use_variants && !variants.is_empty();
    let prices = variants.iter().map(|variant| variant.final_price);
    let (lowest, highest) = if with_variants {
        (prices.clone().min(), prices.max())
    } else {
        (None, None)
    };
    let price = lowest.unwrap_or(product.final_price);
    let from = if lowest == highest { "" } else { "da " };
    let (unlimited, pieces) = if with_variants {
        let unlimited = variants.iter().any(|variant| variant.unlimited);
        let pieces = variants.iter().map(|variant| variant.quantity.max(0));
        (unlimited, pieces.sum())
    } else {
        (product.unlimited, product.quantity.unwrap_or(0))
    };
    let stock = match (unlimited, u64::try_from(pieces).unwrap_or(0)) {
        (true, _) => "sempre disponibile".to_owned(),
        (false, 0) => "esaurito, 0 pezzi".to_owned(),
        (false, pieces) => format!("disponibili {}", words::whole(pieces)),
    };
    let choices: Vec<_> = variants
        .iter()
        .filter(|_| with_variants)
        .filter(|variant| there(product, variant))
        .map(|variant| {
            (
                variant.superkey.clone(),
                variant.superkey.replace('_', " · "),
            )
        })
        .collect();
    Good {
        uid: product.uid,
        available: available(product),
        choices,
        title: product.title.clone(),
        picture: product
            .main_image()
            .map(|id| format!("{base}/gallery/{id}")),
        price: format!("{from}{}", words::euro(price)),
        stock,
        variants: match (with_variants, variants.len()) {
            (false, _) => String::new(),
            (true, 1) => "1 variante".to_owned(),
            (true, many) => format!("{many} varianti"),
        },
    }
}
