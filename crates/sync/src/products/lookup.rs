//! Looking for what a create without an answer may have made.
//!
//! The same path for a request that timed out and for a process that died: every change that was
//! attempted and whose outcome is not kept is looked for by its parent's SKU in the shop's list,
//! read once for all of them. What is found and carries our id is ours; what is not found is
//! created again. Updates may simply be repeated.

use std::collections::BTreeMap;

use futures::StreamExt;
use ponte_domain::desired::{Desired, Verdict, desired};
use ponte_store::changes::{Change, ChangeKind, ChangeState};
use ts_commerce::Uid;

use super::{
    applying::created,
    linking::Links,
    pass::{Facts, Pass},
    trouble::Trouble,
};

const PAGE: i64 = 100;

/// Settles every attempted change: found ones are kept, the others are pending again.
pub(super) async fn recover(pass: &Pass<'_>, facts: &Facts, links: &Links) -> Result<(), Trouble> {
    let mut creates: BTreeMap<String, (Change, Box<Desired>)> = BTreeMap::new();
    let mut again = Vec::new();
    let mut after = 0;
    loop {
        let mut tx = pass.read().await?;
        let states = [ChangeState::Attempting];
        let page = tx
            .changes_page(pass.id(), pass.run.id, &states, after, PAGE)
            .await?;
        let Some(last) = page.last() else { break };
        after = last.seq;
        for change in page {
            let row = match change.kind {
                ChangeKind::Create => tx.mirrored(pass.id(), &change.product).await?,
                _ => None,
            };
            match row.map(|row| desired(&row.product, facts.catalogue())) {
                Some(Verdict::List(wanted)) => {
                    creates.insert(wanted.sku.clone(), (change, wanted));
                }
                _ => again.push(change.seq),
            }
        }
    }
    if !creates.is_empty() {
        let found = find(pass, links, &creates).await?;
        for (sku, (change, wanted)) in creates {
            match found.get(&sku) {
                Some(uid) => created(pass, &change, &wanted, *uid).await?,
                None => again.push(change.seq),
            }
        }
    }
    if again.is_empty() {
        return Ok(());
    }
    let mut tx = pass.write().await?;
    tx.changes_set(pass.id(), pass.run.id, &again, ChangeState::Pending)
        .await?;
    Ok(tx.commit().await?)
}

/// The shop's products that these creates made, by SKU.
async fn find(
    pass: &Pass<'_>,
    links: &Links,
    creates: &BTreeMap<String, (Change, Box<Desired>)>,
) -> Result<BTreeMap<String, Uid>, Trouble> {
    let mut candidates: Vec<(String, Uid)> = Vec::new();
    let mut rows = pass.remotes.shop.products_lean(&[]);
    while let Some(row) = rows.next().await {
        let row = row?;
        if creates.contains_key(&row.sku) {
            candidates.push((row.sku, row.uid));
        }
    }
    drop(rows);
    let mut found = BTreeMap::new();
    for (sku, uid) in candidates {
        if is_ours(pass, links, uid, &creates[&sku].1).await? {
            found.entry(sku).or_insert(uid);
        }
    }
    Ok(found)
}

/// Ours, if it carries the till's id; where the shop has no attribute for it, the SKU must do.
async fn is_ours(
    pass: &Pass<'_>,
    links: &Links,
    uid: Uid,
    wanted: &Desired,
) -> Result<bool, Trouble> {
    let mut tx = pass.read().await?;
    if !tx.listings_by_uid(pass.id(), &[uid.0]).await?.is_empty() {
        return Ok(false);
    }
    drop(tx);
    let Some(attribute) = &links.attribute else {
        return Ok(true);
    };
    match pass.remotes.shop.product(uid).await {
        Ok(product) => {
            let value = product
                .attributes
                .get(attribute)
                .and_then(|value| value.as_str());
            Ok(value == Some(&wanted.product))
        }
        Err(ts_commerce::Error::NotFound { .. }) => Ok(false),
        Err(error) => Err(error.into()),
    }
}
