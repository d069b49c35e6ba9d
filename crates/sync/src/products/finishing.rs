//! Finishing: hidings, findings that are over, and the figures.

use ponte_store::changes::{ChangeKind, ChangeState};

use super::{
    STREAM,
    applying::{self, Round},
    pass::Pass,
    trouble::Trouble,
};

/// Kinds of findings that close by themselves when a pass no longer sees them.
const CLOSING: [&str; 7] = [
    "blocked",
    "spread",
    "refused",
    "variants_ignored",
    "picture",
    "edited_on_shop",
    "held",
];
/// Ended runs that are kept, with their change lists: a month's at two a day.
const KEPT_RUNS: i64 = 60;

/// Hides what is gone, closes what is over, counts.
pub(super) async fn go(pass: &mut Pass<'_>) -> Result<(), Trouble> {
    let counts = pass
        .read()
        .await?
        .change_counts(pass.id(), pass.run.id)
        .await?;
    let hides = counts.iter().any(|(kind, state, _)| {
        *kind == ChangeKind::Hide && matches!(state, ChangeState::Pending | ChangeState::Attempting)
    });
    if hides {
        applying::round(pass, Round::Hidings).await?;
    }
    count(pass).await?;
    let now = pass.now();
    let mut tx = pass.write().await?;
    match pass.one() {
        None => {
            tx.findings_close_unseen(pass.id(), &CLOSING, pass.run.id, now)
                .await?;
        }
        // What is said of the others was not looked at.
        Some(product) => {
            tx.findings_close_unseen_of(pass.id(), &CLOSING, &product, pass.run.id, now)
                .await?;
        }
    }
    tx.runs_prune(pass.id(), STREAM, KEPT_RUNS).await?;
    crate::tally::prune(&mut *tx, pass.id(), now).await?;
    tx.commit().await?;
    Ok(())
}

/// Counts the change list into the figures.
pub(super) async fn count(pass: &mut Pass<'_>) -> Result<(), Trouble> {
    let mut tx = pass.read().await?;
    let counts = tx.change_counts(pass.id(), pass.run.id).await?;
    let listed = tx.listing_counts(pass.id()).await?.0;
    drop(tx);
    let mut figures = pass.figures();
    figures.listed = u64::try_from(listed).unwrap_or(0);
    (figures.created, figures.adopted, figures.linked) = (0, 0, 0);
    (figures.updated, figures.hidden) = (0, 0);
    (figures.refused, figures.held) = (0, 0);
    for (kind, state, count) in counts {
        let count = u64::try_from(count).unwrap_or(0);
        let figure = match (state, kind) {
            (ChangeState::Refused, _) => &mut figures.refused,
            (ChangeState::Held, _) => &mut figures.held,
            (_, ChangeKind::Create) => &mut figures.created,
            (_, ChangeKind::Adopt) => &mut figures.adopted,
            (_, ChangeKind::Link) => &mut figures.linked,
            (_, ChangeKind::Update) => &mut figures.updated,
            (_, ChangeKind::Hide) => &mut figures.hidden,
        };
        *figure += count;
    }
    pass.set_figures(figures);
    Ok(())
}
