//! VAT profiles (TS Commerce sheet §18). Note the write name `name` and the read name `title`.

use axum::Router;
use rust_decimal::Decimal;
use serde::Serialize;
use serde_json::json;

use super::{
    call::{Call, Outcome, missing, read},
    door::{Endpoint, get, serve},
    json::{self, Number},
    refusal::Refusal,
};
use crate::{SharedWorld, shop::taxonomy::TaxProfile};

pub(super) fn routes() -> Router<SharedWorld> {
    let profile = Endpoint {
        get: Some(show),
        post: Some(create),
        delete: Some(delete),
        ..Endpoint::default()
    };
    Router::new()
        .route("/taxes/list.json", get(list))
        .route("/taxes/taxprofile.json", serve(profile))
}

#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    value: Number,
    title: &'a str,
    #[serde(rename = "countriesUID")]
    countries: &'a [u64],
}

fn row(tax: &TaxProfile) -> Row<'_> {
    Row {
        id: &tax.id,
        value: Number(tax.value),
        title: &tax.title,
        countries: &tax.countries,
    }
}

/// `GET /taxes/list.json`
fn list(call: &mut Call<'_>) -> Outcome {
    Ok(json::list(call.shop.taxes.iter().map(row)))
}

/// `GET /taxes/taxprofile.json?id=`
fn show(call: &mut Call<'_>) -> Outcome {
    let tax = call.shop.tax(call.required("id")?);
    let tax = tax.ok_or_else(|| Refusal::unknown("tax profile"))?;
    Ok(json::body(&row(tax)))
}

/// `POST /taxes/taxprofile.json`: two profiles may have one rate, and even one name.
fn create(call: &mut Call<'_>) -> Outcome {
    let title = call.required("name")?.to_owned();
    let value: Decimal = read("value", call.required("value")?)?;
    if value.is_sign_negative() && !value.is_zero() {
        return Err(Refusal::bad("invalid parameter value"));
    }
    let named = call.form.list("countries");
    let named = named.filter(|countries| !countries.is_empty());
    let mut countries = Vec::new();
    for country in named.ok_or_else(|| missing("countries"))? {
        let uid = read("countries", country)?;
        if !call.shop.countries.iter().any(|known| known.uid == uid) {
            return Err(Refusal::bad(format!("unknown country {uid}")));
        }
        countries.push(uid);
    }
    let id = call
        .shop
        .add_tax(title, value, countries, call.now, call.random);
    Ok(json::body(&json!({ "tax_profile": { "id": id } })))
}

/// `DELETE /taxes/taxprofile.json`: products that used it have an empty profile afterwards.
fn delete(call: &mut Call<'_>) -> Outcome {
    let id = call.required("id")?;
    if call.shop.tax(id).is_none() {
        return Err(Refusal::unknown("tax profile"));
    }
    call.shop.taxes.retain(|tax| tax.id != id);
    call.shop.products.forget_tax(id);
    Ok(json::body(
        &json!({ "ok": 1, "n": 1, "err": null, "errmsg": null }),
    ))
}
