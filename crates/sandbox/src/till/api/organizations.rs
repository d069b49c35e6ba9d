//! `/organizations` (Cassa in Cloud sheet §19). Writing is likely and not documented: a switch closes
//! it.

use axum::{body::Bytes, extract::State, response::Response};

use super::{
    call::{Call, Endpoint},
    envelope,
    page::Page,
    query::bad,
    record::{Filter, SORT_KEYS, sort_key},
    refusal::Refusal,
    sorts::Sorts,
    written::Written,
};
use crate::SharedWorld;

const READ: Endpoint = Endpoint {
    path: "/organizations",
    scope: "read_organization",
};

const WRITE: Endpoint = Endpoint {
    path: "/organizations",
    scope: "write_organization",
};

/// `GET /organizations`.
pub(super) async fn list(State(world): State<SharedWorld>, call: Call) -> Response {
    call.answer(&world, READ, |desk| {
        let (page, sorts) = (Page::read(desk)?, Sorts::read(desk, SORT_KEYS)?);
        let (filter, vat) = (Filter::read(desk)?, desk.query.text("vatNumber"));
        let rows = desk.till.organizations().iter().filter(|row| {
            let taxed = vat.as_ref().is_none_or(|vat| row.text("vatNumber") == vat);
            filter.admits(*row) && taxed
        });
        let rows = sorts.apply(rows, |row, key| sort_key(*row, key, desk.switches));
        let (rows, total) = page.cut(rows);
        let rows = rows.into_iter().map(|row| row.view(false));
        envelope::list("organizations", &rows.collect::<Vec<_>>(), total)
    })
}

/// `POST /organizations`.
pub(super) async fn create(State(world): State<SharedWorld>, call: Call, body: Bytes) -> Response {
    call.write(&world, WRITE, |till, moment| {
        if !moment.switches.till_organizations_writable {
            return Err(Refusal::Route);
        }
        let sent = serde_json::from_slice(&body).map_err(|_| bad("body"))?;
        let id = till
            .add_organization(sent, moment)
            .map_err(Refusal::Person)?;
        let made = till.organization(&id).ok_or(Refusal::Broken)?.view(false);
        Ok(Written::one("organization", &made, &moment.switches))
    })
}
