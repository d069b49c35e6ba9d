//! TeamSystem Commerce, simulated: state and public API.

pub mod state;
