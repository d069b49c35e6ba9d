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
//! | [`group`] | fields that are written, compared and decided together |
//! | [`listing`] | what we last wrote, as fingerprints |
//! | [`diff`] | what is to be written, field group by field group |
//! | [`adopt`] | which product of the shop a product of the till already is |
//! | [`brake`] | when a change is so large that somebody should be asked |
//! | [`picture`] | which bytes are a picture the shop takes |
//! | [`order`] | an order of the shop: its states, and what is to be done with it |
//! | [`resolve`] | which variants its lines mean |
//! | [`payment`] | whether it may be sent, and what the till is told about its money |
//! | [`shipping`] | delivery, or collection at a point |
//! | [`free`] | what a point can still give |
//! | [`withheld`] | pieces that a point rejected |
//! | [`allocation`] | how an order is spread over the points |
//! | [`amounts`] | how its money is spread over the parts |
//! | [`part`] | what one point gets, and how far it has come |
//! | [`ledger`] | exactly once: which pieces may be planned |
//! | [`due`] | when a part must be ready |
//! | [`note`] | what the people at the till read |
//! | [`vat_number`] | who is a company |
//! | [`finding`] | what the merchant should know or do |

pub mod adopt;
pub mod allocation;
pub mod amounts;
pub mod brake;
pub mod code;
pub mod desired;
pub mod diff;
pub mod due;
pub mod finding;
pub mod free;
pub mod group;
pub mod ledger;
pub mod listing;
pub mod money;
pub mod note;
pub mod order;
pub mod part;
pub mod payment;
pub mod picture;
pub mod price;
pub mod resolve;
#[cfg(test)]
mod samples;
pub mod settings;
pub mod shipping;
pub mod superkey;
pub mod till;
pub mod vat_number;
pub mod withheld;
