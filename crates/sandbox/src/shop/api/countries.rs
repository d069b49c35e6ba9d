//! Country numbers of the platform (TS Commerce sheet §18).

use axum::Router;
use serde::Serialize;

use super::{
    call::{Call, Outcome},
    door::get,
    json,
};
use crate::SharedWorld;

pub(super) fn routes() -> Router<SharedWorld> {
    Router::new().route("/countries/list.json", get(list))
}

#[derive(Serialize)]
struct Row<'a> {
    uid: u64,
    name: &'a str,
    tld: &'a str,
}

/// `GET /countries/list.json`
fn list(call: &mut Call<'_>) -> Outcome {
    Ok(json::list(call.shop.countries.iter().map(|country| Row {
        uid: country.uid,
        name: country.name,
        tld: country.tld,
    })))
}
