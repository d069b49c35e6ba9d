//! One order with its lines (TS Commerce sheet §20.3).

use serde::Serialize;
use serde_json::json;

use super::{
    call::{Call, Outcome},
    dates,
    json::{self, Map, Number},
    order_list::Iso,
    refusal::Refusal,
};
use crate::shop::order::{self, Order};

/// `GET /orders/order.json`
pub(super) fn order(call: &mut Call<'_>) -> Outcome {
    let id = call.required("orderID")?;
    let order = call.shop.orders.get(id);
    let order = order.ok_or_else(|| Refusal::unknown("order"))?;
    Ok(json::body(&Details::new(
        order,
        call.switches.shop_bare_item_key,
    )))
}

#[derive(Serialize)]
struct Details<'a> {
    #[serde(rename = "orderID")]
    id: &'a str,
    short_id: &'a str,
    status: u8,
    total: Number,
    #[serde(rename = "orderDate")]
    date: String,
    iso: Iso,
    locale: &'a str,
    method: &'a str,
    customer: Customer<'a>,
    #[serde(rename = "operatorUID")]
    operator: u8,
    tags: &'a [String],
    billing: Address<'a>,
    delivery: Address<'a>,
    cart: Cart<'a>,
    tracking: &'a str,
    courier: &'a str,
    tracking_url: &'a str,
    /// Empty when all is well; no other answer of the shop has it (sheet §6).
    error: [(); 0],
}

#[derive(Serialize)]
struct Customer<'a> {
    id: &'a str,
}

#[derive(Serialize)]
struct Address<'a> {
    #[serde(rename = "_id")]
    id: serde_json::Value,
    fullname: &'a str,
    company: &'a str,
    addr1: &'a str,
    addr2: &'a str,
    city: &'a str,
    zip: &'a str,
    country: String,
    state: String,
    #[serde(rename = "nationName")]
    nation: &'a str,
    #[serde(rename = "nationTLD")]
    tld: &'a str,
    #[serde(rename = "stateName")]
    province: &'a str,
    #[serde(rename = "stateISO")]
    province_code: &'a str,
    email: &'a str,
    phone: &'a str,
    vat: &'a str,
    #[serde(rename = "userUID")]
    user_uid: i64,
    principal: u8,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Cart<'a> {
    total: Number,
    items: Map<String, Item<'a>>,
    sale_code: &'a str,
    sale_amount: Number,
    shipping_amount: Number,
    shipping_profile: &'a str,
    payment_amount: Number,
    payment_profile: &'a str,
}

#[derive(Serialize)]
struct Item<'a> {
    count: i64,
    price: Number,
    options: &'a str,
    title: &'a str,
    sku: &'a str,
    listing_price: Number,
    listing_discount: Number,
    tax_profile_value: Number,
}

impl<'a> Details<'a> {
    fn new(order: &'a Order, bare_key: bool) -> Self {
        let date = dates::of_order(order.placed);
        let total = Number(order.total());
        let items = order.lines.iter().map(|line| {
            let key = match (bare_key, line.superkey.as_str()) {
                (true, "") => line.uid.to_string(),
                (_, superkey) => format!("{}#|#{superkey}", line.uid),
            };
            let item = Item {
                count: line.count,
                price: Number(line.price),
                options: &line.superkey,
                title: &line.title,
                sku: &line.sku,
                listing_price: Number(line.listing_price),
                listing_discount: Number(line.listing_discount()),
                tax_profile_value: Number(line.tax),
            };
            (key, item)
        });
        let coupon = order.coupon.as_ref();
        Self {
            id: &order.id,
            short_id: &order.short_id,
            status: order.status.number(),
            total,
            iso: Iso { date: date.clone() },
            date,
            locale: &order.locale,
            method: &order.payment.method,
            customer: Customer { id: &order.client },
            operator: 0,
            tags: &order.tags,
            billing: Address::new(&order.billing),
            delivery: Address::new(&order.delivery),
            cart: Cart {
                total,
                items: Map(items.collect()),
                sale_code: coupon
                    .map(|coupon| coupon.code.as_str())
                    .unwrap_or_default(),
                sale_amount: Number(order.discount()),
                shipping_amount: Number(order.shipping.amount),
                shipping_profile: &order.shipping.profile,
                payment_amount: Number(order.payment.fee),
                payment_profile: &order.payment.method,
            },
            tracking: &order.tracking.number,
            courier: &order.tracking.courier,
            tracking_url: &order.tracking.url,
            error: [],
        }
    }
}

impl<'a> Address<'a> {
    fn new(address: &'a order::Address) -> Self {
        let typed = &address.typed;
        Self {
            id: json!({ "$id": address.id }),
            fullname: &typed.fullname,
            company: &typed.company,
            addr1: &typed.addr1,
            addr2: &typed.addr2,
            city: &typed.city,
            zip: &typed.zip,
            country: address.country.to_string(),
            state: address.province.uid.to_string(),
            nation: &address.nation,
            tld: &typed.country,
            province: &address.province.name,
            province_code: &address.province.iso,
            email: &typed.email,
            phone: &typed.phone,
            vat: &typed.vat,
            user_uid: address.user_uid,
            principal: 1,
        }
    }
}
