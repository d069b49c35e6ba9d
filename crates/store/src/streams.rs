//! What a stream remembers between its passes: a small structure of its own, by name.

use async_trait::async_trait;
use serde_json::Value;

use crate::Result;

/// Memories of streams.
#[async_trait]
pub trait Streams {
    /// What is remembered under that name; null where nothing is.
    async fn remembered(&mut self, shop: &str, name: &str) -> Result<Value>;
    /// Remembers it.
    async fn remember(&mut self, shop: &str, name: &str, value: &Value) -> Result<()>;
}
