//! How a request leaves the house, and what it needs on the way.
//!
//! This is the leftmost room: it knows neither of the two remote services nor Ponte. It holds the
//! three things that have to be *parameters* everywhere else, so that a whole day of trade can be
//! replayed from a seed: the [`Clock`], the [`Randomness`] and the [`Transport`].
//!
//! | module | subject |
//! |---|---|
//! | [`clock`] | what time it is, and waiting |
//! | [`random`] | where random bytes come from |
//! | [`http`] | a request, an answer whose body streams, and the error that tells whether it may have left |
//! | [`caller`] | one call through all of them, as every API client places it |
//! | [`limiter`] | when a call may leave: adaptive rate, fixed window |
//! | [`retry`] | which pause comes next |
//! | [`paced`] | a pace right before the wire |
//! | [`redact`] | what may be written in a log |
//! | `net` | the real network (feature `net`) |

pub mod caller;
pub mod clock;
pub mod http;
pub mod limiter;
#[cfg(feature = "net")]
pub mod net;
pub mod paced;
pub mod random;
pub mod redact;
pub mod retry;

pub use caller::{CallError, Caller};
pub use clock::{Clock, ManualClock, SharedClock, SystemClock};
pub use http::{Body, Request, Response, SharedTransport, Transport, TransportError};
pub use limiter::{
    AdaptiveRate, AdaptiveSettings, Exhausted, FixedWindow, Limiter, Observed, Unlimited,
};
pub use paced::Paced;
pub use random::{Randomness, SeededRandom, SharedRandom, SystemRandom};
