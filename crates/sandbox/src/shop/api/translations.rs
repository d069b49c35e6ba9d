//! Texts in other languages (TS Commerce sheet §19, labelled alpha).

use axum::Router;
use serde_json::json;

use super::{
    call::{Call, Outcome},
    door::{Endpoint, serve},
    json,
    refusal::Refusal,
};
use crate::SharedWorld;

const TYPES: [&str; 4] = ["product", "category", "brand", "filter"];
const LOCALES: [&str; 5] = ["it_IT", "en_US", "fr_FR", "es_ES", "de_DE"];

pub(super) fn routes() -> Router<SharedWorld> {
    let translation = Endpoint {
        get: Some(show),
        put: Some(write),
        ..Endpoint::default()
    };
    Router::new().route("/translations/translation.json", serve(translation))
}

/// `GET /translations/translation.json`; `value` is missing where nothing was found.
fn show(call: &mut Call<'_>) -> Outcome {
    let place = place(call)?;
    let (selector, locale) = (place.2.clone(), place.3.clone());
    Ok(json::body(&match call.shop.translations.get(&place) {
        Some(value) => {
            json!({ "found": true, "selector": selector, "value": value, "locale": locale })
        }
        None => json!({ "found": false, "selector": selector, "locale": locale }),
    }))
}

/// `PUT /translations/translation.json`
fn write(call: &mut Call<'_>) -> Outcome {
    let place = place(call)?;
    let value = call.required("value")?.to_owned();
    call.shop.translations.insert(place, value);
    Ok(json::body(
        &json!({ "ok": 1, "err": null, "updatedExisting": true }),
    ))
}

fn place(call: &Call<'_>) -> Result<(String, u64, String, String), Refusal> {
    let (kind, locale) = (call.required("type")?, call.required("locale")?);
    if !TYPES.contains(&kind) {
        return Err(Refusal::bad("invalid parameter type"));
    }
    if !LOCALES.contains(&locale) {
        return Err(Refusal::bad("invalid parameter locale"));
    }
    let selector = call.required("selector")?.to_owned();
    Ok((kind.to_owned(), call.uid()?, selector, locale.to_owned()))
}
