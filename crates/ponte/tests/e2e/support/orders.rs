//! Shoppers, and what the till holds of their orders.

use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::sandbox::{Account, Sandbox};

/// What is awaited comes far sooner, or never.
const PATIENCE: Duration = Duration::from_secs(60);

/// A part as the till shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnTill {
    /// Its id on the till.
    pub id: String,
    /// Ponte's name for it.
    pub external_id: String,
    /// The point's name.
    pub point: String,
    /// What the people there read.
    pub note: String,
    /// Pieces by code, rows of one article added up.
    pub pieces: BTreeMap<String, Decimal>,
}

/// Looks until there is something to see.
#[track_caller]
pub fn awaited<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let began = Instant::now();
    loop {
        if let Some(seen) = look() {
            return seen;
        }
        assert!(began.elapsed() < PATIENCE, "{what} never came");
        std::thread::yield_now();
    }
}

impl Sandbox {
    /// Sets the till's stock of an article at a point.
    pub fn put_stock(&self, point: i64, sku: &str, quantity: i64) {
        let products = self.get("/dump")["till"]["products"].clone();
        let products = products.as_array().expect("products").iter();
        let found = products
            .flat_map(|product| {
                let variants = product["variants"].as_array().expect("variants").iter();
                variants.map(move |variant| (&product["id"], variant))
            })
            .find(|(_, variant)| variant["sku"] == sku);
        let (product, variant) = found.expect("an article with that code");
        let body = json!({"sales_point": point, "product": product,
            "variant": variant["id"], "quantity": quantity.to_string()});
        self.send("PUT", "/stock", &body);
    }

    /// Gives the shop pieces of an article.
    pub fn put_shop_stock(&self, sku: &str, quantity: i64) {
        let body = json!({"sku": sku, "quantity": quantity});
        self.send("PUT", "/shop/stock", &body);
    }

    /// A shopper buys these articles and pays at once; the order's id.
    pub fn buy(&self, goods: &[(&str, u32)]) -> String {
        let lines: Vec<Value> = goods
            .iter()
            .map(|(sku, count)| json!({"sku": sku, "count": count}))
            .collect();
        let basket = json!({"lines": lines, "paid": true,
            "billing": {"fullname": "Maria Rossi", "email": "maria@example.test"}});
        let order = self.send("POST", "/shop/orders", &basket);
        order["id"].as_str().expect("an id").to_owned()
    }

    /// The till's orders that are ours, by Ponte's names for them.
    pub fn on_till(&self) -> Vec<OnTill> {
        let all = self.get("/till/orders");
        let ours = all.as_array().expect("orders").iter();
        let mut ours: Vec<OnTill> = ours.map(on_till).collect();
        ours.retain(|order| order.external_id.starts_with("ponte-"));
        ours.sort_by(|a, b| a.external_id.cmp(&b.external_id));
        ours
    }

    /// The till's orders of one order of the shop.
    pub fn parts_of(&self, order: &str) -> Vec<OnTill> {
        let mut parts = self.on_till();
        let prefix = format!("ponte-{order}-");
        parts.retain(|part| part.external_id.starts_with(&prefix));
        parts
    }
}

fn on_till(order: &Value) -> OnTill {
    let text = |name: &str| order[name].as_str().unwrap_or_default().to_owned();
    let mut pieces: BTreeMap<String, Decimal> = BTreeMap::new();
    for row in order["rows"].as_array().expect("rows") {
        if row["shipping"] != true {
            let sku = row["sku"].as_str().unwrap_or_default().to_owned();
            *pieces.entry(sku).or_default() += decimal(&row["quantity"]);
        }
    }
    OnTill {
        id: text("id"),
        external_id: text("external_id"),
        point: text("sales_point"),
        note: text("note"),
        pieces,
    }
}

fn decimal(value: &Value) -> Decimal {
    let text = value.as_str().map(str::to_owned);
    let text = text.unwrap_or_else(|| value.to_string());
    text.parse().expect("a decimal")
}

impl Sandbox {
    /// Lets the shop call `address` whenever an order is made or paid, by the shop's own API.
    pub fn call_on_orders(&self, address: &str) {
        let Account {
            shop_key,
            shop_exchange,
            ..
        } = &self.account;
        let url = format!(
            "{}/v1.1/webhook/webhook.json",
            self.at.shop.trim_end_matches('/')
        );
        for kind in ["0", "1"] {
            let form = url::form_urlencoded::Serializer::new(String::new())
                .append_pair("url", address)
                .append_pair("type", kind)
                .append_pair("name", &format!("e2e-{kind}"))
                .finish();
            let headers = [
                ("key", shop_key.as_str()),
                ("exchange", shop_exchange.as_str()),
                ("content-type", "application/x-www-form-urlencoded"),
            ];
            let answer = self.http.call("POST", &url, &headers, form.as_bytes());
            let status = answer.status;
            assert_eq!(status, 200, "{}", answer.text());
        }
    }
}
