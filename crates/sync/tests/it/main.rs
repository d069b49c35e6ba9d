//! The streams against both simulated services, in one process, without a network and without
//! waiting.

mod bridge;
mod clock;
mod goods;
mod shelf;
mod wire;

mod adoption;
mod brake;
mod codes;
mod drift;
mod exactly_once;
mod findings;
mod hiding;
mod mapping;
mod pictures;
mod policies;
mod prices;
mod unchanged;
mod vat;
