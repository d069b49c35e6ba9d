//! Applying: the change list is written to the shop.
//!
//! Guarantees: a change is marked as attempted before its request leaves, in the database; a create
//! whose outcome is unknown is looked for before it is made again; a change that the shop refuses
//! becomes a finding and the rest goes on; several writes in flight, never two for one product.

mod canary;
mod item;

mod stock;

pub(super) use item::{created, on_creation};

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use futures::{StreamExt, stream};
use ponte_store::changes::{Change, ChangeKind, ChangeState};

use super::{
    linking::{self, Links},
    lookup,
    pass::{Facts, Pass},
    trouble::{Cause, Trouble},
};
use canary::Canary;
use item::Applied;

/// Changes marked as attempted at once.
const PAGE: i64 = 32;
/// Creates without an answer, one after the other, after which the shop is taken as away.
const SILENT: u32 = 12;

/// What is applied in one go. Updates come before creates, so that a code that moves from one
/// product to another is free when it is taken; hidings come last, in a phase of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Round {
    /// Updates and adoptions.
    Updates,
    /// Creates.
    Creates,
    /// Hidings.
    Hidings,
}

impl Round {
    fn takes(self, kind: ChangeKind) -> bool {
        match self {
            Self::Updates => matches!(kind, ChangeKind::Update | ChangeKind::Adopt),
            Self::Creates => kind == ChangeKind::Create,
            Self::Hidings => kind == ChangeKind::Hide,
        }
    }
}

/// How many changes are still to be applied, hidings not counted.
pub(super) async fn open_changes(pass: &Pass<'_>) -> Result<i64, Trouble> {
    let counts = pass
        .read()
        .await?
        .change_counts(pass.id(), pass.run.id)
        .await?;
    let open = counts.iter().filter(|(kind, state, _)| {
        matches!(state, ChangeState::Pending | ChangeState::Attempting)
            && !matches!(kind, ChangeKind::Hide | ChangeKind::Link)
    });
    Ok(open.map(|(_, _, count)| count).sum())
}

/// Applies updates and creates.
pub(super) async fn go(pass: &mut Pass<'_>) -> Result<(), Trouble> {
    if open_changes(pass).await? == 0 {
        return Ok(());
    }
    round(pass, Round::Updates).await?;
    round(pass, Round::Creates).await
}

/// Applies the changes of one round, until none is left.
pub(super) async fn round(pass: &mut Pass<'_>, round: Round) -> Result<(), Trouble> {
    let facts = pass.facts().await?;
    let links = linking::links(pass).await?;
    let mut in_vain = false;
    loop {
        lookup::recover(pass, &facts, &links).await?;
        let unheard =
            round == Round::Creates && canary::go(pass, &facts, &links).await? == Canary::Unheard;
        let Fed { known, unknown } = if unheard {
            Fed {
                known: 0,
                unknown: 1,
            }
        } else {
            feed(pass, &facts, &links, round).await?
        };
        if unknown == 0 {
            return Ok(());
        }
        // What got no answer may still be taking effect.
        pass.engine.clock.sleep(pass.engine.settings.settle).await;
        if in_vain && known == 0 {
            return Err(silence());
        }
        in_vain = known == 0;
    }
}

/// How many changes of one way through ended with a known outcome, and with an unknown one.
#[derive(Clone, Copy, Debug, Default)]
struct Fed {
    known: u32,
    unknown: u32,
}

fn silence() -> Trouble {
    Trouble::Wait {
        until: None,
        cause: Cause::ShopAway,
        text: "the shop gives no answers".to_owned(),
    }
}

/// One way through the pending changes.
async fn feed(
    pass: &mut Pass<'_>,
    facts: &Facts,
    links: &Links,
    round: Round,
) -> Result<Fed, Trouble> {
    let (halt, silent) = (AtomicBool::new(false), AtomicU32::new(0));
    let mut fed = Fed::default();
    let mut trouble = None;
    {
        let pass = &*pass;
        let source = source(pass, round, &halt);
        let mut work = std::pin::pin!(
            source
                .map(|next| async {
                    match next {
                        Ok(change) => item::apply(pass, facts, links, change).await,
                        Err(trouble) => Err(trouble),
                    }
                })
                // Twice as many as writes in flight: while some wait for the shop, others keep what
                // came of theirs.
                .buffer_unordered(pass.in_flight() * 2)
        );
        while let Some(applied) = work.next().await {
            match applied {
                Ok(Applied::Known) => {
                    fed.known += 1;
                    silent.store(0, Ordering::Relaxed);
                }
                Ok(Applied::Unknown) => {
                    fed.unknown += 1;
                    if silent.fetch_add(1, Ordering::Relaxed) + 1 >= SILENT {
                        halt.store(true, Ordering::Relaxed);
                        trouble.get_or_insert(silence());
                    }
                }
                // What is in flight is let come to its end: fewer outcomes stay unknown.
                Err(error) => {
                    halt.store(true, Ordering::Relaxed);
                    trouble.get_or_insert(error);
                }
            }
        }
    }
    pass.came_on_if(fed.known > 0);
    trouble.map_or(Ok(fed), Err)
}

/// Pending changes of a round, page by page, each page marked as attempted before it is given out.
fn source<'p>(
    pass: &'p Pass<'_>,
    round: Round,
    halt: &'p AtomicBool,
) -> impl futures::Stream<Item = Result<Change, Trouble>> + 'p {
    stream::unfold(Some(0_i64), move |after| async move {
        let after = after?;
        if halt.load(Ordering::Relaxed) {
            return None;
        }
        match page(pass, round, after).await {
            Ok(None) => None,
            Ok(Some((changes, last))) => {
                Some((changes.into_iter().map(Ok).collect::<Vec<_>>(), Some(last)))
            }
            Err(trouble) => Some((vec![Err(trouble)], None)),
        }
    })
    .flat_map(stream::iter)
}

async fn page(
    pass: &Pass<'_>,
    round: Round,
    mut after: i64,
) -> Result<Option<(Vec<Change>, i64)>, Trouble> {
    pass.look_around().await?;
    loop {
        let mut page = {
            let mut tx = pass.read().await?;
            tx.changes_page(pass.id(), pass.run.id, &[ChangeState::Pending], after, PAGE)
                .await?
        };
        let Some(last) = page.last() else {
            return Ok(None);
        };
        after = last.seq;
        page.retain(|change| round.takes(change.kind));
        if page.is_empty() {
            continue;
        }
        let seqs: Vec<i64> = page.iter().map(|change| change.seq).collect();
        let mut tx = pass.write().await?;
        tx.changes_set(pass.id(), pass.run.id, &seqs, ChangeState::Attempting)
            .await?;
        tx.commit().await?;
        return Ok(Some((page, after)));
    }
}
