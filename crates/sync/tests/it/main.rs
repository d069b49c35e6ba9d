//! The streams against both simulated services, in one process, without a network and without
//! waiting.

mod bridge;
mod clock;
mod goods;
mod shelf;
mod wire;

mod account;
mod adoption;
mod brake;
mod canary;
mod codes;
mod crash;
mod drift;
mod dry_run;
mod exactly_once;
mod findings;
mod hiding;
mod inlets;
mod journal;
mod letters;
mod mapping;
mod orders;
mod pictures;
mod policies;
mod postgres;
mod prices;
mod quantities;
mod runs;
mod stock;
mod switches;
mod unchanged;
mod vat;
mod waiting;
mod whole;
