//! The till's stock.

use axum::{
    extract::{Query, State},
    http::StatusCode,
};
use rust_decimal::Decimal;
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{Of, Refusal, acting::at_till, input::Body};
use crate::{till::levels::Terms, world::SharedWorld};

pub(super) fn router() -> OpenApiRouter<SharedWorld> {
    OpenApiRouter::new().routes(routes!(set))
}

/// What is on the shelf.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct OnHand {
    /// Id of the sales point.
    sales_point: i64,
    /// Id of the product.
    product: String,
    /// Id of the variant; the first one if missing.
    variant: Option<String>,
    /// Pieces, or kilograms; where it and all of the following are missing, the till forgets the record.
    quantity: Option<Decimal>,
    /// Whether the till counts it; stays if missing.
    managed: Option<bool>,
    /// Expected in; stays if missing.
    incoming: Option<Decimal>,
    /// Level under which to reorder; stays if missing.
    warning: Option<Decimal>,
}

/// Sets what is on the shelf, as counted by hand: webhooks are told of the difference, where the till
/// counts. Also whether it counts, and what is expected in; no webhook hears of that.
#[utoipa::path(put, path = "/stock", tag = "till", params(Of), request_body = OnHand,
    responses((status = 204), (status = 404)))]
async fn set(
    State(world): State<SharedWorld>,
    Query(of): Query<Of>,
    Body(wanted): Body<OnHand>,
) -> Result<StatusCode, Refusal> {
    at_till(&world, &of, |till, moment| {
        let (point, product) = (wanted.sales_point, &wanted.product);
        let first = till
            .product(product)
            .and_then(|product| product.variants.first())
            .map(|variant| variant.id.clone());
        let variant = wanted.variant.or(first).unwrap_or_default();
        let terms = Terms {
            managed: wanted.managed,
            incoming: wanted.incoming,
            warning: wanted.warning,
        };
        if terms != Terms::default() {
            till.set_terms(point, product, &variant, terms, moment.at)?;
        }
        match wanted.quantity {
            Some(quantity) => till.count(point, product, &variant, quantity, moment)?,
            None if terms == Terms::default() => till.forget_stock(point, product, &variant)?,
            None => {}
        }
        Ok(StatusCode::NO_CONTENT)
    })
}
