//! The shop's client against a transport that answers by script.

mod install;
mod lists;
mod orders;
mod repeats;
mod samples;
mod script;
mod webhooks;
mod writes;
