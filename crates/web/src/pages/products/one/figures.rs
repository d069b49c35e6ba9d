//! What the shop shows of each variant: the same sum as a line for each, and one of them spread out.

use ponte_domain::{stock::offer::Standing, till::SalesPointId};
use ponte_store::offers::OfferRow;

use super::facts::Facts;
use crate::{
    pages::{
        orders::point,
        products::place,
        stock::{
            About, Began, figures, link,
            one::SumView,
            standing::{self, Told},
        },
    },
    words::Words,
};

/// See the module.
pub(super) struct FiguresView {
    /// The variant that is spread out; empty for the only one.
    pub(super) chosen: String,
    /// Where its history is.
    pub(super) history: String,
    pub(super) sum: SumView,
    /// The points' names.
    pub(super) points: Vec<String>,
    pub(super) any_margin: bool,
    pub(super) any_unplaced: bool,
    pub(super) rows: Vec<VariantLine>,
}

/// A variant.
pub(super) struct VariantLine {
    pub(super) name: String,
    pub(super) sku: String,
    /// Where this page spreads it out.
    pub(super) address: String,
    /// It is spread out.
    pub(super) chosen: bool,
    /// What each point gives, in the order of the points.
    pub(super) gives: Vec<String>,
    pub(super) margin: String,
    pub(super) unplaced: String,
    pub(super) should: String,
    pub(super) shows: String,
    pub(super) told: Told,
}

impl FiguresView {
    /// None where the shop has nothing of the product yet. `chosen`: a SKU, or anything for the first.
    pub(super) fn new(
        facts: &Facts,
        chosen: &str,
        began: &Began<'_>,
        query: &str,
        about: &About<'_>,
    ) -> Option<Self> {
        let offers = &facts.offers;
        let open = offers.iter().find(|offer| offer.sku == chosen);
        let open = open.or(offers.first())?;
        let counts = |id: &SalesPointId| {
            let mut terms = offers.iter().flat_map(|offer| &offer.sum.terms);
            terms.any(|term| term.point == *id)
        };
        let ids = about.points.iter().map(|point| point.id);
        let points: Vec<SalesPointId> = ids.filter(counts).collect();
        let row = |offer: &OfferRow| VariantLine {
            name: name(facts, offer, about.t),
            sku: offer.sku.clone(),
            address: {
                let values = [("variante", offer.sku.as_str())];
                place(&offer.product, "", query, &values)
            },
            chosen: offer.sku == open.sku,
            gives: points.iter().map(|id| gives(offer, *id, about.t)).collect(),
            margin: about.t.pieces(offer.sum.margin),
            unplaced: about.t.pieces(offer.sum.unplaced),
            should: figures::wanted(offer, about.choices, about.t),
            shows: figures::shown_now(offer, about.t),
            told: standing::told(offer, about),
        };
        Some(Self {
            chosen: if offers.len() > 1 {
                name(facts, open, about.t)
            } else {
                String::new()
            },
            history: link(&open.sku, query),
            sum: SumView::new(open, began, about),
            points: points.iter().map(|id| point(*id, about.points)).collect(),
            any_margin: offers.iter().any(|offer| offer.sum.margin > 0),
            any_unplaced: offers.iter().any(|offer| offer.sum.unplaced > 0),
            rows: offers.iter().map(row).collect(),
        })
    }
}

fn gives(offer: &OfferRow, id: SalesPointId, t: Words) -> String {
    let term = offer.sum.terms.iter().find(|term| term.point == id);
    match term.filter(|term| term.standing == Standing::Managed) {
        Some(term) => t.pieces(term.gives()),
        None => "–".to_owned(),
    }
}

/// "40 / Blu"; the code where a variant has no values.
fn name(facts: &Facts, offer: &OfferRow, t: Words) -> String {
    let mut variants = facts.mirrored.product.variants.iter();
    let variant = variants.find(|one| one.id == offer.variant);
    let values = variant.map(|one| one.values.join(" / "));
    match values.filter(|values| !values.is_empty()) {
        Some(values) => values,
        None if facts.offers.len() > 1 => offer.sku.clone(),
        None => t.say("product-only-variant"),
    }
}
