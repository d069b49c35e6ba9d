//! The orders stream: from a shopper to the till, against both simulated services.

mod counter;
mod looks;
mod twelve;

mod back;
mod before_products;
mod buyers;
mod calls;
mod cancelled;
mod changed;
mod collection;
mod counting;
mod deaths;
mod decided;
mod due;
mod faults;
mod jobs;
mod lease;
mod lines;
mod look_up;
mod mixture;
mod money;
mod nobody_else;
mod payment;
mod postgres;
mod refused;
mod rejected;
mod restored;
mod shortage;
mod split;
mod starting;
mod strategies;
mod sweep;
mod switched;
mod till_settings;
mod window;
