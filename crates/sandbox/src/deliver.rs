//! Calls that the two services place themselves: webhooks.
//!
//! - What is posted waits in the world's [`Outbox`] until its time comes by the world's clock.
//! - The lock is never held while a call is on its way: a receiver may call the services back.
//! - A slow receiver holds up nobody else's calls.
//! - A call that was not answered with 2xx is made again, word for word, after each of its pauses.
//! - What was on its way when the world began anew is not made again.
//!
//! The transport is a parameter: the network where the sandbox is served, a router in the same
//! process in a seeded simulation. [`run`] never ends; whoever spawns it may drop it. [`due`] does
//! the same by hand, for whoever moves the clock and wants nothing to happen beside.

mod outbox;

use std::time::Duration;

use futures::{StreamExt, stream::FuturesUnordered};
use http::Method;
use jiff::Timestamp;
use ponte_transport::{Request, SharedTransport, clock};

pub use self::outbox::{Attempt, Delivery, Mischief, Outbox};
use self::outbox::{Outcome, Posted};
use crate::world::SharedWorld;

/// Delivers what is posted, each at its time, for as long as it is polled.
pub async fn run(world: SharedWorld, transport: SharedTransport) {
    let posted = world.lock().outbox.bell();
    let mut flying = FuturesUnordered::new();
    loop {
        let now = world.now();
        let (due, next) = {
            let mut state = world.lock();
            (state.outbox.take_due(now), state.outbox.next_due())
        };
        for call in due {
            flying.push(deliver(&world, &transport, call));
        }
        // Without anything to wait for, only the bell or a call's end can wake this.
        let pause = next.map_or(Duration::MAX, |next| clock::between(now, next));
        tokio::select! {
            biased;
            Some(()) = flying.next() => {}
            () = posted.notified() => {}
            () = world.clock().sleep(pause), if next.is_some() => {}
        }
    }
}

/// Makes every call that is due now, one after the other in the order of their times, those too that
/// are posted meanwhile and due at once; tells when the next one is due.
pub async fn due(world: &SharedWorld, transport: &SharedTransport) -> Option<Timestamp> {
    loop {
        let now = world.now();
        let call = world.lock().outbox.take_one_due(now);
        match call {
            Some(call) => deliver(world, transport, call).await,
            None => return world.lock().outbox.next_due(),
        }
    }
}

/// One call, its result noted; posted again where it failed and has a pause left.
async fn deliver(world: &SharedWorld, transport: &SharedTransport, call: Posted) {
    let mut request = Request::new(Method::POST, call.delivery.url.clone());
    request.headers.clone_from(&call.delivery.headers);
    request.body.clone_from(&call.delivery.body);
    request.timeout = call.delivery.timeout;
    let result = match transport.send(request).await {
        Ok(answer) => Outcome::Answered(answer.status.as_u16()),
        Err(error) => Outcome::Failed(error.to_string()),
    };
    let now = world.now();
    world.lock().outbox.came_back(call, result, now);
}
