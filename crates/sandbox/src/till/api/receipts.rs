//! `/documents/receipts`: what the till has sold (Cassa in Cloud sheet §20).
//!
//! In the order of their dates: a receipt that comes late, from a till that was offline, stands
//! before those that are already there, and who reads on from an offset never meets it.

use axum::{extract::State, response::Response};
use rust_decimal::Decimal;

use super::{
    call::{Call, Endpoint},
    dates::Dates,
    envelope,
    page::Page,
    record::points,
    sorts::{SortKey, Sorts},
};
use crate::{
    SharedWorld,
    till::documents::{self, Issued, Kind},
};

const READ: Endpoint = Endpoint {
    path: "/documents/receipts",
    scope: "read_receipt",
};

const SORT_KEYS: &[&str] = &["id", "date"];

/// `GET /documents/receipts`.
pub(super) async fn list(State(world): State<SharedWorld>, call: Call) -> Response {
    call.answer(&world, READ, |desk| {
        let (page, sorts) = (Page::read(desk)?, Sorts::read(desk, SORT_KEYS)?);
        let (dates, points) = (Dates::read(desk)?, points(desk)?);
        let (customers, numbers) = (
            desk.query.texts("idCustomers")?,
            desk.query.texts("numbers")?,
        );
        let (customer, z_number) = (
            desk.query.text("idCustomer"),
            desk.query.integer("zNumber")?,
        );
        let organizations = desk.query.texts("idOrganizations")?;
        let (from, to) = (
            desk.query.integer("numberFrom")?,
            desk.query.integer("numberTo")?,
        );
        let of_customer = |receipt: &Issued| {
            let id = receipt.customer.as_ref();
            customers
                .as_ref()
                .is_none_or(|ids| id.is_some_and(|id| ids.contains(id)))
                && customer.as_ref().is_none_or(|asked| id == Some(asked))
        };
        let of_organization = |receipt: &Issued| {
            let id = receipt.organization.as_ref();
            let asked = organizations.as_ref();
            asked.is_none_or(|ids| id.is_some_and(|id| ids.contains(id)))
        };
        let numbered = |receipt: &Issued| {
            let number = receipt.number.to_string();
            numbers.as_ref().is_none_or(|asked| asked.contains(&number))
                && z_number.is_none_or(|asked| asked == i64::from(receipt.z_number))
                && from.is_none_or(|from| i128::from(from) <= i128::from(receipt.number))
                && to.is_none_or(|to| i128::from(receipt.number) <= i128::from(to))
        };
        let rows = desk.till.documents().filter(|receipt| {
            receipt.kind == Kind::Receipt
                && points.contains(&receipt.sales_point)
                && dates.hold(receipt.at)
                && of_customer(receipt)
                && of_organization(receipt)
                && numbered(receipt)
        });
        let mut rows: Vec<&Issued> = rows.collect();
        if desk.switches.till_receipts_newest_first {
            rows.reverse();
        }
        let rows = sorts.apply(rows.into_iter(), |receipt, key| match key {
            "date" => SortKey::Number(Decimal::from(receipt.at)),
            _ => SortKey::Text(&receipt.id),
        });
        let (rows, total) = page.cut(rows);
        let rows = rows
            .into_iter()
            .map(|receipt| documents::view(receipt, desk.switches));
        envelope::list("receipts", &rows.collect::<Vec<_>>(), total)
    })
}
