//! What every call may bring: which tenant it means, and a JSON body.

use axum::{
    Json,
    extract::{FromRequest, Request},
};
use serde::{Deserialize, de::DeserializeOwned};
use utoipa::IntoParams;

use super::Refusal;
use crate::world::{State, Tenant};

/// Which tenant is meant.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Of {
    /// The tenant's instance; the first one if missing.
    pub instance: Option<String>,
}

impl Of {
    /// The tenant.
    ///
    /// # Errors
    /// [`Refusal::Tenant`] or [`Refusal::NoTenant`].
    pub fn tenant<'a>(&self, state: &'a mut State) -> Result<&'a mut Tenant, Refusal> {
        match &self.instance {
            None => state.tenants.first_mut().ok_or(Refusal::NoTenant),
            Some(instance) => state
                .tenant(instance)
                .ok_or_else(|| Refusal::Tenant(instance.clone())),
        }
    }
}

/// A JSON body; whatever the content type says, so that `curl -d` is enough.
pub(super) struct Body<T>(pub(super) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Body<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, state: &S) -> Result<Self, Refusal> {
        let bytes = bytes::Bytes::from_request(request, state)
            .await
            .map_err(|error| Refusal::Body(error.body_text()))?;
        Json::from_bytes(&bytes)
            .map(|Json(value)| Self(value))
            .map_err(|error| Refusal::Body(error.body_text()))
    }
}
