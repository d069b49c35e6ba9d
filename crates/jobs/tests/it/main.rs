//! What the jobs guarantee, with real processes that are killed, stopped and continued.
//!
//! - `processes`: each guarantee on SQLite, and all of them on PostgreSQL.
//! - `storm`: "database is locked", over and over.
//! - `serving`: the worker's loop in this process, under a clock that is moved by hand.
//! - `child`: what runs in the other processes; the rest is what the tests are made of.

mod child;
mod process;
mod processes;
mod serving;
mod storm;
mod world;
