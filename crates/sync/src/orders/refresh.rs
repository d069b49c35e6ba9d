//! What the stock stream needs of the orders: read anew, with nothing planned or sent.
//!
//! Guarantees:
//! - after a complete refresh every order that the shop had when it began is stored, and what each
//!   live one holds is known by variant;
//! - an order that ended before it was ever seen alive is read too: it gave its pieces back;
//! - each part that stands open on the till says when it was last asked for, those of urgent variants in
//!   this very refresh, however old they are.

use std::collections::{BTreeMap, BTreeSet};

use futures::FutureExt;
use jiff::{SignedDuration, Timestamp};
use ponte_domain::{orders::order::Stage, till::VariantId};
use ponte_store::orders::{OrderRow, Whole};

use super::{following, levels, pass::Pass, polling, promises, reading, resolving, standing};
use crate::{Engine, lease::Lease, trouble::Trouble};

/// How long ago an order may have ended and still matter: lists of the shop that do not show it yet are
/// younger.
const ENDED_LATELY: SignedDuration = SignedDuration::from_mins(10);

/// What a refresh came to.
#[derive(Debug, Default)]
pub(crate) struct Refreshed {
    /// When it began; `None`: it is not complete, so nothing may be raised by it.
    pub began: Option<Timestamp>,
    /// When the till was asked for each part, by order and number; parts that were not asked for are
    /// missing.
    pub asked: BTreeMap<(String, u32), Timestamp>,
}

/// Reads orders and parts of `shop`; `urgent`: variants whose parts are asked for in any case. The
/// caller holds the lease of the orders stream.
pub(crate) async fn refresh(
    engine: &Engine,
    shop: &str,
    lease: &Lease,
    urgent: &BTreeSet<VariantId>,
) -> Result<Refreshed, Trouble> {
    let Some(mut pass) = Pass::beside(engine, shop, lease).await? else {
        return Ok(Refreshed::default());
    };
    pass.urgent.clone_from(urgent);
    let began = pass.now();
    let read = read(&mut pass).boxed().await;
    let complete = read.is_ok();
    pass.note(read)?;
    let followed = following::go(&mut pass).boxed().await;
    pass.note(followed)?;
    let learnt = learn(&mut pass).boxed().await;
    pass.note(learnt)?;
    pass.keep_memory().await?;
    Ok(Refreshed {
        began: complete.then_some(began),
        asked: std::mem::take(&mut pass.asked),
    })
}

/// Reads what may teach whether the till counts our orders: until that is known, each is taken off twice.
async fn learn(pass: &mut Pass<'_>) -> Result<(), Trouble> {
    let wanted = levels::worth_a_look(pass).await?;
    if !wanted.is_empty() {
        levels::read(pass, &wanted).await?;
    }
    Ok(())
}

async fn read(pass: &mut Pass<'_>) -> Result<(), Trouble> {
    polling::go(pass).await?;
    let mut in_the_dark = None;
    for whole in pass.open_orders().await? {
        let Some(mut whole) = in_full(pass, whole).await? else {
            continue;
        };
        if is_in_the_dark(&whole.order)
            && matters(pass, &whole.order)
            && promises::holds(&whole, pass.settings(), pass.now())
        {
            in_the_dark = Some(whole.order.id.clone());
        } else if standing::is_unresolved(&whole.order) {
            resolving::go(pass, &mut whole).await?;
        }
    }
    match in_the_dark {
        None => Ok(()),
        Some(order) => Err(Trouble::Wait {
            until: None,
            cause: crate::trouble::Cause::ShopRefused,
            text: format!("what order {order} holds is not known"),
        }),
    }
}

/// Whether nobody knows what an order holds: its details were never read, or are others by now and were
/// not read since.
fn is_in_the_dark(order: &OrderRow) -> bool {
    order.details.is_none() || (order.state.is_live() && order.read_at.is_none())
}

/// Whether a list of the shop may still show its pieces as taken.
fn matters(pass: &Pass<'_>, order: &OrderRow) -> bool {
    let now = pass.now();
    order
        .ended_at
        .is_none_or(|at| now.duration_since(at) < ENDED_LATELY)
}

/// An order with its details, where they matter: one that ended lately is read even though nothing is
/// to be done with it.
async fn in_full(pass: &mut Pass<'_>, whole: Whole) -> Result<Option<Whole>, Trouble> {
    let order = &whole.order;
    let unread = order.details.is_none() && order.stage != Stage::BeforePonte;
    if unread && order.ended_at.is_some() && matters(pass, order) {
        pass.look_around()?;
        let read = reading::one(pass, whole.clone()).await?;
        return Ok(Some(read.unwrap_or(whole)));
    }
    Ok(Some(whole))
}
