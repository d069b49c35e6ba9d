//! `/webhooks`: can only be read; they are made by hand in the portal (Cassa in Cloud sheet §21.1).

use axum::{extract::State, response::Response};
use serde_json::json;

use super::{
    call::{Call, Endpoint},
    envelope,
    page::Page,
};
use crate::{SharedWorld, till::webhooks::Webhook};

const READ: Endpoint = Endpoint {
    path: "/webhooks",
    scope: "read_webhook",
};

/// `GET /webhooks`: without their secrets. The shape is not known; the names follow the other
/// resources.
pub(super) async fn list(State(world): State<SharedWorld>, call: Call) -> Response {
    call.answer(&world, READ, |desk| {
        let view = |webhook: &Webhook| {
            let wish = &webhook.wish;
            json!({
                "id": webhook.id, "entity": wish.entity, "events": wish.events, "url": wish.url,
                "description": wish.description, "idsSalesPoint": wish.sales_points,
                "paused": wish.paused,
            })
        };
        let (rows, total) = Page::read(desk)?.cut(desk.till.webhooks().iter().map(view));
        envelope::list("webhooks", &rows, total)
    })
}
