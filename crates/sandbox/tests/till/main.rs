//! The till's public API, called in-process through its router: one test for each fact of
//! Cassa in Cloud sheet §24 that concerns it. Expected bodies are written by hand from the sheet.

mod account;
mod catalogue;
mod edits;
mod filters;
mod goods;
mod limits;
mod movements;
mod operator;
mod order_reading;
mod order_refusals;
mod order_stock;
mod orders;
mod people;
mod products;
mod query;
mod receipts;
mod refusals;
mod stocks;
mod support;
mod webhooks;
