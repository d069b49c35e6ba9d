//! The products stream: the till's catalogue goes to the shop.
//!
//! A pass reads the till into the mirror, compares what the shop should show with what we last
//! wrote, and applies the difference. Guarantees:
//!
//! - every phase can be entered again: a process that dies, a service that stays away and a run that
//!   is put down all go on by the same path;
//! - what did not change costs no write, and no read on the shop;
//! - a product, picture or category whose creation has an unknown outcome is looked for before it is
//!   created again;
//! - one bad product never stops the others;
//! - nothing is deleted: what is gone from the till is hidden, last, and only after it was asked for
//!   by its id.
//!
//! | phase | module | what it does |
//! |---|---|---|
//! | reading | [`reading`] | pages of the till into the mirror |
//! | drift | [`drift`] | forced runs, and those for one product: what the shop shows against what we wrote |
//! | comparing | [`comparing`], [`adopting`], [`brakes`], [`showing`] | the change list, and what the page lists |
//! | categories | [`linking`] | categories, VAT profiles and the attribute that carries the till's id |
//! | products | [`applying`], [`lookup`], [`write`] | creates and updates |
//! | pictures | [`pictures`], [`fetch`] | pictures |
//! | finishing | [`finishing`] | hidings, findings, figures |

mod adopting;
mod applying;
mod brakes;
mod comparing;
mod convert;
mod drift;
mod examples;
mod fetch;
mod finishing;
mod hidings;
mod linking;
mod look;
mod lookup;
mod one;
mod pass;
mod phase;
mod pictures;
mod prices;
mod reading;
mod sales_modes;
mod showing;
mod surroundings;
mod write;

pub(crate) use convert::product as till_product;
pub use examples::{Example, examples};
pub use hidings::HidingEffect;
pub use look::{LookTrouble, Seen};
pub use one::product_of;
pub use phase::{Figures, Phase};
pub use prices::PriceEffect;
pub use sales_modes::sales_modes;
pub(crate) use surroundings::{categories as till_categories, taxes as till_taxes};

use futures::FutureExt;
use ponte_store::{
    StoreError,
    runs::{Outcome, RunKind},
};

use crate::trouble::{self, Trouble};
use crate::{Engine, lease::Lease};
use pass::Pass;

/// The stream's name.
pub const STREAM: &str = "products";

/// How a drive ended.
#[derive(Debug)]
pub enum Ended {
    /// The run has ended.
    With(Outcome),
    /// We were asked to put it down: it stays open.
    PutDown,
    /// No run was open any more: it ended between the look for it and the lease, or right at its
    /// start.
    Before,
}

/// Drives the open run of `shop` to its end. The caller holds the lease.
///
/// # Errors
/// [`StoreError`]: the run stays open, somebody else will take it up.
pub(crate) async fn drive(engine: &Engine, shop: &str, lease: &Lease) -> Result<Ended, StoreError> {
    let mut pass = match Pass::open(engine, shop, lease).await {
        Ok(Some(pass)) => pass,
        Ok(None) => return Ok(Ended::Before),
        Err(error) => return Err(error),
    };
    let trouble = loop {
        match step(&mut pass).await {
            Ok(true) => return pass.end(Outcome::Done).await,
            Ok(false) => pass.came_on(),
            Err(Trouble::Wait { until, cause, text }) => {
                match pass.wait(until, cause, &text).await {
                    Ok(()) => {}
                    Err(trouble) => break trouble,
                }
            }
            Err(trouble) => break trouble,
        }
    };
    match trouble {
        Trouble::Store(error) => Err(error),
        Trouble::PutDown => Ok(Ended::PutDown),
        Trouble::Stopped => pass.end(Outcome::Stopped).await,
        Trouble::Fail { cause, text } | Trouble::Wait { cause, text, .. } => {
            tracing::warn!(
                shop,
                cause = cause.name(),
                text,
                "products: the run cannot go on"
            );
            let cause = cause.name().to_owned();
            pass.end(Outcome::Failed { cause, text }).await
        }
    }
}

/// One phase; `true` after the last one. Boxed, since the futures of the phases are large.
async fn step(pass: &mut Pass<'_>) -> Result<bool, Trouble> {
    pass.look_around().await?;
    match pass.phase() {
        Phase::Reading => {
            reading::go(pass).boxed().await?;
            let next = if matches!(pass.kind(), RunKind::Forced | RunKind::One) {
                Phase::Drift
            } else {
                Phase::Comparing
            };
            pass.enter(next, 0).await?;
        }
        Phase::Drift => {
            drift::go(pass).boxed().await?;
            pass.enter(Phase::Comparing, 0).await?;
        }
        Phase::Comparing => {
            comparing::go(pass).boxed().await?;
            if pass.kind() == RunKind::DryRun {
                return Ok(true);
            }
            pass.enter(Phase::Categories, 0).await?;
        }
        Phase::Categories => {
            linking::go(pass).boxed().await?;
            let total = applying::open_changes(pass).await?;
            pass.enter(Phase::Products, total).await?;
        }
        Phase::Products => {
            applying::go(pass).boxed().await?;
            let total = pictures::open_pictures(pass).await?;
            pass.enter(Phase::Pictures, total).await?;
        }
        Phase::Pictures => {
            pictures::go(pass).boxed().await?;
            pass.enter(Phase::Finishing, 0).await?;
        }
        Phase::Finishing => {
            finishing::go(pass).boxed().await?;
            return Ok(true);
        }
    }
    Ok(false)
}
