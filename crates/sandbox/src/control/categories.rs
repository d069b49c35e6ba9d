//! The till's categories.

use axum::{
    Json,
    extract::{Path, Query, State},
};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{Of, Refusal, input::Body};
use crate::{
    till::{records::Category, state::Missing},
    world::SharedWorld,
};

pub(super) fn router() -> OpenApiRouter<SharedWorld> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(edit))
}

/// The till's categories.
#[utoipa::path(get, path = "/categories", tag = "till", params(Of),
    responses((status = 200, body = Vec<Category>)))]
async fn list(
    State(world): State<SharedWorld>,
    Query(of): Query<Of>,
) -> Result<Json<Vec<Category>>, Refusal> {
    Ok(Json(
        of.tenant(&mut world.lock())?.till.categories().to_vec(),
    ))
}

/// What to change; what is missing stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CategoryEdit {
    /// Its name.
    name: Option<String>,
    /// Enabled for e-commerce.
    ecommerce: Option<bool>,
}

/// Renames a category, or switches it on or off for e-commerce. Its products keep their
/// `lastUpdate`.
#[utoipa::path(patch, path = "/categories/{id}", tag = "till", params(("id" = String, Path), Of),
    request_body = CategoryEdit, responses((status = 200, body = Category), (status = 404)))]
async fn edit(
    State(world): State<SharedWorld>,
    Path(id): Path<String>,
    Query(of): Query<Of>,
    Body(edit): Body<CategoryEdit>,
) -> Result<Json<Category>, Refusal> {
    let mut state = world.lock();
    let till = &mut of.tenant(&mut state)?.till;
    if let Some(name) = &edit.name {
        till.rename_category(&id, name, world.now())?;
    }
    if let Some(on) = edit.ecommerce {
        till.set_category_ecommerce(&id, on, world.now())?;
    }
    let category = till.category(&id).ok_or(Missing::Category(id))?;
    Ok(Json(category.clone()))
}
