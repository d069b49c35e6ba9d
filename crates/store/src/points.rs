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
    /// No longer listed by the till.
    pub gone: bool,
}

/// Sales points.
#[async_trait]
pub trait Points {
    /// All points of a shop, in the merchant's order.
    async fn points(&mut self, shop: &str) -> Result<Vec<SalesPoint>>;
    /// Keeps a point as given (insert or update by id).
    async fn point_put(&mut self, shop: &str, point: &SalesPoint) -> Result<()>;
}
