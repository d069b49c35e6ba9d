//! The streams against both simulated services, in one process, without a network.

mod bridge;
mod first_sync;
