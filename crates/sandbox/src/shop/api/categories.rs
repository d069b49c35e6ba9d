//! Categories (TS Commerce sheet §14).
//!
//! The list has no order, and a deleted parent leaves orphans: build the tree from `parent`.

use axum::Router;
use serde::Serialize;
use serde_json::json;

use super::{
    call::{Call, Outcome, flag, optional},
    door::{Endpoint, get, serve},
    json,
    refusal::Refusal,
};
use crate::{
    SharedWorld,
    shop::{form::Form, product::Seo, taxonomy::Category},
};

pub(super) fn routes() -> Router<SharedWorld> {
    let category = Endpoint {
        post: Some(create),
        put: Some(update),
        delete: Some(delete),
        ..Endpoint::default()
    };
    Router::new()
        .route("/categories/list.json", get(list))
        .route("/categories/count.json", get(count))
        .route("/categories/category.json", serve(category))
}

#[derive(Serialize)]
struct Row<'a> {
    uid: u64,
    name: &'a str,
    parent: u64,
    #[serde(rename = "parentUID")]
    legacy_parent: u64,
    description: &'a str,
    seo: &'a Seo,
    #[serde(skip_serializing_if = "Option::is_none")]
    mpc: Option<&'a str>,
}

/// `GET /categories/list.json`
fn list(call: &mut Call<'_>) -> Outcome {
    let mut rows: Vec<_> = call.shop.categories.values().collect();
    // Any order but that of creation, and the same one every time.
    rows.sort_by_key(|category| category.uid.wrapping_mul(0x9E37_79B9_7F4A_7C15));
    Ok(json::list(rows.into_iter().map(|category| Row {
        uid: category.uid,
        name: &category.name,
        parent: category.parent,
        legacy_parent: category.parent,
        description: &category.description,
        seo: &category.seo,
        mpc: category.mpc.as_deref(),
    })))
}

/// `GET /categories/count.json`
fn count(call: &mut Call<'_>) -> Outcome {
    Ok(json::body(&json!({ "count": call.shop.categories.len() })))
}

/// `POST /categories/category.json`: two categories may have one name.
fn create(call: &mut Call<'_>) -> Outcome {
    let mut category = Category {
        enabled: true,
        ..Category::default()
    };
    fill(call, &mut category)?;
    category.uid = call.shop.new_uid();
    let uid = category.uid;
    call.shop.categories.insert(uid, category);
    Ok(json::body(&json!({ "uid": uid })))
}

/// `PUT /categories/category.json`: `uid` and `name`, and what else is to change.
fn update(call: &mut Call<'_>) -> Outcome {
    let uid = call.uid()?;
    let known = call.shop.categories.get(&uid).cloned();
    let mut category = known.ok_or_else(|| Refusal::unknown("category"))?;
    fill(call, &mut category)?;
    call.shop.categories.insert(uid, category);
    Ok(json::body(
        &json!({ "ok": 1, "err": null, "updatedExisting": true }),
    ))
}

/// `DELETE /categories/category.json`: its subcategories stay, as orphans.
fn delete(call: &mut Call<'_>) -> Outcome {
    let uid = call.uid()?;
    let gone = call.shop.categories.remove(&uid);
    gone.ok_or_else(|| Refusal::unknown("category"))?;
    Ok(json::body(
        &json!({ "ok": 1, "n": 1, "err": null, "errmsg": null }),
    ))
}

fn fill(call: &Call<'_>, category: &mut Category) -> Result<(), Refusal> {
    category.name = call.required("name")?.to_owned();
    if let Some(parent) = optional(call.form, "parent")? {
        if parent != 0 && !call.shop.categories.contains_key(&parent) {
            return Err(Refusal::bad(format!("unknown category {parent}")));
        }
        category.parent = parent;
    }
    if let Some(text) = call.form.text("description") {
        category.description = text.to_owned();
    }
    if let Some(mpc) = call.form.text("mpc") {
        category.mpc = (!mpc.is_empty()).then(|| mpc.to_owned());
    }
    if let Some(enabled) = flag(call.form, "status")? {
        category.enabled = enabled;
    }
    fill_seo(call.form, &mut category.seo);
    Ok(())
}

/// Takes over the flat `seo_…` parameters that are there.
pub(super) fn fill_seo(form: &Form, seo: &mut Seo) {
    for (name, field) in [
        ("seo_title", &mut seo.title),
        ("seo_description", &mut seo.description),
        ("seo_keywords", &mut seo.keywords),
    ] {
        if let Some(text) = form.text(name) {
            text.clone_into(field);
        }
    }
}
