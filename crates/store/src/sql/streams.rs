//! Memories of streams.

use async_trait::async_trait;
use serde_json::Value;

use super::Transaction;
use crate::{
    Result,
    convert::{json, parse},
    streams::Streams,
};

const TABLE: &str = "stream_memories";

#[async_trait]
impl Streams for Transaction {
    async fn remembered(&mut self, shop: &str, name: &str) -> Result<Value> {
        let content: Option<String> =
            sqlx::query_scalar("SELECT content FROM stream_memories WHERE shop = $1 AND name = $2")
                .bind(shop)
                .bind(name)
                .fetch_optional(self.db())
                .await?;
        content.map_or(Ok(Value::Null), |content| parse(TABLE, &content))
    }

    async fn remember(&mut self, shop: &str, name: &str, value: &Value) -> Result<()> {
        sqlx::query(
            "INSERT INTO stream_memories (shop, name, content) VALUES ($1, $2, $3)
             ON CONFLICT (shop, name) DO UPDATE SET content = excluded.content",
        )
        .bind(shop)
        .bind(name)
        .bind(json(TABLE, value)?)
        .execute(self.db())
        .await?;
        Ok(())
    }
}
