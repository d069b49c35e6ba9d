//! The hourly sweep: the till's last days, looked through for orders with our name that the ledger
//! does not hold.
//!
//! Guarantees: what the till has under our name and we do not hold, or hold as dropped, is a finding;
//! it closes by itself once the till no longer shows it standing.

use cassa_in_cloud::{Order, WorkflowStatus};
use jiff::{SignedDuration, ToSpan};
use ponte_domain::{
    finding::Finding,
    orders::order::Stage,
    orders::part::{ExternalId, PartState},
};

use super::{lookup, pass::Pass};
use crate::trouble::Trouble;

/// How often.
const EVERY: SignedDuration = SignedDuration::from_hours(1);

/// Days looked through, today included.
const DAYS: i64 = 3;

/// Looks the till's last days through, if an hour has passed.
pub(super) async fn go(pass: &mut Pass<'_>) -> Result<(), Trouble> {
    let now = pass.now();
    if pass
        .memory
        .swept
        .is_some_and(|last| now.duration_since(last) < EVERY)
    {
        return Ok(());
    }
    let today = crate::rome::zone().to_datetime(now).date();
    let first = today.saturating_sub((DAYS - 1).days());
    let windows = cassa_in_cloud::Window::covering(first, today);
    let named = lookup::list(pass, windows.iter().map(cassa_in_cloud::Window::days)).await?;
    let mut strays = Vec::new();
    for ((order, number), found) in &named {
        if is_over(found) || is_held(pass, order, *number).await? {
            continue;
        }
        let id = ExternalId {
            order: order.clone(),
            number: *number,
        };
        let point = found.document.id_sales_point;
        let point = point.map_or_else(String::new, |point| pass.point_name(point));
        strays.push((id.to_string(), Finding::StrayTillOrder { point }));
    }
    pass.memory.swept = Some(now);
    let mut tx = pass.write().await?;
    for (subject, finding) in &strays {
        tx.finding_seen(pass.id(), subject, finding, pass.run.id, now)
            .await?;
    }
    tx.findings_close_unseen(pass.id(), &["stray_till_order"], pass.run.id, now)
        .await?;
    pass.memory.keep(&mut *tx, pass.id()).await?;
    tx.commit().await?;
    Ok(())
}

/// Rejected or cancelled on the till: nobody serves it.
fn is_over(order: &Order) -> bool {
    matches!(
        order.external_workflow_status,
        Some(WorkflowStatus::Rejected | WorkflowStatus::Canceled)
    )
}

/// Whether the ledger holds it, as something that stands.
async fn is_held(pass: &Pass<'_>, order: &str, number: u32) -> Result<bool, Trouble> {
    let Some(whole) = pass.order(order).await? else {
        return Ok(false);
    };
    let dropped = whole.order.stage == Stage::Dropped;
    let part = whole.parts.iter().find(|row| row.part.number == number);
    Ok(part.is_some_and(|row| match row.part.state {
        PartState::Delivered { .. } => true,
        PartState::Unknown { .. } | PartState::Sending { .. } => !dropped,
        PartState::Planned
        | PartState::Refused
        | PartState::Released { .. }
        | PartState::Withdrawn => false,
    }))
}
