//! When a call may leave.
//!
//! A [`Limiter`] is a parameter of each API client: the client asks before every call and tells
//! what came of it. [`AdaptiveRate`] finds the pace that a remote stands; [`FixedWindow`] counts an
//! allowance; [`Unlimited`] lets all pass. An allowance shared by several processes is somebody
//! else's implementation of the same trait.

mod adaptive;
mod window;

use std::time::Duration;

use async_trait::async_trait;
use http::StatusCode;
use jiff::Timestamp;

pub use adaptive::{AdaptiveRate, AdaptiveSettings};
pub use window::FixedWindow;

/// What came of a call.
#[derive(Clone, Copy, Debug)]
pub struct Observed {
    /// The answer's status; `None` where there was no answer.
    pub status: Option<StatusCode>,
    /// From the first byte sent to the head of the answer.
    pub latency: Duration,
}

/// The allowance is used up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the allowance of calls is used up until {until}")]
pub struct Exhausted {
    /// When a call may be tried again.
    pub until: Timestamp,
}

/// Says when a call may leave.
#[async_trait]
pub trait Limiter: Send + Sync {
    /// Waits until a call may leave.
    ///
    /// # Errors
    /// [`Exhausted`] where that would take so long that the caller should do something else.
    async fn admit(&self) -> Result<(), Exhausted>;

    /// Learns what came of a call that was admitted.
    fn observe(&self, seen: Observed);
}

/// Lets every call pass at once.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unlimited;

#[async_trait]
impl Limiter for Unlimited {
    async fn admit(&self) -> Result<(), Exhausted> {
        Ok(())
    }

    fn observe(&self, _: Observed) {}
}
