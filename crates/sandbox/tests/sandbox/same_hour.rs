//! One hour of trade, played twice from one seed: both services, both kinds of webhooks, faults by
//! chance, slow answers.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
};

use async_trait::async_trait;
use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use ponte_sandbox::{deliver, lived_in::Start};
use ponte_transport::{Body, Request, Response, SharedTransport, Transport, TransportError};
use serde_json::{Value, json};

use crate::stage::Stage;

/// A receiver of webhooks that writes down what it hears, and refuses every fifth call.
#[derive(Default)]
struct Listener(Mutex<VecDeque<String>>);

#[async_trait]
impl Transport for Listener {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let mut heard = self.0.lock().expect("no panic while held");
        let headers = ["x-cn-operation", "x-cn-signature"].map(|name| {
            let value = request.headers.get(name);
            value.map(|value| value.to_str().expect("text").to_owned())
        });
        let body = String::from_utf8_lossy(&request.body);
        heard.push_back(format!("{} {headers:?} {body}", request.url));
        let status = if heard.len().is_multiple_of(5) {
            StatusCode::BAD_GATEWAY
        } else {
            StatusCode::OK
        };
        Ok(Response {
            status,
            headers: HeaderMap::new(),
            body: Body::from(Bytes::new()),
        })
    }
}

/// Everything that anybody could see of an hour.
#[derive(PartialEq)]
struct Seen {
    answers: Vec<String>,
    heard: VecDeque<String>,
    journal: String,
    counts: String,
    deliveries: String,
    dump: String,
}

async fn set_up(stage: &Stage) {
    for (name, value) in [
        ("till.webhook_lost_percent", "10"),
        ("till.webhook_doubled_percent", "10"),
        ("till.webhook_late_seconds", "60"),
        ("till.webhook_tells_promises", "true"),
        ("shop.webhook_lost_percent", "10"),
        ("shop.webhook_doubled_percent", "10"),
        ("shop.webhook_late_seconds", "60"),
        ("till.stock_lag_seconds", "10"),
        ("shop.inventory_lag_seconds", "10"),
    ] {
        let path = format!("/switches/{name}");
        let body = json!({ "value": value });
        stage.control("PUT", &path, body).await;
    }
    let all = json!(["CREATE", "EDIT", "DELETE"]);
    for entity in ["ORDER", "RECEIPT", "STOCK_MOVEMENT"] {
        let hook = json!({"entity": entity, "events": all, "url": "http://ponte.test/till"});
        stage.control("POST", "/till/webhooks", hook).await;
    }
    for kind in [0, 1, 2, 3, 7, 53] {
        let form = format!("url=http://ponte.test/{kind}&type={kind}&name=n{kind}");
        let made = stage.shop("POST", "/webhook/webhook.json", &form).await;
        assert_eq!(made.expect("an answer").0, 200);
    }
    let slow = json!({"millis": 40, "jitter_millis": 400});
    let latency = json!({"till": slow, "shop": slow});
    stage.control("PUT", "/latency", latency).await;
    for (kind, effect) in [("drop", true), ("timeout", true), ("status", false)] {
        let rule = json!({"kind": kind, "effect": effect, "probability": 0.1});
        stage.control("POST", "/faults", rule).await;
    }
}

/// What happens in one minute: somebody buys, a bridge hands it to the till, somebody works there.
async fn minute(stage: &Stage, number: u64, seen: &mut Vec<String>) {
    let mut note = |ended| seen.push(format!("{ended:?}"));
    let basket = json!({"lines": [{"sku": "CRE-NEU"}], "paid": number.is_multiple_of(3)});
    let bought = stage.asked("POST", "/shop/orders", basket).await;
    let id = bought["id"].as_str().expect("an id");
    let form = format!("orderID={id}&status={}", number % 8);
    note(stage.shop("PUT", "/orders/order.json", &form).await);
    note(stage.shop("GET", "/orders/list.json", "").await);
    note(stage.shop("GET", "/inventory/list.json", "").await);
    let dump = stage.asked("GET", "/dump", Value::Null).await;
    let customer = json!({"name": "Anna", "externalId": id});
    note(stage.till("POST", "/customers", &customer).await);
    let list = "/customers?start=0&limit=1";
    note(stage.till("GET", list, &Value::Null).await);
    let buyer = stage.world.lock().tenants[0].till.customers()[0].id.clone();
    let due = stage.world.now().as_millisecond() + 3_600_000;
    let variant = &dump["till"]["products"][0]["variants"][0]["id"];
    let order = json!({"create": [{
        "externalId": id, "isExternalOrder": true, "dueDate": due, "document": {
            "idSalesPoint": 101, "idCustomer": buyer,
            "rows": [{"idProductVariant": variant, "quantity": 1, "price": 1}]}}]});
    note(stage.till("POST", "/documents/orders/batch", &order).await);
    note(
        stage
            .till("GET", "/stocks/101?start=0&limit=5", &Value::Null)
            .await,
    );
    let orders = stage.asked("GET", "/till/orders", Value::Null).await;
    let last = orders.as_array().and_then(|orders| orders.last());
    let last = last.expect("the lived-in till has orders");
    if last["workflow"] == "REQUESTED" {
        let path = format!("/till/orders/{}/step", last["id"].as_str().expect("an id"));
        let steps = if number.is_multiple_of(2) {
            vec![json!({"step": "accept"}), json!({"step": "complete"})]
        } else {
            vec![json!({"step": "reject", "reason": "finito"})]
        };
        for step in steps {
            stage.control("POST", &path, step).await;
        }
    }
    stage
        .control("POST", "/shop/abandoned-carts", Value::Null)
        .await;
}

async fn an_hour(seed: u64) -> Seen {
    let stage = Stage::new(Start::LivedIn, seed).await;
    set_up(&stage).await;
    let listener = Arc::new(Listener::default());
    let transport: SharedTransport = listener.clone();
    let many = json!({"sku": "CRE-NEU", "quantity": 100});
    stage.control("PUT", "/shop/stock", many).await;
    let mut answers = Vec::new();
    for number in 0..60 {
        minute(&stage, number, &mut answers).await;
        deliver::due(&stage.world, &transport).await;
        stage.clock.advance(std::time::Duration::from_secs(55));
    }
    let told = stage.control("GET", "/journal?limit=10000", Value::Null);
    let journal = told.await;
    let counts = stage.control("GET", "/journal/counts", Value::Null).await;
    let deliveries = stage.control("GET", "/deliveries", Value::Null).await;
    let dump = stage.control("GET", "/dump", Value::Null).await;
    let heard = listener.0.lock().expect("no panic while held").clone();
    Seen {
        answers,
        heard,
        journal,
        counts,
        deliveries,
        dump,
    }
}

#[tokio::test]
async fn the_same_seed_gives_the_same_hour_byte_by_byte() {
    let (first, second, other) = (an_hour(5).await, an_hour(5).await, an_hour(6).await);
    assert!(first.journal == second.journal, "the journals differ");
    assert!(first.answers == second.answers, "the answers differ");
    assert!(first.heard == second.heard, "the webhooks' calls differ");
    assert!(first == second, "counts, deliveries or dump differ");
    assert!(first != other, "another seed is another hour");
    for ended in ["Timeout", "Broken", "Ok((500", "Ok((200"] {
        let found = first.answers.iter().any(|answer| answer.contains(ended));
        assert!(found, "no call ended with {ended}");
    }
    for heard in ["ORDER/CREATE", "STOCK_MOVEMENT/CREATE", "/53", "/7 "] {
        assert!(
            first.heard.iter().any(|call| call.contains(heard)),
            "{heard}"
        );
    }
}
