//! Webhooks without a network: what a seeded simulation relies on.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use async_trait::async_trait;
use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Method, StatusCode};
use jiff::Timestamp;
use ponte_sandbox::{
    World, deliver,
    in_process::{Hosts, InProcess},
};
use ponte_transport::{Body, ManualClock, Request, Response, Transport, TransportError};
use url::Url;

/// A receiver that fetches the order of which it is told from the shop before it answers.
struct Fetcher {
    services: InProcess,
    keys: HeaderMap,
    clock: Arc<ManualClock>,
    notes: Mutex<Vec<(i64, String)>>,
}

#[async_trait]
impl Transport for Fetcher {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let told = String::from_utf8_lossy(&request.body).into_owned();
        let id = told.split(['=', '&']).nth(1).unwrap_or_default().to_owned();
        let url = format!("http://shop.sandbox.test/v1.1/orders/order.json?orderID={id}");
        let mut fetch = Request::new(Method::GET, Url::parse(&url).expect("an address"));
        fetch.headers = self.keys.clone();
        let answer = self.services.send(fetch).await?;
        let note = format!("{} {}", request.url.path(), answer.status);
        let at = ponte_transport::Clock::now(&*self.clock).as_second();
        self.notes
            .lock()
            .expect("no panic while held")
            .push((at, note));
        Ok(Response {
            status: StatusCode::OK,
            headers: HeaderMap::new(),
            body: Body::from(Bytes::new()),
        })
    }
}

/// What a receiver hears in an hour of a shop in which twenty people buy and half of them pay.
async fn an_hour(seed: u64) -> Vec<(i64, String)> {
    let clock = Arc::new(ManualClock::new(Timestamp::UNIX_EPOCH));
    let world = World::with_tenants(clock.clone(), 1, seed);
    let services = InProcess::new(world.clone(), &Hosts::default());
    let account = world.accounts().remove(0);
    let mut keys = HeaderMap::new();
    for (name, value) in [
        ("key", account.shop_key),
        ("exchange", account.shop_exchange),
    ] {
        keys.insert(name, HeaderValue::try_from(value).expect("hex"));
    }
    let receiver = Arc::new(Fetcher {
        services: services.clone(),
        keys: keys.clone(),
        clock: clock.clone(),
        notes: Mutex::default(),
    });
    tokio::spawn(deliver::run(world.clone(), receiver.clone()));
    let call = async |host: &str, path: &str, form: bool, body: &str| {
        let url = format!("http://{host}.sandbox.test{path}");
        let mut request = Request::new(Method::POST, Url::parse(&url).expect("an address"));
        if form {
            request.headers = keys.clone();
            let kind = HeaderValue::from_static("application/x-www-form-urlencoded");
            request.headers.insert("content-type", kind);
        }
        request.body = Bytes::from(body.to_owned());
        let answer = services.send(request).await.expect("an answer");
        let status = answer.status;
        let body = answer.body.bytes(1 << 20).await.expect("a body");
        assert!(status.is_success(), "{path}: {body:?}");
        serde_json::from_slice::<serde_json::Value>(&body).unwrap_or_default()
    };
    for (name, value) in [("lost", "20"), ("doubled", "20")] {
        let name = format!("shop.webhook_{name}_percent");
        world.lock().switches.set(&name, value).expect("a switch");
    }
    let late = ("shop.webhook_late_seconds", "90");
    world.lock().switches.set(late.0, late.1).expect("a switch");
    call(
        "shop",
        "/v1.1/products/product.json",
        true,
        "sku=a&title=A&price=1&unlimited=1",
    )
    .await;
    for kind in [0, 1] {
        let form = format!("url=http://ponte.test/{kind}&type={kind}&name=n{kind}");
        call("shop", "/v1.1/webhook/webhook.json", true, &form).await;
    }
    for minute in 0..60 {
        if minute % 3 == 0 {
            let basket = r#"{"lines":[{"sku":"a"}]}"#;
            let order = call("control", "/shop/orders", false, basket).await;
            if minute % 2 == 0 {
                let id = order["id"].as_str().expect("an id");
                call("control", &format!("/shop/orders/{id}/pay"), false, "").await;
            }
        }
        for _ in 0..60 {
            clock.advance(Duration::from_secs(1));
            for _ in 0..10 {
                tokio::task::yield_now().await;
            }
        }
    }
    receiver.notes.lock().expect("no panic while held").clone()
}

#[tokio::test]
async fn a_receiver_fetches_the_order_it_is_told_of_and_the_same_seed_tells_the_same() {
    let heard = an_hour(5).await;
    assert!(
        heard.iter().all(|(_, note)| note.ends_with("200 OK")),
        "{heard:?}"
    );
    let paid = heard
        .iter()
        .filter(|(_, note)| note.starts_with("/1"))
        .count();
    assert!((1..heard.len()).contains(&paid), "{heard:?}");
    assert_eq!(an_hour(5).await, heard);
    assert_ne!(an_hour(6).await, heard);
}
