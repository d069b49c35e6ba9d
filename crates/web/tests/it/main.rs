//! The pages from outside: what a browser sends and gets.

mod app;
mod browser;
mod clock;
mod connect;
mod errors;
mod headers;
mod inlets;
mod install;
mod key;
mod login;
mod order;
mod order_findings;
mod orders;
mod progress;
mod routes;
mod runs;
mod states;
mod stock;
mod stock_section;
mod text;
mod variant;
