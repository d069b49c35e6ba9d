//! What each SKU should show, and what is to be done about it.
//!
//! Guarantees:
//! - everything comes from one snapshot of the database, taken after everything was read;
//! - a woken pass looks at what moved, what an order holds, what is pending and what the last pass did not
//!   bring to its end, a regular one at all;
//! - two variants of ours with one SKU are held at 0, and so is one that is gone from the till;
//! - what did not change takes no room, however large the catalogue.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use ponte_domain::{
    code::clean,
    finding::Finding,
    listing::{ListedVariant, Listing},
    orders::free::SETTLING,
    stock::offer::Doubt,
    stock::{
        change::{Change, changes},
        pass::{Decided, Writes, writes},
        write::{self, Cannot, Decision, OwnWrite, Sku, Unmanaged, Waits, decide, differs},
    },
    till::{ProductId, VariantId},
};
use ponte_store::{
    Tx,
    offers::{Moved, OfferRow},
};

use super::{
    list::{List, offers},
    pass::Pass,
    snapshot::{Levels, Snapshot},
};
use crate::{orders::Refreshed, trouble::Trouble};

/// Products that are looked at in one go.
const CHUNK: i64 = 200;

/// Levels at most that a pass asks the next one to read.
const READ_NEXT: usize = 1_000;

/// The brake's name: the subject of the finding that asks.
pub const BRAKE: &str = "stock";

/// A SKU of which something is new.
pub(super) struct Candidate {
    /// As it will be kept.
    pub row: OfferRow,
    /// What changed its sum; empty where nothing did.
    pub changes: Vec<Change>,
    /// As it was kept; `None`: it is looked at for the first time.
    pub old: Option<Box<OfferRow>>,
    /// The shop took its write.
    pub done: bool,
    /// It is held at 0, whatever the points have: nobody chose that.
    blocked: bool,
    unmanaged: Unmanaged,
    ended: Option<Timestamp>,
}

/// What is to be done.
pub(super) struct ToDo {
    /// SKUs of which something is new, by SKU.
    pub candidates: BTreeMap<String, Candidate>,
    /// SKUs that were ours and are no longer: their variant has another one now.
    pub left: Vec<String>,
    /// Levels that are too old to raise anything, and would.
    pub read_next: Vec<Moved>,
    /// What is written.
    pub writes: Writes,
}

/// Decides.
pub(super) async fn go(
    pass: &mut Pass<'_>,
    list: &List,
    refreshed: Refreshed,
) -> Result<ToDo, Trouble> {
    let mut tx = pass.read().await?;
    let snapshot = Snapshot::read(pass, &mut *tx, list.began, refreshed).await?;
    let at_nothing = pass.is_at_nothing();
    let mut looker = Looker {
        list,
        snapshot: &snapshot,
        duplicates: tx.duplicate_codes(pass.id()).await?,
        now: pass.now(),
        at_nothing,
        looked_at: 0,
        offering: 0,
        candidates: BTreeMap::new(),
        left: Vec::new(),
    };
    if pass.regular {
        let mut after = ProductId::new();
        loop {
            let page = tx.listing_page(pass.id(), &after, CHUNK).await?;
            let Some(last) = page.last() else { break };
            after.clone_from(&last.product);
            looker.look_at(&mut *tx, pass.id(), &page).await?;
        }
    } else {
        looker.look_at_some(&mut *tx, pass).await?;
        // What the shop offers as a whole was counted by the pass before.
        let offering = tx.offers_offering(pass.id()).await?;
        looker.offering = usize::try_from(offering).unwrap_or(0);
    }
    let confirmed = tx.finding_open(pass.id(), "held", BRAKE).await?;
    drop(tx);
    if snapshot.denies_counting() {
        pass.tell_counting().await?;
    }
    let Looker {
        mut candidates,
        left,
        looked_at,
        offering,
        ..
    } = looker;
    pass.figures.looked_at = looked_at;
    let about = write::Pass {
        list_began: list.began,
        orders_began: snapshot.orders_began(),
        forced: pass.is_forced(),
        differing: candidates
            .values()
            .filter(|one| differs(&one.sku(), at_nothing))
            .count(),
        refuses_negative: pass.memory.refuses_negative,
        settling: SETTLING,
        at_nothing,
    };
    let decide_all = |candidates: &mut BTreeMap<String, Candidate>, confirmed: bool| {
        let mut decided = Vec::new();
        for (name, candidate) in candidates.iter_mut() {
            let sku = candidate.sku();
            let decision = decide(&sku, &about);
            let excused = confirmed || candidate.is_chosen();
            decided.push(Decided::new(name, &sku, decision, excused));
            candidate.row.decision = decision;
        }
        writes(&decided, offering)
    };
    // Who held the stream with everything at 0 was told what that does.
    let mut writes = decide_all(&mut candidates, at_nothing);
    let said_yes = confirmed.is_some_and(|row| {
        let covers = |count| writes.held.len() as u64 <= count;
        row.confirmed && matches!(row.finding, Finding::Held { count, .. } if covers(count))
    });
    if said_yes {
        writes = decide_all(&mut candidates, true);
    }
    for (name, candidate) in &mut candidates {
        candidate.row.held = writes.held.contains(name);
    }
    let read_next = later(pass, &candidates);
    Ok(ToDo {
        candidates,
        left,
        read_next,
        writes,
    })
}

/// When what waits may be raised, whose parts are to be asked for, and what is to be read.
fn later(pass: &mut Pass<'_>, candidates: &BTreeMap<String, Candidate>) -> Vec<Moved> {
    let now = pass.now();
    let mut read_next = Vec::new();
    for candidate in candidates.values() {
        let row = &candidate.row;
        let Decision::Waits { reason } = row.decision else {
            continue;
        };
        let own = row.written.map(|own| own.at);
        let settled = match reason {
            Waits::OwnWrite => own.and_then(|at| at.checked_add(SETTLING).ok()),
            Waits::UnknownOutcome => own.and_then(|at| at.checked_add(SETTLING * 2).ok()),
            Waits::OrderEnded => candidate.ended.and_then(|at| at.checked_add(SETTLING).ok()),
            Waits::Levels => {
                let (mut not_followed, mut old) = (false, false);
                for term in &row.sum.terms {
                    match term.doubt {
                        Some(Doubt::NotFollowed) => not_followed = true,
                        Some(Doubt::Old) if read_next.len() < READ_NEXT => {
                            old = true;
                            read_next.push(Moved {
                                point: term.point,
                                product: row.product.clone(),
                                at: now,
                            });
                        }
                        _ => {}
                    }
                }
                if not_followed {
                    pass.memory.urgent.insert(row.variant.clone());
                }
                // Asked for in vain: the timer's pass tries again, or one would follow the other.
                let worth_it = not_followed && !pass.asked_for.contains(&row.variant);
                (worth_it || old).then_some(now)
            }
            Waits::Orders | Waits::NeverRead => None,
        };
        if let Some(settled) = settled {
            pass.want(settled);
        }
    }
    read_next
}

impl Candidate {
    /// Whether nothing is left of it because the merchant chose so since the last pass: the page told
    /// what it would lower, and was answered.
    fn is_chosen(&self) -> bool {
        let old = self.old.as_ref();
        !self.blocked && old.is_some_and(|old| self.row.sum.is_taken_by_choice(&old.sum))
    }

    fn sku(&self) -> Sku<'_> {
        Sku {
            listed: self.row.listed,
            sum: &self.row.sum,
            unmanaged: self.unmanaged,
            written: self.row.written,
            order_ended: self.ended,
        }
    }
}

struct Looker<'a> {
    list: &'a List,
    snapshot: &'a Snapshot,
    duplicates: BTreeSet<String>,
    now: Timestamp,
    at_nothing: bool,
    looked_at: u64,
    offering: usize,
    candidates: BTreeMap<String, Candidate>,
    left: Vec<String>,
}

impl Looker<'_> {
    /// What moved, what an order holds, what is pending.
    async fn look_at_some(&mut self, tx: &mut dyn Tx, pass: &Pass<'_>) -> Result<(), Trouble> {
        let mut variants = self.snapshot.held();
        let pending = tx.offers_pending(pass.id()).await?;
        variants.extend(pending.iter().map(|row| row.variant.clone()));
        let variants: Vec<VariantId> = variants.into_iter().collect();
        let mut products = pass.touched.clone();
        products.extend(pass.memory.again.iter().cloned());
        let of = tx.listed_products(pass.id(), &variants).await?;
        products.extend(of.into_iter().map(|(_, product)| product));
        let products: Vec<ProductId> = products.into_iter().collect();
        for chunk in products.chunks(usize::try_from(CHUNK).unwrap_or(1)) {
            let page = tx.listings_of(pass.id(), chunk).await?;
            self.look_at(tx, pass.id(), &page).await?;
        }
        Ok(())
    }

    async fn look_at(
        &mut self,
        tx: &mut dyn Tx,
        shop: &str,
        page: &[Listing],
    ) -> Result<(), Trouble> {
        let all = || page.iter().flat_map(|listing| &listing.variants);
        let variants: Vec<VariantId> = all().map(|listed| listed.variant.clone()).collect();
        let skus: Vec<String> = all().map(|listed| listed.sku.clone()).collect();
        let levels = tx.levels(shop, &variants).await?;
        let levels: Levels = levels
            .into_iter()
            .map(|level| ((level.point, level.variant), level.level))
            .collect();
        let kept = tx.offers_of(shop, &skus).await?;
        let mut kept: BTreeMap<String, OfferRow> =
            kept.into_iter().map(|row| (row.sku.clone(), row)).collect();
        let now: BTreeMap<&str, &str> = all()
            .map(|listed| (listed.variant.as_str(), listed.sku.as_str()))
            .collect();
        for row in tx.offers_of_variants(shop, &variants).await? {
            if now.get(row.variant.as_str()) != Some(&row.sku.as_str()) {
                self.left.push(row.sku);
            }
        }
        for listing in page {
            let mut name = None;
            for listed in &listing.variants {
                let old = kept.remove(&listed.sku);
                let Some(mut candidate) = self.candidate(listing, listed, &levels, old) else {
                    continue;
                };
                if candidate.row.name.is_empty() {
                    if name.is_none() {
                        let mirrored = tx.mirrored(shop, &listing.product).await?;
                        name = Some(mirrored.map_or_else(String::new, |one| one.product.name));
                    }
                    candidate.row.name = named(name.as_deref().unwrap_or_default(), listed);
                }
                self.candidates.insert(listed.sku.clone(), candidate);
            }
        }
        Ok(())
    }

    /// A SKU, where anything about it is new.
    fn candidate(
        &mut self,
        listing: &Listing,
        variant: &ListedVariant,
        levels: &Levels,
        old: Option<OfferRow>,
    ) -> Option<Candidate> {
        if variant.sku.is_empty() {
            return None;
        }
        self.looked_at += 1;
        let listed = self.list.listed(&variant.sku);
        self.offering += usize::from(offers(listed));
        let doubled = clean(Some(&variant.sku)).is_some_and(|code| self.duplicates.contains(&code))
            || self.candidates.contains_key(&variant.sku);
        let blocked = doubled || variant.gone;
        let sum = self
            .snapshot
            .sum(&listing.product, &variant.variant, levels, blocked);
        let is_child = !variant.superkey.is_empty();
        let unmanaged = self.snapshot.unmanaged(&variant.variant, is_child);
        let ended = self.snapshot.ended(&variant.variant);
        let changes = old
            .as_ref()
            .map_or_else(Vec::new, |old| changes(&old.sum, &sum));
        let written: Option<OwnWrite> = old.as_ref().and_then(|old| old.written);
        let sold_at = if sells(&changes) {
            Some(self.now)
        } else {
            old.as_ref().and_then(|old| old.sold_at)
        };
        let is_settled = |old: &OfferRow| {
            old.listed == listed
                && old.variant == variant.variant
                && !old.held
                && changes.is_empty()
                && is_at_rest(old.decision, unmanaged)
        };
        let settled = old.as_ref().is_some_and(is_settled);
        let row = OfferRow {
            sku: variant.sku.clone(),
            variant: variant.variant.clone(),
            product: listing.product.clone(),
            name: old
                .as_ref()
                .map_or_else(String::new, |old| old.name.clone()),
            listed,
            listed_at: self.list.began,
            sum,
            decision: Decision::Nothing,
            held: false,
            written,
            sold_at,
            changed_at: self.now,
        };
        let candidate = Candidate {
            row,
            changes,
            old: old.map(Box::new),
            done: false,
            blocked,
            unmanaged,
            ended,
        };
        (!settled || differs(&candidate.sku(), self.at_nothing)).then_some(candidate)
    }
}

/// Whether nothing is left to be done or told anew.
fn is_at_rest(decision: Decision, unmanaged: Unmanaged) -> bool {
    match decision {
        Decision::Nothing => true,
        // Told already; the merchant's figure mends it.
        Decision::Cannot {
            reason: Cannot::NoFigure,
        } => unmanaged == Unmanaged::NoFigure,
        Decision::Cannot { .. } => true,
        Decision::Waits { .. } | Decision::Write { .. } => false,
    }
}

/// Whether a piece was sold, on either side.
fn sells(changes: &[Change]) -> bool {
    changes.iter().any(|change| match change {
        Change::Quantity { was, is, .. } => is < was,
        Change::Promised { was, is, .. } => is > was,
        Change::Unplaced { was, is } => is > was,
        _ => false,
    })
}

/// What people call a variant.
fn named(product: &str, listed: &ListedVariant) -> String {
    if listed.values.is_empty() {
        return product.to_owned();
    }
    format!("{product} · {}", listed.values.join(" / "))
}
