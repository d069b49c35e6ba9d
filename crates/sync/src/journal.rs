//! The journal around the API clients: every call that changes something outside, before and after.
//!
//! Guarantees: a call whose entry cannot be written does not leave; at most so many writes are in
//! flight as the merchant's pace says; no header, query or body is ever kept.

use std::{future::Future, sync::Arc};

use async_trait::async_trait;
use http::Method;
use ponte_store::{SharedStore, StoreError};
use ponte_transport::{
    Request, Response, SharedClock, SharedTransport, Transport, TransportError, clock::between,
};
use tokio::sync::Semaphore;

tokio::task_local! {
    static SUBJECT: String;
}

/// Runs `work`; the entries of its calls say that they are about `subject`.
pub async fn about<T>(subject: String, work: impl Future<Output = T>) -> T {
    SUBJECT.scope(subject, work).await
}

/// A transport whose writes are journalled and bounded.
pub struct Journalled {
    inner: SharedTransport,
    store: SharedStore,
    clock: SharedClock,
    shop: String,
    service: &'static str,
    in_flight: Arc<Semaphore>,
}

impl Journalled {
    /// Puts a journal of `shop` around `inner`.
    #[must_use]
    pub fn new(
        inner: SharedTransport,
        store: SharedStore,
        clock: SharedClock,
        shop: String,
        service: &'static str,
        in_flight: usize,
    ) -> Self {
        let in_flight = Arc::new(Semaphore::new(in_flight.max(1)));
        Self {
            inner,
            store,
            clock,
            shop,
            service,
            in_flight,
        }
    }

    async fn before(&self, request: &Request) -> Result<i64, StoreError> {
        let subject = SUBJECT.try_with(Clone::clone).unwrap_or_default();
        let what = format!("{} {}", request.method, request.url.path());
        let mut tx = self.store.write().await?;
        let id = tx
            .journal_before(&self.shop, self.clock.now(), self.service, &what, &subject)
            .await?;
        tx.commit().await?;
        Ok(id)
    }

    async fn after(&self, id: i64, outcome: &str, took: i64) -> Result<(), StoreError> {
        let mut tx = self.store.write().await?;
        tx.journal_after(&self.shop, id, outcome, took).await?;
        tx.commit().await
    }
}

#[async_trait]
impl Transport for Journalled {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        // The token call changes nothing that anybody would look for here.
        if request.method == Method::GET || request.url.path().ends_with("/apikey/token") {
            return self.inner.send(request).await;
        }
        let id = self
            .before(&request)
            .await
            .map_err(|error| TransportError::Connect(format!("not journalled: {error}")))?;
        let permit = self.in_flight.acquire().await;
        let began = self.clock.now();
        let answer = self.inner.send(request).await;
        drop(permit);
        let outcome = match &answer {
            Ok(answer) => answer.status.as_u16().to_string(),
            Err(TransportError::Timeout(_)) => "timeout".to_owned(),
            Err(error) if error.may_have_left() => "broken".to_owned(),
            Err(_) => "not_sent".to_owned(),
        };
        let took = i64::try_from(between(began, self.clock.now()).as_millis()).unwrap_or(i64::MAX);
        if let Err(error) = self.after(id, &outcome, took).await {
            tracing::warn!(%error, "the journal lacks the outcome of a call");
        }
        answer
    }
}
