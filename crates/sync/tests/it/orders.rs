//! The orders stream: from a shopper to the till, against both simulated services.

mod counter;
mod twelve;

mod cancelled;
mod changed;
mod deaths;
mod faults;
mod lease;
mod lines;
mod look_up;
mod payment;
mod postgres;
mod refused;
mod rejected;
mod restored;
mod short_pages;
mod split;
mod starting;
mod window;
