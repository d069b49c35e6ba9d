//! One change: its request, and what came of it in one transaction.

use std::{collections::BTreeSet, time::Duration};

use ponte_domain::{
    desired::{Desired, Verdict, desired},
    diff::groups_on_creation,
    finding::Finding,
    listing::{Group, Listing, after_hiding, after_write},
    settings::FieldPolicies,
};
use ponte_store::{
    Tx,
    changes::{Change, ChangeKind, ChangeState},
};
use ts_commerce::{Error, ProductWrite, Uid};

use super::stock;
use crate::{
    journal::about,
    products::{
        linking::Links,
        pass::{Facts, Pass},
        pictures::plan,
        trouble::Trouble,
        write::{self, Quantities},
    },
};

/// Tries of a request that had no effect or may be repeated.
pub(super) const TRIES: u32 = 6;
/// The first pause between tries.
const PAUSE: Duration = Duration::from_millis(250);

/// What came of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Applied {
    /// Done, or refused: it is known.
    Known,
    /// A create that may have taken effect.
    Unknown,
}

/// Applies one change.
pub(super) async fn apply(
    pass: &Pass<'_>,
    facts: &Facts,
    links: &Links,
    change: Change,
) -> Result<Applied, Trouble> {
    let mut tx = pass.read().await?;
    let row = tx.mirrored(pass.id(), &change.product).await?;
    let listing = tx.listing(pass.id(), &change.product).await?;
    drop(tx);
    let wanted = match row.map(|row| desired(&row.product, facts.catalogue())) {
        Some(Verdict::List(wanted)) => Some(wanted),
        _ => None,
    };
    let subject = change.product.clone();
    about(subject, async {
        match (change.kind, wanted, listing) {
            (ChangeKind::Hide, _, Some(listing)) => hide(pass, &change, listing).await,
            (ChangeKind::Create, Some(wanted), None) => create(pass, links, &change, &wanted).await,
            (_, Some(wanted), Some(listing)) => {
                update(pass, links, &change, &wanted, listing).await
            }
            // The till or the settings changed since the list was made: the next pass sees to it.
            _ => known(pass, &change, ChangeState::Done, None).await,
        }
    })
    .await
}

async fn create(
    pass: &Pass<'_>,
    links: &Links,
    change: &Change,
    wanted: &Desired,
) -> Result<Applied, Trouble> {
    let groups = on_creation(&pass.shop.settings.fields);
    let write = write::product(wanted, None, &groups, links, &[], &Quantities::default());
    let mut tried = 0;
    let error = loop {
        tried += 1;
        match pass.remotes.shop.create_product(&write).await {
            Ok(uid) => {
                created(pass, change, wanted, uid).await?;
                return Ok(Applied::Known);
            }
            Err(Error::Throttled { .. }) if tried < TRIES => pause(pass, tried).await,
            Err(error) => break error,
        }
    };
    if error.outcome_unknown() {
        tracing::debug!(product = change.product, %error, "a create without an answer");
        return Ok(Applied::Unknown);
    }
    refused(pass, change, error).await
}

/// What a creation writes. Name and price, whoever decides them later: the shop takes no product
/// without (TS Commerce sheet §28.1).
pub(in crate::products) fn on_creation(fields: &FieldPolicies) -> BTreeSet<Group> {
    let mut groups = groups_on_creation(fields);
    groups.extend([Group::Name, Group::Price]);
    groups
}

/// Keeps the listing of a product that we created: everything of its creation is written.
pub(in crate::products) async fn created(
    pass: &Pass<'_>,
    change: &Change,
    wanted: &Desired,
    uid: Uid,
) -> Result<(), Trouble> {
    let groups = on_creation(&pass.shop.settings.fields);
    let blank = Listing {
        product: wanted.product.clone(),
        uid: uid.0,
        // The shop shows what nobody hides.
        visible: true,
        ..Listing::default()
    };
    written(pass, change, wanted, blank, &groups).await
}

async fn update(
    pass: &Pass<'_>,
    links: &Links,
    change: &Change,
    wanted: &Desired,
    listing: Listing,
) -> Result<Applied, Trouble> {
    let groups = &change.groups;
    let uid = Uid(listing.uid);
    let sent: BTreeSet<Group> = groups
        .iter()
        .copied()
        .filter(|group| *group != Group::Images)
        .collect();
    if sent.is_empty() {
        written(pass, change, wanted, listing, groups).await?;
        return Ok(Applied::Known);
    }
    let present = if groups.contains(&Group::Categories) {
        match pass.remotes.shop.product(uid).await {
            Ok(product) => product.categories,
            Err(error @ (Error::NotFound { .. } | Error::Refused { .. })) => {
                return refused(pass, change, error).await;
            }
            Err(error) => return Err(error.into()),
        }
    } else {
        Vec::new()
    };
    let carries_variants = !wanted.axes.is_empty()
        && (sent.contains(&Group::Identity) || sent.contains(&Group::Price));
    let write = |quantities: &Quantities| {
        write::product(wanted, Some(&listing), &sent, links, &present, quantities)
    };
    let answer = if carries_variants && !pass.engine.settings.variant_keeps_stock {
        stock::put(pass, uid, write).await?
    } else {
        put(pass, uid, &write(&Quantities::default())).await
    };
    match answer {
        Ok(()) => {
            written(pass, change, wanted, listing, groups).await?;
            Ok(Applied::Known)
        }
        Err(error) => refused(pass, change, error).await,
    }
}

async fn hide(pass: &Pass<'_>, change: &Change, listing: Listing) -> Result<Applied, Trouble> {
    let write = ProductWrite {
        status: Some(0),
        ..ProductWrite::default()
    };
    match put(pass, Uid(listing.uid), &write).await {
        // What the shop no longer has is as hidden as can be.
        Ok(()) | Err(Error::NotFound { .. }) => {
            let mut tx = pass.write().await?;
            tx.listing_put(pass.id(), &after_hiding(listing)).await?;
            done(pass, &mut *tx, change, ChangeState::Done).await?;
            tx.commit().await?;
            Ok(Applied::Known)
        }
        Err(error) => refused(pass, change, error).await,
    }
}

/// The same values once more do no harm: an update is repeated whatever came of it.
async fn put(pass: &Pass<'_>, uid: Uid, write: &ProductWrite) -> Result<(), Error> {
    let mut tried = 0;
    loop {
        tried += 1;
        match pass.remotes.shop.update_product(uid, write).await {
            Err(error)
                if tried < TRIES
                    && (error.outcome_unknown() || matches!(error, Error::Throttled { .. })) =>
            {
                pause(pass, tried).await;
            }
            answer => return answer,
        }
    }
}

/// Waits before the next try, longer each time.
pub(super) async fn pause(pass: &Pass<'_>, tried: u32) {
    pass.engine
        .clock
        .sleep(PAUSE * 2_u32.pow(tried.min(6) - 1))
        .await;
}

/// Keeps what was written, in one transaction.
async fn written(
    pass: &Pass<'_>,
    change: &Change,
    wanted: &Desired,
    listing: Listing,
    groups: &BTreeSet<Group>,
) -> Result<(), Trouble> {
    let (listing, past) = after_write(listing, wanted, groups);
    let mut tx = pass.write().await?;
    tx.listing_put(pass.id(), &listing).await?;
    tx.history_add(pass.id(), &past, pass.now()).await?;
    if groups.contains(&Group::Images) {
        let product = [wanted.product.clone()];
        let have = tx.pictures_of(pass.id(), &product).await?;
        let (keep, drop) = plan::pictures(&wanted.product, &wanted.pictures, have);
        tx.pictures_put(pass.id(), &keep).await?;
        for url in drop {
            tx.picture_remove(pass.id(), &wanted.product, &url).await?;
        }
    }
    done(pass, &mut *tx, change, ChangeState::Done).await?;
    Ok(tx.commit().await?)
}

/// The shop's refusal becomes a finding; anything else stops the run for now.
async fn refused(pass: &Pass<'_>, change: &Change, error: Error) -> Result<Applied, Trouble> {
    match error {
        Error::Refused { .. } | Error::NotFound { .. } | Error::Unsendable(_) => {
            let (name, text) = (change.name.clone(), error.to_string());
            known(
                pass,
                change,
                ChangeState::Refused,
                Some(Finding::Refused { name, text }),
            )
            .await
        }
        error => Err(error.into()),
    }
}

async fn known(
    pass: &Pass<'_>,
    change: &Change,
    state: ChangeState,
    finding: Option<Finding>,
) -> Result<Applied, Trouble> {
    let mut tx = pass.write().await?;
    if let Some(finding) = finding {
        if let Finding::Refused { text, .. } = &finding {
            tx.product_refused(pass.id(), &change.product, text).await?;
        }
        tx.finding_seen(
            pass.id(),
            &change.product,
            &finding,
            pass.run.id,
            pass.now(),
        )
        .await?;
    }
    done(pass, &mut *tx, change, state).await?;
    tx.commit().await?;
    Ok(Applied::Known)
}

async fn done(
    pass: &Pass<'_>,
    tx: &mut dyn Tx,
    change: &Change,
    state: ChangeState,
) -> Result<(), Trouble> {
    tx.changes_set(pass.id(), pass.run.id, &[change.seq], state)
        .await?;
    Ok(tx
        .run_step(pass.id(), pass.run.id, 1, &change.name, pass.now())
        .await?)
}
