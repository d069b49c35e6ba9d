//! Ponte's rules, as functions over plain data.
//!
//! No clock, no network, no database, no async, no randomness: whoever calls hands in what is so,
//! and gets back what follows. If a rule can be written here, it is.
//!
//! | module | rule |
//! |---|---|
//! | [`money`] | euro in cents, exact |
//! | [`code`] | SKUs, and the ones Ponte derives where the till has none |
//! | [`superkey`] | which combination of option values a variant is |
//! | [`till`] | the till's catalogue as the rules see it |
//! | [`settings`] | what the merchant chose |
//! | [`price`] | the *Listino online* |
//! | [`desired`] | what the shop should show of a product, or why it cannot |
//! | [`why`] | why a product is in the shop, or why it is not, question by question |
//! | [`group`] | fields that are written, compared and decided together |
//! | [`listing`] | what we last wrote, as fingerprints |
//! | [`diff`] | what is to be written, field group by field group |
//! | [`adopt`] | which product of the shop a product of the till already is |
//! | [`brake`] | when a change is so large that somebody should be asked |
//! | [`picture`] | which bytes are a picture the shop takes |
//! | [`orders`] | everything about orders: a room of its own |
//! | [`stock`] | everything about stock: a room of its own |
//! | [`finding`] | what the merchant should know or do |
//! | [`letters`] | who is written to about it, and when |

pub mod adopt;
pub mod brake;
pub mod code;
pub mod desired;
pub mod diff;
pub mod finding;
pub mod group;
pub mod letters;
pub mod listing;
pub mod money;
pub mod orders;
pub mod picture;
pub mod price;
#[cfg(test)]
mod samples;
pub mod settings;
pub mod stock;
pub mod superkey;
pub mod till;
pub mod why;
