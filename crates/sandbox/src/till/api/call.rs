//! One call to a resource: who it is, whether it may, and what it asks.

use std::convert::Infallible;

use axum::{
    extract::FromRequestParts,
    http::{
        HeaderMap,
        header::{CONTENT_TYPE, HOST},
        request::Parts,
    },
    response::{IntoResponse, Response},
};

use jiff::Timestamp;

use super::{auth, query::Query, refusal::Refusal, window, written::Written};
use crate::{
    SharedWorld, State,
    moment::Moment,
    switches::Switches,
    till::{act, state::Till},
};

/// The only version that the catalogue knows (Cassa in Cloud sheet §4).
const VERSION: &str = "1.0.0";

/// The other one, which customers know (Cassa in Cloud sheet §4).
const SECOND_VERSION: &str = "2.0.0";

/// A route, as permissions and counters see it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Endpoint {
    /// Its path, ids left out.
    pub(super) path: &'static str,
    /// The permission that it takes.
    pub(super) scope: &'static str,
}

/// The head of a call.
pub(super) struct Call {
    headers: HeaderMap,
    query: String,
}

impl<S: Sync> FromRequestParts<S> for Call {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self {
            headers: parts.headers.clone(),
            query: parts.uri.query().unwrap_or_default().to_owned(),
        })
    }
}

/// What an admitted call has before it.
pub(super) struct Desk<'a> {
    pub(super) till: &'a Till,
    pub(super) switches: &'a Switches,
    pub(super) query: Query<'a>,
    pub(super) now: Timestamp,
    /// Where the sandbox's own pictures are, without a slash at the end.
    pub(super) pictures: String,
}

impl Call {
    /// Admits the call and answers it with the JSON that `read` writes.
    pub(super) fn answer(
        &self,
        world: &SharedWorld,
        endpoint: Endpoint,
        read: impl FnOnce(&Desk<'_>) -> Result<Vec<u8>, Refusal>,
    ) -> Response {
        let now = world.now();
        let mut state = world.lock();
        let State {
            tenants, switches, ..
        } = &mut *state;
        let answer = auth::bearer(&self.headers)
            .and_then(|token| auth::tenant_of(tenants, token, now))
            .ok_or(Refusal::Token)
            .and_then(|tenant| {
                let till = &mut tenant.till;
                window::count(till, switches, endpoint.path, now)?;
                self.check(till, endpoint)?;
                read(&Desk {
                    till,
                    switches,
                    query: Query::new(&self.query, switches),
                    now,
                    pictures: self.pictures(till),
                })
            });
        match answer {
            Ok(body) => ([(CONTENT_TYPE, "application/json")], body).into_response(),
            Err(refusal) => refusal.response(switches),
        }
    }

    /// Admits the call and does what `write` does, all or nothing.
    pub(super) fn write(
        &self,
        world: &SharedWorld,
        endpoint: Endpoint,
        write: impl FnOnce(&mut Till, &Moment) -> Result<Written, Refusal>,
    ) -> Response {
        let mut state = world.lock();
        let place = auth::bearer(&self.headers)
            .and_then(|token| auth::place_of(&state.tenants, token, world.now()));
        let done = place.and_then(|place| {
            act::act(world, &mut state, place, |till, moment| {
                window::count(till, &moment.switches, endpoint.path, moment.at)?;
                self.check(till, endpoint)?;
                let named = self.headers.contains_key("x-requested-with");
                if moment.switches.till_requested_with && !named {
                    return Err(Refusal::RequestedWith);
                }
                write(till, moment)
            })
        });
        match done.unwrap_or(Err(Refusal::Token)) {
            Ok(written) => written.into_response(),
            Err(refusal) => refusal.response(&state.switches),
        }
    }

    /// Whether the call speaks version 2.0.0.
    pub(super) fn is_second_version(&self) -> bool {
        let version = self.headers.get("x-version");
        version.is_some_and(|version| version == SECOND_VERSION)
    }

    fn check(&self, till: &Till, endpoint: Endpoint) -> Result<(), Refusal> {
        let version = self.headers.get("x-version");
        let first = version.is_some_and(|version| version == VERSION);
        let second = self.is_second_version() && endpoint.path == "/customers";
        if !first && !second {
            return Err(Refusal::Version);
        }
        if !till.scopes.contains(endpoint.scope) {
            return Err(Refusal::Scope(endpoint.scope));
        }
        Ok(())
    }

    fn pictures(&self, till: &Till) -> String {
        let host = || {
            let host = self.headers.get(HOST).and_then(|host| host.to_str().ok());
            format!("http://{}", host.unwrap_or("localhost"))
        };
        till.picture_base.clone().unwrap_or_else(host)
    }
}
