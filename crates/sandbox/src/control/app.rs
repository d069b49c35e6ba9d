//! The app of the shops: entered, installed, taken away.

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{Refusal, input::Body};
use crate::{
    app::{App, NotInstalled},
    world::SharedWorld,
};

pub(super) fn router() -> OpenApiRouter<SharedWorld> {
    OpenApiRouter::new()
        .routes(routes!(show, enter))
        .routes(routes!(install, uninstall))
}

/// The app, as its developer entered it.
#[utoipa::path(get, path = "/app", tag = "app",
    responses((status = 200, body = Option<App>)))]
async fn show(State(world): State<SharedWorld>) -> Json<Option<App>> {
    Json(world.lock().app.clone())
}

/// Enters the app: Auth URL, Embed URL, permission.
#[utoipa::path(put, path = "/app", tag = "app", request_body = App,
    responses((status = 200, body = App), (status = 400)))]
async fn enter(State(world): State<SharedWorld>, Body(app): Body<App>) -> Json<App> {
    world.lock().app = Some(app.clone());
    Json(app)
}

/// What installing did.
#[derive(Debug, Serialize, ToSchema)]
struct Done {
    /// It was installed before: the older keys are dead (unless the switch says otherwise).
    again: bool,
}

/// Installs the app for a shop, or installs it again: new keys are posted to the Auth URL.
#[utoipa::path(post, path = "/accounts/{instance}/app", tag = "app",
    params(("instance" = String, Path)),
    responses((status = 200, body = Done), (status = 400), (status = 404)))]
async fn install(
    State(world): State<SharedWorld>,
    Path(instance): Path<String>,
) -> Result<Json<Done>, Refusal> {
    let (now, random) = (world.now(), world.random().as_ref());
    let again = world.lock().install(&instance, now, random)?;
    Ok(Json(Done { again }))
}

/// Takes the app away from a shop: its keys are dead, and nobody is told.
#[utoipa::path(delete, path = "/accounts/{instance}/app", tag = "app",
    params(("instance" = String, Path)),
    responses((status = 204), (status = 404)))]
async fn uninstall(
    State(world): State<SharedWorld>,
    Path(instance): Path<String>,
) -> Result<StatusCode, Refusal> {
    if world.lock().uninstall(&instance)? {
        Ok(StatusCode::NO_CONTENT)
    } else {
        let (what, id) = ("installation for", instance);
        Err(Refusal::Unknown { what, id })
    }
}

impl From<NotInstalled> for Refusal {
    fn from(why: NotInstalled) -> Self {
        match why {
            NotInstalled::NoTenant(instance) => Self::Tenant(instance),
            NotInstalled::NoApp => Self::Body(why.to_string()),
        }
    }
}
