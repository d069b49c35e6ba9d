//! The pages from outside: what a browser sends and gets.

mod app;
mod browser;
mod clock;
mod errors;
mod headers;
mod key;
mod login;
mod progress;
mod routes;
mod runs;
mod states;
mod text;
