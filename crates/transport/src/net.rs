//! The real network: reqwest over rustls.
//!
//! No redirect is followed: the APIs give none, and whoever fetches pictures has to look at each
//! address again before going there.

mod public;

use std::{sync::Arc, time::Duration};

use async_trait::async_trait;
use bytes::Bytes;
use futures::StreamExt;

pub use public::{PublicNet, is_public};

use crate::{Body, Request, Response, Transport, TransportError};

/// Sends requests over the network.
#[derive(Clone, Debug)]
pub struct Net {
    client: reqwest::Client,
}

impl Net {
    /// A network client with `user_agent`.
    ///
    /// # Errors
    /// [`TransportError::Connect`] where TLS cannot be set up.
    pub fn new(user_agent: &str) -> Result<Self, TransportError> {
        Ok(Self {
            client: client(user_agent, None)?,
        })
    }
}

/// A client over rustls with the web's roots; names are resolved by `names` where given.
fn client(
    user_agent: &str,
    names: Option<Arc<dyn reqwest::dns::Resolve>>,
) -> Result<reqwest::Client, TransportError> {
    let roots = rustls::RootCertStore {
        roots: webpki_roots::TLS_SERVER_ROOTS.to_vec(),
    };
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let tls = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| TransportError::Connect(error.to_string()))?
        .with_root_certificates(roots)
        .with_no_client_auth();
    let mut builder = reqwest::Client::builder()
        .tls_backend_preconfigured(tls)
        .user_agent(user_agent)
        .redirect(reqwest::redirect::Policy::none())
        .connect_timeout(Duration::from_secs(10))
        .pool_idle_timeout(Duration::from_secs(20))
        .tcp_nodelay(true);
    if let Some(names) = names {
        // A proxy would look names up by itself, out of the resolver's sight.
        builder = builder.no_proxy().dns_resolver(names);
    }
    builder
        .build()
        .map_err(|error| TransportError::Connect(error.without_url().to_string()))
}

#[async_trait]
impl Transport for Net {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        send(&self.client, request).await
    }
}

/// Sends one request.
async fn send(client: &reqwest::Client, request: Request) -> Result<Response, TransportError> {
    let timeout = request.timeout;
    let answer = client
        .request(request.method, request.url)
        .headers(request.headers)
        .body(request.body)
        .timeout(timeout)
        .send()
        .await
        .map_err(|error| read(&error, timeout))?;
    let (status, headers) = (answer.status(), answer.headers().clone());
    let pieces = answer
        .bytes_stream()
        .map(move |piece: Result<Bytes, _>| piece.map_err(|error| read(&error, timeout)));
    Ok(Response {
        status,
        headers,
        body: Body::from_stream(pieces),
    })
}

/// A refused connection never carried anything; all else may have left.
fn read(error: &reqwest::Error, timeout: Duration) -> TransportError {
    if error.is_connect() {
        TransportError::Connect(innermost(error))
    } else if error.is_timeout() {
        TransportError::Timeout(timeout)
    } else if error.is_builder() {
        TransportError::Forbidden(innermost(error))
    } else {
        TransportError::Broken(innermost(error))
    }
}

/// The innermost cause: the outer texts repeat the address, which may hold personal data.
fn innermost(error: &reqwest::Error) -> String {
    let mut cause: &dyn std::error::Error = error;
    while let Some(inner) = cause.source() {
        cause = inner;
    }
    if std::ptr::addr_eq(cause, error) {
        "no further cause".into()
    } else {
        cause.to_string()
    }
}
