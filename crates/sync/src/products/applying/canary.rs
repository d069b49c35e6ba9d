//! The canary: one product with variants goes first, and is read back.
//!
//! How a shop takes variants is a guess (TS Commerce sheet §28.4). A shop that passes over them would
//! show every product without its sizes, and would say that all went well.
//!
//! Guarantee: where the shop passes over variants, one product tells, the merchant is told, and no
//! other one with variants is created; the rest goes on.

use ponte_domain::{
    desired::{Verdict, desired},
    finding::Finding,
    group::Group,
    listing::Listing,
};
use ponte_store::changes::{Change, ChangeKind, ChangeState};
use ts_commerce::Uid;

use super::item::{self, Applied};
use crate::products::{
    linking::Links,
    pass::{Facts, Pass},
    trouble::Trouble,
};

const PAGE: i64 = 32;
/// Open findings looked through for the canary of an earlier pass.
const FINDINGS: i64 = 10_000;

/// What is known of the canary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Canary {
    /// It came home, or did not and the others were kept back, or there was none to send.
    Seen,
    /// Its create got no answer: it is to be looked for.
    Unheard,
}

/// Sends the canary, and keeps the others back where it does not come home.
pub(super) async fn go(pass: &Pass<'_>, facts: &Facts, links: &Links) -> Result<Canary, Trouble> {
    let Some(first) = next(pass, facts, 0).await? else {
        return Ok(Canary::Seen);
    };
    // One that did not come home in an earlier pass was written again just now: it tells for all,
    // so that a shop that passes over variants gets one such product and not one a pass.
    let (home, mut after) = match earlier(pass).await? {
        Some(listing) => (Some(has_variants(pass, &listing).await?), 0),
        None => (comes_home(pass, facts, links, &first).await?, first.seq),
    };
    match home {
        None => return Ok(Canary::Unheard),
        Some(true) => return Ok(Canary::Seen),
        Some(false) => {}
    }
    while let Some(change) = next(pass, facts, after).await? {
        after = change.seq;
        keep_back(pass, &change).await?;
    }
    Ok(Canary::Seen)
}

/// The next product with variants that is still to be created.
async fn next(pass: &Pass<'_>, facts: &Facts, mut after: i64) -> Result<Option<Change>, Trouble> {
    let mut tx = pass.read().await?;
    loop {
        let states = [ChangeState::Pending];
        let page = tx
            .changes_page(pass.id(), pass.run.id, &states, after, PAGE)
            .await?;
        let Some(last) = page.last() else {
            return Ok(None);
        };
        after = last.seq;
        for change in page {
            if change.kind != ChangeKind::Create {
                continue;
            }
            let row = tx.mirrored(pass.id(), &change.product).await?;
            let verdict = row.map(|row| desired(&row.product, facts.catalogue()));
            if matches!(verdict, Some(Verdict::List(wanted)) if !wanted.axes.is_empty()) {
                return Ok(Some(change));
            }
        }
    }
}

/// Creates one product; whether the shop shows its variants afterwards, or nothing where the create
/// got no answer. A refusal tells nothing against the others.
async fn comes_home(
    pass: &Pass<'_>,
    facts: &Facts,
    links: &Links,
    change: &Change,
) -> Result<Option<bool>, Trouble> {
    let mut tx = pass.write().await?;
    tx.changes_set(
        pass.id(),
        pass.run.id,
        &[change.seq],
        ChangeState::Attempting,
    )
    .await?;
    tx.commit().await?;
    if item::apply(pass, facts, links, change.clone()).await? == Applied::Unknown {
        return Ok(None);
    }
    let listing = pass
        .read()
        .await?
        .listing(pass.id(), &change.product)
        .await?;
    match listing {
        Some(listing) => has_variants(pass, &listing).await.map(Some),
        None => Ok(Some(true)),
    }
}

/// The canary of an earlier pass that did not come home.
async fn earlier(pass: &Pass<'_>) -> Result<Option<Listing>, Trouble> {
    let mut tx = pass.read().await?;
    for row in tx.findings_open(pass.id(), FINDINGS).await? {
        if matches!(row.finding, Finding::VariantsIgnored { .. })
            && let Some(listing) = tx.listing(pass.id(), &row.subject).await?
        {
            return Ok(Some(listing));
        }
    }
    Ok(None)
}

/// Whether the shop shows variants of a product of ours. Where it does not they are not written:
/// the next pass tries again, and the merchant is told.
async fn has_variants(pass: &Pass<'_>, listing: &Listing) -> Result<bool, Trouble> {
    let there = pass.remotes.shop.product(Uid(listing.uid)).await?;
    if !there.variants.is_empty() {
        return Ok(true);
    }
    let mut tx = pass.write().await?;
    let row = tx.mirrored(pass.id(), &listing.product).await?;
    let name = row.map_or_else(String::new, |row| row.product.name);
    let mut listing = listing.clone();
    listing.written.remove(&Group::Identity);
    tx.listing_put(pass.id(), &listing).await?;
    tx.commit().await?;
    tell(pass, &listing.product, name).await?;
    Ok(false)
}

async fn keep_back(pass: &Pass<'_>, change: &Change) -> Result<(), Trouble> {
    let mut tx = pass.write().await?;
    tx.changes_set(pass.id(), pass.run.id, &[change.seq], ChangeState::Refused)
        .await?;
    tx.commit().await?;
    tell(pass, &change.product, change.name.clone()).await
}

async fn tell(pass: &Pass<'_>, product: &str, name: String) -> Result<(), Trouble> {
    let finding = Finding::VariantsIgnored { name };
    let mut tx = pass.write().await?;
    tx.finding_seen(pass.id(), product, &finding, pass.run.id, pass.now())
        .await?;
    Ok(tx.commit().await?)
}
