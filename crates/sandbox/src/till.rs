//! Cassa in Cloud, simulated: state and public API.

pub mod state;
