//! The till's client against a transport that answers by script.

mod customers;
mod ids;
mod odd;
mod orders;
mod reads;
mod receipts;
mod samples;
mod script;
mod stocks;
mod token;
mod webhooks;
