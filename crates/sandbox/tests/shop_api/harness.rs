//! A shop with one merchant, and calls of it.

use std::{sync::Arc, time::Duration};

use axum::{Router, body::Body};
use http::{HeaderMap, Method, Request, StatusCode};
use http_body_util::BodyExt;
use jiff::Timestamp;
use ponte_sandbox::{
    SharedWorld, World,
    shop::{
        self,
        checkout::{Basket, NotBought, Wish},
        order::{Status, Typed},
        pairs::{Access, KeyPair},
        state::Shop,
    },
};
use ponte_transport::ManualClock;
use serde_json::Value;
use tower::ServiceExt;

/// 5 March 2024, 10:15 in Rome.
pub const START: i64 = 1_709_630_100;

pub struct App {
    pub world: SharedWorld,
    pub clock: Arc<ManualClock>,
    router: Router,
    pair: KeyPair,
}

pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("not JSON: {}", self.text))
    }
}

impl App {
    pub fn new() -> Self {
        let start = Timestamp::from_second(START).expect("a second of this century");
        let clock = Arc::new(ManualClock::new(start));
        let shared: Arc<ManualClock> = Arc::clone(&clock);
        let world = World::with_tenants(shared, 1, 7);
        let pair = world.lock().tenants[0].shop.pairs[0].clone();
        Self {
            router: shop::router(Arc::clone(&world)),
            world,
            clock,
            pair,
        }
    }

    /// The same shop, through a pair that may only read.
    pub fn reading(&self) -> Self {
        let random = Arc::clone(self.world.random());
        let pair = self.shop(|shop| shop.add_pair(Access::Read, random.as_ref()));
        Self {
            world: Arc::clone(&self.world),
            clock: Arc::clone(&self.clock),
            router: self.router.clone(),
            pair,
        }
    }

    pub fn shop<R>(&self, look: impl FnOnce(&mut Shop) -> R) -> R {
        look(&mut self.world.lock().tenants[0].shop)
    }

    pub fn switch(&self, name: &str, value: &str) {
        let mut state = self.world.lock();
        state.switches.set(name, value).expect("a known switch");
    }

    pub fn pass(&self, seconds: u64) {
        self.clock.advance(Duration::from_secs(seconds));
    }

    pub fn request(&self, method: Method, path: &str) -> http::request::Builder {
        Request::builder()
            .method(method)
            .uri(path)
            .header("host", "shop.test:8080")
            .header("key", &self.pair.key)
            .header("exchange", &self.pair.exchange)
    }

    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await;
        let (head, body) = response.expect("the router never fails").into_parts();
        let bytes = body.collect().await.expect("a body").to_bytes();
        Answer {
            status: head.status,
            headers: head.headers,
            text: String::from_utf8_lossy(&bytes).into_owned(),
        }
    }

    /// A form, whatever the status.
    pub async fn form(&self, method: Method, path: &str, form: &str) -> Answer {
        let request = self
            .request(method, &format!("/v1.1{path}"))
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from(form.to_owned()));
        self.send(request.expect("a request")).await
    }

    /// A read that must succeed.
    pub async fn get(&self, path: &str) -> Value {
        let answer = self.form(Method::GET, path, "").await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text);
        answer.json()
    }

    /// A write that must succeed.
    pub async fn write(&self, method: Method, path: &str, form: &str) -> Value {
        let answer = self.form(method, path, form).await;
        assert_eq!(answer.status, StatusCode::OK, "{form}: {}", answer.text);
        answer.json()
    }

    /// A write that must be refused; gives the message.
    pub async fn refused(&self, method: Method, path: &str, form: &str) -> (u16, String) {
        let answer = self.form(method, path, form).await;
        assert_ne!(answer.status, StatusCode::OK, "{form}: {}", answer.text);
        let message = answer.json()["message"].as_str().map(str::to_owned);
        (answer.status.as_u16(), message.expect("a message"))
    }

    /// Makes a product; gives its uid.
    pub async fn product(&self, form: &str) -> u64 {
        let made = self
            .write(Method::POST, "/products/product.json", form)
            .await;
        made["uid"].as_u64().expect("a uid")
    }

    pub async fn read_product(&self, uid: u64) -> Value {
        self.get(&format!("/products/product.json?uid={uid}")).await
    }

    /// The shoe of the sheet: two sizes, 3 and 5 pieces.
    pub async fn shoe(&self) -> u64 {
        self.product(
            "sku=SC-100&title=Scarpa&price=80&usevariants=1&vars[Taglia][]=40&vars[Taglia][]=42\
             &variants[0][superkey]=40&variants[0][sku]=SC-100-40&variants[0][quantity]=3\
             &variants[1][superkey]=42&variants[1][sku]=SC-100-42&variants[1][quantity]=5",
        )
        .await
    }

    /// A shopper buys, and the webhooks are told.
    pub fn buy(&self, basket: Basket) -> Result<String, NotBought> {
        let (now, random) = (self.world.now(), self.world.random().as_ref());
        let mut state = self.world.lock();
        let switches = state.switches.clone();
        let shop = &mut state.tenants[0].shop;
        let bought = shop.checkout(basket, &switches, now, random);
        state.announce(now, random);
        bought
    }

    /// A guest buys some pieces of a code, without shipping; gives the order's id.
    pub fn bought(&self, sku: &str, count: u32) -> String {
        self.buy(basket(&[(sku, count)])).expect("it is there")
    }

    /// The merchant sets a state by hand.
    pub fn set_status(&self, id: &str, status: Status) {
        let (now, random) = (self.world.now(), self.world.random().as_ref());
        let mut state = self.world.lock();
        let switches = state.switches.clone();
        let shop = &mut state.tenants[0].shop;
        assert!(shop.set_status(id, status, &switches, now), "{id}");
        state.announce(now, random);
    }

    pub async fn read_order(&self, id: &str) -> Value {
        self.get(&format!("/orders/order.json?orderID={id}")).await
    }

    /// The ids that a list of orders gives.
    pub async fn order_ids(&self, path: &str) -> Vec<String> {
        let rows = self.get(path).await;
        let rows = rows.as_array().expect("a list").iter();
        rows.map(|row| row["orderID"].as_str().expect("an id").to_owned())
            .collect()
    }

    /// Stock of a SKU as the inventory list shows it, in products and variants.
    pub async fn on_hand(&self, sku: &str) -> Vec<Value> {
        let list = self.get("/inventory/list.json").await;
        let rows = list.as_array().expect("a list").iter();
        let children = rows.clone().flat_map(|row| row["childs"].as_array());
        rows.chain(children.flatten())
            .filter(|row| row["sku"] == sku)
            .map(|row| row["quantity"].clone())
            .collect()
    }
}

/// A guest's basket: codes and pieces, without shipping, coupon and fee.
pub fn basket(lines: &[(&str, u32)]) -> Basket {
    let wish = |(sku, count): &(&str, u32)| Wish {
        uid: None,
        superkey: String::new(),
        sku: Some((*sku).to_owned()),
        count: *count,
    };
    Basket {
        lines: lines.iter().map(wish).collect(),
        ..Basket::default()
    }
}

/// Somebody with this e-mail address.
pub fn somebody(fullname: &str, email: &str) -> Typed {
    Typed {
        fullname: fullname.to_owned(),
        email: email.to_owned(),
        ..Typed::default()
    }
}
