//! What must hold, whatever happens.
//!
//! | module | what it looks at | when |
//! |---|---|---|
//! | [`once`] | nothing is on the till twice, and never more than was ordered | after each write |
//! | [`cancelled`] | nothing is sent that was cancelled before it was read | at rest |
//! | [`amounts`] | the parts' money is the order's, to the cent, on the till too | at rest |
//! | [`rest`] | every order is where it should be, or says truly why not | at rest |
//! | [`reasons`] | what was decided follows the rule for the figures that were read | at rest |
//! | [`offer`] | the shop shows the rule on the till's true stock | at rest |
//! | [`quiet`] | an unchanged world costs no write of stock | at rest |
//! | [`budget`] | the till was never called too often | at rest |
//!
//! That no write raises the shop's stock above the truth is seen at each of them: [`crate::stock`].

mod amounts;
mod budget;
mod cancelled;
mod inspector;
mod offer;
mod once;
mod quiet;
mod reasons;
mod rest;
mod seen;
mod stock;

pub use inspector::{Inspector, Violation};
pub use seen::Seen;
