//! Ponte in a real browser: Debian's Chromium before the demo, or before a server that is killed.
//!
//! `cargo nextest run -p ponte --test browser` runs these alone. They need chromium, chromium-driver and
//! axe-core: `cargo xtask test` brings all three.

mod keyboard;
mod pages;
mod rows;
mod scriptless;
#[expect(dead_code, reason = "the end-to-end tests use more of their support")]
mod support;
