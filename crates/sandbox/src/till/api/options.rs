//! `/options`: the dictionary of options and their values (Cassa in Cloud sheet §13.3).
//!
//! The sheet knows that it can be read, not where: path and shape are assumed (§25 line 22).

use axum::{extract::State, response::Response};
use serde::Serialize;

use super::{
    call::{Call, Endpoint},
    envelope,
    page::Page,
};
use crate::{SharedWorld, till::records::OptionRecord};

const READ: Endpoint = Endpoint {
    path: "/options",
    scope: "read_option",
};

#[derive(Serialize)]
struct OptionView<'a> {
    id: &'a str,
    description: &'a str,
    values: Vec<ValueView<'a>>,
}

#[derive(Serialize)]
struct ValueView<'a> {
    id: &'a str,
    description: &'a str,
}

impl<'a> From<&'a OptionRecord> for OptionView<'a> {
    fn from(option: &'a OptionRecord) -> Self {
        let values = option.values.iter().map(|value| ValueView {
            id: &value.id,
            description: &value.name,
        });
        Self {
            id: &option.id,
            description: &option.name,
            values: values.collect(),
        }
    }
}

/// `GET /options`.
pub(super) async fn list(State(world): State<SharedWorld>, call: Call) -> Response {
    call.answer(&world, READ, |desk| {
        let (page, ids) = (Page::read(desk)?, desk.query.texts("ids")?);
        let asked = |row: &&OptionRecord| ids.as_ref().is_none_or(|ids| ids.contains(&row.id));
        let (rows, total) = page.cut(desk.till.options().iter().filter(asked));
        let rows: Vec<OptionView<'_>> = rows.into_iter().map(Into::into).collect();
        envelope::list("options", &rows, total)
    })
}
