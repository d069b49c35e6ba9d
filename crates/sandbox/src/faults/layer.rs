//! What stands around each service: latency, faults, and the journal.
//!
//! Latency comes before the effect. A call is written in the journal when its answer leaves, when
//! it is refused an answer, or when its client goes away, whichever comes first.

use std::{convert::Infallible, future, time::Duration};

use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use futures::stream;
use http_body_util::BodyExt;
use jiff::Timestamp;
use ponte_transport::clock;

use super::{
    Kind, Rule, Strike,
    rows::{self, Left},
};
use crate::{
    journal::{self, Call},
    service::Service,
    world::SharedWorld,
};

/// Marks an answer that must not leave: whoever serves the call closes the connection instead.
#[derive(Clone, Copy, Debug)]
pub struct NoAnswer;

/// The middleware's own surroundings.
#[derive(Clone, Debug)]
struct Around {
    world: SharedWorld,
    service: Service,
}

/// Puts latency, faults and the journal around a service's router.
pub fn around(router: Router, world: SharedWorld, service: Service) -> Router {
    router.layer(middleware::from_fn_with_state(
        Around { world, service },
        one_call,
    ))
}

async fn one_call(State(around): State<Around>, request: Request, next: Next) -> Response {
    let (mut entry, strike, pause) = around.arrive(&request);
    if let Some(pause) = pause {
        around.world.clock().sleep(pause).await;
    }
    let answer = match strike {
        None => next.run(request).await,
        Some(strike) => Box::pin(struck(strike, request, next)).await,
    };
    entry.answered(&answer);
    answer
}

impl Around {
    /// The shop serves its pictures on its own address: reading one is no call of its API.
    fn meant(&self, path: &str) -> Service {
        let picture = path.starts_with("/gallery/") || path.starts_with("/secache/");
        if self.service == Service::Shop && picture {
            Service::Pictures
        } else {
            self.service
        }
    }

    /// Everything that is decided when the call comes in, under one lock.
    fn arrive(&self, request: &Request) -> (Entry, Option<Strike>, Option<Duration>) {
        let (method, uri) = (request.method().as_str(), request.uri());
        let service = self.meant(uri.path());
        let random = self.world.random().as_ref();
        let at = self.world.now();
        let mut state = self.world.lock();
        let strike = state.faults.strike(service, method, uri.path(), random);
        let pause = state.latencies.of(service).draw(random);
        let instance = state.instance_of(service, request.headers());
        drop(state);
        let entry = Entry {
            world: self.world.clone(),
            call: (service != Service::Pictures).then(|| Call {
                number: 0,
                at,
                service,
                method: method.to_owned(),
                path: journal::harmless(uri.path(), uri.query()),
                status: None,
                millis: 0,
                instance,
                fault: strike.as_ref().map(|strike| strike.id),
            }),
        };
        (entry, strike, pause)
    }
}

/// A row that is written when it is dropped, so that no call is missing; pictures have none.
struct Entry {
    world: SharedWorld,
    call: Option<Call>,
}

impl Entry {
    fn answered(&mut self, answer: &Response) {
        if let Some(call) = &mut self.call
            && answer.extensions().get::<NoAnswer>().is_none()
        {
            call.status = Some(answer.status().as_u16());
        }
    }
}

impl Drop for Entry {
    fn drop(&mut self) {
        if let Some(mut call) = self.call.take() {
            call.millis = millis(call.at, self.world.now());
            self.world.lock().journal.write(call);
        }
    }
}

fn millis(from: Timestamp, to: Timestamp) -> u64 {
    u64::try_from(clock::between(from, to).as_millis()).unwrap_or(u64::MAX)
}

/// A call that a fault strikes.
async fn struck(strike: Strike, request: Request, next: Next) -> Response {
    let rule = &strike.rule;
    match rule.kind {
        Kind::Cut => return cut(next.run(request).await).await,
        Kind::Truncated => return truncated(next.run(request).await).await,
        Kind::Short => return fewer(next.run(request).await, Left::Half).await,
        Kind::Empty => return fewer(next.run(request).await, Left::Total).await,
        Kind::Nothing => return fewer(next.run(request).await, Left::Nothing).await,
        Kind::Hold if !rule.takes_effect() => {
            strike.gate.pass().await;
            return next.run(request).await;
        }
        Kind::Status | Kind::Timeout | Kind::Html | Kind::Drop | Kind::Hold => {}
    }
    let effect = if rule.takes_effect() {
        Some(next.run(request).await)
    } else {
        None
    };
    match (rule.kind, effect) {
        (Kind::Hold, Some(answer)) => {
            strike.gate.pass().await;
            answer
        }
        (Kind::Timeout, _) => future::pending().await,
        (Kind::Html, _) => html(rule),
        (Kind::Drop, _) => no_answer(),
        _ => refused(rule),
    }
}

fn no_answer() -> Response {
    let mut answer = StatusCode::INTERNAL_SERVER_ERROR.into_response();
    answer.extensions_mut().insert(NoAnswer);
    answer
}

/// An error body that fits both services' styles: `error`, `msg`, `message`.
fn refused(rule: &Rule) -> Response {
    let status = status(rule, StatusCode::INTERNAL_SERVER_ERROR);
    let text = "a fault of the sandbox";
    let body = serde_json::json!({"error": status.as_u16(), "msg": text, "message": text});
    (status, axum::Json(body)).into_response()
}

fn html(rule: &Rule) -> Response {
    let page = "<!doctype html>\n<html><head><title>Bad gateway</title></head>\
                <body><h1>Bad gateway</h1><p>A fault of the sandbox.</p></body></html>\n";
    (
        status(rule, StatusCode::BAD_GATEWAY),
        axum::response::Html(page),
    )
        .into_response()
}

fn status(rule: &Rule, default: StatusCode) -> StatusCode {
    rule.status
        .and_then(|status| StatusCode::from_u16(status).ok())
        .unwrap_or(default)
}

/// The body of an answer that the sandbox made itself: it cannot break.
async fn whole(body: Body) -> Bytes {
    body.collect()
        .await
        .map(http_body_util::Collected::to_bytes)
        .unwrap_or_default()
}

async fn cut(answer: Response) -> Response {
    let (mut head, body) = answer.into_parts();
    let body = whole(body).await;
    let half = body.slice(..body.len() / 2);
    // At least one byte stays owed, or an empty body would arrive whole.
    let length = body.len().max(1);
    head.headers
        .insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    let pieces = stream::iter([Ok(half), Err("cut by a fault of the sandbox")]);
    Response::from_parts(head, Body::from_stream(pieces))
}

async fn truncated(answer: Response) -> Response {
    let (mut head, body) = answer.into_parts();
    let body = whole(body).await;
    head.headers.remove(header::CONTENT_LENGTH);
    let half = body.slice(..body.len() / 2);
    let pieces = stream::iter([Ok::<_, Infallible>(half)]);
    Response::from_parts(head, Body::from_stream(pieces))
}

async fn fewer(answer: Response, left: Left) -> Response {
    let (mut head, body) = answer.into_parts();
    head.headers.remove(header::CONTENT_LENGTH);
    let body = rows::cut(&whole(body).await, left);
    Response::from_parts(head, Body::from(body))
}
