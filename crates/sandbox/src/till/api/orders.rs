//! `/documents/orders` (Cassa in Cloud sheet §16).

use axum::{
    body::Bytes,
    extract::{Path, State},
    response::Response,
};
use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    call::{Call, Endpoint},
    dates::Dates,
    envelope,
    page::Page,
    query::bad,
    record::{enabled, points},
    refusal::Refusal,
    sorts::{SortKey, Sorts},
    written::Written,
};
use crate::{
    SharedWorld,
    switches::{Switches, TillOrderDate},
    till::orders::{
        self,
        draft::{OrderDraft, Prepayment},
        record::Order,
        refusal::OrderRefusal,
    },
};

const READ: Endpoint = Endpoint {
    path: "/documents/orders",
    scope: "read_order",
};

const CREATE: Endpoint = Endpoint {
    path: "/documents/orders/batch",
    scope: "write_order",
};

const PREPAYMENT: Endpoint = Endpoint {
    path: "/documents/orders/prepayment",
    scope: "write_order",
};

const SORT_KEYS: &[&str] = &["id", "date"];

/// `GET /documents/orders`.
pub(super) async fn list(State(world): State<SharedWorld>, call: Call) -> Response {
    call.answer(&world, READ, |desk| {
        let (page, sorts) = (Page::read(desk)?, Sorts::read(desk, SORT_KEYS)?);
        let (dates, points) = (Dates::read(desk)?, points(desk)?);
        let tables = desk.query.texts("idTables")?;
        let on_table = |order: &Order| {
            let table = order.sent.id_table.as_ref();
            let asked = tables.as_ref();
            asked.is_none_or(|ids| table.is_some_and(|table| ids.contains(table)))
        };
        let inside =
            |order: &Order| filtered(order, desk.switches).is_some_and(|at| dates.hold(at));
        let rows = desk.till.orders().filter(|order| {
            points.contains(&order.sales_point()) && on_table(order) && inside(order)
        });
        let rows = sorts.apply(rows, |order, key| match key {
            "date" => SortKey::Number(Decimal::from(order.date)),
            _ => SortKey::Text(&order.id),
        });
        let (rows, total) = page.cut(rows);
        let rows = rows
            .into_iter()
            .map(|order| orders::view(order, desk.switches));
        envelope::list("orders", &rows.collect::<Vec<_>>(), total)
    })
}

/// The date that the window is compared with.
fn filtered(order: &Order, switches: &Switches) -> Option<i64> {
    match switches.till_order_date {
        TillOrderDate::Date => Some(order.date),
        TillOrderDate::Due => order.due(),
        TillOrderDate::Created => Some(order.created),
    }
}

/// `GET /documents/orders/{id}`.
pub(super) async fn one(
    State(world): State<SharedWorld>,
    Path(id): Path<String>,
    call: Call,
) -> Response {
    call.answer(&world, READ, |desk| {
        let order = desk.till.order(&id).ok_or(Refusal::UnknownId)?;
        enabled(desk.till, order.sales_point())?;
        envelope::one("order", &orders::view(order, desk.switches))
    })
}

#[derive(Deserialize)]
struct Batch {
    create: Vec<Value>,
}

/// `POST /documents/orders/batch`.
pub(super) async fn create(State(world): State<SharedWorld>, call: Call, body: Bytes) -> Response {
    call.write(&world, CREATE, |till, moment| {
        let batch: Batch = serde_json::from_slice(&body).map_err(|_| bad("create"))?;
        if batch.create.is_empty() {
            return Err(bad("create"));
        }
        let external = |order: &Value| order.get("externalId").cloned();
        let externals: Vec<_> = batch.create.iter().map(external).collect();
        let drafts = batch.create.into_iter().zip(0..).map(|(order, place)| {
            serde_json::from_value::<OrderDraft>(order).map_err(|error| {
                // Serde tells what it found, which may be somebody's name: only what was wanted is told.
                let text = error.to_string();
                let kind = text.split([':', ',']).next().unwrap_or_default();
                OrderRefusal::Shape(format!("create[{place}]: {kind}"))
            })
        });
        let placed = till.place_orders(drafts.collect(), moment);
        let placed = placed.map_err(|(place, refusal)| Refusal::Order(place, refusal))?;
        let placed = placed.into_iter().zip(externals).enumerate();
        let details: Vec<Value> = placed
            .filter_map(|(index, (id, external))| {
                let id = id.ok()?;
                Some(match external {
                    Some(external) => json!({"index": index, "id": id, "externalId": external}),
                    None => json!({"index": index, "id": id}),
                })
            })
            .collect();
        Ok(Written::batch(&details, &moment.switches))
    })
}

/// `PUT /documents/orders/{id}/prepayment`.
pub(super) async fn set_prepayment(
    State(world): State<SharedWorld>,
    Path(id): Path<String>,
    call: Call,
    body: Bytes,
) -> Response {
    call.write(&world, PREPAYMENT, |till, moment| {
        let point = till.order(&id).ok_or(Refusal::UnknownId)?.sales_point();
        enabled(till, point)?;
        let new: Prepayment = serde_json::from_slice(&body).map_err(|_| bad("prepaymentStatus"))?;
        till.set_prepayment(&id, new, moment);
        Ok(Written::changed())
    })
}
