//! A shop whose products are listed, with a shopper, two points of sale and their people.
//!
//! All of them act through the sandbox's control API, as a person would by its page.

use std::time::Duration;

use cassa_in_cloud::{DeliveryMode, NewDocument, NewOrder, NewOrderRow};
use http::Method;
use jiff::SignedDuration;
use ponte_domain::settings::OrderSettings;
use ponte_sandbox::{catalogue::Product, faults::Rule, in_process::Hosts};
use ponte_store::points::SalesPoint;
use ponte_sync::{
    Engine,
    orders::Remedy,
    worker::{Worked, pass_orders},
};
use ponte_transport::{Request, Transport};
use rust_decimal::Decimal;
use serde_json::{Value, json};

use crate::bridge::Bridge;

/// The first point, and the second.
pub const FIRST: usize = 0;
pub const SECOND: usize = 1;
/// Their names.
pub const FIRST_NAME: &str = "Via dei Tigli";
pub const SECOND_NAME: &str = "Piazza Mercato";

/// See the module.
pub struct Counter {
    pub bridge: Bridge,
    control: url::Url,
}

impl Counter {
    /// These products, listed; orders count from now.
    pub async fn with(products: Vec<Product>) -> Self {
        let bridge = Bridge::with(products).await;
        bridge.first().await;
        bridge.clock.advance(Duration::from_secs(3600));
        let counter = Self::over(bridge);
        counter.pass().await;
        counter
    }

    /// These products on both sides, under the same codes: nothing was ever synchronised, orders go by
    /// the codes.
    pub async fn unsynced(products: Vec<Product>) -> Self {
        Self::unsynced_over(Bridge::with(products.clone()).await, &products)
    }

    /// [`Counter::unsynced`], over this bridge.
    pub fn unsynced_over(bridge: Bridge, products: &[Product]) -> Self {
        for product in products {
            bridge.on_shop(|shop, now, random| shop.add_own_product(product, now, random));
        }
        bridge.clock.advance(Duration::from_secs(60));
        Self::over(bridge)
    }

    /// A counter over this bridge.
    pub fn over(bridge: Bridge) -> Self {
        Self {
            bridge,
            control: Hosts::default().control,
        }
    }

    /// A control call that must succeed.
    pub async fn control(&self, method: Method, path: &str, body: Value) -> Value {
        let (status, answer) = self.try_control(method, path, body).await;
        assert!(status.is_success(), "{path}: {status} {answer}");
        answer
    }

    /// A control call, with its status.
    pub async fn try_control(
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

    /// Another point of the till, the last in the merchant's order; its place.
    pub async fn add_point(&self, name: &str) -> usize {
        let id = self
            .bridge
            .till(|till, _, _| till.add_sales_point(name, "Treviso"));
        let store = self.bridge.engine.store();
        let mut tx = store.write().await.expect("a database");
        let points = tx.points(&self.bridge.shop).await.expect("a database");
        let place = points.len();
        let point = SalesPoint {
            id,
            name: name.to_owned(),
            position: points.iter().map(|point| point.position).max().unwrap_or(0) + 1,
            ..points[0].clone()
        };
        tx.point_put(&self.bridge.shop, &point)
            .await
            .expect("a database");
        tx.commit().await.expect("a database");
        place
    }

    /// The till's API, as another program with the same key uses it.
    pub fn till_client(&self) -> cassa_in_cloud::Client {
        let account = self.bridge.world.accounts().remove(0);
        cassa_in_cloud::Client::builder(account.till_key.into(), self.bridge.sandbox.clone())
            .base(Hosts::default().till)
            .clock(self.bridge.clock.clone())
            .build()
    }

    /// Somebody else puts an order of so many pieces on the till under this name.
    pub async fn place(&self, name: &str, index: usize, sku: &str, pieces: i64) {
        self.bridge.switch("till.order_needs_buyer", "false");
        let now = self.bridge.now();
        let row = NewOrderRow {
            row_number: 1,
            id_product_variant: Some(self.variant(sku)),
            quantity: pieces.into(),
            price: Decimal::ONE,
            ..NewOrderRow::default()
        };
        let order = NewOrder {
            external_id: name.to_owned(),
            date: now,
            due_date: now + SignedDuration::from_hours(1),
            delivery_mode: DeliveryMode::Pickup,
            destination: None,
            phone_number: None,
            prepay: false,
            prepayment_status: None,
            prepayment_transaction_id: None,
            document: NewDocument {
                id_sales_point: self.point(index),
                amount: pieces.into(),
                rows: vec![row],
                ..NewDocument::default()
            },
        };
        let placed = self.till_client().create_order(&order).await;
        placed.expect("the till takes it");
    }

    /// The till's id of an article.
    pub fn variant(&self, sku: &str) -> String {
        self.article(sku).1
    }

    /// The till's ids of its product and of itself.
    pub fn article(&self, sku: &str) -> (String, String) {
        self.bridge.till(|till, _, _| {
            let found = till.products().find_map(|product| {
                let mut variants = product.variants.iter();
                let variant = variants.find(|one| one.sku.as_deref() == Some(sku))?;
                Some((product.id.clone(), variant.id.clone()))
            });
            found.expect("an article with that code")
        })
    }

    /// Sets the till's stock of an article at a point.
    pub async fn stock(&self, index: usize, sku: &str, quantity: i64) {
        let (product, variant) = self.article(sku);
        let body = json!({"sales_point": self.point(index), "product": product,
            "variant": variant, "quantity": quantity.to_string()});
        self.control(Method::PUT, "stock", body).await;
    }

    /// The till forgets that it ever had an article at a point.
    pub async fn forget_stock(&self, index: usize, sku: &str) {
        let (product, variant) = self.article(sku);
        let body = json!({"sales_point": self.point(index), "product": product,
            "variant": variant});
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

    /// The buyer pays.
    pub async fn pay(&self, order: &str) {
        let path = format!("shop/orders/{order}/pay");
        self.control(Method::POST, &path, json!({})).await;
    }

    /// The order is cancelled on the shop.
    pub async fn cancel(&self, order: &str) {
        let path = format!("shop/orders/{order}/cancel");
        self.control(Method::POST, &path, json!({})).await;
    }

    /// The merchant gives the shop's order a state by hand.
    pub async fn set_status(&self, order: &str, status: i64) {
        let path = format!("shop/orders/{order}/status");
        self.control(Method::PUT, &path, json!({"status": status}))
            .await;
    }

    /// The order's lines are others from now on.
    pub async fn edit_lines(&self, order: &str, goods: &[(&str, u32)]) {
        let lines: Vec<Value> = goods
            .iter()
            .map(|(sku, count)| json!({"sku": sku, "count": count}))
            .collect();
        let path = format!("shop/orders/{order}/lines");
        self.control(Method::PUT, &path, json!({"lines": lines}))
            .await;
    }

    /// The till's settings that refuse orders at a point.
    pub async fn order_rules(&self, index: usize, rules: Value) {
        let path = format!("salespoints/{}/order-rules", self.point(index));
        self.control(Method::PUT, &path, rules).await;
    }

    /// Something goes wrong from now on.
    pub fn fault(&self, rule: Rule) {
        let mut world = self.bridge.world.lock();
        world.faults.add(rule).expect("a rule");
    }

    /// Everything works again.
    pub fn mend(&self) {
        self.bridge.world.lock().faults.clear();
    }

    /// A person decides; whether it applied.
    pub async fn decide(&self, order: &str, remedy: Remedy) -> bool {
        let decided = self
            .bridge
            .engine
            .remedy(&self.bridge.shop, order, remedy, "test");
        decided.await.expect("a database")
    }

    /// One pass; it must end, well or not.
    pub async fn pass(&self) -> Worked {
        self.pass_of(&self.bridge.engine).await
    }

    /// One pass of another process.
    pub async fn pass_of(&self, engine: &Engine) -> Worked {
        let worked = pass_orders(engine, &self.bridge.shop).await;
        worked.expect("the database works")
    }

    /// A pass five minutes later.
    pub async fn later(&self) -> Worked {
        self.bridge.clock.advance(Duration::from_secs(300));
        self.pass().await
    }

    /// So many passes, five minutes apart.
    pub async fn passes(&self, count: usize) {
        for _ in 0..count {
            self.later().await;
        }
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
