//! The journal around the shop's client.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use async_trait::async_trait;
use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Method, StatusCode};
use ponte_store::{SharedStore, Store, StoreError, Tx};
use ponte_sync::journal::{Journalled, about};
use ponte_transport::{Body, Request, Response, SystemClock, Transport, TransportError};
use tokio::sync::Barrier;
use url::Url;

use crate::bridge::Bridge;

/// Answers only when as many requests as it waits for are in flight.
struct Together {
    barrier: Barrier,
    inside: AtomicUsize,
    most: AtomicUsize,
    sent: AtomicUsize,
}

impl Together {
    fn new(count: usize) -> Arc<Self> {
        Arc::new(Self {
            barrier: Barrier::new(count),
            inside: AtomicUsize::new(0),
            most: AtomicUsize::new(0),
            sent: AtomicUsize::new(0),
        })
    }
}

#[async_trait]
impl Transport for Together {
    async fn send(&self, _: Request) -> Result<Response, TransportError> {
        self.sent.fetch_add(1, Ordering::SeqCst);
        let inside = self.inside.fetch_add(1, Ordering::SeqCst) + 1;
        self.most.fetch_max(inside, Ordering::SeqCst);
        self.barrier.wait().await;
        self.inside.fetch_sub(1, Ordering::SeqCst);
        Ok(Response {
            status: StatusCode::OK,
            headers: HeaderMap::new(),
            body: Body::from(Bytes::new()),
        })
    }
}

/// A database that cannot be written.
struct Full;

#[async_trait]
impl Store for Full {
    async fn write(&self) -> Result<Box<dyn Tx>, StoreError> {
        Err(StoreError::Address("full".to_owned()))
    }

    async fn read(&self) -> Result<Box<dyn Tx>, StoreError> {
        Err(StoreError::Address("full".to_owned()))
    }

    fn backend(&self) -> &'static str {
        "full"
    }
}

fn journalled(store: SharedStore, shop: &str, inner: &Arc<Together>, most: usize) -> Journalled {
    let clock = Arc::new(SystemClock);
    Journalled::new(inner.clone(), store, clock, shop.to_owned(), "shop", most)
}

fn write() -> Request {
    let url = Url::parse("http://shop.test/v1.1/products/product.json?secret=in-the-query");
    let mut request = Request::new(Method::POST, url.expect("an address"));
    let secret = HeaderValue::from_static("secret-in-the-header");
    request.headers.insert("key", secret);
    request.body = Bytes::from_static(b"title=secret-in-the-body");
    request
}

#[tokio::test]
async fn a_call_whose_entry_cannot_be_written_does_not_leave() {
    let inner = Together::new(1);
    let journalled = journalled(Arc::new(Full), "s", &inner, 1);
    let error = journalled.send(write()).await.expect_err("it is refused");
    assert!(!error.may_have_left());
    assert_eq!(inner.sent.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn at_most_so_many_writes_are_in_flight_as_the_pace_says() {
    let bridge = Bridge::new().await;
    let inner = Together::new(3);
    let journalled = journalled(bridge.engine.store().clone(), &bridge.shop, &inner, 3);
    let answers = futures::future::join_all((0..9).map(|_| journalled.send(write()))).await;
    assert!(answers.iter().all(Result::is_ok));
    // The barrier wants three at once; the journal lets no fourth one in.
    assert_eq!(inner.most.load(Ordering::SeqCst), 3);
}

#[tokio::test]
async fn no_header_query_or_body_is_ever_kept() {
    let bridge = Bridge::new().await;
    let inner = Together::new(1);
    let journalled = journalled(bridge.engine.store().clone(), &bridge.shop, &inner, 1);
    let sent = about("p-1".to_owned(), journalled.send(write())).await;
    assert!(sent.is_ok());
    let mut tx = bridge.engine.store().read().await.expect("a database");
    let entries = tx.journal(&bridge.shop, i64::MAX, 10).await;
    let entries = entries.expect("a database");
    let [entry] = &entries[..] else {
        panic!("one entry: {entries:?}")
    };
    assert_eq!(entry.what, "POST /v1.1/products/product.json");
    assert_eq!((&*entry.subject, &*entry.outcome), ("p-1", "200"));
    assert!(!format!("{entry:?}").contains("secret"));
}
