//! Doing something at the till of a tenant.

use super::{Of, Refusal};
use crate::{
    moment::Moment,
    till::{act, state::Till},
    world::SharedWorld,
};

/// Changes a tenant's till, and tells its webhooks.
///
/// # Errors
/// [`Refusal`]: there is no such tenant, or what `change` refuses.
pub fn at_till<T>(
    world: &SharedWorld,
    of: &Of,
    change: impl FnOnce(&mut Till, &Moment) -> Result<T, Refusal>,
) -> Result<T, Refusal> {
    let mut state = world.lock();
    let instance = of.tenant(&mut state)?.account.instance.clone();
    let mut tenants = state.tenants.iter();
    let place = tenants.position(|tenant| tenant.account.instance == instance);
    let done = place.and_then(|place| act::act(world, &mut state, place, change));
    done.unwrap_or(Err(Refusal::Tenant(instance)))
}
