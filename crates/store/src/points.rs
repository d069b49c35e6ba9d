//! Sales points with the merchant's order and switches.

use async_trait::async_trait;

use crate::Result;

/// A sales point of the till.
#[derive(Clone, Debug, PartialEq)]
pub struct SalesPoint {
    /// The till's id.
    pub id: i64,
    /// The till's name.
    pub name: String,
    /// Where it is, for telling apart (street and city); may be empty.
    pub place: String,
    /// 1 = first to receive.
    pub position: i64,
    /// The blue switch.
    pub enabled: bool,
    /// *Conta la giacenza*: its stock is part of the offer (where it receives orders too).
    pub counts: bool,
    /// *Riceve ordini*.
    pub receives: bool,
    /// Pieces of each article that stay there: not offered; orders may use them.
    pub reserve: u32,
    /// No longer listed by the till.
    pub gone: bool,
}

impl SalesPoint {
    /// Whether it is given orders.
    #[must_use]
    pub fn takes_orders(&self) -> bool {
        self.enabled && self.receives && !self.gone
    }

    /// Whether its stock is part of the offer. A point that the till no longer lists goes on counting
    /// with what was last read: unknown is not zero.
    #[must_use]
    pub fn is_offered(&self) -> bool {
        self.enabled && self.receives && self.counts
    }
}

/// Sales points.
#[async_trait]
pub trait Points {
    /// All points of a shop, in the merchant's order.
    async fn points(&mut self, shop: &str) -> Result<Vec<SalesPoint>>;
    /// Keeps a point as given (insert or update by id).
    async fn point_put(&mut self, shop: &str, point: &SalesPoint) -> Result<()>;
}
