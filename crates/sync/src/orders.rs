//! The orders stream: every order of the shop once, at the right till.
//!
//! A pass reads what is new on the shop and what moved on the till, and does with each order what the
//! rules say ([`ponte_domain::orders`]). It has no cursor but what is stored: a pass that died
//! anywhere is begun anew, and that is the only path there is. Guarantees:
//!
//! - an order is stored before anything is done with it, whatever its state, and the window of the
//!   next poll never moves past one that is not stored;
//! - a plan is stored before any call, and an attempt before its request leaves;
//! - what was on its way when a process died is of unknown outcome, and is repeated under the same
//!   name; what the till then refuses as a repeat is looked up, never sent under a new one;
//! - an order is read anew right before anything of it is first sent;
//! - a first attempt that comes late, or for an order older than this process, is preceded by a
//!   look-up on the till: a restored database doubles nothing;
//! - a service that stays away, and an order that cannot be understood, stop nobody else's orders.
//!
//! | step | module | what it does |
//! |---|---|---|
//! | polling | [`polling`], [`reading`] | the shop's orders into the store |
//! | following | [`following`] | what became of parts on the till |
//! | clearing up | [`lookup`], [`found`] | parts whose outcome nobody knows |
//! | planning | [`resolving`], [`levels`], [`planning`], [`pricing`] | which point gives what |
//! | sending | [`delivery`], [`wording`], [`buyers`] | parts to the till |
//! | telling | [`back`], [`findings`] | the shop, and the merchant |
//! | sweep | [`sweep`] | hourly: what the till has and we do not know of |
//!
//! [`remedies`] is what a person decides for one order, [`starting`] from when on they count. [`refresh`] and [`promises`] are for the stock
//! stream: orders read anew, and what they hold of each variant.

mod back;
mod buyers;
mod catalogue;
mod convert;
mod delivery;
mod findings;
mod following;
mod found;
mod keeping;
mod levels;
mod lookup;
mod memory;
mod pass;
mod planning;
mod polling;
mod pricing;
mod promises;
mod reading;
mod refresh;
mod remedies;
mod resolving;
mod standing;
mod starting;
mod sweep;
mod wording;

use futures::FutureExt;
use ponte_store::{StoreError, runs::Outcome};

use crate::{Engine, lease::Lease, trouble::Trouble};
use pass::Pass;

pub use memory::Names;
pub(crate) use memory::{till_counts, till_does_not_count};
pub use pass::Figures;
pub(crate) use promises::{Promise, Promises};
pub(crate) use refresh::{Refreshed, refresh};
pub use remedies::{GiveTo, Goods, Remedy};

/// The stream's name.
pub const STREAM: &str = "orders";

/// How a pass ended.
#[derive(Debug)]
pub enum Passed {
    /// So.
    With(Outcome),
    /// We were asked to put it down.
    PutDown,
    /// There is nothing to do: no such shop, or its keys are missing.
    Nothing,
}

/// One pass over the orders of `shop`. The caller holds the lease.
///
/// # Errors
/// [`StoreError`]: the pass is begun anew by whoever comes next.
pub(crate) async fn drive(
    engine: &Engine,
    shop: &str,
    lease: &Lease,
) -> Result<Passed, StoreError> {
    let Some(mut pass) = Pass::open(engine, shop, lease).await? else {
        return Ok(Passed::Nothing);
    };
    let outcome = match steps(&mut pass).await {
        Ok(()) => pass.outcome(),
        Err(Trouble::Store(error)) => return Err(error),
        Err(Trouble::PutDown) => return Ok(Passed::PutDown),
        Err(Trouble::Stopped) => Outcome::Stopped,
        Err(trouble) => trouble.outcome(),
    };
    pass.end(outcome.clone()).await?;
    Ok(Passed::With(outcome))
}

/// Every step, each even where the one before met trouble with a service: what can be done is done.
async fn steps(pass: &mut Pass<'_>) -> Result<(), Trouble> {
    pass.recover().await?;
    let polled = polling::go(pass).boxed().await;
    pass.note(polled)?;
    let followed = following::go(pass).boxed().await;
    pass.note(followed)?;
    let cleared = lookup::clear_up(pass).boxed().await;
    pass.note(cleared)?;
    let planned = planning::go(pass).boxed().await;
    pass.note(planned)?;
    let told = back::go(pass).boxed().await;
    pass.note(told)?;
    let swept = sweep::go(pass).boxed().await;
    pass.note(swept)?;
    findings::go(pass).boxed().await
}

/// The second that a moment lies in: the shop dates its orders by whole seconds, and one that was placed
/// in the very second of a starting moment is no older than it.
pub(crate) fn whole_second(moment: jiff::Timestamp) -> jiff::Timestamp {
    jiff::Timestamp::from_second(moment.as_second()).unwrap_or(moment)
}
