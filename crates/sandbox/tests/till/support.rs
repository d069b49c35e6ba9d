//! One tenant with two sales points and four products, and a client that knows only HTTP.

use std::{collections::BTreeMap, sync::Arc};

use axum::{Router, body::Body};
use http::{HeaderMap, Method, Request, StatusCode};
use http_body_util::BodyExt;
use jiff::Timestamp;
use ponte_sandbox::{
    SharedWorld, World,
    catalogue::{Catalogue, Product, Variant},
    till::{router, state::Till},
};
use ponte_transport::ManualClock;
use rust_decimal::Decimal;
use serde_json::Value;
use tower::ServiceExt;

/// 1 October 2026, noon in Rome.
pub const START: &str = "2026-10-01T10:00:00Z";

pub struct Api {
    pub world: SharedWorld,
    pub clock: Arc<ManualClock>,
    pub key: String,
    pub token: String,
    /// Ids of the four products: shoe, oil, cheese, book.
    pub products: Vec<String>,
    router: Router,
}

#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).expect("the body is JSON")
    }

    /// The rows under `key`, of an answer that went well.
    pub fn rows(&self, key: &str) -> Vec<Value> {
        assert_eq!(self.status, 200, "{}", self.text);
        self.json()[key].as_array().expect("a list").clone()
    }

    /// Names of the rows under `key`.
    pub fn names(&self, key: &str) -> Vec<String> {
        let rows = self.rows(key);
        let name = |row: &Value| row["description"].as_str().expect("a name").to_owned();
        rows.iter().map(name).collect()
    }
}

impl Api {
    /// With the sample catalogue and a token.
    pub async fn new() -> Self {
        let start: Timestamp = START.parse().expect("a time");
        let clock = Arc::new(ManualClock::new(start));
        let world = World::with_tenants(clock.clone(), 1, 7);
        let (key, products) = {
            let mut state = world.lock();
            let tenant = &mut state.tenants[0];
            tenant.till.add_sales_point("Via Roma", "Torino");
            tenant.till.add_sales_point("Porto", "Genova");
            tenant.till.picture_base = Some("http://pictures.test".to_owned());
            let products = tenant.till.load(&sample(), start, world.random().as_ref());
            (tenant.account.till_key.clone(), products)
        };
        let mut api = Self {
            router: router(world.clone()),
            world,
            clock,
            key,
            token: String::new(),
            products,
        };
        api.token = api.new_token().await;
        api
    }

    /// Sets a switch.
    pub fn switch(&self, name: &str, value: &str) {
        let set = self.world.lock().switches.set(name, value);
        set.expect("the switch takes the value");
    }

    /// Changes the till behind the API's back.
    pub fn till<T>(&self, change: impl FnOnce(&mut Till) -> T) -> T {
        change(&mut self.world.lock().tenants[0].till)
    }

    pub async fn ask_token(&self, key: &str) -> Answer {
        let body = format!(r#"{{"apiKey":"{key}"}}"#);
        let request = Request::post("/apikey/token").header("content-type", "application/json");
        self.send(request.body(Body::from(body)).expect("a request"))
            .await
    }

    pub async fn new_token(&self) -> String {
        let answer = self.ask_token(&self.key).await;
        let token = answer.json()["access_token"]
            .as_str()
            .map(ToOwned::to_owned);
        token.expect("a token")
    }

    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await;
        let (head, body) = response.expect("the router answers").into_parts();
        let body = body.collect().await.expect("the body is whole").to_bytes();
        Answer {
            status: head.status,
            headers: head.headers,
            text: String::from_utf8(body.to_vec()).expect("the body is text"),
        }
    }

    /// A GET as a good client sends it; `url` as it is.
    pub async fn get(&self, url: &str) -> Answer {
        self.call(Method::GET, url).await
    }

    pub async fn call(&self, method: Method, url: &str) -> Answer {
        let request = Request::builder()
            .method(method)
            .uri(url)
            .header("authorization", format!("Bearer {}", self.token))
            .header("x-version", "1.0.0");
        self.send(request.body(Body::empty()).expect("a request"))
            .await
    }

    /// A write as a good client sends it.
    pub async fn write(&self, method: Method, url: &str, body: &Value) -> Answer {
        let request = Request::builder()
            .method(method)
            .uri(url)
            .header("authorization", format!("Bearer {}", self.token))
            .header("content-type", "application/json")
            .header("x-requested-with", "*")
            .header("x-version", "1.0.0");
        self.send(
            request
                .body(Body::from(body.to_string()))
                .expect("a request"),
        )
        .await
    }

    /// A GET with query values still to be escaped.
    pub async fn find(&self, path: &str, query: &[(&str, &str)]) -> Answer {
        let query = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(query)
            .finish();
        self.get(&format!("{path}?{query}")).await
    }

    /// The first page of a list, filtered.
    pub async fn list(&self, path: &str, filters: &[(&str, &str)]) -> Answer {
        let page = [("start", "0"), ("limit", "100")];
        self.find(path, &[&page[..], filters].concat()).await
    }
}

/// A decimal.
pub fn dec(text: &str) -> Decimal {
    text.parse().expect("a decimal")
}

fn sample() -> Catalogue {
    let variant = |size: &str, sku: &str, price: &str| Variant {
        values: vec![size.to_owned(), "Nero".to_owned()],
        sku: Some(sku.to_owned()),
        price: dec(price),
        grams: Some(800),
        stock: vec![dec("8"), dec("1")],
        ..Variant::default()
    };
    let shoe = Product {
        name: "Scarpa".to_owned(),
        description: "<p>Comoda</p>".to_owned(),
        category: "Scarpe".to_owned(),
        vat: dec("22"),
        ecommerce: true,
        pictures: vec![
            "/pictures/1.png".to_owned(),
            "https://x.test/2.png".to_owned(),
        ],
        tags: vec!["nuovo".to_owned(), "pelle".to_owned()],
        options: vec!["Taglia".to_owned(), "Colore".to_owned()],
        variants: vec![
            Variant {
                barcode: Some("8000000000024".to_owned()),
                mode_prices: BTreeMap::from([("Online".to_owned(), dec("54.90"))]),
                ..variant("42", "SC-42", "59.90")
            },
            variant("43", "SC-43", "61"),
        ],
        ..Product::default()
    };
    let oil = Product {
        name: "Olio EVO 0,5 l".to_owned(),
        category: "Alimentari".to_owned(),
        vat: dec("4"),
        ecommerce: true,
        tags: vec!["nuovo".to_owned()],
        variants: vec![Variant {
            sku: Some("OIL-05".to_owned()),
            barcode: Some("8000000000017".to_owned()),
            price: dec("12.50"),
            stock: vec![dec("3")],
            ..Variant::default()
        }],
        ..Product::default()
    };
    let cheese = Product {
        name: "Formaggio".to_owned(),
        category: "Alimentari".to_owned(),
        vat: dec("4"),
        by_weight: true,
        variants: vec![Variant {
            price: dec("19.9"),
            stock: vec![dec("2.350"), dec("-0.5")],
            ..Variant::default()
        }],
        ..Product::default()
    };
    let book = Product {
        name: "Libro".to_owned(),
        category: "Libri".to_owned(),
        vat: dec("0"),
        vat_nature: Some("N2".to_owned()),
        only_in: Some(1),
        variants: vec![Variant {
            price: dec("15"),
            unmanaged: true,
            ..Variant::default()
        }],
        ..Product::default()
    };
    Catalogue {
        products: vec![shoe, oil, cheese, book],
    }
}
