//! The three servers without a network: for seeded simulation, where every step repeats exactly.
//!
//! - A request goes to the router that its host names, on the task of the caller.
//! - A time-out is counted by the world's clock; the call then ends where it was, as with a client
//!   that went away.

use std::collections::BTreeMap;

use async_trait::async_trait;
use axum::{Router, body::Body};
use futures::StreamExt;
use ponte_transport::{Body as Pieces, Request, Response, Transport, TransportError};
use tower::ServiceExt;
use url::Url;

use crate::{
    faults::layer::NoAnswer,
    serve,
    world::{Addresses, SharedWorld},
};

/// Sends requests to the simulated services in the same process.
#[derive(Clone, Debug)]
pub struct InProcess {
    world: SharedWorld,
    routers: BTreeMap<String, Router>,
}

/// Where the three servers pretend to be.
#[derive(Clone, Debug)]
pub struct Hosts {
    /// Cassa in Cloud.
    pub till: Url,
    /// TS Commerce.
    pub shop: Url,
    /// The control API, the page and the pictures.
    pub control: Url,
}

impl Default for Hosts {
    /// `http://till.sandbox.test/` and so on.
    fn default() -> Self {
        let host = |name: &str| {
            Url::parse(&format!("http://{name}.sandbox.test/")).expect("a well-formed address")
        };
        Self {
            till: host("till"),
            shop: host("shop"),
            control: host("control"),
        }
    }
}

impl InProcess {
    /// The services of `world`, reached at `hosts`. The world learns these addresses.
    #[must_use]
    pub fn new(world: SharedWorld, hosts: &Hosts) -> Self {
        let base = |url: &Url| Some(url.as_str().trim_end_matches('/').to_owned());
        world.lock().settle(Addresses {
            till: base(&hosts.till),
            shop: base(&hosts.shop),
            control: base(&hosts.control),
            ponte: None,
        });
        let urls = [&hosts.till, &hosts.shop, &hosts.control];
        let routers = urls.map(|url| url.authority().to_owned());
        let routers = routers.into_iter().zip(serve::routers(&world)).collect();
        Self { world, routers }
    }
}

#[async_trait]
impl Transport for InProcess {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let host = request.url.authority();
        let router = self
            .routers
            .get(host)
            .ok_or_else(|| TransportError::Connect(format!("nobody listens at {host}")))?;
        let timeout = request.timeout;
        let request = wire(request)?;
        let answer = tokio::select! {
            biased;
            answer = router.clone().oneshot(request) => answer,
            () = self.world.clock().sleep(timeout) => return Err(TransportError::Timeout(timeout)),
        };
        let Ok(answer) = answer;
        if answer.extensions().get::<NoAnswer>().is_some() {
            let text = "the connection was closed without an answer";
            return Err(TransportError::Broken(text.into()));
        }
        let (head, body) = answer.into_parts();
        let pieces = body
            .into_data_stream()
            .map(|piece| piece.map_err(|error| TransportError::Broken(error.to_string())));
        Ok(Response {
            status: head.status,
            headers: head.headers,
            body: Pieces::from_stream(pieces),
        })
    }
}

/// The request as a server sees it: the path without the host, the host as a header.
fn wire(request: Request) -> Result<http::Request<Body>, TransportError> {
    let target = match request.url.query() {
        Some(query) => format!("{}?{query}", request.url.path()),
        None => request.url.path().to_owned(),
    };
    let wrong = |error: http::Error| TransportError::Forbidden(error.to_string());
    let mut built = http::Request::builder()
        .method(request.method)
        .uri(target)
        .header(http::header::HOST, request.url.authority())
        .header(http::header::CONTENT_LENGTH, request.body.len())
        .body(Body::from(request.body))
        .map_err(wrong)?;
    built.headers_mut().extend(request.headers);
    Ok(built)
}
