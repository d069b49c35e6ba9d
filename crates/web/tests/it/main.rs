//! The pages from outside: what a browser sends and gets.

mod app;
mod browser;
mod clock;
mod connector_fields;
mod connector_points;
mod connector_sure;
mod errors;
mod guide;
mod headers;
mod inlets;
mod key;
mod login;
mod order;
mod order_findings;
mod orders;
mod progress;
mod reports;
mod reports_kinds;
mod routes;
mod runs;
mod states;
mod stock;
mod stock_section;
mod text;
mod variant;
