//! `/salesmodes`: the price lists (Cassa in Cloud sheet §14).

use axum::{extract::State, response::Response};
use serde::Serialize;

use super::{
    call::{Call, Endpoint},
    envelope,
    page::Page,
    sorts::{SortKey, Sorts},
};
use crate::{SharedWorld, till::records::SalesMode};

const READ: Endpoint = Endpoint {
    path: "/salesmodes",
    scope: "read_salesmode",
};

#[derive(Serialize)]
struct SalesModeView<'a> {
    id: &'a str,
    description: &'a str,
}

/// `GET /salesmodes`.
pub(super) async fn list(State(world): State<SharedWorld>, call: Call) -> Response {
    call.answer(&world, READ, |desk| {
        let page = Page::read(desk)?;
        let sorts = Sorts::read(desk, &["id", "description"])?;
        let ids = desk.query.texts("ids")?;
        let asked = |row: &&SalesMode| ids.as_ref().is_none_or(|ids| ids.contains(&row.id));
        let rows = desk.till.sales_modes().iter().filter(asked);
        let rows = sorts.apply(rows, |row, key| match key {
            "description" => SortKey::Text(&row.name),
            _ => SortKey::Text(&row.id),
        });
        let (rows, total) = page.cut(rows);
        let rows = rows.into_iter().map(|row| SalesModeView {
            id: &row.id,
            description: &row.name,
        });
        envelope::list("salesModes", &rows.collect::<Vec<_>>(), total)
    })
}
