//! Brands (TS Commerce sheet §15).

use axum::Router;
use serde::Serialize;
use serde_json::json;

use super::{
    call::{Call, Outcome, flag},
    categories::fill_seo,
    door::{Endpoint, get, serve},
    json,
    refusal::Refusal,
};
use crate::{SharedWorld, shop::taxonomy::Brand};

pub(super) fn routes() -> Router<SharedWorld> {
    let brand = Endpoint {
        get: Some(show),
        post: Some(create),
        put: Some(update),
        ..Endpoint::default()
    };
    Router::new()
        .route("/brands/list.json", get(list))
        .route("/brands/brand.json", serve(brand))
}

#[derive(Serialize)]
struct Row<'a> {
    uid: u64,
    name: &'a str,
    slug: &'a str,
    description: &'a str,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    more: Option<More<'a>>,
}

#[derive(Serialize)]
struct More<'a> {
    seo: Seo<'a>,
    disabled: bool,
    default_sort: &'a str,
}

#[derive(Serialize)]
struct Seo<'a> {
    title: &'a str,
    description: &'a str,
    keywords: &'a str,
    robots: &'a str,
}

fn row<'a>(brand: &'a Brand, more: Option<More<'a>>) -> Row<'a> {
    Row {
        uid: brand.uid,
        name: &brand.name,
        slug: &brand.slug,
        description: &brand.description,
        more,
    }
}

/// `GET /brands/list.json`
fn list(call: &mut Call<'_>) -> Outcome {
    let brands = call.shop.brands.values();
    Ok(json::list(brands.map(|brand| row(brand, None))))
}

/// `GET /brands/brand.json?uid=`
fn show(call: &mut Call<'_>) -> Outcome {
    let brand = call.shop.brands.get(&call.uid()?);
    let brand = brand.ok_or_else(|| Refusal::unknown("brand"))?;
    let more = More {
        seo: Seo {
            title: &brand.seo.title,
            description: &brand.seo.description,
            keywords: &brand.seo.keywords,
            robots: "",
        },
        disabled: brand.disabled,
        default_sort: "inherit",
    };
    Ok(json::body(&row(brand, Some(more))))
}

/// `POST /brands/brand.json`: a brand of that name is given back as it is.
fn create(call: &mut Call<'_>) -> Outcome {
    let name = call.required("name")?;
    let known = call.shop.brands.values().any(|brand| brand.name == name);
    let disabled = flag(call.form, "disabled")?;
    let uid = call.shop.brand_named(name);
    if !known && let Some(brand) = call.shop.brands.get_mut(&uid) {
        if let Some(text) = call.form.text("description") {
            text.clone_into(&mut brand.description);
        }
        brand.disabled = disabled.unwrap_or(false);
        fill_seo(call.form, &mut brand.seo);
    }
    Ok(json::body(&json!({ "uid": uid })))
}

/// `PUT /brands/brand.json`
fn update(call: &mut Call<'_>) -> Outcome {
    let uid = call.uid()?;
    let name = call.required("name")?.to_owned();
    let disabled = flag(call.form, "disabled")?;
    let brand = call.shop.brands.get_mut(&uid);
    let brand = brand.ok_or_else(|| Refusal::unknown("brand"))?;
    brand.name = name;
    if let Some(text) = call.form.text("description") {
        text.clone_into(&mut brand.description);
    }
    brand.disabled = disabled.unwrap_or(brand.disabled);
    fill_seo(call.form, &mut brand.seo);
    Ok(json::body(
        &json!({ "ok": 1, "err": null, "updatedExisting": true }),
    ))
}
