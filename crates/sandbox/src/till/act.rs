//! Doing something at the till, and telling the webhooks of it in one go.

use super::{state::Till, webhooks};
use crate::{
    moment::Moment,
    world::{State, World},
};

/// Does `change` to the till of the tenant in `place`, and posts the calls of the webhooks that
/// want to hear of it. Nothing is posted where it is refused.
///
/// # Errors
/// What `change` refuses; `None` where there is no such tenant.
pub fn act<T, E>(
    world: &World,
    state: &mut State,
    place: usize,
    change: impl FnOnce(&mut Till, &Moment) -> Result<T, E>,
) -> Option<Result<T, E>> {
    let moment = Moment::now(world, state);
    let tenant = state.tenants.get_mut(place)?;
    let done = change(&mut tenant.till, &moment);
    let events = tenant.till.take_events();
    if done.is_ok() {
        let mischief = webhooks::mischief(&moment.switches);
        for event in events {
            let delivery = event.delivery(&tenant.account.instance, &moment);
            let random = moment.random.as_ref();
            state.outbox.post(delivery, mischief, moment.at, random);
        }
    }
    Some(done)
}
