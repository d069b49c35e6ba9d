//! Orders: every order of the shop once, at the right point of sale.
//!
//! | module | rule |
//! |---|---|
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
//! | [`details`] | an order as the shop tells it in full |
//! | [`due`] | when a part must be ready |
//! | [`explanation`] | why it went where it went |
//! | [`preview`] | what other choices would have made of the last orders |
//! | [`note`] | what the people at the till read |
//! | [`vat_number`] | who is a company |
//! | [`wishes`] | what a person decided for one order |

pub mod allocation;
pub mod amounts;
pub mod details;
pub mod due;
pub mod explanation;
pub mod free;
pub mod ledger;
pub mod note;
pub mod order;
pub mod part;
pub mod payment;
pub mod preview;
pub mod resolve;
pub mod shipping;
pub mod vat_number;
pub mod wishes;
pub mod withheld;
