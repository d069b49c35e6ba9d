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

use super::{auth, query::Query, refusal::Refusal, window};
use crate::{SharedWorld, State, switches::Switches, till::state::Till};

/// The only version that the catalogue knows (Cassa in Cloud sheet §4).
const VERSION: &str = "1.0.0";

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

    fn check(&self, till: &Till, endpoint: Endpoint) -> Result<(), Refusal> {
        let version = self.headers.get("x-version");
        if version.is_none_or(|version| version != VERSION) {
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
