//! The shop's orders: what shoppers do, and the merchant in the back office.

use axum::{
    Json,
    extract::{Path, Query, State},
    http::StatusCode,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    Of, Refusal,
    input::Body,
    shop_change::{change, put_status, unknown_order},
};
use crate::{
    shop::{
        checkout::{Basket, Wish},
        dump::DumpedOrder,
        order::Status,
    },
    world::SharedWorld,
};

pub(super) fn router() -> OpenApiRouter<SharedWorld> {
    OpenApiRouter::new()
        .routes(routes!(list, buy))
        .routes(routes!(show))
        .routes(routes!(pay))
        .routes(routes!(cancel))
        .routes(routes!(set_status))
        .routes(routes!(edit_lines))
        .routes(routes!(abandon))
}

/// Which orders.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Page {
    /// The tenant's instance; the first one if missing.
    instance: Option<String>,
    /// So many are skipped (0).
    #[serde(default)]
    start: usize,
    /// At most so many are shown (100).
    #[serde(default = "hundred")]
    limit: usize,
}

fn hundred() -> usize {
    100
}

/// Orders of the shop.
#[derive(Debug, Serialize, ToSchema)]
struct ShopOrders {
    /// How many there are.
    total: usize,
    /// Those of the page, newest first.
    orders: Vec<DumpedOrder>,
}

/// Orders of the shop, as the dump shows them, newest first.
#[utoipa::path(get, path = "/shop/orders", tag = "shop", params(Page),
    responses((status = 200, body = ShopOrders)))]
async fn list(
    State(world): State<SharedWorld>,
    Query(page): Query<Page>,
) -> Result<Json<ShopOrders>, Refusal> {
    let mut state = world.lock();
    let of = Of {
        instance: page.instance,
    };
    let all = &of.tenant(&mut state)?.shop.orders;
    let orders = all.newest_first().skip(page.start).take(page.limit);
    Ok(Json(ShopOrders {
        total: all.len(),
        orders: orders.map(DumpedOrder::from).collect(),
    }))
}

/// A shopper buys: the order is placed whole or not at all, and its pieces leave the stock at once.
/// 409 where there are fewer pieces than wanted, 404 where the shop does not sell an article.
#[utoipa::path(post, path = "/shop/orders", tag = "shop", params(Of), request_body = Basket,
    responses((status = 200, body = DumpedOrder), (status = 400), (status = 404), (status = 409)))]
async fn buy(
    State(world): State<SharedWorld>,
    Query(of): Query<Of>,
    Body(basket): Body<Basket>,
) -> Result<Json<DumpedOrder>, Refusal> {
    let id = change(&world, &of, |shop, setting| {
        Ok(shop.checkout(basket, setting.switches, setting.now, setting.random)?)
    })?;
    shown(&world, &of, &id)
}

/// One order, as the dump shows it.
#[utoipa::path(get, path = "/shop/orders/{id}", tag = "shop", params(("id" = String, Path), Of),
    responses((status = 200, body = DumpedOrder), (status = 404)))]
async fn show(
    State(world): State<SharedWorld>,
    Path(id): Path<String>,
    Query(of): Query<Of>,
) -> Result<Json<DumpedOrder>, Refusal> {
    shown(&world, &of, &id)
}

/// The buyer pays: state 1.
#[utoipa::path(post, path = "/shop/orders/{id}/pay", tag = "shop", params(("id" = String, Path), Of),
    responses((status = 204), (status = 404)))]
async fn pay(
    State(world): State<SharedWorld>,
    Path(id): Path<String>,
    Query(of): Query<Of>,
) -> Result<StatusCode, Refusal> {
    put_status(&world, &of, &id, Status::Paid)?;
    Ok(StatusCode::NO_CONTENT)
}

/// The order is cancelled: state 7. Its pieces come back.
#[utoipa::path(post, path = "/shop/orders/{id}/cancel", tag = "shop", params(("id" = String, Path), Of),
    responses((status = 204), (status = 404)))]
async fn cancel(
    State(world): State<SharedWorld>,
    Path(id): Path<String>,
    Query(of): Query<Of>,
) -> Result<StatusCode, Refusal> {
    put_status(&world, &of, &id, Status::Aborted)?;
    Ok(StatusCode::NO_CONTENT)
}

/// A state.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct WantedState {
    /// Its number, 0 to 8.
    status: u8,
}

/// Sets any state by hand; any may follow any other.
#[utoipa::path(put, path = "/shop/orders/{id}/status", tag = "shop", params(("id" = String, Path), Of),
    request_body = WantedState, responses((status = 204), (status = 404)))]
async fn set_status(
    State(world): State<SharedWorld>,
    Path(id): Path<String>,
    Query(of): Query<Of>,
    Body(wanted): Body<WantedState>,
) -> Result<StatusCode, Refusal> {
    let status = Status::numbered(wanted.status).ok_or_else(|| Refusal::Unknown {
        what: "state",
        id: wanted.status.to_string(),
    })?;
    put_status(&world, &of, &id, status)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Other lines.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct OrderLines {
    /// What the order holds from now on.
    lines: Vec<Wish>,
}

/// Replaces the lines of an order, at today's prices; the stock follows at once.
#[utoipa::path(put, path = "/shop/orders/{id}/lines", tag = "shop", params(("id" = String, Path), Of),
    request_body = OrderLines,
    responses((status = 200, body = DumpedOrder), (status = 400), (status = 404), (status = 409)))]
async fn edit_lines(
    State(world): State<SharedWorld>,
    Path(id): Path<String>,
    Query(of): Query<Of>,
    Body(wanted): Body<OrderLines>,
) -> Result<Json<DumpedOrder>, Refusal> {
    change(&world, &of, |shop, setting| {
        Ok(shop.edit_lines(&id, &wanted.lines, setting.switches, setting.now)?)
    })?;
    shown(&world, &of, &id)
}

/// A cart that was left.
#[derive(Debug, Serialize, ToSchema)]
struct Cart {
    /// Its id.
    cart_id: String,
}

/// A shopper fills a basket and leaves: webhooks of type 53 are called, nothing else changes.
#[utoipa::path(post, path = "/shop/abandoned-carts", tag = "shop", params(Of),
    responses((status = 200, body = Cart)))]
async fn abandon(
    State(world): State<SharedWorld>,
    Query(of): Query<Of>,
) -> Result<Json<Cart>, Refusal> {
    let cart_id = change(&world, &of, |shop, setting| {
        Ok(shop.abandon_cart(setting.now, setting.random))
    })?;
    Ok(Json(Cart { cart_id }))
}

fn shown(world: &SharedWorld, of: &Of, id: &str) -> Result<Json<DumpedOrder>, Refusal> {
    let mut state = world.lock();
    let order = of.tenant(&mut state)?.shop.orders.get(id);
    order
        .map(|order| Json(order.into()))
        .ok_or_else(|| unknown_order(id))
}
