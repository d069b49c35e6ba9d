//! Categories: found by name, or made; one that is ours follows a new name on the till. What a person
//! paired stays so, whatever the name.

use std::collections::{BTreeMap, BTreeSet};

use futures::{StreamExt, stream};
use ponte_domain::{
    listing::Group,
    till::{CategoryId, Surroundings, TillProduct},
};
use ponte_store::{links::CategoryLink, runs::RunKind};
use ts_commerce::{CategoryWrite, Uid};

use crate::{
    pairings,
    products::{pass::Pass, trouble::Trouble},
};

/// Links each needed category; also gives how many were made.
pub(super) async fn go(
    pass: &Pass<'_>,
    surroundings: &Surroundings,
    needed: &BTreeSet<CategoryId>,
) -> (u64, Result<(), Trouble>) {
    let missing = match find(pass, surroundings, needed).await {
        Ok(missing) => missing,
        Err(trouble) => return (0, Err(trouble)),
    };
    let mut making = stream::iter(missing)
        .map(|(name, ids)| async move { make(pass, &name, &ids).await })
        .buffer_unordered(pass.in_flight());
    let (mut made, mut linked) = (0, Ok(()));
    while let Some(one) = making.next().await {
        match one {
            Ok(()) => made += 1,
            Err(trouble) => linked = Err(trouble),
        }
    }
    (made, linked)
}

/// Links the needed categories that the shop has; gives the others by name.
async fn find(
    pass: &Pass<'_>,
    surroundings: &Surroundings,
    needed: &BTreeSet<CategoryId>,
) -> Result<Vec<(String, Vec<CategoryId>)>, Trouble> {
    let linked: BTreeSet<CategoryId> = super::links(pass).await?.categories.into_keys().collect();
    // Two categories of the till with one name are one on the shop.
    let mut open: BTreeMap<String, (String, Vec<CategoryId>)> = BTreeMap::new();
    for id in needed.difference(&linked) {
        let known = surroundings.categories.get(id);
        let Some(name) = known.map(|category| category.name.clone()) else {
            continue;
        };
        if !name.is_empty() {
            let entry = open.entry(folded(&name));
            entry
                .or_insert_with(|| (name, Vec::new()))
                .1
                .push(id.clone());
        }
    }
    if open.is_empty() {
        return Ok(Vec::new());
    }
    let there = on_shop(pass).await?;
    let mut missing = Vec::new();
    for (folded, (name, ids)) in open {
        match there.get(&folded) {
            Some(uid) => keep(pass, &ids, &name, *uid, false).await?,
            None => missing.push((name, ids)),
        }
    }
    Ok(missing)
}

/// An unknown outcome enters the phase again, and so the look at the shop's list.
async fn make(pass: &Pass<'_>, name: &str, ids: &[CategoryId]) -> Result<(), Trouble> {
    let write = CategoryWrite {
        name: name.to_owned(),
        ..CategoryWrite::default()
    };
    let uid = pass.remotes.shop.create_category(&write).await?;
    keep(pass, ids, name, uid, true).await
}

async fn keep(
    pass: &Pass<'_>,
    ids: &[CategoryId],
    name: &str,
    uid: Uid,
    ours: bool,
) -> Result<(), Trouble> {
    let mut tx = pass.write().await?;
    for till in ids {
        let link = CategoryLink {
            till: till.clone(),
            uid: uid.0,
            name: name.to_owned(),
            ours,
            by_hand: false,
        };
        tx.category_link_put(pass.id(), &link).await?;
    }
    tx.run_step(pass.id(), pass.run.id, 1, name, pass.now())
        .await?;
    Ok(tx.commit().await?)
}

/// The shop's categories by folded name; of several the one nearest the root, then the oldest.
async fn on_shop(pass: &Pass<'_>) -> Result<BTreeMap<String, Uid>, Trouble> {
    let mut all = pass.remotes.shop.categories().await?;
    let mut tx = pass.write().await?;
    pairings::note_shop_categories(&mut *tx, pass.id(), &all).await?;
    tx.commit().await?;
    all.sort_by_key(|one| (one.parent.is_some_and(|parent| parent.0 != 0), one.uid));
    let mut named = BTreeMap::new();
    for category in all {
        named.entry(folded(&category.name)).or_insert(category.uid);
    }
    Ok(named)
}

fn folded(name: &str) -> String {
    name.trim().to_lowercase()
}

/// Categories of ours whose name changed on the till get it on the shop.
pub(super) async fn follow_renamed(
    pass: &Pass<'_>,
    surroundings: &Surroundings,
) -> Result<(), Trouble> {
    for mut link in renamed(pass, surroundings).await? {
        if !link.ours || link.uid <= 0 {
            continue;
        }
        let name = surroundings.categories[&link.till].name.clone();
        let write = CategoryWrite {
            name: name.clone(),
            ..CategoryWrite::default()
        };
        match pass
            .remotes
            .shop
            .update_category(Uid(link.uid), &write)
            .await
        {
            Ok(()) => {}
            Err(ts_commerce::Error::NotFound { .. }) => link.uid = 0,
            Err(error) => return Err(error.into()),
        }
        link.name = name;
        let mut tx = pass.write().await?;
        tx.category_link_put(pass.id(), &link).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Categories that were the shop's own before, or that stand for another one of the till too, and
/// whose name changed on the till, stand for something else now: their links are forgotten, and
/// their products' categories are to be written again.
pub(in crate::products) async fn forget_renamed(pass: &mut Pass<'_>) -> Result<(), Trouble> {
    if pass.kind() == RunKind::DryRun {
        return Ok(());
    }
    let surroundings = pass.surroundings().await?;
    let mut stale = BTreeSet::new();
    let links = pass.read().await?.category_links(pass.id()).await?;
    for link in renamed(pass, &surroundings).await? {
        let name = |id: &CategoryId| surroundings.categories.get(id).map(|one| folded(&one.name));
        let shared = links.iter().any(|other| {
            other.uid == link.uid
                && other.till != link.till
                && name(&other.till) != name(&link.till)
        });
        if !link.ours || link.uid <= 0 || shared {
            stale.insert(link.till.clone());
        }
    }
    if stale.is_empty() {
        return Ok(());
    }
    let of_these = |product: &TillProduct| {
        let category = product.category.as_ref();
        category.is_some_and(|id| stale.contains(id))
    };
    super::write_again(pass, Group::Categories, of_these).await?;
    let mut tx = pass.write().await?;
    for till in stale {
        let name = surroundings.categories[&till].name.clone();
        let link = CategoryLink {
            till,
            uid: 0,
            name,
            ours: false,
            by_hand: false,
        };
        tx.category_link_put(pass.id(), &link).await?;
    }
    Ok(tx.commit().await?)
}

/// Links whose category has another name on the till than when it was linked.
async fn renamed(
    pass: &Pass<'_>,
    surroundings: &Surroundings,
) -> Result<Vec<CategoryLink>, Trouble> {
    let links = pass.read().await?.category_links(pass.id()).await?;
    let is_renamed = |link: &CategoryLink| {
        let now = surroundings.categories.get(&link.till);
        let renamed = |name: &str| name != link.name && !name.is_empty();
        !link.by_hand && now.is_some_and(|category| renamed(&category.name))
    };
    Ok(links.into_iter().filter(is_renamed).collect())
}
