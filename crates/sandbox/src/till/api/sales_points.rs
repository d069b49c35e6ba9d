//! `/salespoint`: the sales points that the key may see (Cassa in Cloud sheet §10).

use axum::{
    extract::{Path, State},
    response::Response,
};
use serde::Serialize;

use super::{
    call::{Call, Endpoint},
    envelope,
    page::Page,
    query::bad,
    record::enabled,
    refusal::Refusal,
};
use crate::{SharedWorld, switches::TillSalesPoint, till::records::SalesPoint};

const READ: Endpoint = Endpoint {
    path: "/salespoint",
    scope: "read_salespoint",
};

#[derive(Serialize)]
struct SalesPointView<'a> {
    id: i64,
    name: &'a str,
    description: &'a str,
    city: &'a str,
    country: &'static str,
    currency: Currency,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Currency {
    id: u32,
    code: &'static str,
    name: &'static str,
    number_of_decimals: u32,
}

const EURO: Currency = Currency {
    id: 1,
    code: "EUR",
    name: "Euro",
    number_of_decimals: 2,
};

impl<'a> From<&'a SalesPoint> for SalesPointView<'a> {
    fn from(point: &'a SalesPoint) -> Self {
        Self {
            id: point.id,
            name: &point.name,
            description: &point.name,
            city: &point.city,
            country: "IT",
            currency: EURO,
        }
    }
}

/// `GET /salespoint`: all of them, whatever `start` and `limit` say.
pub(super) async fn list(State(world): State<SharedWorld>, call: Call) -> Response {
    call.answer(&world, READ, |desk| {
        let paged = desk.switches.till_sales_points_paged && desk.query.raw("start").is_some();
        let page = if paged {
            Page::read(desk)?
        } else {
            Page::WHOLE
        };
        let licensed = desk.query.boolean("hasActiveLicense")?;
        let points = desk.till.sales_points().iter().filter(|point| {
            point.enabled && licensed.is_none_or(|licensed| licensed == point.licensed)
        });
        let (rows, total) = page.cut(points);
        let rows: Vec<SalesPointView<'_>> = rows.into_iter().map(Into::into).collect();
        envelope::list("salesPoint", &rows, total)
    })
}

/// `GET /salespoint/{id}`.
pub(super) async fn one(
    State(world): State<SharedWorld>,
    Path(id): Path<String>,
    call: Call,
) -> Response {
    call.answer(&world, READ, |desk| {
        let id: i64 = id.parse().map_err(|_| bad("id"))?;
        enabled(desk.till, id)?;
        let mut points = desk.till.sales_points().iter();
        let point = points.find(|point| point.id == id);
        let view = SalesPointView::from(point.ok_or(Refusal::UnknownId)?);
        match desk.switches.till_sales_point {
            TillSalesPoint::Bare => envelope::write(&view),
            TillSalesPoint::Envelope => envelope::one("salesPoint", &view),
            TillSalesPoint::Missing => Err(Refusal::Route),
        }
    })
}
