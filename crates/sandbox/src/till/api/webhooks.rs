//! `/webhooks`: can only be read; they are made by hand in the portal (Cassa in Cloud sheet §21.1).

use axum::{extract::State, response::Response};
use serde_json::Value;

use super::{
    call::{Call, Endpoint},
    envelope,
    page::Page,
};
use crate::SharedWorld;

const READ: Endpoint = Endpoint {
    path: "/webhooks",
    scope: "read_webhook",
};

/// `GET /webhooks`: nobody has made one.
pub(super) async fn list(State(world): State<SharedWorld>, call: Call) -> Response {
    call.answer(&world, READ, |desk| {
        Page::read(desk)?;
        envelope::list::<Value>("webhooks", &[], 0)
    })
}
