//! The log: who did what.
//!
//! Guarantees: an act of a person is known before it is tried, and its outcome after; lines of each
//! source come newest first, and a page asks for as much whatever is there.
//!
//! Calls that change something outside stand in the [`crate::journal`]; here they are only read.

use async_trait::async_trait;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Result, inlets::Caller, journal::Entry};

/// Who did something. A word of the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Who {
    /// Somebody who logs in.
    Person,
    /// Whoever runs Ponte, by the command line.
    Operator,
    /// Ponte itself.
    Ponte,
}

/// What an act was about, for the filter. A word of the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Area {
    /// Getting in and out.
    Access,
    /// Products.
    Products,
    /// Stock.
    Stock,
    /// Orders.
    Orders,
    /// Everything else that is chosen.
    Settings,
}

/// How an act went. A word of the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Went {
    /// It was done.
    Done,
    /// It was not allowed, or what was typed could not be used.
    Refused,
    /// Something of ours or of a service's broke.
    Failed,
    /// Somebody stopped it.
    Stopped,
}

/// Something that was done. Holds neither secrets nor personal data: ids, codes, counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    /// Id, growing.
    pub id: i64,
    /// When it was about to be done.
    pub at: Timestamp,
    /// By whom.
    pub who: Who,
    /// The person's id; empty for the others.
    pub user: String,
    /// What it was about.
    pub area: Area,
    /// A word that the pages translate.
    pub what: String,
    /// What exactly it was about (an order's id, a code); may be empty.
    pub subject: String,
    /// A count, or a word that the pages translate; may be empty.
    pub detail: String,
    /// How it went; `None`: nobody knows.
    pub went: Option<Went>,
}

/// Calls of one service in one hour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calls {
    /// The hour and the caller in one number, growing.
    pub id: i64,
    /// Who called.
    pub caller: Caller,
    /// Calls that were what they said.
    pub accepted: i64,
    /// Calls that were not.
    pub refused: i64,
    /// When the last one came.
    pub last_at: Timestamp,
}

/// Which lines: from an instant on, and behind a place, newest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// Not older than this.
    pub from: Timestamp,
    /// Behind this instant and id.
    pub behind: (Timestamp, i64),
    /// So many at most.
    pub limit: i64,
}

/// The log.
#[async_trait]
pub trait Log {
    /// Keeps an act (`act.id` is ignored); gives its id.
    async fn act_add(&mut self, shop: &str, act: &Act) -> Result<i64>;
    /// How an act went; what it was about exactly is kept where it is known only now.
    async fn act_went(
        &mut self,
        shop: &str,
        id: i64,
        went: Went,
        subject: &str,
        detail: &str,
    ) -> Result<()>;
    /// Acts, newest first, with what the person is called (the address, where no name was given; `None`:
    /// no person, or one who is gone); of one kind of doer or one area, where that is named.
    async fn acts(
        &mut self,
        shop: &str,
        who: Option<Who>,
        area: Option<Area>,
        span: &Span,
    ) -> Result<Vec<(Act, Option<String>)>>;
    /// Entries of the journal, newest first.
    async fn journal_span(&mut self, shop: &str, span: &Span) -> Result<Vec<Entry>>;
    /// Calls of the services, newest first; of one, where that is named.
    async fn calls(
        &mut self,
        shop: &str,
        caller: Option<Caller>,
        span: &Span,
    ) -> Result<Vec<Calls>>;
    /// Forgets acts and calls older than `before`.
    async fn log_prune(&mut self, shop: &str, before: Timestamp) -> Result<()>;
}
