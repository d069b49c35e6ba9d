//! Everything that the page of one product is made of, read at once.

use std::collections::BTreeSet;

use ponte_domain::{
    code,
    desired::{Catalogue, Desired, Verdict, desired},
    listing::Listing,
    till::Surroundings,
    why::{Check, OnShop, why},
};
use ponte_store::{
    changes::ChangeState,
    findings::FindingRow,
    levels::Level,
    mirror::Mirrored,
    offers::{OfferRow, StockChoice},
    pictures::Picture,
    points::SalesPoint,
    products::{Judged, LeftOut, ListedAs, ProductRow, searched},
    runs::{Run, RunKind},
    shops::Shop,
};
use ponte_sync::products::{STREAM, product_of};

use crate::{app::App, trouble::Trouble};

/// Runs among which the ones that concern the product are looked for.
const RUNS: i64 = 20;
/// Findings that are told beside the questions.
const KINDS: [&str; 4] = ["spread", "variants_ignored", "picture", "edited_on_shop"];
const VARIANTS_IGNORED: &str = "variants_ignored";

/// See the module.
pub(super) struct Facts {
    pub(super) mirrored: Mirrored,
    pub(super) listing: Option<Listing>,
    pub(super) points: Vec<SalesPoint>,
    pub(super) choices: Vec<StockChoice>,
    /// By the place of the variant in the product.
    pub(super) offers: Vec<OfferRow>,
    pub(super) levels: Vec<Level>,
    pub(super) left_out: Option<LeftOut>,
    pub(super) findings: Vec<FindingRow>,
    pub(super) runs: Vec<Run>,
    pub(super) pictures: Vec<Picture>,
    /// The till's small lists, with the points as they are switched now.
    pub(super) surroundings: Option<Surroundings>,
    row: Option<ProductRow>,
    duplicates: BTreeSet<String>,
    clashing: BTreeSet<String>,
    held: bool,
}

impl Facts {
    pub(super) async fn load(app: &App, shop: &Shop, product: &str) -> Result<Self, Trouble> {
        let id = &shop.id;
        let only = [product.to_owned()];
        let mut tx = app.read().await?;
        let mirrored = tx.mirrored(id, product).await?.ok_or(Trouble::NotFound)?;
        let row = tx.products_of(id, &only).await?.pop();
        let listing = tx.listing(id, product).await?;
        let points = tx.points(id).await?;
        let mut surroundings = tx.surroundings(id).await?.map(|(lists, _)| lists);
        if let Some(lists) = &mut surroundings {
            let on = points.iter().filter(|point| point.enabled && !point.gone);
            lists.enabled_points = on.map(|point| point.id).collect();
        }
        let codes = codes(&mirrored);
        let duplicates = tx.duplicates_among(id, &codes).await?;
        let clashing = tx.clashing_among(id, &codes).await?;
        let choices = tx.stock_choices(id).await?;
        let mut offers = tx.offers_of_products(id, &only).await?;
        let place = |offer: &OfferRow| {
            let mut variants = mirrored.product.variants.iter();
            variants.position(|one| one.id == offer.variant)
        };
        offers.sort_by_key(|offer| place(offer).unwrap_or(usize::MAX));
        let variants: Vec<String> = offers.iter().map(|one| one.variant.clone()).collect();
        let levels = tx.levels(id, &variants).await?;
        let left_out = tx.products_left_out(id).await?;
        let left_out = left_out.into_iter().find(|left| left.product == product);
        let mut findings = Vec::new();
        for kind in KINDS {
            findings.extend(tx.finding_open(id, kind, product).await?);
        }
        let runs = tx.runs(id, STREAM, RUNS).await?;
        let newest = runs.iter().find(|run| concerns(run, product));
        let changes = tx
            .changes_of(id, newest.map_or(0, |run| run.id), product)
            .await?;
        let pictures = tx.pictures_of(id, &only).await?;
        drop(tx);
        Ok(Self {
            held: changes.iter().any(|one| one.state == ChangeState::Held),
            mirrored,
            listing,
            points,
            choices,
            offers,
            levels,
            left_out,
            findings,
            runs,
            pictures,
            surroundings,
            row,
            duplicates,
            clashing,
        })
    }

    /// The product as the list shows it; before a pass has looked at it, as one that waits.
    pub(super) fn row(&self) -> ProductRow {
        if let Some(row) = &self.row {
            return row.clone();
        }
        let product = &self.mirrored.product;
        ProductRow {
            product: product.id.clone(),
            name: product.name.trim().to_owned(),
            searched: searched(product),
            code: code::clean(product.code.as_deref()).unwrap_or_default(),
            variants: i64::try_from(product.variants.len().max(1)).unwrap_or(i64::MAX),
            price: None,
            judged: if self.mirrored.missing {
                Judged::Leave
            } else {
                Judged::List
            },
            troubles: Vec::new(),
            listed: ListedAs::of(self.listing.as_ref()),
            refused: String::new(),
            left_out: self.left_out.is_some(),
        }
    }

    /// Does something with what a look at the product needs; nothing before the till's lists were read.
    fn judged<R>(&self, shop: &Shop, look: impl FnOnce(Catalogue<'_>) -> R) -> Option<R> {
        let left_out = self.left_out.iter().map(|left| left.product.clone());
        let left_out = left_out.collect();
        let catalogue = Catalogue {
            surroundings: self.surroundings.as_ref()?,
            settings: &shop.settings,
            duplicate_codes: &self.duplicates,
            clashing_parents: &self.clashing,
            left_out: &left_out,
        };
        Some(look(catalogue))
    }

    /// Every question with its answer; none before the till's lists were read.
    pub(super) fn checks(&self, shop: &Shop) -> Vec<Check> {
        let refused = self.row.as_ref().map(|row| row.refused.as_str());
        let mut findings = self.findings.iter();
        let on_shop = OnShop {
            listing: self.listing.as_ref(),
            first_sync_done: shop.first_sync_at.is_some(),
            refused: refused.filter(|text| !text.is_empty()),
            variants_ignored: findings.any(|row| row.finding.kind() == VARIANTS_IGNORED),
            held: self.held,
        };
        let Mirrored {
            product, missing, ..
        } = &self.mirrored;
        self.judged(shop, |catalogue| why(product, !missing, catalogue, on_shop))
            .unwrap_or_default()
    }

    /// What the shop should show of it.
    pub(super) fn wanted(&self, shop: &Shop) -> Option<Box<Desired>> {
        if self.mirrored.missing {
            return None;
        }
        let verdict = self.judged(shop, |catalogue| desired(&self.mirrored.product, catalogue));
        match verdict? {
            Verdict::List(wanted) => Some(wanted),
            Verdict::Leave(_) | Verdict::Blocked(_) => None,
        }
    }

    /// Its page for buyers (TS Commerce sheet §11.3: `/product/{uid}/…`).
    pub(super) fn public_page(&self, shop: &Shop) -> Option<String> {
        let listing = self.listing.as_ref().filter(|listing| listing.uid > 0)?;
        let shown = listing.visible || listing.link_only;
        (shown && !shop.url.is_empty()).then(|| format!("{}/product/{}", shop.url, listing.uid))
    }
}

/// Codes that the product carries, or would be given.
fn codes(mirrored: &Mirrored) -> Vec<String> {
    let product = &mirrored.product;
    let own = code::codes(product).into_iter().map(|(code, _)| code);
    let variants = product.variants.iter().map(|one| one.id.as_str());
    let derived = variants
        .chain([product.id.as_str()])
        .map(code::derived_for_variant);
    let all: BTreeSet<String> = own.chain(derived).collect();
    all.into_iter().collect()
}

/// Whether a run has looked at the product, and has ended.
fn concerns(run: &Run, product: &str) -> bool {
    let meant = product_of(run).is_none_or(|one| one == product);
    run.ended_at.is_some() && run.kind != RunKind::DryRun && meant
}
