//! The till's dictionary of options.

use axum::{
    extract::{Query, State},
    http::StatusCode,
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{Of, Refusal, input::Body};
use crate::{till::edit::RenameValue, world::SharedWorld};

pub(super) fn router() -> OpenApiRouter<SharedWorld> {
    OpenApiRouter::new().routes(routes!(rename))
}

/// Renames a value in the dictionary: every product that uses it shows the new name, and none of
/// them is touched. (To rename it on one product only, edit the product.)
#[utoipa::path(post, path = "/options/rename", tag = "till", params(Of), request_body = RenameValue,
    responses((status = 204), (status = 404)))]
async fn rename(
    State(world): State<SharedWorld>,
    Query(of): Query<Of>,
    Body(rename): Body<RenameValue>,
) -> Result<StatusCode, Refusal> {
    let mut state = world.lock();
    of.tenant(&mut state)?.till.rename_option_value(&rename)?;
    Ok(StatusCode::NO_CONTENT)
}
