//! From an HTTP request to a call of one shop.
//!
//! - Both headers must belong to one pair, else 401; a READ pair may only GET, else 403.
//! - Query and form body are merged, the body wins; what is not a form counts as empty.
//! - A refused call changes nothing and counts for no limit.
//! - What a call's effect makes webhooks tell is posted before its answer leaves.
//! - Who watches the world sees what a call did to the stock in the moment of its effect.
//! - No header is sent with an empty value, and 509 goes out without a reason text (sheet §27).

use axum::{
    body::{Body, Bytes},
    extract::{Request, State},
    response::Response,
    routing::{MethodRouter, any},
};
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use jiff::Timestamp;

use super::{
    call::{Call, Handler, Outcome},
    refusal::Refusal,
};
use crate::{
    SharedWorld,
    shop::{
        form::Form,
        limits::{Asked, Left, Over},
        multipart,
        pairs::Access,
        state::Shop,
    },
    switches::Switches,
    world::{State as Everything, Tenant},
};

/// What every endpoint's path starts with.
pub(super) const VERSION: &str = "/v1.1";

/// Largest body: a picture of 10 MB in base64 with percent signs is under half of it.
const LARGEST_BODY: usize = 64 * 1024 * 1024;

/// An endpoint's own limit: calls in 60 seconds where documented (sheet §5).
const OWN_LIMIT: u32 = 5;

/// What a path does, by method.
#[derive(Clone, Copy, Default)]
pub(super) struct Endpoint {
    pub get: Option<Handler>,
    pub post: Option<Handler>,
    pub put: Option<Handler>,
    pub delete: Option<Handler>,
    /// Name under which its own limit is counted.
    pub limited: Option<&'static str>,
}

impl Endpoint {
    fn handler(&self, method: &Method) -> Option<Handler> {
        match *method {
            Method::GET => self.get,
            Method::POST => self.post,
            Method::PUT => self.put,
            Method::DELETE => self.delete,
            _ => None,
        }
    }
}

/// A path that only answers GET.
pub(super) fn get(handler: Handler) -> MethodRouter<SharedWorld> {
    serve(Endpoint {
        get: Some(handler),
        ..Endpoint::default()
    })
}

/// A path that only answers PUT.
pub(super) fn put(handler: Handler) -> MethodRouter<SharedWorld> {
    serve(Endpoint {
        put: Some(handler),
        ..Endpoint::default()
    })
}

/// A path with its methods.
pub(super) fn serve(endpoint: Endpoint) -> MethodRouter<SharedWorld> {
    any(
        async move |State(world): State<SharedWorld>, request: Request| {
            enter(&world, endpoint, request).await
        },
    )
}

/// 404, in the style that is set.
pub(super) async fn unknown_path(State(world): State<SharedWorld>) -> Response {
    let style = world.lock().switches.shop_errors;
    Refusal::unknown("path").response(style)
}

async fn enter(world: &SharedWorld, endpoint: Endpoint, request: Request) -> Response {
    let (head, body) = request.into_parts();
    let body = axum::body::to_bytes(body, LARGEST_BODY).await;
    let query = head.uri.query().unwrap_or_default();
    let mut form = Form::parse(query.as_bytes());
    let mut too_large = false;
    match body {
        Ok(body) if head.method != Method::GET => form.merge(read_body(&head.headers, &body)),
        Ok(_) => {}
        Err(_) => too_large = true,
    }
    // The router has cut the version off already.
    let url_length = VERSION.len() + head.uri.path().len() + query.len();
    let origin = origin(&head.headers);

    let now = world.now();
    let mut guard = world.lock();
    let Everything {
        tenants, switches, ..
    } = &mut *guard;
    let style = switches.shop_errors;
    let refuse = |status, message: &str| Refusal::new(status, message).response(style);
    if url_length > switches.shop_longest_url as usize {
        return refuse(StatusCode::URI_TOO_LONG, "address too long");
    }
    if too_large {
        return refuse(StatusCode::PAYLOAD_TOO_LARGE, "body too large");
    }
    let Some((place, pair)) = owner(tenants, &head.headers) else {
        return refuse(StatusCode::UNAUTHORIZED, "wrong key or exchange");
    };
    let shop = &mut tenants[place].shop;
    let (key, access) = (shop.pairs[pair].key.clone(), shop.pairs[pair].access);
    if access == Access::Read && head.method != Method::GET {
        let status = u16::try_from(switches.shop_read_pair_status);
        let status = status
            .ok()
            .and_then(|status| StatusCode::from_u16(status).ok());
        let status = status.unwrap_or(StatusCode::FORBIDDEN);
        return refuse(status, "this key may only read");
    }
    let Some(handler) = endpoint.handler(&head.method) else {
        return refuse(StatusCode::METHOD_NOT_ALLOWED, "method not allowed");
    };
    let (admitted, left) = admit(shop, switches, &key, endpoint.limited, now);
    let mark = shop.products.history_mark();
    let outcome: Outcome = admitted.and_then(|()| {
        handler(&mut Call {
            shop: &mut *shop,
            switches,
            form: &form,
            now,
            random: world.random().as_ref(),
            origin: &origin,
        })
    });
    let (moved, has_news) = (shop.products.moved_since(mark), shop.has_news());
    if has_news {
        guard.announce(now, world.random().as_ref());
    }
    if let (Some(witness), false) = (world.witness(), moved.is_empty()) {
        witness.stock_moved(&guard, place, head.uri.path(), &moved);
    }
    drop(guard);

    let mut response = match outcome {
        Ok(body) => answer(StatusCode::OK, body),
        Err(refusal) => refusal.response(style),
    };
    if let Some(Left { left, assigned }) = left {
        let value = HeaderValue::try_from(format!("{left}/{assigned}"));
        response.headers_mut().insert(
            "x-storeden-limit",
            value.expect("digits and a slash are a header value"),
        );
    }
    response
}

/// Counts the call, or refuses it before it counts; and what is left of its endpoint's own limit.
fn admit(
    shop: &mut Shop,
    switches: &Switches,
    key: &str,
    limited: Option<&'static str>,
    now: Timestamp,
) -> (Result<(), Refusal>, Option<Left>) {
    let asked = Asked {
        key: if switches.shop_quota_per_shop {
            "all"
        } else {
            key
        },
        per_day: shop.calls_per_day,
        per_second: shop.calls_per_second,
        endpoint: limited.map(|name| (name, OWN_LIMIT)),
    };
    let (admitted, left) = shop.limits.admit(asked, now);
    (admitted.map_err(too_many), left)
}

fn too_many(over: Over) -> Refusal {
    let throttled = |message| Refusal::new(StatusCode::TOO_MANY_REQUESTS, message);
    match over {
        Over::Endpoint => throttled("too many calls of this endpoint"),
        Over::Second => throttled("too many calls a second"),
        Over::Day => {
            let status = StatusCode::from_u16(509).expect("509 is a three-digit status");
            Refusal::new(status, "Limit Exceeded")
        }
    }
}

/// Place of the tenant whose pair the headers hold, and which pair it is.
fn owner(tenants: &[Tenant], headers: &HeaderMap) -> Option<(usize, usize)> {
    let (key, exchange) = (headers.get("key")?, headers.get("exchange")?);
    tenants.iter().enumerate().find_map(|(place, tenant)| {
        let pair = tenant.shop.pairs.iter().position(|pair| {
            pair.key.as_bytes() == key.as_bytes() && pair.exchange.as_bytes() == exchange.as_bytes()
        })?;
        Some((place, pair))
    })
}

fn read_body(headers: &HeaderMap, body: &Bytes) -> Form {
    let kind = headers
        .get(header::CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .unwrap_or_default();
    let essence = kind.split(';').next().unwrap_or_default().trim();
    match essence.to_ascii_lowercase().as_str() {
        "multipart/form-data" => multipart::parse(kind, body).unwrap_or_default(),
        "" | "application/x-www-form-urlencoded" => Form::parse(body),
        _ => Form::default(),
    }
}

/// Scheme and host as the caller wrote them; a proxy in front tells the scheme.
fn origin(headers: &HeaderMap) -> String {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let scheme = match text("x-forwarded-proto") {
        Some("https") => "https",
        _ => "http",
    };
    let host = text("host").unwrap_or("localhost");
    format!("{scheme}://{host}")
}

/// A JSON answer.
pub(super) fn answer(status: StatusCode, body: Vec<u8>) -> Response {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    response.headers_mut().insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/json; charset=utf-8"),
    );
    if status.canonical_reason().is_none() {
        // Else hyper writes a text of its own where the real server has none.
        response
            .extensions_mut()
            .insert(hyper::ext::ReasonPhrase::from_static(b""));
    }
    response
}
