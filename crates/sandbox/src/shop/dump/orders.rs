//! Orders in a neutral form.

use rust_decimal::Decimal;
use serde::Serialize;
use utoipa::ToSchema;

use crate::shop::order::{Order, Payment, Shipping, Tracking};

/// An order.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = ShopOrder)]
pub struct DumpedOrder {
    /// `<shop number>_<13 hex>`.
    pub id: String,
    /// When it was placed, RFC 3339 in UTC.
    pub placed: String,
    /// When it was last changed.
    pub updated: String,
    /// Number of its state.
    pub status: u8,
    /// What is to be paid.
    pub total: Decimal,
    /// What the coupon took off.
    pub discount: Decimal,
    /// Code of the coupon; empty without one.
    pub coupon: String,
    /// How it goes there.
    pub shipping: Shipping,
    /// How it is paid.
    pub payment: Payment,
    /// Name of the buyer.
    pub buyer: String,
    /// E-mail address of the buyer.
    pub email: String,
    /// Company; empty for a person.
    pub company: String,
    /// VAT number or tax code; empty without one.
    pub vat: String,
    /// What was bought.
    pub lines: Vec<DumpedLine>,
    /// Number, carrier and link of the parcel; empty where nobody said so.
    #[schema(value_type = Object)]
    pub tracking: Tracking,
    /// The merchant's marks.
    pub tags: Vec<String>,
}

/// One article of an order.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = ShopOrderLine)]
pub struct DumpedLine {
    /// The product.
    pub uid: u64,
    /// The combination; empty without variants.
    pub superkey: String,
    /// Its code when it was bought.
    pub sku: String,
    /// Its title then.
    pub title: String,
    /// Pieces.
    pub count: i64,
    /// What a piece costs.
    pub price: Decimal,
    /// Pieces that are gone from the stock for it.
    pub taken: i64,
}

impl From<&Order> for DumpedOrder {
    fn from(order: &Order) -> Self {
        let buyer = &order.billing.typed;
        let lines = order.lines.iter().map(|line| DumpedLine {
            uid: line.uid,
            superkey: line.superkey.clone(),
            sku: line.sku.clone(),
            title: line.title.clone(),
            count: line.count,
            price: line.price.normalize(),
            taken: line.taken,
        });
        let coupon = order.coupon.as_ref().map(|coupon| coupon.code.clone());
        Self {
            id: order.id.clone(),
            placed: order.placed.to_string(),
            updated: order.updated.to_string(),
            status: order.status.number(),
            total: order.total().normalize(),
            discount: order.discount().normalize(),
            coupon: coupon.unwrap_or_default(),
            shipping: order.shipping.clone(),
            payment: order.payment.clone(),
            buyer: buyer.fullname.clone(),
            email: buyer.email.clone(),
            company: buyer.company.clone(),
            vat: buyer.vat.clone(),
            lines: lines.collect(),
            tracking: order.tracking.clone(),
            tags: order.tags.clone(),
        }
    }
}
