//! The pages from outside: what a browser sends and gets.

mod app;
mod browser;
mod clock;
mod errors;
mod headers;
mod inlets;
mod key;
mod login;
mod more;
mod order;
mod order_findings;
mod orders;
mod pairings;
mod pause;
mod progress;
mod routes;
mod runs;
mod states;
mod stock;
mod stock_section;
mod text;
mod variant;
