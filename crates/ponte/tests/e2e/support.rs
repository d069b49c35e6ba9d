//! Processes, their addresses, and what they say.

pub mod browser;
pub mod dice;
pub mod dump;
pub mod http;
pub mod journal;
pub mod orders;
pub mod ponte;
pub mod process;
pub mod sandbox;
pub mod stall;
pub mod world;
