//! Whole catalogues: imported, or generated.

use axum::{
    Json,
    extract::{Query, State},
    http::{HeaderMap, header},
};
use bytes::Bytes;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{Of, Refusal, input::Body};
use crate::{
    catalogue::Catalogue,
    generate::{self, Kind, Options},
    import,
    world::SharedWorld,
};

/// More is a slip of the finger.
const MOST: usize = 200_000;

pub(super) fn router() -> OpenApiRouter<SharedWorld> {
    OpenApiRouter::new()
        .routes(routes!(import))
        .routes(routes!(generate))
}

/// What was added to the till.
#[derive(Debug, Serialize, ToSchema)]
struct Loaded {
    /// How many products.
    products: usize,
    /// How many variants.
    variants: usize,
    /// The products' ids on the till, in the order of the catalogue.
    ids: Vec<String>,
}

fn load(world: &SharedWorld, of: &Of, catalogue: &Catalogue) -> Result<Json<Loaded>, Refusal> {
    let mut state = world.lock();
    let tenant = of.tenant(&mut state)?;
    let ids = tenant
        .till
        .load(catalogue, world.now(), world.random().as_ref());
    let variants = catalogue
        .products
        .iter()
        .map(|product| product.variants.len());
    Ok(Json(Loaded {
        products: ids.len(),
        variants: variants.sum(),
        ids,
    }))
}

/// Adds a catalogue to the till: the CSV that Shopify exports (content type text/csv), or the
/// sandbox's own JSON. All or nothing.
#[utoipa::path(post, path = "/catalogue", tag = "catalogue", params(Of),
    request_body(content((Catalogue = "application/json"), (String = "text/csv"))),
    responses((status = 200, body = Loaded), (status = 400)))]
async fn import(
    State(world): State<SharedWorld>,
    Query(of): Query<Of>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Loaded>, Refusal> {
    let kind = headers
        .get(header::CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok());
    let catalogue = if kind.is_some_and(|kind| kind.starts_with("text/csv")) {
        import::shopify(&body)?
    } else {
        serde_json::from_slice(&body).map_err(|error| Refusal::Body(error.to_string()))?
    };
    load(&world, &of, &catalogue)
}

/// What to generate.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Wanted {
    /// The same seed gives the same catalogue.
    #[serde(default)]
    seed: u64,
    /// How many products; about three variants each.
    products: usize,
    /// What the shop sells; a bit of everything if missing.
    kind: Option<Kind>,
    /// Odd data, pictures: both if missing.
    #[serde(default)]
    options: Options,
}

/// Generates a catalogue and adds it to the till.
#[utoipa::path(post, path = "/generate", tag = "catalogue", params(Of), request_body = Wanted,
    responses((status = 200, body = Loaded), (status = 400)))]
async fn generate(
    State(world): State<SharedWorld>,
    Query(of): Query<Of>,
    Body(wanted): Body<Wanted>,
) -> Result<Json<Loaded>, Refusal> {
    if wanted.products > MOST {
        return Err(Refusal::Body(format!("at most {MOST} products at a time")));
    }
    let made = generate::catalogue(wanted.seed, wanted.products, wanted.kind, wanted.options);
    load(&world, &of, &made)
}
