//! An order with its lines (TS Commerce sheet §20.3).

use std::fmt;

use jiff::Timestamp;
use rust_decimal::Decimal;
use serde_json::{Map, Value};

use super::{Address, Line, instant::ordered_at};
use crate::{
    fields::{FieldError, Fields},
    unconfirmed,
};

/// An order.
#[derive(Clone, Default, PartialEq)]
pub struct Order {
    /// Its id.
    pub order_id: String,
    /// The id that people see, where it is told.
    pub short_id: Option<String>,
    /// Its state's number (sheet §20.4).
    pub status: i64,
    /// The grand total, shipping and payment fee included.
    pub total: Decimal,
    /// When it was made.
    pub ordered_at: Option<Timestamp>,
    /// The payment method.
    pub method: Option<String>,
    /// The invoice's address.
    pub billing: Address,
    /// The parcel's address.
    pub delivery: Address,
    /// The customer; there for guests too.
    pub customer_id: Option<String>,
    /// The lines, in the order of the shop's answer.
    pub lines: Vec<Line>,
    /// The coupon.
    pub sale_code: Option<String>,
    /// What the coupon takes off.
    pub sale_amount: Option<Decimal>,
    /// The shipping cost.
    pub shipping_amount: Option<Decimal>,
    /// The shipping method.
    pub shipping_profile: Option<String>,
    /// The payment fee.
    pub payment_amount: Option<Decimal>,
    /// The payment method's id; `mark` is cash on delivery.
    pub payment_profile: Option<String>,
    /// The buyer's message; its name is a guess ([`unconfirmed::MESSAGE_NAMES`]).
    pub message: Option<String>,
    /// What is said about an invoice; its names are guesses ([`unconfirmed::INVOICE_NAMES`]).
    pub invoice: Invoice,
    /// The buyer's language.
    pub locale: Option<String>,
    /// The currency, where it is told.
    pub currency: Option<String>,
    /// What the sheet does not know; may be personal.
    pub extra: Map<String, Value>,
}

/// What an order says about an invoice.
#[derive(Clone, Default, PartialEq)]
pub struct Invoice {
    /// Whether one is wanted, where that is told.
    pub wanted: Option<bool>,
    /// Address in the exchange system (SDI).
    pub sdi: Option<String>,
    /// Certified e-mail.
    pub pec: Option<String>,
    /// The invoice's data, as they come.
    pub raw: Option<Value>,
}

impl Order {
    pub(super) fn read_from(fields: &mut Fields) -> Result<Self, FieldError> {
        let missing = |field| move || FieldError::new(field, "missing");
        let order_id = fields.filled(&["orderID"])?;
        let order_id = order_id.ok_or_else(missing("orderID"))?;
        // Empty when all is well; an error would not have come as far as here (sheet §6).
        fields.take(&["error"]);
        let mut cart = fields.object(&["cart"])?;
        let mut billing = fields.object(&["billing"])?;
        let mut delivery = fields.object(&["delivery"])?;
        let mut customer = fields.object(&["customer"])?;
        let cart_total = cart.decimal(&["total"])?;
        let order = Self {
            short_id: fields.filled(&["short_id"])?,
            status: fields.need_int(&["status"])?,
            total: fields
                .decimal(&["total"])?
                .or(cart_total)
                .ok_or_else(missing("total"))?,
            ordered_at: ordered_at(fields, &order_id)?,
            method: fields.filled(&["method"])?,
            customer_id: customer.object_id(&["id", "_id"])?,
            lines: Line::take_all(&mut cart).map_err(|error| error.within("cart"))?,
            sale_code: cart.filled(&["saleCode", "couponCode"])?,
            sale_amount: cart.decimal(&["saleAmount"])?,
            shipping_amount: cart.decimal(&["shippingAmount"])?,
            shipping_profile: cart.filled(&["shippingProfile"])?,
            payment_amount: cart.decimal(&["paymentAmount"])?,
            payment_profile: cart.filled(&["paymentProfile"])?,
            message: unconfirmed::message(fields, &mut cart),
            invoice: unconfirmed::invoice(fields, &mut cart, &mut billing),
            locale: fields.filled(&["locale"])?,
            currency: fields.any(&["currency"]),
            billing: Address::read(&mut billing),
            delivery: Address::read(&mut delivery),
            order_id,
            extra: Map::new(),
        };
        fields.put_back("cart", cart);
        fields.put_back("customer", customer);
        let extra = fields.rest();
        Ok(Self { extra, ..order })
    }
}

impl fmt::Debug for Order {
    /// Nothing of the buyer.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Order")
            .field("order_id", &self.order_id)
            .field("status", &self.status)
            .field("total", &self.total)
            .field("ordered_at", &self.ordered_at)
            .field("method", &self.method)
            .field("lines", &self.lines)
            .field("sale_amount", &self.sale_amount)
            .field("shipping_amount", &self.shipping_amount)
            .field("shipping_profile", &self.shipping_profile)
            .field("payment_amount", &self.payment_amount)
            .field("payment_profile", &self.payment_profile)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Invoice {
    /// Nothing of the buyer.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Invoice")
            .field("wanted", &self.wanted)
            .finish_non_exhaustive()
    }
}
