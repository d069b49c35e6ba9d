//! Webhooks: registered, and what they tell (TS Commerce sheet §24).

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use bytes::Bytes;
use http::{HeaderMap, Method, StatusCode};
use ponte_sandbox::{deliver, shop::order::Status};
use ponte_transport::{Body, Request, Response, Transport, TransportError};
use rstest::rstest;
use serde_json::{Value, json};

use crate::harness::App;

/// A receiver that answers with one status and remembers what it heard.
struct Ear {
    status: StatusCode,
    heard: Mutex<Vec<(String, HeaderMap, Bytes)>>,
}

#[async_trait]
impl Transport for Ear {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let heard = (request.url.path().to_owned(), request.headers, request.body);
        self.heard.lock().expect("no panic while held").push(heard);
        Ok(Response {
            status: self.status,
            headers: HeaderMap::new(),
            body: Body::from(Bytes::new()),
        })
    }
}

/// A shop with an article and one webhook of each type, each on a path of its own.
async fn listening(status: StatusCode) -> (App, Arc<Ear>) {
    let app = App::new();
    app.product("sku=a&title=A&price=10&stock_count=50").await;
    for kind in [0, 1, 2, 3, 7, 53] {
        let form = format!("url=http://ponte.test/{kind}&type={kind}&name=ponte-{kind}");
        app.write(Method::POST, "/webhook/webhook.json", &form)
            .await;
    }
    let ear = Arc::new(Ear {
        status,
        heard: Mutex::default(),
    });
    tokio::spawn(deliver::run(app.world.clone(), ear.clone()));
    (app, ear)
}

/// Lets the worker run, second by second.
async fn pass(app: &App, seconds: u64) {
    for second in 0..=seconds {
        for _ in 0..20 {
            tokio::task::yield_now().await;
        }
        if second < seconds {
            app.pass(1);
        }
    }
}

impl Ear {
    /// Paths and bodies, as far as they were heard.
    fn heard(&self) -> Vec<(String, String)> {
        let heard = self.heard.lock().expect("no panic while held");
        heard
            .iter()
            .map(|(path, _, body)| (path.clone(), String::from_utf8_lossy(body).into_owned()))
            .collect()
    }

    fn paths(&self) -> Vec<String> {
        self.heard().into_iter().map(|(path, _)| path).collect()
    }

    fn header(&self, name: &str) -> Option<String> {
        let heard = self.heard.lock().expect("no panic while held");
        let value = heard.last()?.1.get(name)?.to_str().ok()?;
        Some(value.to_owned())
    }
}

#[tokio::test]
async fn a_webhook_is_registered_found_changed_and_removed() {
    let app = App::new();
    let form = "url=http%3A%2F%2Fa.test%2Fx&type=7&name=mio";
    let made = app.write(Method::POST, "/webhook/webhook.json", form).await;
    let id = made["id"].as_str().expect("an id").to_owned();
    let row = json!({"type": 7, "url": "http://a.test/x", "name": "mio", "id": id});
    assert_eq!(app.get("/webhook/list.json").await, json!([row]));
    assert_eq!(app.get("/webhook/search.json?name=mio").await, row);
    let path = format!("/webhook/webhook.json?id={id}");
    assert_eq!(app.get(&path).await, row);

    let change = format!("id={id}&type=3&url=https%3A%2F%2Fb.test%2F");
    app.write(Method::PUT, "/webhook/webhook.json", &change)
        .await;
    let row = json!({"type": 3, "url": "https://b.test/", "name": "mio", "id": id});
    assert_eq!(app.get(&path).await, row);

    let gone = app
        .write(Method::DELETE, "/webhook/webhook.json", &format!("id={id}"))
        .await;
    assert_eq!(gone["n"], 1);
    assert_eq!(app.get("/webhook/list.json").await, json!([]));
    assert_eq!(app.refused(Method::GET, &path, "").await.0, 404);
    let search = app.refused(Method::GET, "/webhook/search.json?name=mio", "");
    assert_eq!(search.await.0, 404);
}

#[rstest]
#[case("type=0&name=a", "missing parameter url")]
#[case("url=http://a.test&name=a", "missing parameter type")]
#[case("url=http://a.test&type=0", "missing parameter name")]
#[case("url=ftp://a.test&type=0&name=a", "invalid parameter url")]
#[case("url=http://a.test&type=4&name=a", "unknown type 4")]
#[tokio::test]
async fn a_webhook_needs_address_known_type_and_name(#[case] form: &str, #[case] why: &str) {
    let app = App::new();
    let refused = app.refused(Method::POST, "/webhook/webhook.json", form);
    assert_eq!(refused.await, (400, why.to_owned()));
}

#[rstest]
#[case::created(None, "/0")]
#[case::paid(Some(Status::Paid), "/1")]
#[case::shipped_is_type_2_and_state_3(Some(Status::Sent), "/2")]
#[case::in_preparation_is_type_3_and_state_2(Some(Status::Preparation), "/3")]
#[case::cancelled(Some(Status::Aborted), "/7")]
#[tokio::test]
async fn each_event_calls_the_webhook_of_its_type(
    #[case] status: Option<Status>,
    #[case] path: &str,
) {
    let (app, ear) = listening(StatusCode::OK).await;
    let id = app.bought("a", 1);
    if let Some(status) = status {
        app.set_status(&id, status);
    }
    pass(&app, 1).await;
    let last = ear.heard().pop().expect("a call");
    let instance = app.world.accounts()[0].instance.clone();
    let kind = &path[1..];
    let body = format!("id_order={id}&orderID={id}&type={kind}&instance={instance}");
    assert_eq!(last, (path.to_owned(), body));
    assert_eq!(
        ear.header("content-type").as_deref(),
        Some("application/x-www-form-urlencoded")
    );
    assert_eq!(ear.header("key"), None);
}

#[tokio::test]
async fn other_states_and_a_state_set_twice_call_nobody() {
    let (app, ear) = listening(StatusCode::OK).await;
    let id = app.bought("a", 1);
    for status in [
        Status::Delivered,
        Status::Closed,
        Status::AfterSale,
        Status::Archived,
    ] {
        app.set_status(&id, status);
    }
    app.set_status(&id, Status::Paid);
    app.set_status(&id, Status::Paid);
    pass(&app, 1).await;
    assert_eq!(ear.paths(), ["/0", "/1"]);
}

#[tokio::test]
async fn a_state_that_is_set_through_the_api_calls_too() {
    let (app, ear) = listening(StatusCode::OK).await;
    let id = app.bought("a", 1);
    let form = format!("orderID={id}&status=3");
    app.write(Method::PUT, "/orders/order.json", &form).await;
    pass(&app, 1).await;
    assert_eq!(ear.paths(), ["/0", "/2"]);
}

#[tokio::test]
async fn a_cart_left_behind_is_type_53_and_names_no_order() {
    let (app, ear) = listening(StatusCode::OK).await;
    let cart = {
        let (now, random) = (app.world.now(), app.world.random().as_ref());
        let mut state = app.world.lock();
        let cart = state.tenants[0].shop.abandon_cart(now, random);
        state.announce(now, random);
        cart
    };
    pass(&app, 1).await;
    let (path, body) = ear.heard().pop().expect("a call");
    assert_eq!(path, "/53");
    assert!(
        body.starts_with(&format!("cart_id={cart}&type=53&")),
        "{body}"
    );
}

#[tokio::test]
async fn a_call_that_is_refused_is_made_three_times_sixty_seconds_apart() {
    let (app, ear) = listening(StatusCode::INTERNAL_SERVER_ERROR).await;
    app.bought("a", 1);
    pass(&app, 59).await;
    assert_eq!(ear.paths().len(), 1);
    pass(&app, 1).await;
    assert_eq!(ear.paths().len(), 2);
    pass(&app, 300).await;
    assert_eq!(ear.paths().len(), 3);
    let bodies: Vec<_> = ear.heard();
    assert!(bodies.iter().all(|body| *body == bodies[0]));
}

#[tokio::test]
async fn tries_and_pauses_are_switches() {
    let (app, ear) = listening(StatusCode::INTERNAL_SERVER_ERROR).await;
    app.switch("shop.webhook_tries", "5");
    app.switch("shop.webhook_pause_seconds", "1");
    app.bought("a", 1);
    pass(&app, 10).await;
    assert_eq!(ear.paths().len(), 5);
}

#[tokio::test]
async fn webhooks_send_json_and_a_header_where_switches_say_so() {
    let (app, ear) = listening(StatusCode::OK).await;
    app.switch("shop.webhook_json", "true");
    app.switch("shop.webhook_key_header", "true");
    let id = app.bought("a", 1);
    pass(&app, 1).await;
    let (_, body) = ear.heard().pop().expect("a call");
    let body: Value = serde_json::from_str(&body).expect("JSON");
    let instance = app.world.accounts()[0].instance.clone();
    assert_eq!(
        body,
        json!({"id_order": id, "orderID": id, "type": 0, "instance": instance})
    );
    assert_eq!(
        ear.header("content-type").as_deref(),
        Some("application/json")
    );
    assert!(ear.header("key").is_some());
}

#[tokio::test]
async fn webhooks_are_lost_doubled_and_late_where_switches_say_so() {
    let (app, ear) = listening(StatusCode::OK).await;
    app.switch("shop.webhook_lost_percent", "100");
    app.bought("a", 1);
    pass(&app, 1).await;
    assert_eq!(ear.paths().len(), 0);
    app.switch("shop.webhook_lost_percent", "0");
    app.switch("shop.webhook_doubled_percent", "100");
    app.bought("a", 1);
    pass(&app, 1).await;
    assert_eq!(ear.paths(), ["/0", "/0"]);
    app.switch("shop.webhook_doubled_percent", "0");
    app.switch("shop.webhook_late_seconds", "60");
    let placed: Vec<_> = (0..10).map(|_| app.bought("a", 1)).collect();
    pass(&app, 61).await;
    let heard = ear.heard().split_off(2);
    let order = |(_, body): &(String, String)| body[9..26].to_owned();
    let mut heard: Vec<_> = heard.iter().map(order).collect();
    assert_ne!(heard, placed);
    heard.sort();
    assert_eq!(heard, placed);
}
