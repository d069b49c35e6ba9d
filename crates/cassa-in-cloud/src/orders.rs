//! Orders: one is created, read, listed, and marked as paid; nothing else exists (Cassa in Cloud
//! sheet §16).
//!
//! Guarantees, each borne by a test in `tests/it/orders.rs`:
//! - a creation is one request with one order, and its error tells whether the order may be there, is
//!   there already, was refused and why, or never left;
//! - an order that cannot be read whole is a row all the same, and says what of it could not be read:
//!   it never looks like "not found".

mod new;
mod query;
mod read;
mod refusal;
mod words;

use http::Method;
use serde_json::Value;

pub use new::{CreatedOrder, Destination, NewDocument, NewOrder, NewOrderRow, Prepayment};
pub use query::OrdersQuery;
pub use read::{Order, OrderDocument, OrderRow};
pub use refusal::OrderRefusal;
pub use words::{DeliveryMode, OrderStatus, PrepaymentStatus, WorkflowStatus};

use crate::{
    Client, Error, Page,
    params::{Params, percent_encode},
    personal::Personal,
    unconfirmed::{self, Created},
};

const PATH: &str = "/documents/orders";
const BATCH: &str = "/documents/orders/batch";

impl Client {
    /// Creates one order (sheet §16.2). The request leaves once; only a 401, which had no effect, makes
    /// the client send it again with a new token.
    ///
    /// With [`Error::outcome_unknown`] the order may be there: repeat it with the same `external_id`.
    /// With [`Error::is_conflict`] it is there: look it up. Any other error says that this attempt had
    /// no effect: [`Error::order_refusal`] tells the reason where it is known, and with
    /// [`Error::Quota`] and [`Error::NoToken`] nothing has left.
    ///
    /// # Errors
    /// [`Error`].
    pub async fn create_order(&self, order: &NewOrder) -> Result<CreatedOrder, Error> {
        let personal = order.personal();
        let body = order.batch();
        let answer = self.write(Method::POST, BATCH, &body, &personal).await?;
        match unconfirmed::created_order(answer.text(), &order.external_id) {
            Created::Id(id) => Ok(CreatedOrder { id: Some(id) }),
            // An entry with a code in the place of the id is a refusal under 200.
            Created::WithoutId => match answer.refusal(&personal) {
                Some(refusal) => Err(refusal),
                None => Ok(CreatedOrder { id: None }),
            },
            Created::Unclear(reason) => Err(answer
                .refusal(&personal)
                .unwrap_or_else(|| Error::broken(BATCH, &reason))),
        }
    }

    /// A page of the orders in a window of at most two days (sheet §16.4). There is no filter by
    /// `externalId` or state, and which date the window means is not known (sheet §25.20).
    ///
    /// # Errors
    /// [`Error`]. An order that cannot be read is a row with [`Order::unreadable`], not an error: ask
    /// [`Order::may_be`] when looking for one.
    pub async fn orders(&self, query: &OrdersQuery<'_>) -> Result<Page<Order>, Error> {
        self.list(PATH, "orders", &query.params(), query.start)
            .await
    }

    /// One order; `None` where the till says that there is none with this id.
    ///
    /// # Errors
    /// [`Error`]; also where the answer is no order, or another one.
    pub async fn order(&self, id: &str) -> Result<Option<Order>, Error> {
        let mut path = format!("{PATH}/");
        percent_encode(id, &mut path);
        let mut answer = match self.get(&path, &Params::default()).await {
            Err(error) if error.is_not_found() => return Ok(None),
            answer => answer?,
        };
        let record = answer.get_mut("order").map(Value::take);
        match record.filter(Value::is_object).map(Order::read) {
            Some(order) if order.id.as_deref().is_none_or(|own| own == id) => Ok(Some(order)),
            Some(_) => Err(Error::broken(&path, "it is another order")),
            None => Err(Error::broken(&path, "no order under \"order\"")),
        }
    }

    /// Says how an order is paid (sheet §16.6); path and body are guesses:
    /// [`unconfirmed::prepayment_body`]. It may be repeated.
    ///
    /// # Errors
    /// [`Error`].
    pub async fn set_prepayment(&self, id: &str, prepayment: &Prepayment) -> Result<(), Error> {
        let mut encoded = String::new();
        percent_encode(id, &mut encoded);
        let path = unconfirmed::prepayment_path(&encoded);
        let body = unconfirmed::prepayment_body(prepayment);
        let personal = Personal::default().words_of(prepayment.transaction_id.as_ref());
        self.write(Method::PUT, &path, &body, &personal)
            .await
            .map(|_| ())
    }
}
