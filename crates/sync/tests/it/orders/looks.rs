//! What a look at the counter shows: at the till, on the shop, and in Ponte.

use http::Method;
use ponte_domain::{
    finding::Finding,
    orders::order::{Attention, Stage, Waiting},
};
use ponte_sandbox::Service;
use ponte_store::orders::Whole;
use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::counter::Counter;

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
    pub due: i64,
    /// Code and pieces of each row of goods, rows of one article added up.
    pub goods: Vec<(String, Decimal)>,
}

impl Counter {
    /// Orders that Ponte sent to the till, in turn.
    pub fn all_sent(&self) -> Vec<Value> {
        let heard = self.bridge.wire.heard().into_iter();
        let batches = heard.filter(|heard| heard.url.path().ends_with("/documents/orders/batch"));
        batches
            .map(|heard| {
                let body: Value = serde_json::from_str(&heard.body).expect("JSON");
                body["create"][0].clone()
            })
            .collect()
    }

    /// The order that Ponte sent to the till last.
    pub fn sent(&self) -> Value {
        self.all_sent().pop().expect("an order was sent")
    }

    /// The state of the shop's order.
    pub async fn status(&self, order: &str) -> i64 {
        let order = self.shop_order(order).await;
        order["status"].as_i64().expect("a state")
    }

    /// The shop's order.
    pub async fn shop_order(&self, order: &str) -> Value {
        let path = format!("shop/orders/{order}");
        self.control(Method::GET, &path, json!({})).await
    }

    /// Where an order stands.
    pub async fn stage(&self, id: &str) -> Stage {
        self.order(id).await.order.stage
    }

    /// Why an order waits.
    pub async fn waits(&self, id: &str) -> Waiting {
        match self.stage(id).await {
            Stage::Waiting { reason } => reason,
            stage => panic!("{stage:?}"),
        }
    }

    /// Pieces that an order waits for.
    pub async fn lacks(&self, id: &str) -> Vec<u32> {
        match self.waits(id).await {
            Waiting::Stock { missing } => missing.iter().map(|line| line.pieces).collect(),
            reason => panic!("{reason:?}"),
        }
    }

    /// Why somebody must look at an order; the finding says the same.
    pub async fn attention(&self, id: &str) -> Attention {
        let Stage::NeedsAttention { reason } = self.stage(id).await else {
            panic!("{:?}", self.stage(id).await)
        };
        let told = self.finding("order", id).await;
        match told {
            Some(Finding::Order { attention, .. }) => assert_eq!(attention, reason),
            told => panic!("{told:?}"),
        }
        reason
    }

    /// The open finding of this kind about this subject.
    pub async fn finding(&self, kind: &str, subject: &str) -> Option<Finding> {
        let findings = self.bridge.findings().await;
        let mut about = findings.into_iter().filter(|(of, _)| of == subject);
        about
            .find(|(_, finding)| finding.kind() == kind)
            .map(|(_, finding)| finding)
    }

    /// Kinds of the open findings.
    pub async fn kinds(&self) -> Vec<&'static str> {
        let told = self.bridge.told().await;
        told.iter().map(Finding::kind).collect()
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

    /// What the till has: name, point and goods of each order.
    pub async fn parts(&self) -> Vec<(String, String, Vec<(String, Decimal)>)> {
        let parts = self.on_till().await.into_iter();
        parts
            .map(|part| (part.external_id, part.point, part.goods))
            .collect()
    }

    /// Point and pieces of each of the till's orders, where all are of one article.
    pub async fn pieces(&self) -> Vec<(String, i64)> {
        let parts = self.on_till().await.into_iter();
        parts
            .map(|part| {
                let sum: Decimal = part.goods.iter().map(|(_, pieces)| *pieces).sum();
                (part.point, sum.try_into().expect("pieces"))
            })
            .collect()
    }

    /// The till's id of a part.
    pub async fn till_id(&self, order: &str, number: u32) -> String {
        let name = format!("ponte-{order}-{number}");
        let mut parts = self.on_till().await.into_iter();
        let part = parts.find(|part| part.external_id == name);
        part.expect("it is on the till").id
    }

    /// Calls of one service since the journal was last cleared, by method and path.
    pub fn calls(&self, service: Service) -> std::collections::BTreeMap<String, u64> {
        self.bridge.calls(service)
    }

    /// Forgets the calls so far.
    pub fn forget_calls(&self) {
        self.bridge.world.lock().journal.clear();
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
        due: order["due"].as_i64().unwrap_or_default(),
        goods,
    }
}
