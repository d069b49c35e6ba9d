//! Ponte's streams: what keeps till and shop in step.
//!
//! A stream is *reconciled*, never replayed: whoever wakes it says only that it may be stale. A run
//! is a row in the database; each step is committed with the next one, so that a process that dies
//! anywhere is taken up by the next. One process at a time works on a stream of a shop, by lease.
//!
//! | module | subject |
//! |---|---|
//! | [`engine`] | what pages, command line and worker ask for |
//! | [`account`] | *Aggiorna Dati*: a key is tried before it is kept; the list of points of sale |
//! | [`collective`] | the one customer of the till that all orders may come from |
//! | [`connect`] | connecting a shop: its keys are tried before they are kept |
//! | [`install`] | shops that come by themselves: by the platform's call, or by their keys, pasted |
//! | [`entry`] | who comes in to a shop: a code sent to its own address |
//! | [`keys`] | keys that a service no longer takes |
//! | [`seal`] | keys at rest |
//! | [`budget`] | the till's allowance, shared by all processes |
//! | [`inlets`] | where the two services call us back |
//! | [`letters`] | letters: put in the caller's transaction, sent by the worker |
//! | [`journal`] | every call that changes something outside, before and after |
//! | `lease` | the lease of a stream as its holder knows it |
//! | [`remotes`] | the two API clients of one shop, journalled and paced |
//! | [`privacy`] | data of those who buy: forgotten in time, and when somebody asks |
//! | [`diagnosis`] | what somebody who helps needs to know of a shop |
//! | [`pairings`] | what stands for what on the two sides, and what a person chose |
//! | [`pause`] | a stream is held until a time |
//! | [`telling`] | findings told by letter |
//! | [`stale`] | a stream may be stale: said in the caller's transaction |
//! | [`worker`] | takes up every open run |
//! | `trouble` | what can come in the way of a pass, and what follows from it |
//! | [`products`] | the products stream |
//! | [`orders`] | the orders stream |
//! | [`stock`] | the stock stream |
//! | [`tally`] | figures by day |
//! | [`log`] | what Ponte itself, and whoever runs it, did |
//! | `levels` | levels as the till tells them, put to what is known |
//! | `rome` | the till's days |

pub mod account;
pub mod budget;
pub mod collective;
pub mod connect;
pub mod diagnosis;
pub mod engine;
pub mod entry;
pub mod inlets;
pub mod install;
pub mod journal;
pub mod keys;
mod lease;
pub mod letters;
mod levels;
pub mod log;
pub mod orders;
pub mod pairings;
pub mod pause;
pub mod privacy;
pub mod products;
pub mod remotes;
mod rome;
pub mod seal;
pub mod stale;
pub mod stock;
pub mod tally;
pub mod telling;
mod trouble;
pub mod worker;

pub use engine::{Engine, EngineSettings, Outside, StartTrouble};
/// Letters, and what takes them.
pub use ponte_mail as mail;
