//! Comparing: the mirror against what we last wrote becomes the change list.
//!
//! Guarantees: planning anew gives the same list (it begins by forgetting the old one); a product
//! that cannot be listed becomes a finding and the rest goes on; nothing is read on the shop unless
//! there is a product that it may have already.

use std::collections::{BTreeMap, BTreeSet};

use ponte_domain::{
    brake::moves_by_more_than_half,
    desired::{Desired, Reason, Verdict, desired},
    diff::groups_to_update,
    finding::{Finding, PictureTrouble},
    listing::{Group, Listing},
    settings::{Mode, Policy, Settings},
};
use ponte_store::{
    changes::{Change, ChangeKind, ChangeState},
    mirror::Mirrored,
    pictures::{Picture, PictureState},
    runs::RunKind,
};

use super::{
    adopting, brakes, linking,
    pass::{Facts, Pass},
    trouble::Trouble,
};

/// Products looked at in one transaction.
const PAGE: i64 = 200;

/// What a look at one product of the mirror gave.
#[derive(Default)]
struct Look {
    change: Option<Change>,
    finding: Option<Finding>,
    wanted: bool,
    unchanged: bool,
    /// Pictures that could not be fetched the last time are wanted again.
    pictures: Vec<Picture>,
}

/// Makes the change list.
pub(super) async fn go(pass: &mut Pass<'_>) -> Result<(), Trouble> {
    linking::forget_renamed(pass).await?;
    linking::forget_paired(pass).await?;
    let facts = pass.facts().await?;
    let mut tx = pass.write().await?;
    tx.changes_clear(pass.id(), pass.run.id).await?;
    tx.commit().await?;
    let mut figures = pass.figures();
    (figures.wanted, figures.unchanged, figures.blocked) = (0, 0, 0);
    let mut after = 0;
    let mut creates = false;
    loop {
        pass.look_around().await?;
        let page = pass
            .read()
            .await?
            .mirror_page(pass.id(), after, PAGE)
            .await?;
        let Some(last) = page.last() else { break };
        after = last.place;
        let looks = look_at(pass, &facts, page).await?;
        for (_, look) in &looks {
            figures.wanted += u64::from(look.wanted);
            figures.unchanged += u64::from(look.unchanged);
            figures.blocked += u64::from(look.finding.is_some() && !look.wanted);
            creates |= look
                .change
                .as_ref()
                .is_some_and(|one| one.kind == ChangeKind::Create);
        }
        keep(pass, &looks).await?;
    }
    if creates {
        adopting::go(pass, &facts).await?;
    }
    brakes::go(pass).await?;
    let listed = pass.read().await?.listing_counts(pass.id()).await?.0;
    figures.listed = u64::try_from(listed).unwrap_or(0);
    pass.set_figures(figures);
    super::finishing::count(pass).await?;
    pass.keep().await
}

async fn look_at(
    pass: &Pass<'_>,
    facts: &Facts,
    page: Vec<Mirrored>,
) -> Result<Vec<(String, Look)>, Trouble> {
    let ids: Vec<String> = page.iter().map(|row| row.product.id.clone()).collect();
    let mut tx = pass.read().await?;
    let listings: BTreeMap<String, Listing> = tx
        .listings_of(pass.id(), &ids)
        .await?
        .into_iter()
        .map(|listing| (listing.product.clone(), listing))
        .collect();
    let mut refused: BTreeMap<String, Vec<Picture>> = BTreeMap::new();
    for picture in tx.pictures_of(pass.id(), &ids).await? {
        if matches!(picture.state, PictureState::Refused { .. }) {
            refused
                .entry(picture.product.clone())
                .or_default()
                .push(picture);
        }
    }
    Ok(page
        .into_iter()
        .map(|row| {
            let id = row.product.id.clone();
            let refused = refused.remove(&id).unwrap_or_default();
            let look = look(pass.kind(), facts, &row, listings.get(&id), refused);
            (id, look)
        })
        .collect())
}

/// A look at one product.
fn look(
    kind: RunKind,
    facts: &Facts,
    row: &Mirrored,
    listing: Option<&Listing>,
    refused: Vec<Picture>,
) -> Look {
    let verdict = if row.missing {
        Verdict::Leave(Reason::Gone)
    } else {
        desired(&row.product, facts.catalogue())
    };
    let name = &row.product.name;
    match verdict {
        Verdict::Blocked(obstacles) => {
            let finding = Finding::Blocked {
                name: name.clone(),
                obstacles,
            };
            Look {
                finding: Some(finding),
                ..Look::default()
            }
        }
        Verdict::Leave(reason) => Look {
            change: listing
                .filter(|listing| may_hide(listing, &facts.settings))
                .map(|_| {
                    change(
                        row,
                        ChangeKind::Hide,
                        [Group::Visibility].into(),
                        why(reason),
                    )
                }),
            ..Look::default()
        },
        Verdict::List(wanted) => match listing {
            None => Look {
                change: Some(change(row, ChangeKind::Create, BTreeSet::new(), "new")),
                wanted: true,
                ..Look::default()
            },
            Some(listing) if listing.link_only => linked(kind, facts, row, listing),
            Some(listing) => listed(kind, facts, row, &wanted, listing, refused),
        },
    }
}

/// A product whose variants are only linked. Whether the shop's products can be adopted by now is
/// looked at by forced passes, and by every complete one where they stand in one product; until then
/// what keeps them apart is told.
fn linked(kind: RunKind, facts: &Facts, row: &Mirrored, listing: &Listing) -> Look {
    let uids: BTreeSet<i64> = listing.variants.iter().map(|one| one.uid).collect();
    let everything = facts.settings.mode == Mode::Everything;
    let again =
        kind == RunKind::Forced || (everything && uids.len() <= 1 && kind != RunKind::Incremental);
    if again {
        let change = change(row, ChangeKind::Create, BTreeSet::new(), "new");
        return Look {
            change: Some(change),
            wanted: true,
            ..Look::default()
        };
    }
    let name = row.product.name.clone();
    let spread = || Finding::Spread {
        name,
        uids: uids.into_iter().collect(),
    };
    Look {
        finding: everything.then(spread),
        wanted: true,
        unchanged: true,
        ..Look::default()
    }
}

fn listed(
    kind: RunKind,
    facts: &Facts,
    row: &Mirrored,
    wanted: &Desired,
    listing: &Listing,
    refused: Vec<Picture>,
) -> Look {
    let groups = if facts.settings.mode == Mode::StockAndOrders {
        BTreeSet::new()
    } else {
        groups_to_update(wanted, listing, &facts.settings.fields)
    };
    let jumps = groups.contains(&Group::Price) && price_jumps(wanted, listing);
    let why = match (jumps, groups.len()) {
        (true, _) => brakes::PRICE_JUMP,
        (false, _) => "changed",
    };
    let unchanged = groups.is_empty();
    let change = (!groups.is_empty()).then(|| change(row, ChangeKind::Update, groups, why));
    let mut look = Look {
        change,
        wanted: true,
        unchanged,
        ..Look::default()
    };
    for mut picture in refused {
        let PictureState::Refused { trouble } = picture.state else {
            continue;
        };
        let passing = matches!(
            trouble,
            PictureTrouble::Unreachable | PictureTrouble::Missing
        );
        if passing && matches!(kind, RunKind::Full | RunKind::Forced) {
            picture.state = PictureState::Wanted;
            look.pictures.push(picture);
        } else {
            let (name, url) = (row.product.name.clone(), picture.url);
            look.finding = Some(Finding::Picture { name, url, trouble });
        }
    }
    look
}

fn may_hide(listing: &Listing, settings: &Settings) -> bool {
    listing.visible
        && !listing.link_only
        && !listing.kept.contains(&Group::Visibility)
        && settings.fields.visibility == Policy::Always
        && settings.mode == Mode::Everything
}

fn price_jumps(wanted: &Desired, listing: &Listing) -> bool {
    wanted.variants.iter().any(|variant| {
        listing
            .variants
            .iter()
            .find(|listed| listed.variant == variant.variant)
            .is_some_and(|listed| moves_by_more_than_half(listed.price, variant.price))
    })
}

fn change(row: &Mirrored, kind: ChangeKind, groups: BTreeSet<Group>, why: &str) -> Change {
    Change {
        seq: 0,
        product: row.product.id.clone(),
        name: row.product.name.clone(),
        kind,
        groups,
        why: why.to_owned(),
        state: ChangeState::Pending,
    }
}

fn why(reason: Reason) -> &'static str {
    match reason {
        Reason::NotForEcommerce => "not_for_ecommerce",
        Reason::CategoryNotForEcommerce => "category_not_for_ecommerce",
        Reason::PointOff => "point_off",
        Reason::Gone => "gone",
        Reason::LeftOut => "left_out",
    }
}

async fn keep(pass: &Pass<'_>, looks: &[(String, Look)]) -> Result<(), Trouble> {
    let dry = pass.kind() == RunKind::DryRun;
    let changes: Vec<Change> = looks
        .iter()
        .filter_map(|(_, look)| look.change.clone())
        .collect();
    let now = pass.now();
    let mut tx = pass.write().await?;
    tx.changes_add(pass.id(), pass.run.id, &changes).await?;
    for (subject, look) in looks {
        if let Some(finding) = &look.finding {
            tx.finding_seen(pass.id(), subject, finding, pass.run.id, now)
                .await?;
        }
        if !dry && !look.pictures.is_empty() {
            tx.pictures_put(pass.id(), &look.pictures).await?;
        }
    }
    tx.commit().await?;
    Ok(())
}
