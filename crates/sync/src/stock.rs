//! The stock stream: one honest figure for each SKU of the shop.
//!
//! A pass reads what it can of the till's levels, then the shop's list, then the orders, and decides from
//! one snapshot of the database what the shop may show ([`ponte_domain::stock`]). It has no cursor but
//! what is stored: a pass that died anywhere is begun anew. Guarantees:
//!
//! - orders are read after the list, and parts followed after the levels, or nothing is raised;
//! - a write is noted before it leaves as one whose outcome is unknown, so that whoever comes after a
//!   death raises nothing that it may still have raised;
//! - a difference is sent once, whatever its outcome;
//! - a level that could not be read keeps its value, and a finding tells since when;
//! - what is set to nothing beyond the brake waits for a yes, and the rest goes on;
//! - an unchanged world costs no write, on the shop or in the history;
//! - every figure that changes leaves a line in its history, with the sum behind it.
//!
//! | step | module | what it does |
//! |---|---|---|
//! | reading | [`reading`], [`receipts`], [`round`] | levels of the till, by plan |
//! | listing | [`list`] | the shop's own figures |
//! | ordering | [`crate::orders::refresh`] | what the orders hold |
//! | deciding | [`snapshot`], [`deciding`] | each SKU's sum and what is to be done |
//! | writing | [`writing`], [`keeping`] | to the shop, and into the history |
//! | telling | [`findings`] | the merchant |
//!
//! Before the merchant chooses otherwise, [`Engine::stock_effect`] tells what it would lower.

mod deciding;
mod effect;
mod findings;
mod keeping;
mod known;
mod list;
mod memory;
mod pass;
mod reading;
mod receipts;
mod round;
mod snapshot;
mod writing;

use futures::FutureExt;
use ponte_store::{StoreError, runs::Outcome};

use crate::{Engine, lease::Lease, orders::Passed, trouble::Trouble};
use pass::Pass;

pub use deciding::BRAKE;
pub use effect::{Chosen, Effect};
pub use pass::Figures;

/// The stream's name; also that of the lock that whoever writes the shop's stock holds.
pub const STREAM: &str = "stock";

/// One pass over the stock of `shop`. The caller holds the lease.
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

/// Reading may meet trouble and the rest goes on with what is known: it lowers, and raises what is in
/// no doubt. Without the shop's list nothing can be decided.
async fn steps(pass: &mut Pass<'_>) -> Result<(), Trouble> {
    let read = reading::go(pass).boxed().await;
    pass.note(read)?;
    pass.look_around()?;
    let list = list::read(pass).boxed().await?;
    let orders = pass.read_orders().boxed().await?;
    let decided = deciding::go(pass, &list, orders).boxed().await?;
    let written = writing::go(pass, decided, &list).boxed().await;
    pass.note(written)?;
    findings::go(pass).boxed().await
}
