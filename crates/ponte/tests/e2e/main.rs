//! Ponte seen from outside: the real binary in processes of its own, over real HTTP on the loopback
//! address, against the sandbox.
//!
//! Nothing here uses Ponte's own crates, but for the throw-away PostgreSQL: what is right is read
//! anew from the fact sheets and from the design, or one misreading would pass every test.

mod account;
mod adopting;
mod catalogue;
mod cli;
mod demo;
mod equal;
mod keys;
mod kill;
mod kill_orders;
mod orders;
mod restart;
mod sandbox;
mod stock;
mod support;
mod switches;
mod thousand;
mod upgrade;
