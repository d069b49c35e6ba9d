//! The three services in one process, with a clock that moves only while somebody waits for it.

use std::{sync::Arc, time::Duration};

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Method};
use jiff::Timestamp;
use ponte_sandbox::{
    Account, SharedWorld, World,
    in_process::{Hosts, InProcess},
    lived_in::{self, Start},
};
use ponte_transport::{ManualClock, Request, Transport, TransportError};
use serde_json::{Value, json};
use url::Url;

/// A Thursday morning.
const START: &str = "2026-10-01T07:00:00Z";

pub struct Stage {
    pub world: SharedWorld,
    pub clock: Arc<ManualClock>,
    pub services: InProcess,
    pub account: Account,
    pub token: String,
}

/// What came of a call: status and body, or why there is none.
pub type Ended = Result<(u16, String), TransportError>;

impl Stage {
    /// A world of this seed, with a token of its till.
    pub async fn new(start: Start, seed: u64) -> Self {
        let at: Timestamp = START.parse().expect("a time");
        let clock = Arc::new(ManualClock::new(at));
        let world = World::with_tenants(clock.clone(), 1, seed);
        let services = InProcess::new(world.clone(), &Hosts::default());
        let account = world.accounts().remove(0);
        lived_in::fill(&world, &account.instance, start, seed);
        let mut stage = Self {
            world,
            clock,
            services,
            account,
            token: String::new(),
        };
        stage.token = stage.new_token().await;
        stage
    }

    async fn new_token(&self) -> String {
        let body = json!({"apiKey": self.account.till_key});
        let answer = self.till("POST", "/apikey/token", &body).await;
        let answer: Value = serde_json::from_str(&answer.expect("an answer").1).expect("JSON");
        answer["access_token"].as_str().expect("a token").to_owned()
    }

    /// A call of the till.
    pub async fn till(&self, method: &str, path: &str, body: &Value) -> Ended {
        let bearer = format!("Bearer {}", self.token);
        let headers = [
            ("authorization", bearer.as_str()),
            ("content-type", "application/json"),
            ("x-requested-with", "*"),
            ("x-version", "1.0.0"),
        ];
        self.send("till", method, path, &headers, text(body)).await
    }

    /// A call of the shop.
    pub async fn shop(&self, method: &str, path: &str, form: &str) -> Ended {
        let headers = [
            ("key", self.account.shop_key.as_str()),
            ("exchange", self.account.shop_exchange.as_str()),
            ("content-type", "application/x-www-form-urlencoded"),
        ];
        let path = format!("/v1.1{path}");
        self.send("shop", method, &path, &headers, form.to_owned())
            .await
    }

    /// A call of the control API, which goes well; its body as text.
    pub async fn control(&self, method: &str, path: &str, body: Value) -> String {
        let ended = self.send("control", method, path, &[], text(&body)).await;
        let (status, answer) = ended.expect("the control API answers");
        assert!((200..300).contains(&status), "{path}: {answer}");
        answer
    }

    /// The same as JSON.
    pub async fn asked(&self, method: &str, path: &str, body: Value) -> Value {
        serde_json::from_str(&self.control(method, path, body).await).expect("JSON")
    }

    async fn send(
        &self,
        host: &str,
        method: &str,
        path: &str,
        headers: &[(&'static str, &str)],
        body: String,
    ) -> Ended {
        let url = format!("http://{host}.sandbox.test{path}");
        let method = Method::try_from(method).expect("a method");
        let mut request = Request::new(method, Url::parse(&url).expect("an address"));
        request.timeout = Duration::from_secs(10);
        request.body = Bytes::from(body);
        let mut sent = HeaderMap::new();
        for (name, value) in headers {
            sent.insert(*name, HeaderValue::from_str(value).expect("a value"));
        }
        request.headers = sent;
        let call = async {
            let answer = self.services.send(request).await?;
            let status = answer.status.as_u16();
            let body = answer.body.bytes(64 << 20).await?;
            Ok((status, String::from_utf8_lossy(&body).into_owned()))
        };
        tokio::pin!(call);
        loop {
            tokio::select! {
                biased;
                ended = &mut call => return ended,
                () = tokio::task::yield_now() => self.clock.advance(Duration::from_millis(100)),
            }
        }
    }
}

fn text(body: &Value) -> String {
    match body {
        Value::Null => String::new(),
        body => body.to_string(),
    }
}
