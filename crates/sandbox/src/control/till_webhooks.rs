//! The till's webhooks, as a merchant makes them in the portal.

use axum::{
    Json,
    extract::{Path, Query, State},
    http::StatusCode,
};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{Of, Refusal, acting::at_till, input::Body};
use crate::{
    till::webhooks::{Webhook, WebhookDraft},
    world::SharedWorld,
};

pub(super) fn router() -> OpenApiRouter<SharedWorld> {
    OpenApiRouter::new()
        .routes(routes!(list, add))
        .routes(routes!(edit, remove))
}

/// A webhook as the portal shows it, its secret too.
#[derive(Serialize, ToSchema)]
struct ShownWebhook {
    /// UUID.
    id: String,
    /// Key of its signatures.
    secret: String,
    #[serde(flatten)]
    wish: WebhookDraft,
}

impl From<&Webhook> for ShownWebhook {
    fn from(webhook: &Webhook) -> Self {
        Self {
            id: webhook.id.clone(),
            secret: webhook.secret.clone(),
            wish: webhook.wish.clone(),
        }
    }
}

/// The till's webhooks with their secrets.
#[utoipa::path(get, path = "/till/webhooks", tag = "till webhooks", params(Of),
    responses((status = 200, body = Vec<ShownWebhook>)))]
async fn list(
    State(world): State<SharedWorld>,
    Query(of): Query<Of>,
) -> Result<Json<Vec<ShownWebhook>>, Refusal> {
    let mut state = world.lock();
    let till = &of.tenant(&mut state)?.till;
    Ok(Json(till.webhooks().iter().map(Into::into).collect()))
}

/// Makes a webhook.
#[utoipa::path(post, path = "/till/webhooks", tag = "till webhooks", params(Of),
    request_body = WebhookDraft, responses((status = 200, body = ShownWebhook)))]
async fn add(
    State(world): State<SharedWorld>,
    Query(of): Query<Of>,
    Body(wish): Body<WebhookDraft>,
) -> Result<Json<ShownWebhook>, Refusal> {
    at_till(&world, &of, |till, moment| {
        Ok(Json(till.add_webhook(wish, moment).into()))
    })
}

/// Changes all of a webhook, `paused` too; its secret stays where none is given.
#[utoipa::path(put, path = "/till/webhooks/{id}", tag = "till webhooks",
    params(("id" = String, Path), Of), request_body = WebhookDraft,
    responses((status = 204), (status = 404)))]
async fn edit(
    State(world): State<SharedWorld>,
    Path(id): Path<String>,
    Query(of): Query<Of>,
    Body(wish): Body<WebhookDraft>,
) -> Result<StatusCode, Refusal> {
    let mut state = world.lock();
    of.tenant(&mut state)?.till.edit_webhook(&id, wish)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Deletes a webhook.
#[utoipa::path(delete, path = "/till/webhooks/{id}", tag = "till webhooks",
    params(("id" = String, Path), Of), responses((status = 204), (status = 404)))]
async fn remove(
    State(world): State<SharedWorld>,
    Path(id): Path<String>,
    Query(of): Query<Of>,
) -> Result<StatusCode, Refusal> {
    let mut state = world.lock();
    of.tenant(&mut state)?.till.remove_webhook(&id)?;
    Ok(StatusCode::NO_CONTENT)
}
