//! Where Ponte runs: the process that pages and services reach, or none at the moment.

use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;
use bytes::Bytes;
use futures::future::BoxFuture;
use http::{HeaderMap, StatusCode};
use ponte_domain::settings::Settings;
use ponte_sync::{Engine, inlets::Called};
use ponte_transport::{Body, Request, Response, Transport, TransportError};

use crate::process::{Asker, House, Process};

/// See the module.
pub struct Office {
    /// What every process needs.
    pub house: House,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    shop: String,
    last: u64,
    asker: Option<Asker>,
}

/// Numbers of actors below this one are not processes.
const FIRST: u64 = 100;

impl Office {
    /// An office in which nothing runs.
    #[must_use]
    pub fn new(house: House) -> Self {
        Self {
            house,
            state: Mutex::new(State {
                last: FIRST,
                ..State::default()
            }),
        }
    }

    /// A process begins, and is reached from now on.
    #[must_use]
    pub fn begin(&self) -> Process {
        let mut state = self.state();
        state.last += 1;
        let process = self.house.begin(state.last);
        state.asker = Some(process.asker());
        process
    }

    /// How many processes there were.
    #[must_use]
    pub fn processes(&self) -> u64 {
        self.state().last - FIRST
    }

    /// Nobody is reached.
    pub fn close(&self) {
        self.state().asker = None;
    }

    /// The shop that is connected.
    #[must_use]
    pub fn shop(&self) -> String {
        self.state().shop.clone()
    }

    /// This shop is connected.
    pub fn connected(&self, shop: String) {
        self.state().shop = shop;
    }

    /// Asks whoever is reached; `None` where nobody is, or it dies over it.
    pub async fn ask<T: Send + 'static>(
        &self,
        what: impl FnOnce(Engine) -> BoxFuture<'static, T> + Send + 'static,
    ) -> Option<T> {
        let asker = self.state().asker.clone();
        asker?.ask(what).await
    }

    /// Changes what the merchant chose.
    pub async fn choose(&self, change: impl FnOnce(&mut Settings) + Send + 'static) {
        let shop = self.shop();
        self.ask(move |engine| {
            Box::pin(async move {
                let mut tx = engine.store().write().await.ok()?;
                let mut settings = tx.shop(&shop).await.ok()??.settings;
                change(&mut settings);
                tx.shop_set_settings(&shop, &settings).await.ok()?;
                tx.commit().await.ok()
            })
        })
        .await;
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl Transport for Office {
    /// A service calls.
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let path = request.url.path().to_owned();
        let Some((inlet, token)) = path.rsplit_once('/') else {
            return Err(TransportError::Forbidden(path));
        };
        let (till, token) = (inlet.ends_with("cassa"), token.to_owned());
        let header = |name: &str| {
            let value = request.headers.get(name);
            value
                .and_then(|value| value.to_str().ok())
                .unwrap_or_default()
                .to_owned()
        };
        let (operation, signature) = (header("x-cn-operation"), header("x-cn-signature"));
        let body = request.body;
        let called = self.ask(move |engine| {
            Box::pin(async move {
                if till {
                    engine
                        .till_called(&token, &operation, &signature, &body)
                        .await
                } else {
                    engine.shop_called(&token).await
                }
            })
        });
        let status = match called.await {
            None => return Err(TransportError::Connect("nobody is there".to_owned())),
            Some(Ok(Called::Taken)) => StatusCode::OK,
            Some(Ok(Called::Nowhere)) => StatusCode::NOT_FOUND,
            Some(Ok(Called::Unsigned)) => StatusCode::UNAUTHORIZED,
            Some(Err(_)) => StatusCode::SERVICE_UNAVAILABLE,
        };
        Ok(Response {
            status,
            headers: HeaderMap::new(),
            body: Body::from(Bytes::new()),
        })
    }
}
