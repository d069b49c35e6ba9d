//! `/products` (Cassa in Cloud sheet §13).
//!
//! A page reads every product once to count, and writes only its own: nothing is cloned while the
//! world is locked.

use std::collections::BTreeSet;

use axum::{
    extract::{Path, State},
    response::Response,
};

use self::{filter::ProductFilter, view::ProductView};
use super::{
    call::{Call, Endpoint},
    envelope,
    page::Page,
    record::{SORT_KEYS, sort_key, visible},
    sorts::Sorts,
};
use crate::{
    SharedWorld,
    till::{records::Product, state::Till},
};

mod filter;
mod variants;
mod view;

const READ: Endpoint = Endpoint {
    path: "/products",
    scope: "read_product",
};

/// The products that come into question, in the order of their creation: those with these ids, or
/// all.
pub(super) fn candidates<'a>(
    till: &'a Till,
    ids: Option<&BTreeSet<String>>,
) -> Box<dyn Iterator<Item = &'a Product> + 'a> {
    match ids {
        None => Box::new(till.products()),
        Some(ids) => Box::new(till.products_with(ids)),
    }
}

/// `GET /products`.
pub(super) async fn list(State(world): State<SharedWorld>, call: Call) -> Response {
    call.answer(&world, READ, |desk| {
        let (page, sorts) = (Page::read(desk)?, Sorts::read(desk, SORT_KEYS)?);
        let filter = ProductFilter::read(desk)?;
        let rows = candidates(desk.till, filter.ids()).filter(|row| filter.admits(row));
        let rows = sorts.apply(rows, |row, key| sort_key(*row, key, desk.switches));
        let (rows, total) = page.cut(rows);
        let rows = rows.into_iter().map(|row| ProductView::new(row, desk));
        envelope::list("products", &rows.collect::<Vec<_>>(), total)
    })
}

/// `GET /products/{id}`.
pub(super) async fn one(
    State(world): State<SharedWorld>,
    Path(id): Path<String>,
    call: Call,
) -> Response {
    call.answer(&world, READ, |desk| {
        let product = visible(desk.till, desk.till.product(&id))?;
        envelope::one("product", &ProductView::new(product, desk))
    })
}
