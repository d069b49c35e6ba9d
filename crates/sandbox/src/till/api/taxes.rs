//! `/taxes` (Cassa in Cloud sheet §12). A single tax is not to be had.

use axum::{extract::State, response::Response};
use serde::Serialize;

use super::{
    call::{Call, Endpoint},
    envelope::{self, Number},
    page::Page,
    record::{Filter, SORT_KEYS, sort_key},
    sorts::Sorts,
};
use crate::{SharedWorld, switches::Switches, till::records::Tax};

const READ: Endpoint = Endpoint {
    path: "/taxes",
    scope: "read_tax",
};

/// A tax as it is answered.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct TaxView<'a> {
    id: &'a str,
    description: &'a str,
    rate: Number,
    #[serde(skip_serializing_if = "Option::is_none")]
    nature: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id_sales_point: Option<i64>,
    last_update: i64,
}

impl<'a> TaxView<'a> {
    pub(super) fn new(tax: &'a Tax, switches: &Switches) -> Self {
        Self {
            id: &tax.id,
            description: &tax.name,
            rate: Number {
                value: tax.rate,
                as_text: switches.till_text_decimals,
            },
            nature: tax.nature.as_deref(),
            id_sales_point: tax.sales_point,
            last_update: tax.last_update,
        }
    }
}

/// `GET /taxes`.
pub(super) async fn list(State(world): State<SharedWorld>, call: Call) -> Response {
    call.answer(&world, READ, |desk| {
        let (page, sorts) = (Page::read(desk)?, Sorts::read(desk, SORT_KEYS)?);
        let filter = Filter::read(desk)?;
        let rows = desk.till.taxes().iter().filter(|row| filter.admits(*row));
        let rows = sorts.apply(rows, |row, key| sort_key(*row, key, desk.switches));
        let (rows, total) = page.cut(rows);
        let rows = rows.into_iter().map(|row| TaxView::new(row, desk.switches));
        envelope::list("taxes", &rows.collect::<Vec<_>>(), total)
    })
}
