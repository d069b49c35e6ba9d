//! A small model of a shop, a till and Ponte between them, for one SKU: what the rules of stock are
//! tested against.
//!
//! The **truth** of a write is what every counting point could still give, had the till moved
//! nothing of its own since the level was read, less the pieces that live orders of the shop hold.
//! In full:
//! - what a point can give is its quantity less what others were promised there (phone orders), both
//!   as the reading that counted showed them, less our own parts there as they truly stand on the
//!   till when the write is decided, and never less than nothing;
//! - a live order holds its pieces once: at the point of the part that they are in (planned, under
//!   way or open there), or outside parts; pieces handed over are held no longer. A part that the
//!   till closed without the goods (rejected, cancelled, deleted) stays at its point until that was
//!   seen;
//! - what the shop sells and takes back by itself between deciding and writing moves the truth by as
//!   much, and so does what it took back of orders that Ponte could not have seen ended. Nobody who
//!   writes could know of either.
//!
//! So nothing is forgiven but what the till sold, or the shop took back, after it was last asked.

mod dice;
mod histories;
mod history;
mod interleavings;
mod ponte;
mod truth;
mod world;
