//! Changes of a shop from outside, by control call or by click.
//!
//! Whatever changes, webhooks are told of it as if it had happened in the shop.

use jiff::Timestamp;
use ponte_transport::Randomness;

use super::{Of, Refusal};
use crate::{
    shop::{order::Status, state::Shop},
    switches::Switches,
    world::SharedWorld,
};

/// When something is done, and under which doubts.
pub struct Setting<'a> {
    /// The world's time.
    pub now: Timestamp,
    /// The doubts as they stand.
    pub switches: &'a Switches,
    /// The world's randomness.
    pub random: &'a dyn Randomness,
}

/// Changes a tenant's shop, and posts what its webhooks have to tell.
///
/// # Errors
/// [`Refusal`]: there is no such tenant, or what `action` refuses.
pub fn change<R>(
    world: &SharedWorld,
    of: &Of,
    action: impl FnOnce(&mut Shop, &Setting<'_>) -> Result<R, Refusal>,
) -> Result<R, Refusal> {
    let (now, random) = (world.now(), world.random().as_ref());
    let mut state = world.lock();
    let switches = state.switches.clone();
    let setting = Setting {
        now,
        switches: &switches,
        random,
    };
    let done = action(&mut of.tenant(&mut state)?.shop, &setting);
    state.announce(now, random);
    done
}

/// Gives an order of a tenant's shop a state.
///
/// # Errors
/// [`Refusal::Unknown`] where there is no such order.
pub fn put_status(world: &SharedWorld, of: &Of, id: &str, status: Status) -> Result<(), Refusal> {
    change(world, of, |shop, setting| {
        if shop.set_status(id, status, setting.switches, setting.now) {
            Ok(())
        } else {
            Err(unknown_order(id))
        }
    })
}

/// The refusal of an order that is not there.
pub fn unknown_order(id: &str) -> Refusal {
    let (what, id) = ("order", id.to_owned());
    Refusal::Unknown { what, id }
}
