//! Orders: listed, read, and moved to another state (TS Commerce sheet §20).
//!
//! Guarantees, each borne by a test in `tests/it/orders.rs`:
//! - the lines of an order keep the order of the shop's answer;
//! - a line without its pieces or its price is an error that names the order, never a silent 0;
//! - "there is no such order" is told from an answer that cannot be read;
//! - an update of a state that the order has already is a success.

mod address;
mod details;
mod head;
mod instant;
mod line;
mod statuses;
mod update;

use http::Method;
use jiff::Timestamp;

pub use address::Address;
pub use details::{Invoice, Order};
pub use head::{OrderHead, OrdersQuery, UpdatedOrder};
pub use line::Line;
pub use statuses::OrderStatus;
pub use update::OrderUpdate;

use crate::{Client, Error, Form, fields::Fields, unconfirmed};

const PATH: &str = "/orders/order.json";

impl Client {
    /// A page of the order list, the newest first as is assumed (sheet §20.1). A page with fewer rows
    /// than asked for need not be the last: the shop may lower the limit (sheet §28.18). Go on with
    /// `skip`.
    ///
    /// # Errors
    /// [`Error`].
    pub async fn orders(&self, query: &OrdersQuery) -> Result<Vec<OrderHead>, Error> {
        self.read_rows("/orders/list.json", &query.form()).await
    }

    /// The orders that were updated between two instants. Path and parameters are guesses
    /// ([`unconfirmed::UPDATED_ORDERS_PATH`]); the call has 5 a minute, which is waited for twice.
    ///
    /// # Errors
    /// [`Error`]; [`Error::Throttled`] with the endpoint's own allowance.
    pub async fn updated_orders(
        &self,
        from: Timestamp,
        to: Timestamp,
    ) -> Result<Vec<UpdatedOrder>, Error> {
        let window = unconfirmed::updated_window(from, to);
        self.read_rows(unconfirmed::UPDATED_ORDERS_PATH, &window)
            .await
    }

    /// One order with its lines (sheet §20.3); `None` where the shop knows none with this id.
    ///
    /// # Errors
    /// [`Error`]; also where the answer is another order, or a line cannot be read.
    pub async fn order(&self, id: &str) -> Result<Option<Order>, Error> {
        let mut form = Form::new();
        form.set("orderID", id);
        let answer = match self.read(PATH, &form).await {
            Err(error) if error.is_not_found() => return Ok(None),
            answer => answer?,
        };
        let broken = |reason: &str| Error::broken(PATH, &format!("order {id}: {reason}"));
        let order = Fields::parse(answer.get())
            .and_then(|mut fields| Order::read_from(&mut fields))
            .map_err(|error| broken(&error.to_string()))?;
        if order.order_id == id {
            Ok(Some(order))
        } else {
            Err(broken("it is another order"))
        }
    }

    /// The shop's catalogue of states, in its order (sheet §20.4).
    ///
    /// # Errors
    /// [`Error`].
    pub async fn order_statuses(&self) -> Result<Vec<OrderStatus>, Error> {
        const PATH: &str = "/orders/statuses.json";
        let answer = self.read(PATH, &Form::new()).await?;
        statuses::read(answer.get()).map_err(|error| Error::broken(PATH, &error.to_string()))
    }

    /// Moves an order to another state, with its tracking (sheet §20.5). The buyer is told by the shop,
    /// as is assumed (sheet §28.26). It may be repeated.
    ///
    /// # Errors
    /// [`Error`]; not where the shop says, or refuses it because, there is nothing to change
    /// ([`unconfirmed::is_no_change`]).
    pub async fn update_order(&self, update: &OrderUpdate) -> Result<(), Error> {
        let form = update.form();
        match self.write_by_query(Method::PUT, PATH, &form).await {
            Err(Error::Refused { text, .. }) if unconfirmed::is_no_change(&text) => Ok(()),
            outcome => outcome.map(|_| ()),
        }
    }
}
