//! The orders stream: from a shopper to the till, against both simulated services.

mod counter;

mod short_pages;
mod split;
