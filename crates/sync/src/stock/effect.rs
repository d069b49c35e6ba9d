//! What choices of the merchant would make of what the shop shows, before they are kept.
//!
//! It follows from the sums that the last pass kept ([`ponte_domain::stock::effect`]). Guarantees:
//! nothing is written and no service is asked; a product goes to nothing when none of its variants is
//! left to be bought; what the choices do not change is not counted, even if the shop differs now.

use std::collections::BTreeMap;

use ponte_domain::{
    orders::order::Pieces,
    settings::StockSettings,
    stock::effect::{Choices, Shows, shows},
    till::{ProductId, VariantId},
};
use ponte_store::{
    StoreError,
    offers::{ChoiceKind, OfferRow},
    points::SalesPoint,
};

use crate::Engine;

/// Rows that are held in memory at once.
const PAGE: i64 = 2_000;
/// Names that are told.
const NAMED: usize = 20;

/// What would become lower.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Effect {
    /// Products of which nothing would be left to be bought.
    pub to_nothing: u64,
    /// Products that the shop would show less of, and still something.
    pub lower: u64,
    /// Some of the codes that would go to nothing: code and name.
    pub named: Vec<(String, String)>,
}

impl Effect {
    /// Whether nothing would become lower.
    #[must_use]
    pub fn is_none(&self) -> bool {
        self.to_nothing == 0 && self.lower == 0
    }
}

/// What a shop's choices are made of: its points, and its own margin.
#[derive(Clone, Copy, Debug)]
pub struct Chosen<'a> {
    /// All points.
    pub points: &'a [SalesPoint],
    /// The shop's settings.
    pub stock: StockSettings,
}

/// What the merchant chose for single articles.
struct OfArticles {
    margins: BTreeMap<ProductId, Pieces>,
    figures: BTreeMap<VariantId, Pieces>,
}

#[derive(Default)]
struct Whole {
    before: bool,
    after: bool,
    lower: bool,
}

impl Engine {
    /// What would become lower if `is` were chosen in place of `was`.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn stock_effect(
        &self,
        shop: &str,
        was: Chosen<'_>,
        is: Chosen<'_>,
    ) -> Result<Effect, StoreError> {
        let mut tx = self.store.read().await?;
        let (mut margins, mut figures) = (BTreeMap::new(), BTreeMap::new());
        for choice in tx.stock_choices(shop).await? {
            match choice.kind {
                ChoiceKind::Margin => margins.insert(choice.subject, choice.pieces),
                ChoiceKind::Figure => figures.insert(choice.subject, choice.pieces),
            };
        }
        let of = OfArticles { margins, figures };
        let mut products: BTreeMap<ProductId, Whole> = BTreeMap::new();
        let mut effect = Effect::default();
        let mut after = String::new();
        loop {
            let page = tx.offers_page(shop, None, "", &after, PAGE).await?;
            let Some(last) = page.last() else { break };
            after.clone_from(&last.sku);
            for row in page {
                let shown_before = shown(&row, was, &of);
                let shown_after = shown(&row, is, &of);
                let goes = shown_before > Shows::NOTHING && shown_after <= Shows::NOTHING;
                let product = products.entry(row.product).or_default();
                product.before |= shown_before > Shows::NOTHING;
                product.after |= shown_after > Shows::NOTHING;
                product.lower |= shown_after < shown_before;
                if goes && effect.named.len() < NAMED {
                    effect.named.push((row.sku, row.name));
                }
            }
        }
        for product in products.values() {
            let nothing = product.before && !product.after;
            effect.to_nothing += u64::from(nothing);
            effect.lower += u64::from(product.lower && !nothing);
        }
        Ok(effect)
    }
}

fn shown(row: &OfferRow, chosen: Chosen<'_>, of: &OfArticles) -> Shows {
    let points = chosen.points.iter().filter(|point| point.is_offered());
    let own = of.margins.get(&row.product).copied();
    let choices = Choices {
        points: points.map(|point| (point.id, point.reserve)).collect(),
        margin: own.unwrap_or(chosen.stock.margin),
    };
    // Its terms are none where it is held at 0.
    let figure = of.figures.get(&row.variant).copied();
    shows(&row.sum.under(&choices), row.listed, figure)
}
