//! What the merchant is told of stock.
//!
//! Guarantees: a finding opens with its cause and closes with it, in one transaction, so that no death
//! lies between them; what is held asks, with how many of how many; levels that are not read tell since
//! when.

use jiff::SignedDuration;
use ponte_domain::{
    finding::{Finding, LevelTrouble},
    stock::write::{Cannot, Decision},
};
use ponte_store::{StoreError, Tx};

use super::{
    deciding::{BRAKE, Candidate, ToDo},
    pass::Pass,
};
use crate::trouble::Trouble;

/// How long a point may stay unread before somebody is told: one lost answer is nobody's business.
const TOLD_AFTER: SignedDuration = SignedDuration::from_mins(10);

/// The subject of the finding that says that the key may not read stock.
const PERMISSION: &str = "stocks";

/// The finding of a decision.
fn of(decision: Decision, name: &str, variant: &str) -> Option<Finding> {
    let Decision::Cannot { reason } = decision else {
        return None;
    };
    let name = name.to_owned();
    Some(match reason {
        Cannot::NotListed => Finding::NotInShop { name },
        Cannot::ListedTwice => Finding::ListedTwice { name },
        Cannot::NoFigure => Finding::NoStockFigure {
            name,
            variant: variant.to_owned(),
        },
    })
}

/// What is new about a SKU's decision, where its row is kept.
pub(super) async fn of_decision(
    tx: &mut dyn Tx,
    pass: &Pass<'_>,
    candidate: &Candidate,
) -> Result<(), StoreError> {
    let (row, now) = (&candidate.row, pass.now());
    let was = candidate.old.as_ref();
    let was = was.and_then(|was| of(was.decision, "", ""));
    let is = of(row.decision, &row.name, &row.variant);
    if let Some(was) = &was
        && is.as_ref().map(Finding::kind) != Some(was.kind())
    {
        tx.finding_close(pass.id(), was.kind(), &row.sku, now)
            .await?;
    }
    if let Some(is) = is {
        tx.finding_seen(pass.id(), &row.sku, &is, pass.run.id, now)
            .await?;
    }
    Ok(())
}

/// A write was answered: it is refused no longer, or still is, as `text` says.
pub(super) async fn of_answer(
    tx: &mut dyn Tx,
    pass: &Pass<'_>,
    candidate: &Candidate,
    text: Option<String>,
) -> Result<(), StoreError> {
    let (row, now) = (&candidate.row, pass.now());
    let refused = Finding::StockRefused {
        name: row.name.clone(),
        text: text.clone().unwrap_or_default(),
    };
    if text.is_some() {
        tx.finding_seen(pass.id(), &row.sku, &refused, pass.run.id, now)
            .await
    } else {
        tx.finding_close(pass.id(), refused.kind(), &row.sku, now)
            .await
    }
}

/// SKUs that are ours no longer.
pub(super) async fn of_left(
    tx: &mut dyn Tx,
    pass: &Pass<'_>,
    skus: &[String],
) -> Result<(), StoreError> {
    for sku in skus {
        for kind in [
            "not_in_shop",
            "listed_twice",
            "no_stock_figure",
            "stock_refused",
        ] {
            tx.finding_close(pass.id(), kind, sku, pass.now()).await?;
        }
    }
    Ok(())
}

/// What waits for a yes. A pass sees all that is held, a woken one too.
pub(super) async fn of_held(pass: &Pass<'_>, todo: &ToDo) -> Result<(), Trouble> {
    let now = pass.now();
    let mut tx = pass.write().await?;
    let held = todo.writes.held.len() as u64;
    if held > 0 {
        let finding = Finding::Held {
            count: held,
            of: todo.writes.held_of as u64,
        };
        tx.finding_seen(pass.id(), BRAKE, &finding, pass.run.id, now)
            .await?;
    } else {
        tx.finding_close(pass.id(), "held", BRAKE, now).await?;
    }
    Ok(tx.commit().await?)
}

/// What is known of points.
pub(super) async fn go(pass: &mut Pass<'_>) -> Result<(), Trouble> {
    let now = pass.now();
    let mut tx = pass.write().await?;
    let mut refused = false;
    for point in &pass.points {
        let subject = point.id.to_string();
        let unread = pass.memory.unread.get(&point.id);
        refused |= unread.is_some_and(|unread| unread.trouble == LevelTrouble::Refused);
        let told = unread.filter(|unread| {
            unread.trouble == LevelTrouble::Refused
                || now.duration_since(unread.since) >= TOLD_AFTER
        });
        if let Some(unread) = told {
            let finding = Finding::LevelsUnread {
                point: pass.point_name(point.id),
                since: unread.since,
                trouble: unread.trouble,
            };
            tx.finding_seen(pass.id(), &subject, &finding, pass.run.id, now)
                .await?;
        } else {
            tx.finding_close(pass.id(), "levels_unread", &subject, now)
                .await?;
        }
    }
    if refused {
        tx.finding_seen(
            pass.id(),
            PERMISSION,
            &Finding::MissingPermission,
            pass.run.id,
            now,
        )
        .await?;
    } else {
        let kind = Finding::MissingPermission.kind();
        tx.finding_close(pass.id(), kind, PERMISSION, now).await?;
    }
    Ok(tx.commit().await?)
}
