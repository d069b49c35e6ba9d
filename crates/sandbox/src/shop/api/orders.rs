//! Orders: their states, and what the merchant's systems set on them (TS Commerce sheet §20).

use axum::Router;
use serde::Serialize;
use serde_json::json;

use super::{
    call::{Call, Outcome, optional},
    door::{Endpoint, get, serve},
    json::{self, Map},
    order_list, order_read,
    refusal::Refusal,
};
use crate::{
    SharedWorld,
    shop::{
        order::{Group, Status},
        order_changes::Parcel,
    },
};

pub(super) fn routes() -> Router<SharedWorld> {
    let order = Endpoint {
        get: Some(order_read::order),
        put: Some(update),
        ..Endpoint::default()
    };
    let updated = Endpoint {
        get: Some(order_list::updated),
        limited: Some("orders/updated"),
        ..Endpoint::default()
    };
    Router::new()
        .route("/orders/list.json", get(order_list::list))
        .route("/orders/order.json", serve(order))
        .route("/orders/statuses.json", get(statuses))
        .route("/orders/updated.json", serve(updated))
}

/// `GET /orders/statuses.json`: the groups in this order, the numbers rising (sheet §20.4).
fn statuses(_: &mut Call<'_>) -> Outcome {
    #[derive(Serialize)]
    struct Groups {
        opened: Map<String, &'static str>,
        processing: Map<String, &'static str>,
        closed: Map<String, &'static str>,
        aftersale: Map<String, &'static str>,
    }
    let labels = |group| {
        let of_group = Status::ALL.into_iter().filter(|it| it.group() == group);
        Map(of_group
            .map(|status| (status.number().to_string(), status.label()))
            .collect())
    };
    Ok(json::body(&Groups {
        opened: labels(Group::Opened),
        processing: labels(Group::Processing),
        closed: labels(Group::Closed),
        aftersale: labels(Group::Aftersale),
    }))
}

/// `PUT /orders/order.json`: state and tracking, by body or query.
fn update(call: &mut Call<'_>) -> Outcome {
    let id = call.required("orderID")?;
    let order = call.shop.orders.get(id);
    let order = order.ok_or_else(|| Refusal::unknown("order"))?;
    let status = match optional::<u8>(call.form, "status")? {
        None => None,
        Some(number) => Some(
            Status::numbered(number)
                .ok_or_else(|| Refusal::bad(format!("unknown status {number}")))?,
        ),
    };
    if status == Some(order.status) && call.switches.shop_same_status_refused {
        return Err(Refusal::bad("already in this state"));
    }
    let parcel = Parcel {
        number: call.form.text("tracking"),
        courier: call.form.text("courier"),
        url: call.form.text("tracking_url"),
    };
    call.shop.set_tracking(id, parcel, call.now);
    if let Some(status) = status {
        call.shop.set_status(id, status, call.switches, call.now);
    }
    Ok(json::body(
        &json!({ "ok": 1, "err": null, "updatedExisting": true }),
    ))
}
