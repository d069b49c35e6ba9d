//! Which orders still tell who bought.
//!
//! Whether one does follows from its details whenever it is put. That a buyer asked to be forgotten stays
//! noted, whatever is read of the order later.

use async_trait::async_trait;
use jiff::Timestamp;

use crate::{
    Result,
    orders::{Behind, OrderRow},
};

/// Buyers' data in orders.
#[async_trait]
pub trait Privacy {
    /// Up to `limit` ids of orders that are over and still tell who bought: those dated before `before`,
    /// and those whose buyer asked to be forgotten. Oldest first.
    async fn orders_to_forget(
        &mut self,
        shop: &str,
        before: Timestamp,
        limit: i64,
    ) -> Result<Vec<String>>;
    /// Up to `limit` orders that tell who bought, behind `behind`, oldest first.
    async fn orders_with_buyer(
        &mut self,
        shop: &str,
        behind: Option<&Behind>,
        limit: i64,
    ) -> Result<Vec<OrderRow>>;
    /// Notes that the buyer of an order asked to be forgotten.
    async fn order_to_forget(&mut self, shop: &str, order: &str) -> Result<()>;
}
