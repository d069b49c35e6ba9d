//! A request, its answer, and the error that tells whether it may have left.
//!
//! An answer's body is a stream: a whole-shop list is parsed while it comes in, never kept whole.

use std::{fmt, sync::Arc, time::Duration};

use async_trait::async_trait;
use bytes::{Bytes, BytesMut};
use futures::{StreamExt, stream, stream::BoxStream};
use http::{HeaderMap, Method, StatusCode};
use url::Url;

/// A transport shared by everybody who sends.
pub type SharedTransport = Arc<dyn Transport>;

/// Sends one request and gives one answer. No retry, no redirect, no interpretation.
#[async_trait]
pub trait Transport: Send + Sync {
    /// Sends `request`; the answer comes back as soon as its head is there.
    ///
    /// # Errors
    /// [`TransportError`], which tells whether the request may have reached the other side. Every
    /// status, 500 too, is an answer and not an error.
    async fn send(&self, request: Request) -> Result<Response, TransportError>;
}

/// One request.
#[derive(Clone)]
pub struct Request {
    /// GET, POST …
    pub method: Method,
    /// The whole address, query included.
    pub url: Url,
    /// Headers, secrets among them: never printed.
    pub headers: HeaderMap,
    /// The body, empty where there is none.
    pub body: Bytes,
    /// From the first byte sent to the last byte of the answer read.
    pub timeout: Duration,
}

impl Request {
    /// A request without headers or body that may take 60 seconds.
    #[must_use]
    pub fn new(method: Method, url: Url) -> Self {
        let timeout = Duration::from_secs(60);
        Self {
            method,
            url,
            headers: HeaderMap::new(),
            body: Bytes::new(),
            timeout,
        }
    }
}

impl fmt::Debug for Request {
    /// Method, host and path: queries and headers may hold secrets or personal data.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let host = self.url.host_str().unwrap_or("-");
        write!(f, "{} {host}{}", self.method, self.url.path())
    }
}

/// The answer to a request.
#[derive(Debug)]
pub struct Response {
    /// The status, whatever it is.
    pub status: StatusCode,
    /// The answer's headers.
    pub headers: HeaderMap,
    /// The body, still to be read.
    pub body: Body,
}

/// A body that is read once, as a stream or whole.
pub struct Body(BoxStream<'static, Result<Bytes, TransportError>>);

impl Body {
    /// A body that comes in pieces.
    pub fn from_stream(
        pieces: impl futures::Stream<Item = Result<Bytes, TransportError>> + Send + 'static,
    ) -> Self {
        Self(pieces.boxed())
    }

    /// The pieces, as they come.
    #[must_use]
    pub fn into_stream(self) -> BoxStream<'static, Result<Bytes, TransportError>> {
        self.0
    }

    /// The whole body.
    ///
    /// # Errors
    /// [`TransportError::TooLarge`] past `limit` bytes, or what broke on the way.
    pub async fn bytes(mut self, limit: usize) -> Result<Bytes, TransportError> {
        let mut whole = BytesMut::new();
        while let Some(piece) = self.0.next().await {
            let piece = piece?;
            if whole.len() + piece.len() > limit {
                return Err(TransportError::TooLarge { limit });
            }
            whole.extend_from_slice(&piece);
        }
        Ok(whole.freeze())
    }
}

impl From<Bytes> for Body {
    fn from(whole: Bytes) -> Self {
        Self::from_stream(stream::once(async { Ok(whole) }))
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Body(..)")
    }
}

/// Why there is no (whole) answer. Texts hold no secret: they may be shown and logged.
#[derive(Clone, Debug, thiserror::Error)]
pub enum TransportError {
    /// No connection: the request certainly did not reach anybody.
    #[error("no connection: {0}")]
    Connect(String),
    /// The address may not be called (a private address, a scheme that is not http).
    #[error("this address may not be called: {0}")]
    Forbidden(String),
    /// No answer in time: the request may have taken effect.
    #[error("no answer within {0:?}")]
    Timeout(Duration),
    /// The connection broke after the request had begun to leave: it may have taken effect.
    #[error("the connection broke: {0}")]
    Broken(String),
    /// The answer is longer than what we are ready to read; the request took effect.
    #[error("the answer is longer than {limit} bytes")]
    TooLarge {
        /// Bytes that we were ready to read.
        limit: usize,
    },
}

impl TransportError {
    /// Whether the request may have reached the other side and taken effect there.
    #[must_use]
    pub fn may_have_left(&self) -> bool {
        !matches!(self, Self::Connect(_) | Self::Forbidden(_))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_body_longer_than_the_limit_is_refused() {
        let body = Body::from(Bytes::from_static(b"12345"));
        assert!(matches!(
            body.bytes(4).await,
            Err(TransportError::TooLarge { limit: 4 })
        ));
        let body = Body::from(Bytes::from_static(b"12345"));
        assert_eq!(body.bytes(5).await.expect("five bytes fit"), "12345");
    }

    #[test]
    fn a_request_prints_neither_query_nor_headers() {
        let url = Url::parse("https://shop.test/v1.1/x.json?email=a%40b").expect("an address");
        let mut request = Request::new(Method::GET, url);
        request
            .headers
            .insert("key", http::HeaderValue::from_static("secret"));
        assert_eq!(format!("{request:?}"), "GET shop.test/v1.1/x.json");
    }
}
