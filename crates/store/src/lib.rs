//! Ponte's repositories: what is kept, and how to get it back.
//!
//! One trait per aggregate, in a module of its own beside its record types; the SQL stands in
//! `sql/`, once, and is compiled against SQLite and against PostgreSQL. One conformance suite runs
//! against both.
//!
//! - A [`Tx`] is one transaction: writes that belong together are made on one and committed
//!   together. A `Tx` that is dropped leaves nothing behind.
//! - Every method that touches a shop's data takes the shop's id: nobody can forget whose it is.
//! - Instants are milliseconds in the database and [`jiff::Timestamp`] in the records. Nothing here
//!   asks for the time: whoever writes says when.
//!
//! To add a repository: a module with the records and the trait; its SQL in `sql/`; the table in
//! `migrations/`; a file in the conformance suite; the trait in [`Tx`]. A statement names its
//! columns; a table's key begins with the shop.

#![expect(
    clippy::duplicate_mod,
    reason = "the files in sql/ are compiled against each database"
)]

pub mod accounts;
pub mod attempts;
pub mod budgets;
pub mod buyers;
pub mod changes;
mod connect;
mod convert;
pub mod entries;
pub mod error;
pub mod findings;
mod gauge;
pub mod inlets;
pub mod invitations;
pub mod jobs;
pub mod journal;
pub mod leases;
pub mod letter_wishes;
pub mod levels;
pub mod links;
pub mod listings;
pub mod log;
pub mod mirror;
pub mod offers;
pub mod orders;
pub mod outbox;
pub mod overview;
pub mod pictures;
pub mod points;
mod postgres;
pub mod privacy;
pub mod products;
pub mod runs;
pub mod shops;
mod sqlite;
pub mod streams;
#[cfg(feature = "test-cluster")]
pub mod test_cluster;
pub mod tickets;

use std::sync::Arc;

use async_trait::async_trait;

pub use connect::connect;
#[cfg(feature = "test-cluster")]
pub use connect::connect_impatiently;
pub use error::StoreError;

/// A shop's id in Ponte: a UUID as text.
pub type ShopId = String;
/// A store shared by everybody.
pub type SharedStore = Arc<dyn Store>;
/// What every repository call gives.
pub type Result<T> = std::result::Result<T, StoreError>;

/// A database with Ponte's tables.
#[async_trait]
pub trait Store: Send + Sync {
    /// Begins a transaction that may write.
    async fn write(&self) -> Result<Box<dyn Tx>>;
    /// Begins a transaction that only reads, from one snapshot.
    async fn read(&self) -> Result<Box<dyn Tx>>;
    /// `sqlite` or `postgresql`.
    fn backend(&self) -> &'static str;
    /// How many transactions of this store are being begun or are open at this moment: one counts
    /// from when [`Store::write`] or [`Store::read`] is first awaited until it is committed or
    /// dropped. For operators and simulations; nobody waits for it. A store around another one hands
    /// on that one's count; one that counts nothing says 0.
    fn under_way(&self) -> usize {
        0
    }
    /// How many statements were sent through this store so far, for whoever promises that something asks
    /// the database for as much whatever is in it. A store that counts nothing says 0.
    fn statements(&self) -> usize {
        0
    }
}

/// One transaction: all repositories over one snapshot.
#[async_trait]
pub trait Tx:
    accounts::Accounts
    + attempts::Attempts
    + budgets::Budgets
    + buyers::Buyers
    + changes::Changes
    + entries::Entries
    + findings::Findings
    + inlets::Inlets
    + invitations::Invitations
    + jobs::Jobs
    + journal::Journal
    + leases::Leases
    + letter_wishes::LetterWishes
    + levels::Levels
    + links::Links
    + listings::Listings
    + log::Log
    + mirror::Mirror
    + offers::Offers
    + orders::Orders
    + overview::Overview
    + outbox::Outbox
    + pictures::Pictures
    + points::Points
    + privacy::Privacy
    + products::Products
    + runs::Runs
    + shops::Shops
    + streams::Streams
    + tickets::Tickets
    + Send
{
    /// Makes everything written on this transaction lasting.
    async fn commit(self: Box<Self>) -> Result<()>;
}
