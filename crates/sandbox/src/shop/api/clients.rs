//! Customers (TS Commerce sheet §22), as far as they are read.

use axum::Router;
use jiff::Timestamp;
use serde::Serialize;

use super::{
    call::{Call, Outcome, missing, optional},
    dates,
    door::get,
    json,
    refusal::Refusal,
};
use crate::{
    SharedWorld,
    shop::{clients::Client, form::Form, order::province},
};

pub(super) fn routes() -> Router<SharedWorld> {
    Router::new()
        .route("/clients/list.json", get(list))
        .route("/clients/client.json", get(client))
}

#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    fullname: &'a str,
    first_name: &'a str,
    last_name: &'a str,
    email: &'a str,
    created_at: String,
    updated_at: Option<String>,
    #[serde(rename = "userUID")]
    user_uid: u64,
    accept_marketing: bool,
    #[serde(rename = "accountType")]
    account_type: &'static str,
}

/// `GET /clients/list.json`: all rows at once, oldest first.
fn list(call: &mut Call<'_>) -> Outcome {
    let created = window(call.form, "created_at_from", "created_at_to")?;
    let updated = window(call.form, "updated_at_from", "updated_at_to")?;
    let registered = match call.form.text("accountType") {
        None | Some("") => None,
        Some("guest") => Some(false),
        Some("registered") => Some(true),
        Some(_) => return Err(Refusal::bad("invalid parameter accountType")),
    };
    let within = |window: Option<(i64, i64)>, at: Option<Timestamp>| {
        let second = at.map(Timestamp::as_second);
        window.is_none_or(|(from, to)| second.is_some_and(|at| (from..=to).contains(&at)))
    };
    let found = call.shop.clients.iter().filter(|client| {
        within(created, Some(client.created))
            && within(updated, client.updated)
            && registered.is_none_or(|registered| client.is_registered() == registered)
    });
    Ok(json::list(found.map(|client| {
        let (first_name, last_name) = client.names();
        Row {
            id: &client.id,
            fullname: &client.typed.fullname,
            first_name,
            last_name,
            email: &client.typed.email,
            created_at: dates::of_client(client.created),
            updated_at: client.updated.map(dates::of_client),
            user_uid: client.user_uid,
            accept_marketing: false,
            account_type: if client.is_registered() {
                "registered"
            } else {
                "guest"
            },
        }
    })))
}

fn window(form: &Form, from: &str, to: &str) -> Result<Option<(i64, i64)>, Refusal> {
    match (optional(form, from)?, optional(form, to)?) {
        (Some(from), Some(to)) => Ok(Some((from, to))),
        (None, None) => Ok(None),
        (Some(_), None) => Err(missing(to)),
        (None, Some(_)) => Err(missing(from)),
    }
}

#[derive(Serialize)]
struct Details<'a> {
    fullname: &'a str,
    website: &'a str,
    email: &'a str,
    phone: &'a str,
    mobile: &'a str,
    address: &'a str,
    city: &'a str,
    zip: &'a str,
    state: String,
    country: String,
    code: &'a str,
    #[serde(rename = "userUID")]
    user_uid: u64,
    id: &'a str,
}

/// `GET /clients/client.json`, by `id` or `email`.
fn client(call: &mut Call<'_>) -> Outcome {
    let (id, email) = (call.form.text("id"), call.form.text("email"));
    let is = |client: &&Client| match (id, email) {
        (Some(id), _) => client.id == id,
        (None, email) => email.is_some_and(|it| it.eq_ignore_ascii_case(&client.typed.email)),
    };
    if id.is_none() && email.is_none() {
        return Err(missing("id"));
    }
    let client = call.shop.clients.iter().find(is);
    let client = client.ok_or_else(|| Refusal::unknown("client"))?;
    let typed = &client.typed;
    let country = call.shop.countries.iter();
    let country = country.clone().find(|it| it.tld == typed.country);
    Ok(json::body(&Details {
        fullname: &typed.fullname,
        website: "",
        email: &typed.email,
        phone: &typed.phone,
        mobile: "",
        address: &typed.addr1,
        city: &typed.city,
        zip: &typed.zip,
        state: province(&typed.province).uid.to_string(),
        country: country.map_or(0, |country| country.uid).to_string(),
        code: &typed.vat,
        user_uid: client.user_uid,
        id: &client.id,
    }))
}
