//! Cassa in Cloud and TeamSystem Commerce, simulated over real HTTP.
//!
//! A product for people who build against these two APIs: it follows the two fact sheets closely
//! enough that a client written for the real services works against it with nothing changed but
//! the host. Whatever the sheets do not know for certain is a named [`switches`] entry with the
//! sheet's default.
//!
//! It knows no room of Ponte but the transport (for clock, randomness and the in-process sender),
//! and shares no wire type with the API clients: both are written from the sheets, so that one
//! misreading cannot pass on both sides.
//!
//! | module | subject |
//! |---|---|
//! | [`world`] | everything that exists: tenants, switches, faults, journal, one lock |
//! | [`serve`], [`in_process`] | the three servers over the network, or without one |
//! | [`faults`], [`journal`] | what stands around both services |
//! | [`app`] | the app of the shops: installed by a call, shown in a frame |
//! | [`deliver`] | the calls that both services place themselves: webhooks |
//! | [`control`], [`page`] | what tests and people do from outside |
//! | [`catalogue`] | products in a neutral form: what is imported and generated |
//! | [`import`], [`generate`], [`lived_in`] | where catalogues come from |
//! | [`stocking`] | what the till has to sell, put in the shop by hand |
//! | [`trade`] | sales, orders and goods moved by hand, chosen by a seed |
//! | [`pictures`] | stand-ins for pictures |
//! | [`rome`] | days and hours in Italy |
//! | [`moment`] | when something is done, and under which doubts |
//! | [`switches`], [`switches_page`] | every doubtful behaviour by name, and the page that lists them |
//! | [`till`] | Cassa in Cloud: state and public API |
//! | [`shop`] | TeamSystem Commerce: state and public API |

pub mod app;
pub mod catalogue;
pub mod control;
pub mod deliver;
pub mod faults;
pub mod generate;
pub mod import;
pub mod in_process;
pub mod journal;
pub mod lived_in;
pub mod moment;
pub mod page;
pub mod pictures;
pub mod rome;
pub mod serve;
pub mod service;
pub mod shop;
pub mod stocking;
pub mod switches;
pub mod switches_page;
pub mod till;
pub mod trade;
pub mod world;

pub use service::Service;
pub use world::{Account, SharedWorld, State, Tenant, World};
