//! Drift: forced runs compare what the shop shows with what we wrote.
//!
//! Guarantees: an edit made on the shop to a field of ours is told once, and mended; a field that
//! the merchant decides is never looked at; a product that the shop lost is made again.

mod compare;

use std::collections::BTreeMap;

use ponte_domain::{
    desired::{Reason, Verdict, desired},
    finding::Finding,
    listing::{Group, Listing},
    settings::Policy,
};
use serde::{Deserialize, Serialize};
use ts_commerce::{Product, Uid, unconfirmed};

use super::{
    linking,
    pass::{Facts, Pass},
    trouble::Trouble,
};

/// What is asked of each product (TS Commerce sheet §11.2).
const NODES: [&str; 10] = [
    "title",
    "description",
    "image_id",
    "categoryUID",
    "usevariants",
    "variants",
    "vars",
    "ean",
    "attributes",
    "tax_profile",
];

#[derive(Debug, Default, Serialize, Deserialize)]
struct Cursor {
    page: Option<u32>,
    newest: Option<i64>,
}

/// Reads the shop page by page and forgets the fingerprints of what somebody changed there, so that
/// the comparison that follows writes it again.
pub(super) async fn go(pass: &mut Pass<'_>) -> Result<(), Trouble> {
    let facts = pass.facts().await?;
    let links = linking::links(pass).await?;
    if let Some(product) = pass.one() {
        return one(pass, &facts, &links, &product).await;
    }
    let mut cursor: Cursor = serde_json::from_value(pass.run.cursor.clone()).unwrap_or_default();
    let mut page = cursor.page.unwrap_or(unconfirmed::FIRST_PAGE);
    loop {
        pass.look_around().await?;
        let limit = unconfirmed::PAGE_LIMIT;
        let rows = pass.remotes.shop.products_page(page, limit, &NODES).await?;
        // Not a short page: the service may give fewer rows than were asked for (sheet §28.16).
        let last = rows.is_empty();
        look_at(pass, &facts, &links, rows).await?;
        page += 1;
        cursor.page = Some(page);
        pass.run.cursor = serde_json::to_value(&cursor).unwrap_or_default();
        pass.run.done += 1;
        pass.keep().await?;
        pass.came_on();
        if last {
            break;
        }
    }
    lost(pass).await
}

/// The only product that the run is about: one call, where it is listed at all.
async fn one(
    pass: &Pass<'_>,
    facts: &Facts,
    links: &linking::Links,
    product: &str,
) -> Result<(), Trouble> {
    let listing = pass.read().await?.listing(pass.id(), product).await?;
    let Some(listing) = listing.filter(|listing| !listing.link_only) else {
        return Ok(());
    };
    match pass.remotes.shop.product(Uid(listing.uid)).await {
        Ok(row) => look_at(pass, facts, links, vec![row]).await,
        Err(ts_commerce::Error::NotFound { .. }) => forget(pass, &listing).await,
        Err(error) => Err(error.into()),
    }
}

async fn look_at(
    pass: &Pass<'_>,
    facts: &Facts,
    links: &linking::Links,
    rows: Vec<Product>,
) -> Result<(), Trouble> {
    let by_uid: BTreeMap<i64, Product> = rows.into_iter().map(|row| (row.uid.0, row)).collect();
    let uids: Vec<i64> = by_uid.keys().copied().collect();
    let listings = pass.read().await?.listings_by_uid(pass.id(), &uids).await?;
    for listing in listings.into_iter().filter(|listing| !listing.link_only) {
        let Some(row) = by_uid.get(&listing.uid) else {
            continue;
        };
        let mirrored = pass
            .read()
            .await?
            .mirrored(pass.id(), &listing.product)
            .await?;
        let Some(mirrored) = mirrored else {
            continue;
        };
        let verdict = if mirrored.missing {
            Verdict::Leave(Reason::Gone)
        } else {
            desired(&mirrored.product, facts.catalogue())
        };
        let mut edited = match &verdict {
            // What we have not written as it should be now is no edit of theirs.
            Verdict::List(wanted) => compare::groups_that_differ(row, wanted, &listing, links)
                .into_iter()
                .filter(|group| listing.written.get(group) == Some(&wanted.fingerprint(*group)))
                .collect(),
            Verdict::Leave(_) if !listing.visible && row.visible() == Some(true) => {
                vec![Group::Visibility]
            }
            Verdict::Leave(_) | Verdict::Blocked(_) => Vec::new(),
        };
        let policies = &facts.settings.fields;
        edited
            .retain(|group| policies.of(*group) == Policy::Always && !listing.kept.contains(group));
        if !edited.is_empty() {
            tell(pass, listing, mirrored.product.name.trim(), edited).await?;
        }
    }
    Ok(())
}

async fn tell(
    pass: &Pass<'_>,
    mut listing: Listing,
    name: &str,
    groups: Vec<Group>,
) -> Result<(), Trouble> {
    for group in &groups {
        listing.written.remove(group);
    }
    // What the till wants hidden is visible: the comparison that follows hides it.
    listing.visible |= groups.contains(&Group::Visibility);
    let finding = Finding::EditedOnShop {
        name: name.to_owned(),
        groups,
    };
    let mut tx = pass.write().await?;
    tx.finding_seen(
        pass.id(),
        &listing.product,
        &finding,
        pass.run.id,
        pass.now(),
    )
    .await?;
    tx.listing_put(pass.id(), &listing).await?;
    Ok(tx.commit().await?)
}

/// Listings whose product the shop's pages did not show are asked for one by one; those that the
/// shop does not know are forgotten, and so made again.
async fn lost(pass: &mut Pass<'_>) -> Result<(), Trouble> {
    super::adopting::index(pass).await?;
    let mut after = String::new();
    loop {
        pass.look_around().await?;
        let page = pass
            .read()
            .await?
            .listing_page(pass.id(), &after, 200)
            .await?;
        let Some(last) = page.last() else {
            return Ok(());
        };
        after.clone_from(&last.product);
        let skus: Vec<String> = page.iter().map(|listing| listing.sku.clone()).collect();
        let there = pass.read().await?.shop_skus(pass.id(), &skus).await?;
        for listing in page {
            if there.iter().any(|entry| entry.uid == listing.uid) {
                continue;
            }
            match pass.remotes.shop.product(Uid(listing.uid)).await {
                Ok(_) => {}
                Err(ts_commerce::Error::NotFound { .. }) => forget(pass, &listing).await?,
                Err(error) => return Err(error.into()),
            }
        }
    }
}

/// The shop does not have it any more: it is made again.
async fn forget(pass: &Pass<'_>, listing: &Listing) -> Result<(), Trouble> {
    let mut tx = pass.write().await?;
    tx.listing_remove(pass.id(), &listing.product).await?;
    let product = [listing.product.clone()];
    for picture in tx.pictures_of(pass.id(), &product).await? {
        tx.picture_remove(pass.id(), &listing.product, &picture.url)
            .await?;
    }
    Ok(tx.commit().await?)
}
