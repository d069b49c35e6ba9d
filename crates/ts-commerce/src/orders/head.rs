//! A row of the order list (TS Commerce sheet §20.1).

use std::fmt;

use jiff::Timestamp;
use rust_decimal::Decimal;
use serde_json::{Map, Value};

use super::instant::{ordered_at, with_offset};
use crate::{
    Form,
    fields::{FieldError, Fields, Row},
    unconfirmed,
};

/// What the list tells about an order.
#[derive(Clone, Default, PartialEq)]
pub struct OrderHead {
    /// Its id, such as `417_65e6f0c40a1b2`.
    pub order_id: String,
    /// The grand total.
    pub total: Option<Decimal>,
    /// When it was made.
    pub ordered_at: Option<Timestamp>,
    /// Its state's number (sheet §20.4).
    pub status: i64,
    /// The buyer's language, such as `it_IT`.
    pub locale: Option<String>,
    /// Node `short_id`.
    pub short_id: Option<String>,
    /// What the sheet does not know, and what was asked for by node; may be personal.
    pub extra: Map<String, Value>,
}

impl Row for OrderHead {
    fn read(fields: &mut Fields) -> Result<Self, FieldError> {
        let missing = || FieldError::new("orderID", "missing");
        let order_id = fields.filled(&["orderID"])?.ok_or_else(missing)?;
        Ok(Self {
            total: fields.decimal(&["total"])?,
            ordered_at: ordered_at(fields, &order_id)?,
            status: fields.need_int(&["status"])?,
            locale: fields.filled(&["locale"])?,
            short_id: fields.filled(&["short_id"])?,
            extra: fields.rest(),
            order_id,
        })
    }
}

impl fmt::Debug for OrderHead {
    /// Nothing of the buyer.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OrderHead")
            .field("order_id", &self.order_id)
            .field("total", &self.total)
            .field("ordered_at", &self.ordered_at)
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}

/// An order that was updated, as the guessed list of them shows it (sheet §28.19).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct UpdatedOrder {
    /// The order.
    pub head: OrderHead,
    /// When it was updated, where that can be read.
    pub updated_at: Option<Timestamp>,
}

impl Row for UpdatedOrder {
    fn read(fields: &mut Fields) -> Result<Self, FieldError> {
        let updated_at = fields.filled(&unconfirmed::UPDATED_AT_NAMES).ok().flatten();
        let updated_at = updated_at.and_then(|text| {
            let seconds = text
                .parse()
                .ok()
                .and_then(|n| Timestamp::from_second(n).ok());
            seconds
                .or_else(|| with_offset(&text))
                .or_else(|| unconfirmed::instant_without_offset(&text))
        });
        let head = OrderHead::read(fields)?;
        Ok(Self { head, updated_at })
    }
}

/// Which orders to list. All filters are about the date of the order, never of its last change.
#[derive(Clone, Debug, Default)]
pub struct OrdersQuery {
    /// Made after this second.
    pub since: Option<Timestamp>,
    /// Made after the first and before the second of these seconds.
    pub between: Option<(Timestamp, Timestamp)>,
    /// In this state; one only (sheet §28.20).
    pub status: Option<i64>,
    /// Only these orders; empty filters nothing.
    pub order_ids: Vec<String>,
    /// Rows to skip.
    pub skip: u64,
    /// Rows at most; `None` is [`unconfirmed::ORDERS_LIMIT`].
    pub limit: Option<u32>,
    /// Fields to add, such as `short_id` or `tags`.
    pub nodes: Vec<String>,
}

impl OrdersQuery {
    /// Rows that this page asks for: a page with fewer is the last.
    #[must_use]
    pub fn asks_for(&self) -> u32 {
        self.limit.unwrap_or(unconfirmed::ORDERS_LIMIT)
    }

    /// Without a limit the shop gives ten (sheet §7).
    pub(super) fn form(&self) -> Form {
        let mut form = Form::new();
        form.set("limit", self.asks_for())
            .set("skip", self.skip)
            .set_some("status", self.status)
            .set_some("since", self.since.map(Timestamp::as_second));
        if let Some((from, to)) = self.between {
            form.set("from", from.as_second()).set("to", to.as_second());
        }
        for id in &self.order_ids {
            form.push("orderID", id);
        }
        if !self.nodes.is_empty() {
            form.set("nodes", self.nodes.join(","));
        }
        form
    }
}
