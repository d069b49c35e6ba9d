//! A shop whose products are listed, with a shopper, two points of sale and their people.
//!
//! All of them act through the sandbox's control API, as a person would by its page.

use std::time::Duration;

use http::Method;
use ponte_domain::settings::OrderSettings;
use ponte_sandbox::{catalogue::Product, in_process::Hosts};
use ponte_store::orders::Whole;
use ponte_sync::worker::{Worked, pass_orders};
use ponte_transport::{Request, Transport};
use rust_decimal::Decimal;
use serde_json::{Value, json};

use crate::bridge::Bridge;

/// The first point, and the second.
pub const FIRST: usize = 0;
pub const SECOND: usize = 1;

/// See the module.
pub struct Counter {
    pub bridge: Bridge,
    control: url::Url,
}

/// A part as the till shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct OnTill {
    pub id: String,
    pub external_id: String,
    pub point: String,
    pub workflow: String,
    pub note: String,
    pub buyer: String,
    pub amount: Decimal,
    /// Code and pieces of each row of goods, rows of one article added up.
    pub goods: Vec<(String, Decimal)>,
}

impl Counter {
    /// These products, listed; orders count from now.
    pub async fn with(products: Vec<Product>) -> Self {
        let bridge = Bridge::with(products).await;
        bridge.first().await;
        bridge.clock.advance(Duration::from_secs(3600));
        let counter = Self {
            bridge,
            control: Hosts::default().control,
        };
        counter.pass().await;
        counter
    }

    /// A control call that must succeed.
    pub async fn control(&self, method: Method, path: &str, body: Value) -> Value {
        let (status, answer) = self.try_control(method, path, body).await;
        assert!(status.is_success(), "{path}: {status} {answer}");
        answer
    }

    async fn try_control(
        &self,
        method: Method,
        path: &str,
        body: Value,
    ) -> (http::StatusCode, Value) {
        let url = self.control.join(path).expect("a path");
        let mut request = Request::new(method, url);
        request.headers.insert(
            "content-type",
            "application/json".parse().expect("a header"),
        );
        request.body = serde_json::to_vec(&body).expect("plain data").into();
        let answer = self.bridge.sandbox.send(request).await.expect("an answer");
        let status = answer.status;
        let body = answer.body.bytes(usize::MAX).await.expect("a body");
        (status, serde_json::from_slice(&body).unwrap_or_default())
    }

    /// The till's id of a point.
    pub fn point(&self, index: usize) -> i64 {
        self.bridge.till(|till, _, _| till.sales_points()[index].id)
    }

    /// Sets the till's stock of an article at a point.
    pub async fn stock(&self, index: usize, sku: &str, quantity: i64) {
        let (product, variant) = self.bridge.till(|till, _, _| {
            let found = till.products().find_map(|product| {
                let mut variants = product.variants.iter();
                let variant = variants.find(|one| one.sku.as_deref() == Some(sku))?;
                Some((product.id.clone(), variant.id.clone()))
            });
            found.expect("an article with that code")
        });
        let body = json!({"sales_point": self.point(index), "product": product,
            "variant": variant, "quantity": quantity.to_string()});
        self.control(Method::PUT, "stock", body).await;
    }

    /// The shop shows the sum of the tills.
    pub async fn fill_shop(&self) {
        self.control(Method::POST, "shop/stock/from-till", json!({}))
            .await;
    }

    /// A shopper buys these articles and pays at once; the order's id.
    pub async fn buy(&self, goods: &[(&str, u32)]) -> String {
        self.buy_as(goods, json!({"paid": true})).await
    }

    /// A shopper buys these articles, with whatever else the basket says.
    pub async fn buy_as(&self, goods: &[(&str, u32)], more: Value) -> String {
        let lines: Vec<Value> = goods
            .iter()
            .map(|(sku, count)| json!({"sku": sku, "count": count}))
            .collect();
        let mut basket = json!({"lines": lines,
            "billing": {"fullname": "Maria Rossi", "email": "maria@example.test"}});
        if let (Some(basket), Value::Object(more)) = (basket.as_object_mut(), more) {
            basket.extend(more);
        }
        let order = self.control(Method::POST, "shop/orders", basket).await;
        order["id"].as_str().expect("an id").to_owned()
    }

    /// One pass; it must end, well or not.
    pub async fn pass(&self) -> Worked {
        let worked = pass_orders(&self.bridge.engine, &self.bridge.shop).await;
        worked.expect("the database works")
    }

    /// A pass five minutes later.
    pub async fn later(&self) -> Worked {
        self.bridge.clock.advance(Duration::from_secs(300));
        self.pass().await
    }

    /// What Ponte holds of an order.
    pub async fn order(&self, id: &str) -> Whole {
        let mut tx = self.bridge.engine.store().read().await.expect("a database");
        let whole = tx.order(&self.bridge.shop, id).await.expect("a database");
        whole.expect("the order is stored")
    }

    /// The till's orders, oldest first.
    pub async fn on_till(&self) -> Vec<OnTill> {
        let answer = self.control(Method::GET, "till/orders", json!({})).await;
        let orders = answer.as_array().or_else(|| answer["orders"].as_array());
        let mut orders: Vec<OnTill> = orders.expect("orders").iter().map(on_till).collect();
        orders.sort_by(|a, b| a.external_id.cmp(&b.external_id));
        orders
    }

    /// Somebody at the till does a step with an order.
    pub async fn step(&self, id: &str, step: Value) {
        let path = format!("till/orders/{id}/step");
        self.control(Method::POST, &path, step).await;
    }

    /// Changes what the merchant chose for orders.
    pub async fn choose(&self, change: impl FnOnce(&mut OrderSettings)) {
        self.bridge
            .choose(|settings| change(&mut settings.orders))
            .await;
    }
}

fn on_till(order: &Value) -> OnTill {
    let text = |name: &str| order[name].as_str().unwrap_or_default().to_owned();
    let decimal = |value: &Value| -> Decimal {
        let text = value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned);
        text.parse().expect("a decimal")
    };
    let mut goods: Vec<(String, Decimal)> = Vec::new();
    for row in order["rows"].as_array().expect("rows") {
        if row["shipping"] == true {
            continue;
        }
        let sku = row["sku"].as_str().unwrap_or_default().to_owned();
        let quantity = decimal(&row["quantity"]);
        match goods.iter_mut().find(|(known, _)| *known == sku) {
            Some((_, sum)) => *sum += quantity,
            None => goods.push((sku, quantity)),
        }
    }
    OnTill {
        id: text("id"),
        external_id: text("external_id"),
        point: text("sales_point"),
        workflow: text("workflow"),
        note: text("note"),
        buyer: text("buyer"),
        amount: decimal(&order["amount"]),
        goods,
    }
}
