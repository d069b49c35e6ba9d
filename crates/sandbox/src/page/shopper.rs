//! A product as a shopper sees it, on the shop's own address: `/product/{uid}` and what follows
//! (TS Commerce sheet §11.3). What is hidden is not there.

use askama::Template;
use axum::{
    Router,
    extract::{Path, State},
    http::{HeaderValue, StatusCode, header},
    middleware,
    response::{Html, IntoResponse, Response},
    routing::get,
};

use super::{static_files, words};
use crate::{
    shop::product::{Product, Variant},
    world::SharedWorld,
};

#[derive(Template)]
#[template(path = "shopper.html")]
struct Page {
    shop: String,
    title: String,
    description: String,
    price: String,
    sku: String,
    availability: String,
    categories: String,
    pictures: Vec<String>,
    variants: Vec<Row>,
}

struct Row {
    name: String,
    sku: String,
    price: String,
    availability: String,
}

/// The shop's public pages.
pub fn router(world: SharedWorld) -> Router {
    Router::new()
        .route("/product/{uid}", get(show))
        .route("/product/{uid}/{slug}", get(show_with_slug))
        .with_state(world)
        .layer(middleware::map_response(policy))
        .merge(static_files::router())
}

async fn show_with_slug(
    world: State<SharedWorld>,
    Path((uid, _)): Path<(u64, String)>,
) -> Response {
    show(world, Path(uid)).await
}

async fn show(State(world): State<SharedWorld>, Path(uid): Path<u64>) -> Response {
    let page = {
        let state = world.lock();
        state.tenants.iter().find_map(|tenant| {
            let product = tenant
                .shop
                .products
                .get(uid)
                .filter(|product| product.visible)?;
            let categories: Vec<&str> = product
                .categories
                .iter()
                .filter_map(|uid| tenant.shop.categories.get(uid))
                .map(|category| category.name.as_str())
                .collect();
            Some(page(
                &tenant.shop.info.name,
                product,
                categories.join(" · "),
            ))
        })
    };
    match page.map(|page| page.render()) {
        Some(Ok(html)) => Html(html).into_response(),
        Some(Err(error)) => {
            tracing::error!(%error, "a page could not be drawn");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
        None => (StatusCode::NOT_FOUND, "Questo prodotto non c’è (più).").into_response(),
    }
}

fn page(shop: &str, product: &Product, categories: String) -> Page {
    Page {
        shop: shop.to_owned(),
        title: product.title.clone(),
        description: product.description.clone(),
        price: words::euro(product.final_price),
        sku: product.sku.clone(),
        availability: availability(product.unlimited, product.quantity),
        categories,
        pictures: product
            .images
            .iter()
            .map(|image| format!("/gallery/{}", image.id))
            .collect(),
        variants: product.variants.iter().map(row).collect(),
    }
}

fn row(variant: &Variant) -> Row {
    Row {
        name: variant.superkey.replace('_', " · "),
        sku: variant.sku.clone(),
        price: words::euro(variant.final_price),
        availability: availability(variant.unlimited, Some(variant.quantity)),
    }
}

fn availability(unlimited: bool, quantity: Option<i64>) -> String {
    match quantity {
        _ if unlimited => "sempre disponibile".to_owned(),
        Some(pieces) if pieces > 0 => format!("disponibili {pieces}"),
        _ => "esaurito".to_owned(),
    }
}

/// A description is the merchant's HTML: nothing in it may run or load from elsewhere.
async fn policy(mut answer: Response) -> Response {
    answer.headers_mut().insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(
            "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'",
        ),
    );
    answer
}
