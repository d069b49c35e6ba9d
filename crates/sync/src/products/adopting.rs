//! Adopting: a product that the shop has already is recognised, not doubled.
//!
//! The shop is asked once, for its whole stock list, which names every SKU with its product and
//! combination (TS Commerce sheet §13.1); it is parsed as a stream into an index.
//!
//! Guarantees: an empty SKU matches nobody; a product of the shop that is ours for another product
//! of the till is never adopted; a product deleted on the till and made again with the same SKU
//! takes its listing over.

use std::collections::BTreeSet;

use futures::StreamExt;
use ponte_domain::{
    adopt::{Adoption, ShopSku, adopt},
    desired::{Desired, Verdict, desired},
    finding::Finding,
    listing::{Group, ListedVariant, Listing},
    settings::{AdoptedTexts, Mode, Settings},
};
use ponte_store::{
    changes::{Change, ChangeKind, ChangeState},
    runs::RunKind,
};
use ts_commerce::Uid;

use super::{
    pass::{Facts, Pass},
    trouble::Trouble,
};

const PAGE: i64 = 200;
/// Superkey, in the index, of a product that has variants: option values never hold it.
const PARENT: &str = "\u{1}";
/// Entries of the index written at once.
const CHUNK: usize = 500;

/// Looks at every product to be created: does the shop have it already?
pub(super) async fn go(pass: &mut Pass<'_>, facts: &Facts) -> Result<(), Trouble> {
    index(pass).await?;
    let attribute = pass.read().await?.id_attribute(pass.id()).await?;
    let mut after = 0;
    loop {
        pass.look_around().await?;
        let page = {
            let mut tx = pass.read().await?;
            tx.changes_page(pass.id(), pass.run.id, &[ChangeState::Pending], after, PAGE)
                .await?
        };
        let Some(last) = page.last() else {
            return Ok(());
        };
        after = last.seq;
        for (change, wanted) in doubtful(pass, facts, page).await? {
            recognise(pass, facts, attribute.as_deref(), change, &wanted).await?;
        }
    }
}

/// Creates that need a closer look: the shop has one of their SKUs, or a listing of ours may pass to
/// them. Of all others a page is settled with one question to the index.
async fn doubtful(
    pass: &Pass<'_>,
    facts: &Facts,
    page: Vec<Change>,
) -> Result<Vec<(Change, Box<Desired>)>, Trouble> {
    let mut tx = pass.read().await?;
    let mut creates = Vec::new();
    for change in page {
        if change.kind != ChangeKind::Create {
            continue;
        }
        let row = tx.mirrored(pass.id(), &change.product).await?;
        if let Some(Verdict::List(wanted)) = row.map(|row| desired(&row.product, facts.catalogue()))
        {
            creates.push((change, wanted));
        }
    }
    let any_listing = tx.listing_counts(pass.id()).await?.0 > 0;
    if any_listing || facts.settings.mode == Mode::StockAndOrders {
        return Ok(creates);
    }
    let skus: Vec<String> = creates
        .iter()
        .flat_map(|(_, wanted)| wanted.variants.iter().map(|variant| variant.sku.clone()))
        .collect();
    let found = tx.shop_skus(pass.id(), &skus).await?;
    let known: BTreeSet<&str> = found.iter().map(|entry| entry.sku.as_str()).collect();
    creates.retain(|(_, wanted)| {
        let mut variants = wanted.variants.iter();
        variants.any(|variant| known.contains(variant.sku.as_str()))
    });
    Ok(creates)
}

/// Reads the shop's stock list into the index.
pub(super) async fn index(pass: &Pass<'_>) -> Result<(), Trouble> {
    let mut tx = pass.write().await?;
    tx.shop_skus_clear(pass.id()).await?;
    tx.commit().await?;
    let mut rows = pass.remotes.shop.inventory();
    let mut entries = Vec::with_capacity(CHUNK);
    while let Some(row) = rows.next().await {
        let row = row?;
        // A parent is marked, so that it is never taken for a product without variants.
        let mark = if row.childs.is_empty() { "" } else { PARENT };
        let own = (row.sku, mark.to_owned(), false);
        let children = row
            .childs
            .into_iter()
            .map(|child| (child.sku, child.superkey, true));
        for (sku, superkey, is_child) in std::iter::once(own).chain(children) {
            if !sku.is_empty() {
                entries.push(ShopSku {
                    sku,
                    uid: row.uid.0,
                    superkey,
                    is_child,
                });
            }
        }
        if entries.len() >= CHUNK {
            flush(pass, &mut entries).await?;
        }
    }
    flush(pass, &mut entries).await
}

async fn flush(pass: &Pass<'_>, entries: &mut Vec<ShopSku>) -> Result<(), Trouble> {
    if !entries.is_empty() {
        let mut tx = pass.write().await?;
        tx.shop_skus_add(pass.id(), entries).await?;
        tx.commit().await?;
        entries.clear();
    }
    Ok(())
}

/// One product: create it after all, adopt it, link it, or move its former listing over.
async fn recognise(
    pass: &Pass<'_>,
    facts: &Facts,
    attribute: Option<&str>,
    mut change: Change,
    wanted: &Desired,
) -> Result<(), Trouble> {
    let mut tx = pass.read().await?;
    for variant in &wanted.variants {
        if let Some(orphan) = tx.listing_orphaned(pass.id(), &variant.sku).await? {
            drop(tx);
            return take_over(pass, wanted, orphan, change).await;
        }
    }
    let skus: Vec<String> = wanted.variants.iter().map(|one| one.sku.clone()).collect();
    let mut found = tx.shop_skus(pass.id(), &skus).await?;
    let mut parents = Vec::new();
    let uids: Vec<i64> = found
        .iter()
        .map(|entry| entry.uid)
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    let ours = tx.listings_by_uid(pass.id(), &uids).await?;
    // A link of this product is looked at anew.
    found.retain(|entry| {
        let mut ours = ours.iter();
        !ours.any(|listing| listing.uid == entry.uid && listing.product != wanted.product)
    });
    let linked = tx.listing(pass.id(), &change.product).await?.is_some();
    drop(tx);
    for entry in &mut found {
        if entry.superkey == PARENT {
            entry.superkey.clear();
            parents.push(ShopSku {
                sku: String::new(),
                is_child: true,
                ..entry.clone()
            });
        }
    }
    found.extend(parents);
    let spread = |found: &[(usize, ShopSku)]| {
        let uids: BTreeSet<i64> = found.iter().map(|(_, entry)| entry.uid).collect();
        Finding::Spread {
            name: wanted.name.clone(),
            uids: uids.into_iter().collect(),
        }
    };
    let links_only = facts.settings.mode == Mode::StockAndOrders;
    let mut finding = None;
    let listing = match adopt(wanted, &found) {
        Adoption::New if links_only => {
            change.state = ChangeState::Done;
            change.kind = ChangeKind::Link;
            "not_on_shop".clone_into(&mut change.why);
            None
        }
        Adoption::New if linked => {
            // The shop has nothing of it any more.
            let mut tx = pass.write().await?;
            if pass.kind() != RunKind::DryRun {
                tx.listing_remove(pass.id(), &change.product).await?;
            }
            return Ok(tx.commit().await?);
        }
        Adoption::New => return Ok(()),
        Adoption::Adopt { uid, found }
            if !links_only && carries_our_id(pass, attribute, uid, &change.product).await? =>
        {
            change.kind = ChangeKind::Adopt;
            "made_before".clone_into(&mut change.why);
            let mut listing = linked_at(wanted, uid, &found);
            listing.visible = true;
            Some(listing)
        }
        Adoption::Adopt { uid, found } if !links_only => {
            let same = found.iter().all(|(place, entry)| {
                wanted.variants[*place].superkey.to_lowercase() == entry.superkey.to_lowercase()
            });
            if same || found.len() == wanted.variants.len() {
                change.kind = ChangeKind::Adopt;
                "on_shop".clone_into(&mut change.why);
                Some(adopted(wanted, uid, &found, same, &facts.settings))
            } else {
                // Other combinations than ours: adding to them could break the product.
                finding = Some(spread(&found));
                change.kind = ChangeKind::Link;
                Some(linked_only(wanted, &found))
            }
        }
        Adoption::Adopt { found, .. } => {
            change.kind = ChangeKind::Link;
            Some(linked_only(wanted, &found))
        }
        Adoption::Spread { found } => {
            finding = (!links_only).then(|| spread(&found));
            change.kind = ChangeKind::Link;
            Some(linked_only(wanted, &found))
        }
    };
    if let Some(listing) = &listing {
        let fields = &facts.settings.fields;
        change.groups = if change.why == "made_before" {
            // What a creation whose outcome nobody saw left to do: its pictures, at least.
            super::applying::on_creation(fields)
        } else {
            ponte_domain::diff::groups_to_update(wanted, listing, fields)
        };
        if change.kind == ChangeKind::Link {
            "links_only".clone_into(&mut change.why);
            change.state = ChangeState::Done;
        }
    }
    let mut tx = pass.write().await?;
    tx.change_put(pass.id(), pass.run.id, &change).await?;
    if let Some(finding) = &finding {
        tx.finding_seen(pass.id(), &change.product, finding, pass.run.id, pass.now())
            .await?;
    }
    if let (Some(listing), true) = (&listing, pass.kind() != RunKind::DryRun) {
        tx.listing_put(pass.id(), listing).await?;
    }
    Ok(tx.commit().await?)
}

/// Whether a product of the shop was made by us for this product of the till, in a run that ended
/// before it saw the answer.
async fn carries_our_id(
    pass: &Pass<'_>,
    attribute: Option<&str>,
    uid: i64,
    product: &str,
) -> Result<bool, Trouble> {
    let Some(attribute) = attribute else {
        return Ok(false);
    };
    match pass.remotes.shop.product(Uid(uid)).await {
        Ok(there) => Ok(there.attribute(attribute).as_deref() == Some(product)),
        Err(ts_commerce::Error::NotFound { .. }) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// The listing of an adopted product: nothing written by us yet. With combinations that are not
/// written as ours would be, its options and codes stay as they are.
fn adopted(
    wanted: &Desired,
    uid: i64,
    found: &[(usize, ShopSku)],
    same: bool,
    settings: &Settings,
) -> Listing {
    let mut listing = linked_at(wanted, uid, found);
    if settings.adopted == AdoptedTexts::Keep {
        listing
            .kept
            .extend([Group::Name, Group::Description, Group::Images]);
    }
    if !same {
        listing.kept.insert(Group::Identity);
    }
    listing.visible = true;
    listing
}

/// A listing that says where the variants of one product are.
fn linked_at(wanted: &Desired, uid: i64, found: &[(usize, ShopSku)]) -> Listing {
    Listing {
        uid,
        link_only: false,
        ..linked_only(wanted, found)
    }
}

/// A listing that only says where the variants are.
fn linked_only(wanted: &Desired, found: &[(usize, ShopSku)]) -> Listing {
    let mut places = BTreeSet::new();
    let variants = found
        .iter()
        .filter(|(place, _)| places.insert(*place))
        .map(|(place, entry)| {
            let variant = &wanted.variants[*place];
            ListedVariant {
                variant: variant.variant.clone(),
                uid: entry.uid,
                superkey: entry.superkey.clone(),
                values: variant.values.clone(),
                sku: variant.sku.clone(),
                price: ponte_domain::money::Money::default(),
                gone: false,
            }
        });
    Listing {
        product: wanted.product.clone(),
        uid: found.first().map_or(0, |(_, entry)| entry.uid),
        sku: wanted.sku.clone(),
        variants: variants.collect(),
        link_only: true,
        ..Listing::default()
    }
}

/// The listing of a product that is gone becomes that of the one that took its place.
async fn take_over(
    pass: &Pass<'_>,
    wanted: &Desired,
    mut listing: Listing,
    mut change: Change,
) -> Result<(), Trouble> {
    let former = std::mem::replace(&mut listing.product, wanted.product.clone());
    for listed in &mut listing.variants {
        if let Some(variant) = wanted.variants.iter().find(|one| one.sku == listed.sku) {
            listed.variant.clone_from(&variant.variant);
            listed.gone = false;
        }
    }
    listing.written.clear();
    change.kind = ChangeKind::Update;
    change.groups =
        ponte_domain::diff::groups_to_update(wanted, &listing, &pass.shop.settings.fields);
    "made_again".clone_into(&mut change.why);
    let mut tx = pass.write().await?;
    tx.change_put(pass.id(), pass.run.id, &change).await?;
    // The former product is not hidden: it goes on as this one.
    tx.changes_forget(pass.id(), pass.run.id, &former, ChangeKind::Hide)
        .await?;
    if pass.kind() != RunKind::DryRun {
        tx.listing_remove(pass.id(), &former).await?;
        tx.listing_put(pass.id(), &listing).await?;
        tx.pictures_move(pass.id(), &former, &wanted.product)
            .await?;
    }
    Ok(tx.commit().await?)
}
