//! Each write to the shop's stock, held against the truth of its moment.
//!
//! The **truth** of a write is what every counting point could still give, had the till moved nothing of
//! its own since the reading that the write rests on, less the pieces that live orders of the shop hold.
//! What a point can give is what it has, less what others were promised there, both as that reading
//! showed them, less our own parts as they truly stand there now, and never less than nothing. What the
//! shop took back of orders that the writer could not have seen ended is forgiven. So nothing is
//! forgiven but what the till sold, or the shop took back, after it was last asked.
//!
//! Guarantees (each a test): what the till moved of its own is told from what our parts moved; a figure
//! that was raised above the truth is seen, with the history of its code; one who copies the sum is
//! caught.
//!
//! | module | subject |
//! |---|---|
//! | [`shelves`] | what the till moved of its own, and when |
//! | [`readings`] | what was read of that, and by which call |
//! | [`decision`], [`deciding`] | what a write was decided from, and where Ponte says so |
//! | [`truth`] | the truth, and the rule at rest |
//! | [`judge`] | who sees each write |
//! | [`oversold`] | pieces sold beyond stock, and whose fault that is |
//! | [`story`] | what happened to each code |

pub mod deciding;
pub mod decision;
pub mod judge;
pub mod oversold;
pub mod readings;
pub mod shelves;
pub mod story;
pub mod truth;
