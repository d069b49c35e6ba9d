//! Trade by seed.

use axum::{
    Json,
    extract::{Query, State},
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{Of, Refusal, input::Body};
use crate::{
    trade::{self, Trade, Traded},
    world::SharedWorld,
};

pub(super) fn router() -> OpenApiRouter<SharedWorld> {
    OpenApiRouter::new().routes(routes!(play))
}

/// Plays so many sales, orders, cancellations and goods moved by hand, all at once, chosen by the seed, and
/// tells each. The same seed over the same world does the same. 400 where more than 10,000 are wanted.
#[utoipa::path(post, path = "/trade", tag = "world", params(Of), request_body = Trade,
    responses((status = 200, body = Traded), (status = 400), (status = 404)))]
async fn play(
    State(world): State<SharedWorld>,
    Query(of): Query<Of>,
    Body(wanted): Body<Trade>,
) -> Result<Json<Traded>, Refusal> {
    trade::play(&world, &of, &wanted).map(Json)
}
