//! Lists of orders (TS Commerce sheet §20.1, §20.2).
//!
//! - Newest first. `since`, `from` and `to` compare the order's date strictly, in whole seconds.
//! - A row has exactly six fields; `nodes` and a switch add others.

use serde::Serialize;

use super::{
    call::{Call, Outcome, missing, optional, read},
    dates,
    json::{self, Number},
    refusal::Refusal,
};
use crate::shop::{
    form::Form,
    order::{Address, Order},
};

/// Rows where no limit is given (sheet §20.1).
const DEFAULT_LIMIT: usize = 10;

/// `GET /orders/list.json`
pub(super) fn list(call: &mut Call<'_>) -> Outcome {
    let wanted = Wanted::read(call.form, call.switches.shop_order_tags_all)?;
    let skip = optional(call.form, "skip")?.unwrap_or(0);
    let limit = optional(call.form, "limit")?.unwrap_or(DEFAULT_LIMIT);
    let limit = limit.min(call.switches.shop_orders_max_limit as usize);
    let nodes = call.nodes();
    let orders = call.shop.orders.newest_first();
    let page = orders.filter(|order| wanted.has(order));
    let page = page.skip(skip).take(limit);
    let currency = call.switches.shop_order_currency;
    Ok(json::list(
        page.map(|order| Row::new(order, &nodes, currency)),
    ))
}

/// `GET /orders/updated.json`: changed after `from` and before `to`, the latest change first.
pub(super) fn updated(call: &mut Call<'_>) -> Outcome {
    if !call.switches.shop_updated_orders {
        return Err(Refusal::unknown("path"));
    }
    let from: i64 = read("from", call.required("from")?)?;
    let to: i64 = read("to", call.required("to")?)?;
    let within = |order: &&Order| (from + 1..to).contains(&order.updated.as_second());
    let mut found: Vec<&Order> = call.shop.orders.newest_first().filter(within).collect();
    found.sort_by_key(|order| std::cmp::Reverse(order.updated));
    let nodes = call.nodes();
    let currency = call.switches.shop_order_currency;
    Ok(json::list(found.into_iter().map(|order| Row {
        update_at: Some(dates::of_order(order.updated)),
        ..Row::new(order, &nodes, currency)
    })))
}

#[derive(Serialize)]
struct Row<'a> {
    #[serde(rename = "orderID")]
    id: &'a str,
    total: Number,
    #[serde(rename = "orderDate")]
    date: String,
    status: u8,
    iso: Iso,
    locale: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    currency: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    update_at: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    short_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tags: Option<&'a [String]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    billing: Option<Buyer<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    delivery: Option<Buyer<'a>>,
}

/// The date once more.
#[derive(Serialize)]
pub(super) struct Iso {
    #[serde(rename = "orderDate")]
    pub date: String,
}

#[derive(Serialize)]
struct Buyer<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    fullname: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<&'a str>,
}

impl<'a> Row<'a> {
    fn new(order: &'a Order, nodes: &[&str], currency: bool) -> Self {
        let asked = |node: &str| nodes.contains(&node);
        let buyer = |address: &'a Address, fullname, email| {
            let typed = &address.typed;
            let buyer = Buyer {
                fullname: asked(fullname).then_some(typed.fullname.as_str()),
                email: asked(email).then_some(typed.email.as_str()),
            };
            (asked(fullname) || asked(email)).then_some(buyer)
        };
        let date = dates::of_order(order.placed);
        Self {
            id: &order.id,
            total: Number(order.total()),
            iso: Iso { date: date.clone() },
            date,
            status: order.status.number(),
            locale: &order.locale,
            currency: currency.then_some("EUR"),
            update_at: None,
            short_id: asked("short_id").then_some(order.short_id.as_str()),
            tags: asked("tags").then_some(order.tags.as_slice()),
            billing: buyer(&order.billing, "billing.fullname", "billing.email"),
            delivery: buyer(&order.delivery, "delivery.fullname", "delivery.email"),
        }
    }
}

/// The filters, all of which an order must pass.
struct Wanted<'a> {
    status: Option<u8>,
    /// Placed after this second.
    after: Option<i64>,
    /// Placed before this second.
    before: Option<i64>,
    ids: Option<Vec<&'a str>>,
    tags: Vec<&'a str>,
    all_tags: bool,
    email: Option<&'a str>,
    fullname: Option<&'a str>,
}

impl<'a> Wanted<'a> {
    fn read(form: &'a Form, all_tags: bool) -> Result<Self, Refusal> {
        let since: Option<i64> = optional(form, "since")?;
        let from: Option<i64> = optional(form, "from")?;
        let before = optional(form, "to")?;
        match (from, before) {
            (Some(_), None) => return Err(missing("to")),
            (None, Some(_)) => return Err(missing("from")),
            _ => {}
        }
        let text = |name| form.text(name).filter(|text| !text.is_empty());
        let tags = text("tags").unwrap_or_default().split(',').map(str::trim);
        Ok(Self {
            status: optional(form, "status")?,
            after: since.max(from),
            before,
            ids: form.list("orderID"),
            tags: tags.filter(|tag| !tag.is_empty()).collect(),
            all_tags,
            // PHP makes an underscore of the dot.
            email: text("billing_email"),
            fullname: text("billing_fullname"),
        })
    }

    fn has(&self, order: &Order) -> bool {
        let second = order.placed.as_second();
        let buyer = &order.billing.typed;
        let same = |wanted: Option<&str>, is: &str| {
            wanted.is_none_or(|wanted| wanted.to_lowercase() == is.to_lowercase())
        };
        let tagged = |tag: &&str| order.tags.iter().any(|known| known == tag);
        let tagged = match (self.tags.is_empty(), self.all_tags) {
            (true, _) => true,
            (false, true) => self.tags.iter().all(tagged),
            (false, false) => self.tags.iter().any(tagged),
        };
        let wanted = self.ids.as_ref();
        self.status
            .is_none_or(|status| order.status.number() == status)
            && self.after.is_none_or(|after| second > after)
            && self.before.is_none_or(|before| second < before)
            && wanted.is_none_or(|ids| ids.contains(&order.id.as_str()))
            && tagged
            && same(self.email, &buyer.email)
            && same(self.fullname, &buyer.fullname)
    }
}
