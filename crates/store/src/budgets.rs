//! Budgets: calls left for one shop at one service, shared by all processes.

use async_trait::async_trait;
use jiff::Timestamp;

use crate::Result;

/// Budgets by (shop, service), in a fixed window.
#[async_trait]
pub trait Budgets {
    /// Takes up to `want` calls from the window that holds `now` (where the last one has ended, a
    /// new one of `window_ms` begins at `now`); gives how many were granted and when the window
    /// ends. The row stays locked until the transaction ends: commit at once.
    async fn budget_take(
        &mut self,
        shop: &str,
        service: &str,
        want: i64,
        limit: i64,
        window_ms: i64,
        now: Timestamp,
    ) -> Result<(i64, Timestamp)>;
    /// How many calls were taken from the window that holds `now` (all of them, where the remote said so),
    /// and when it ends; `None`: no window is open.
    async fn budget_used(
        &mut self,
        shop: &str,
        service: &str,
        now: Timestamp,
    ) -> Result<Option<(i64, Timestamp)>>;
    /// The remote says that nothing is left: no call is granted until `until`.
    async fn budget_spent(&mut self, shop: &str, service: &str, until: Timestamp) -> Result<()>;
}
