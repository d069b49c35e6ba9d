//! Webhooks: what is told to whom, how it is signed, and how often it is tried
//! (Cassa in Cloud sheet §21, §24.20, §24.21).

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex},
    time::Duration,
};

use async_trait::async_trait;
use bytes::Bytes;
use hmac::{Hmac, KeyInit, Mac};
use http::{HeaderMap, Method, StatusCode};
use ponte_sandbox::{
    SharedWorld, deliver,
    till::{
        act,
        orders::operator::{Step, StepError},
        webhooks::{Happening, WebhookDraft},
    },
};
use ponte_transport::{Body, Request, Response, Transport, TransportError};
use serde_json::{Value, json};
use sha1::Sha1;

use crate::{
    orders::{order, placed, shown},
    support::Api,
};

const SECRET: &str = "a secret of the till";

/// A receiver that keeps what reaches it; it refuses while it is told to.
struct Receiver {
    world: SharedWorld,
    calls: Mutex<Vec<(i64, HeaderMap, Bytes)>>,
    refuses: Mutex<bool>,
}

#[async_trait]
impl Transport for Receiver {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let at = self.world.now().as_second();
        let mut calls = self.calls.lock().expect("no panic while held");
        calls.push((at, request.headers, request.body));
        let refuses = *self.refuses.lock().expect("no panic while held");
        Ok(Response {
            status: if refuses {
                StatusCode::BAD_GATEWAY
            } else {
                StatusCode::OK
            },
            headers: HeaderMap::new(),
            body: Body::from(Bytes::new()),
        })
    }
}

/// An account whose webhooks call a receiver.
pub struct Post {
    pub api: Api,
    receiver: Arc<Receiver>,
}

impl Post {
    pub async fn open() -> Self {
        let api = Api::new().await;
        let receiver = Arc::new(Receiver {
            world: api.world.clone(),
            calls: Mutex::default(),
            refuses: Mutex::new(false),
        });
        tokio::spawn(deliver::run(api.world.clone(), receiver.clone()));
        Self { api, receiver }
    }

    pub fn hook(&self, entity: &str, change: impl FnOnce(&mut WebhookDraft)) -> String {
        let mut wish = WebhookDraft {
            entity: entity.to_owned(),
            events: BTreeSet::from([Happening::Create, Happening::Edit, Happening::Delete]),
            sales_points: BTreeSet::new(),
            url: "http://ponte.test/hook".parse().expect("an address"),
            description: "Ponte".to_owned(),
            paused: false,
            secret: Some(SECRET.to_owned()),
        };
        change(&mut wish);
        let moment = ponte_sandbox::moment::Moment::now(&self.api.world, &self.api.world.lock());
        self.api
            .till(|till| till.add_webhook(wish, &moment).id.clone())
    }

    pub fn step(&self, id: &str, step: &Step) {
        let world = &self.api.world;
        let done = act::act(world, &mut world.lock(), 0, |till, moment| {
            till.step_order(id, step, moment)
        });
        assert_eq!(done, Some(Ok::<(), StepError>(())));
    }

    /// Lets so much time pass, and whoever can run, run.
    pub async fn pass(&self, seconds: u64) {
        for _ in 0..20 {
            tokio::task::yield_now().await;
        }
        self.api.clock.advance(Duration::from_secs(seconds));
        for _ in 0..20 {
            tokio::task::yield_now().await;
        }
    }

    pub fn calls(&self) -> Vec<(i64, HeaderMap, Bytes)> {
        let calls = self.receiver.calls.lock();
        calls.expect("no panic while held").clone()
    }

    pub fn operations(&self) -> Vec<String> {
        let calls = self.calls();
        let operation =
            |headers: &HeaderMap| headers["x-cn-operation"].to_str().expect("text").to_owned();
        calls
            .iter()
            .map(|(_, headers, _)| operation(headers))
            .collect()
    }
}

fn signature(body: &[u8]) -> Vec<u8> {
    let mut mac = Hmac::<Sha1>::new_from_slice(SECRET.as_bytes()).expect("any length");
    mac.update(body);
    mac.finalize().into_bytes().to_vec()
}

#[tokio::test]
async fn a_change_is_told_with_the_order_as_the_api_shows_it() {
    let post = Post::open().await;
    post.hook("ORDER", |_| ());
    let id = placed(&post.api, order(&post.api, "a").await).await;
    post.step(&id, &Step::Accept);
    post.pass(0).await;
    assert_eq!(post.operations(), ["ORDER/CREATE", "ORDER/EDIT"]);
    let (_, headers, body) = post.calls().pop().expect("a call");
    assert_eq!(headers["content-type"], "application/json");
    let told: Value = serde_json::from_slice(&body).expect("JSON");
    assert_eq!(told, shown(&post.api, &id).await);
    assert_eq!(told["externalWorkflowStatus"], "ACCEPTED");
}

#[tokio::test]
async fn the_signature_is_that_of_the_raw_body_in_hex_or_base64_where_switched() {
    use base64::{Engine, engine::general_purpose::STANDARD};
    let post = Post::open().await;
    post.hook("ORDER", |_| ());
    placed(&post.api, order(&post.api, "a").await).await;
    post.api.switch("till.webhook_signature", "base64");
    placed(&post.api, order(&post.api, "b").await).await;
    post.pass(0).await;
    let calls = post.calls();
    let (_, headers, body) = &calls[0];
    assert_eq!(headers["x-cn-signature"], hex::encode(signature(body)));
    let (_, headers, body) = &calls[1];
    assert_eq!(headers["x-cn-signature"], STANDARD.encode(signature(body)));
}

#[tokio::test]
async fn a_refused_call_is_made_three_times_more_with_the_same_body() {
    let post = Post::open().await;
    post.hook("ORDER", |_| ());
    *post.receiver.refuses.lock().expect("no panic") = true;
    placed(&post.api, order(&post.api, "a").await).await;
    for _ in 0..40 {
        post.pass(60).await;
    }
    let calls = post.calls();
    let first = calls[0].0;
    let minutes: Vec<i64> = calls.iter().map(|(at, ..)| (at - first) / 60).collect();
    assert_eq!(minutes, [0, 1, 6, 21]);
    assert!(calls.iter().all(|(_, _, body)| *body == calls[0].2));
}

#[tokio::test]
async fn the_pauses_between_the_tries_can_be_scaled() {
    let post = Post::open().await;
    post.hook("ORDER", |_| ());
    post.api.switch("till.webhook_minute_seconds", "1");
    *post.receiver.refuses.lock().expect("no panic") = true;
    placed(&post.api, order(&post.api, "a").await).await;
    post.pass(0).await;
    post.pass(1).await;
    assert_eq!(post.calls().len(), 2);
    *post.receiver.refuses.lock().expect("no panic") = false;
    post.pass(5).await;
    post.pass(100).await;
    assert_eq!(
        post.calls().len(),
        3,
        "a call that was taken is not made again"
    );
}

#[tokio::test]
async fn calls_are_lost_or_made_twice_where_switched() {
    let post = Post::open().await;
    post.hook("ORDER", |_| ());
    post.api.switch("till.webhook_lost_percent", "100");
    placed(&post.api, order(&post.api, "a").await).await;
    post.pass(0).await;
    assert_eq!(post.calls().len(), 0);
    post.api.switch("till.webhook_lost_percent", "0");
    post.api.switch("till.webhook_doubled_percent", "100");
    placed(&post.api, order(&post.api, "b").await).await;
    post.pass(0).await;
    let calls = post.calls();
    assert_eq!((calls.len(), &calls[0].2), (2, &calls[1].2));
}

#[tokio::test]
async fn orders_made_through_the_api_are_echoed_unless_switched() {
    let post = Post::open().await;
    post.hook("ORDER", |_| ());
    post.api.switch("till.webhook_echo_api_orders", "false");
    let id = placed(&post.api, order(&post.api, "a").await).await;
    post.step(&id, &Step::Accept);
    post.pass(0).await;
    assert_eq!(post.operations(), ["ORDER/EDIT"]);
}

#[tokio::test]
async fn a_webhook_hears_of_its_entity_events_and_sales_points_only_and_of_nothing_while_paused() {
    let post = Post::open().await;
    post.hook("RECEIPT", |_| ());
    post.hook("ORDER", |wish| {
        wish.events = BTreeSet::from([Happening::Delete])
    });
    post.hook("ORDER", |wish| wish.sales_points = BTreeSet::from([102]));
    post.hook("ORDER", |wish| wish.paused = true);
    let id = placed(&post.api, order(&post.api, "a").await).await;
    post.step(&id, &Step::Accept);
    post.step(
        &id,
        &Step::Complete {
            document: Default::default(),
        },
    );
    post.pass(0).await;
    assert_eq!(post.operations(), ["RECEIPT/CREATE"]);
}

#[tokio::test]
async fn a_refused_order_is_told_to_nobody() {
    let post = Post::open().await;
    post.hook("ORDER", |_| ());
    let (good, mut bad) = (order(&post.api, "a").await, order(&post.api, "b").await);
    bad["document"]["rows"] = json!([]);
    crate::orders::send(&post.api, &[good, bad]).await;
    post.pass(0).await;
    assert_eq!(post.calls().len(), 0);
}

#[tokio::test]
async fn customers_are_told_too() {
    let post = Post::open().await;
    post.hook("CUSTOMER", |_| ());
    let id = crate::orders::buyer(&post.api).await;
    let url = format!("/customers/{id}");
    post.api
        .write(Method::PUT, &url, &json!({"city": "Treviso"}))
        .await;
    post.pass(0).await;
    assert_eq!(post.operations(), ["CUSTOMER/CREATE", "CUSTOMER/EDIT"]);
}

#[tokio::test]
async fn the_list_of_webhooks_holds_no_secret() {
    let post = Post::open().await;
    let id = post.hook("ORDER", |wish| wish.sales_points = BTreeSet::from([101]));
    let answer = post.api.list("/webhooks", &[]).await;
    assert_eq!(
        answer.json(),
        json!({"webhooks": [{"id": id, "entity": "ORDER", "events": ["CREATE", "EDIT", "DELETE"],
                             "url": "http://ponte.test/hook", "description": "Ponte",
                             "idsSalesPoint": [101], "paused": false}], "totalCount": 1})
    );
    assert!(!answer.text.contains(SECRET));
}

#[tokio::test]
async fn a_late_call_may_be_overtaken_by_a_later_one() {
    let post = Post::open().await;
    post.hook("ORDER", |_| ());
    post.api.switch("till.webhook_late_seconds", "60");
    let numbers: Vec<String> = (0..10).map(|number| number.to_string()).collect();
    for number in &numbers {
        placed(&post.api, order(&post.api, number).await).await;
    }
    for _ in 0..61 {
        post.pass(1).await;
    }
    let calls = post.calls();
    let mut told: Vec<String> = calls
        .iter()
        .map(|(_, _, body)| {
            let order: Value = serde_json::from_slice(body).expect("JSON");
            order["externalId"].as_str().expect("text").to_owned()
        })
        .collect();
    assert_ne!(told, numbers);
    told.sort();
    assert_eq!(told, numbers);
}
