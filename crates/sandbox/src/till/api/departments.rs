//! `/departments` (Cassa in Cloud sheet §12).

use axum::{
    extract::{Path, State},
    response::Response,
};
use serde::Serialize;

use super::{
    call::{Call, Desk, Endpoint},
    envelope,
    page::Page,
    record::{Filter, SORT_KEYS, sort_key, visible},
    sorts::Sorts,
    taxes::TaxView,
};
use crate::{SharedWorld, till::records::Department};

const READ: Endpoint = Endpoint {
    path: "/departments",
    scope: "read_department",
};

/// A department as it is answered, its tax in it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct DepartmentView<'a> {
    id: &'a str,
    description: &'a str,
    description_label: &'a str,
    description_receipt: &'a str,
    id_tax: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    tax: Option<TaxView<'a>>,
    color: &'a str,
    sales_type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    id_sales_point: Option<i64>,
    last_update: i64,
}

impl<'a> DepartmentView<'a> {
    pub(super) fn new(department: &'a Department, desk: &Desk<'a>) -> Self {
        let tax = desk.till.tax(&department.tax);
        Self {
            id: &department.id,
            description: &department.name,
            description_label: &department.name,
            description_receipt: &department.name,
            id_tax: &department.tax,
            tax: tax.map(|tax| TaxView::new(tax, desk.switches)),
            color: &department.color,
            sales_type: "GOODS",
            id_sales_point: department.sales_point,
            last_update: department.last_update,
        }
    }
}

/// `GET /departments`.
pub(super) async fn list(State(world): State<SharedWorld>, call: Call) -> Response {
    call.answer(&world, READ, |desk| {
        let (page, sorts) = (Page::read(desk)?, Sorts::read(desk, SORT_KEYS)?);
        let (filter, taxes) = (Filter::read(desk)?, desk.query.texts("idsTax")?);
        let taxed = |row: &Department| taxes.as_ref().is_none_or(|ids| ids.contains(&row.tax));
        let rows = desk.till.departments().iter();
        let rows = rows.filter(|row| filter.admits(*row) && taxed(row));
        let rows = sorts.apply(rows, |row, key| sort_key(*row, key, desk.switches));
        let (rows, total) = page.cut(rows);
        let rows = rows.into_iter().map(|row| DepartmentView::new(row, desk));
        envelope::list("departments", &rows.collect::<Vec<_>>(), total)
    })
}

/// `GET /departments/{id}`.
pub(super) async fn one(
    State(world): State<SharedWorld>,
    Path(id): Path<String>,
    call: Call,
) -> Response {
    call.answer(&world, READ, |desk| {
        let department = visible(desk.till, desk.till.department(&id))?;
        envelope::one("department", &DepartmentView::new(department, desk))
    })
}
