//! Days of trade, replayed from a seed.
//!
//! A shop, its tills and Ponte's own process live in one thread, over simulated time: shoppers buy,
//! operators work, services fail, processes die at any step. After each write to the till, and once
//! everything has come to rest, [`invariants`] looks whether what must hold holds. A violation names
//! its seed, and the seed gives it again: the same seed gives the same journal, byte by byte.
//!
//! | module | subject |
//! |---|---|
//! | [`clock`], [`stage`], [`turns`] | simulated time; who acts when; one transaction at a time |
//! | [`process`], [`steps`], [`office`] | Ponte's processes, and where they die |
//! | [`wire`], [`watch`], [`clerk`] | what leaves them, and who notes it |
//! | [`town`], [`goods`], [`temper`], [`dice`] | the world outside, and what a seed makes of it |
//! | [`history`] | what people and services do |
//! | [`stock`] | each write to the shop's stock, and the truth of its moment |
//! | [`invariants`] | what must hold |
//! | [`set_up`], [`days`], [`report`] | a history from its beginning to its end |

pub mod clerk;
pub mod clock;
pub mod days;
pub mod dice;
pub mod goods;
pub mod history;
pub mod invariants;
pub mod office;
pub mod process;
pub mod report;
pub mod set_up;
pub mod stage;
pub mod steps;
pub mod stock;
pub mod temper;
pub mod town;
pub mod turns;
pub mod watch;
pub mod wire;

pub use days::{Days, Keeper, simulate};
pub use report::Report;
pub use temper::{Scale, Till};
