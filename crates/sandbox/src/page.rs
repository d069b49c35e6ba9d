//! The sandbox's own page.

use axum::Router;

use crate::world::SharedWorld;

/// The page.
pub fn router(world: SharedWorld) -> Router {
    Router::new().with_state(world)
}
