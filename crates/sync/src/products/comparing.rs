//! Comparing: the mirror against what we last wrote becomes the change list.
//!
//! Guarantees: planning anew gives the same list (it begins by forgetting the old one); a product
//! that cannot be listed becomes a finding and the rest goes on; nothing is read on the shop unless
//! there is a product that it may have already; a run for one product looks at no other.

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
    showing::{self, Showing},
    trouble::Trouble,
};

/// Products looked at in one transaction.
pub(super) const PAGE: i64 = 200;

/// What a look at one product of the mirror gave.
#[derive(Default)]
struct Look {
    change: Option<Change>,
    finding: Option<Finding>,
    wanted: bool,
    unchanged: bool,
    /// Pictures that could not be fetched the last time are wanted again.
    pictures: Vec<Picture>,
    /// What the page lists of it.
    showing: Option<Showing>,
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
        let page = page(pass, after).await?;
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

/// Products of the mirror after that place; of a run for one product that one.
async fn page(pass: &Pass<'_>, after: i64) -> Result<Vec<Mirrored>, Trouble> {
    let mut tx = pass.read().await?;
    let Some(one) = pass.one() else {
        return Ok(tx.mirror_page(pass.id(), after, PAGE).await?);
    };
    let one = tx.mirrored(pass.id(), &one).await?;
    Ok(one.filter(|one| one.place > after).into_iter().collect())
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
    let shown = showing::before(pass, &mut *tx, &ids).await?;
    Ok(page
        .into_iter()
        .map(|row| {
            let id = row.product.id.clone();
            let (refused, listing) = (refused.remove(&id).unwrap_or_default(), listings.get(&id));
            let verdict = if row.missing {
                Verdict::Leave(Reason::Gone)
            } else {
                desired(&row.product, facts.catalogue())
            };
            let mut look = look(pass.kind(), facts, &row, &verdict, listing, refused);
            let (is_open, before) = (look.change.is_some(), shown.get(&id));
            let showing = showing::of(facts, &row, &verdict, listing, is_open, before);
            look.showing = Some(showing);
            (id, look)
        })
        .collect())
}

/// A look at one product.
fn look(
    kind: RunKind,
    facts: &Facts,
    row: &Mirrored,
    verdict: &Verdict,
    listing: Option<&Listing>,
    refused: Vec<Picture>,
) -> Look {
    let name = &row.product.name;
    match verdict {
        Verdict::Blocked(obstacles) => {
            let finding = Finding::Blocked {
                name: name.clone(),
                obstacles: obstacles.clone(),
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
                        reason.word(),
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
            Some(listing) => listed(kind, facts, row, wanted, listing, refused),
        },
    }
}

/// A product whose variants are only linked. Whether the shop's products can be adopted by now is
/// looked at by forced passes, and by every complete one where they stand in one product; until then
/// what keeps them apart is told.
fn linked(kind: RunKind, facts: &Facts, row: &Mirrored, listing: &Listing) -> Look {
    let uids: BTreeSet<i64> = listing.variants.iter().map(|one| one.uid).collect();
    let everything = facts.settings.mode == Mode::Everything;
    let again = matches!(kind, RunKind::Forced | RunKind::One)
        || (everything && uids.len() <= 1 && kind != RunKind::Incremental);
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
        let again = matches!(kind, RunKind::Full | RunKind::Forced | RunKind::One);
        if passing && again {
            picture.state = PictureState::Wanted;
            look.pictures.push(picture);
        } else {
            let (name, url) = (row.product.name.clone(), picture.url);
            look.finding = Some(Finding::Picture { name, url, trouble });
        }
    }
    look
}

/// Whether a pass hides it where it is no longer meant for the shop.
pub(super) fn may_hide(listing: &Listing, settings: &Settings) -> bool {
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
    let showings = looks.iter().filter_map(|(_, look)| look.showing.as_ref());
    showing::keep(pass, &mut *tx, showings).await?;
    tx.commit().await?;
    Ok(())
}
