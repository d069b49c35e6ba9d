//! `/customers` (Cassa in Cloud sheet §19). Version 2.0.0 splits the name (§4).

use axum::{
    body::Bytes,
    extract::{Path, State},
    response::Response,
};

use super::{
    call::{Call, Desk, Endpoint},
    envelope,
    like::Like,
    page::Page,
    query::bad,
    record::{Filter, SORT_KEYS, sort_key, visible},
    refusal::Refusal,
    sorts::Sorts,
    written::Written,
};
use crate::{SharedWorld, till::people::Person};

const READ: Endpoint = Endpoint {
    path: "/customers",
    scope: "read_customer",
};

const WRITE: Endpoint = Endpoint {
    path: "/customers",
    scope: "write_customer",
};

/// The filters that customers have besides the common ones.
struct Wanted {
    name: Option<Like>,
    /// Field and text: equal without regard to case.
    texts: Vec<(&'static str, String)>,
    organizations: Option<std::collections::BTreeSet<String>>,
}

impl Wanted {
    fn read(desk: &Desk<'_>) -> Result<Self, Refusal> {
        let part = desk.switches.till_description_part;
        let texts = ["email", "vatNumber", "fiscalCode"].into_iter();
        Ok(Self {
            name: desk.query.text("name").map(|name| Like::new(&name, part)),
            texts: texts
                .filter_map(|field| Some((field, desk.query.text(field)?.to_lowercase())))
                .collect(),
            organizations: desk.query.texts("idsOrganization")?,
        })
    }

    fn admits(&self, person: &Person) -> bool {
        let mut texts = self.texts.iter();
        texts.all(|(field, text)| person.text(field).to_lowercase() == *text)
            && self
                .name
                .as_ref()
                .is_none_or(|like| like.matches(person.text("name")))
            && self
                .organizations
                .as_ref()
                .is_none_or(|ids| ids.contains(person.text("idOrganization")))
    }
}

/// `GET /customers`.
pub(super) async fn list(State(world): State<SharedWorld>, call: Call) -> Response {
    let split = call.is_second_version();
    call.answer(&world, READ, |desk| {
        let (page, sorts) = (Page::read(desk)?, Sorts::read(desk, SORT_KEYS)?);
        let (filter, wanted) = (Filter::read(desk)?, Wanted::read(desk)?);
        let rows = desk.till.customers().iter();
        let rows = rows.filter(|row| filter.admits(*row) && wanted.admits(row));
        let rows = sorts.apply(rows, |row, key| sort_key(*row, key, desk.switches));
        let (rows, total) = page.cut(rows);
        let rows = rows.into_iter().map(|row| row.view(split));
        envelope::list("customers", &rows.collect::<Vec<_>>(), total)
    })
}

/// `GET /customers/{id}`.
pub(super) async fn one(
    State(world): State<SharedWorld>,
    Path(id): Path<String>,
    call: Call,
) -> Response {
    let split = call.is_second_version();
    call.answer(&world, READ, |desk| {
        let customer = visible(desk.till, desk.till.customer(&id))?;
        envelope::one("customer", &customer.view(split))
    })
}

/// `POST /customers`.
pub(super) async fn create(State(world): State<SharedWorld>, call: Call, body: Bytes) -> Response {
    let split = call.is_second_version();
    call.write(&world, WRITE, |till, moment| {
        let sent = serde_json::from_slice(&body).map_err(|_| bad("body"))?;
        let id = till.add_customer(sent, moment).map_err(Refusal::Person)?;
        let made = till.customer(&id).ok_or(Refusal::Broken)?.view(split);
        Ok(Written::one("customer", &made, &moment.switches))
    })
}

/// `PUT /customers/{id}`.
pub(super) async fn update(
    State(world): State<SharedWorld>,
    Path(id): Path<String>,
    call: Call,
    body: Bytes,
) -> Response {
    call.write(&world, WRITE, |till, moment| {
        visible(till, till.customer(&id))?;
        let sent = serde_json::from_slice(&body).map_err(|_| bad("body"))?;
        till.edit_customer(&id, sent, moment)
            .map_err(Refusal::Person)?;
        Ok(Written::changed())
    })
}
