//! A sandbox over real HTTP, and a client that calls it.

use std::{sync::Arc, time::Duration};

use bytes::Bytes;
use http::{HeaderName, HeaderValue, Method, StatusCode};
use ponte_sandbox::{
    SharedWorld, World,
    serve::{Config, Running, serve},
};
use ponte_transport::{Request, SystemClock, Transport, TransportError, net::Net};
use serde_json::Value;
use url::Url;

/// A running sandbox with one tenant.
pub struct Sandbox {
    pub world: SharedWorld,
    pub running: Running,
    net: Net,
}

/// A request's body and headers.
#[derive(Default)]
pub struct Sent<'a> {
    pub headers: &'a [(&'a str, &'a str)],
    pub body: String,
}

impl Sandbox {
    /// Two sales points and nothing else.
    pub async fn bare() -> Self {
        Self::start(Config {
            empty: true,
            ..Config::default()
        })
        .await
    }

    /// The world that the sandbox starts with.
    pub async fn lived_in() -> Self {
        Self::start(Config::default()).await
    }

    pub async fn start(config: Config) -> Self {
        let world = World::with_tenants(Arc::new(SystemClock), 0, 7);
        let running = serve(world.clone(), config).await.expect("free ports");
        Self {
            world,
            running,
            net: Net::new("test").expect("a network client"),
        }
    }

    /// One call; status and text, or what broke.
    pub async fn send(
        &self,
        method: Method,
        url: Url,
        sent: Sent<'_>,
        timeout: Duration,
    ) -> Result<(StatusCode, Bytes), TransportError> {
        let mut request = Request::new(method, url);
        request.body = sent.body.into();
        request.timeout = timeout;
        for (name, value) in sent.headers {
            request.headers.insert(
                HeaderName::try_from(*name).expect("a header"),
                HeaderValue::from_str(value).expect("a value"),
            );
        }
        let answer = self.net.send(request).await?;
        let status = answer.status;
        Ok((status, answer.body.bytes(64 << 20).await?))
    }

    /// A call of the control API, which has to answer: status and JSON (null where there is none).
    pub async fn control(&self, method: &str, path: &str, body: Value) -> (u16, Value) {
        let body = if body.is_null() {
            String::new()
        } else {
            body.to_string()
        };
        let url = self.running.control.join(path).expect("a path");
        let method = Method::try_from(method).expect("a method");
        let sent = Sent { headers: &[], body };
        let (status, text) = self
            .send(method, url, sent, Duration::from_secs(30))
            .await
            .expect("the control API answers");
        let json = if text.is_empty() {
            Value::Null
        } else {
            serde_json::from_slice(&text).unwrap_or_else(|_| String::from_utf8_lossy(&text).into())
        };
        (status.as_u16(), json)
    }

    /// A call of the shop with the tenant's keys.
    pub async fn shop(
        &self,
        method: &str,
        path: &str,
        form: &str,
    ) -> Result<(u16, String), TransportError> {
        let account = &self.running.accounts[0];
        let headers = [
            ("key", account.shop_key.as_str()),
            ("exchange", account.shop_exchange.as_str()),
            ("content-type", "application/x-www-form-urlencoded"),
        ];
        let sent = Sent {
            headers: &headers,
            body: form.to_owned(),
        };
        let url = self.running.shop.join(path).expect("a path");
        let method = Method::try_from(method).expect("a method");
        let (status, text) = self.send(method, url, sent, Duration::from_secs(5)).await?;
        Ok((status.as_u16(), String::from_utf8_lossy(&text).into_owned()))
    }

    /// A token of the till.
    pub async fn token(&self) -> String {
        let key = &self.running.accounts[0].till_key;
        let sent = Sent {
            headers: &[("content-type", "application/json")],
            body: serde_json::json!({"apiKey": key}).to_string(),
        };
        let url = self.running.till.join("/apikey/token").expect("a path");
        let (status, text) = self
            .send(Method::POST, url, sent, Duration::from_secs(5))
            .await
            .expect("the till answers");
        assert_eq!(status, 200);
        let json: Value = serde_json::from_slice(&text).expect("JSON");
        json["access_token"].as_str().expect("a token").to_owned()
    }

    /// A read of the till.
    pub async fn till(&self, token: &str, path: &str) -> (u16, Value) {
        let bearer = format!("Bearer {token}");
        let sent = Sent {
            headers: &[("authorization", &bearer), ("x-version", "1.0.0")],
            body: String::new(),
        };
        let url = self.running.till.join(path).expect("a path");
        let (status, text) = self
            .send(Method::GET, url, sent, Duration::from_secs(5))
            .await
            .expect("the till answers");
        (
            status.as_u16(),
            serde_json::from_slice(&text).unwrap_or(Value::Null),
        )
    }
}
