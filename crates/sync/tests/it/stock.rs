//! The stock stream: from the tills' shelves to the shop's one figure, against both simulated services.

mod scene;
pub mod shelf;

mod brake;
mod deaths;
mod effect;
mod faults;
mod figure;
mod history;
mod kinds;
mod meanwhile;
mod orders;
mod postgres;
mod sales;
mod unknown;
