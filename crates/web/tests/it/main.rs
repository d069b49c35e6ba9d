//! The pages from outside: what a browser sends and gets.

mod app;
mod browser;
mod clock;
mod errors;
mod headers;
mod inlets;
mod key;
mod login;
mod order;
mod order_findings;
mod orders;
mod privacy;
mod progress;
mod reports;
mod reports_kinds;
mod routes;
mod runs;
mod states;
mod stock;
mod stock_section;
mod support;
mod telling;
mod text;
mod variant;
