//! Jobs: what wakes a stream, and who works on it.
//!
//! A job says only "this stream of this shop may be stale". Webhook, timer, button and crash recovery
//! all ask for the same job, and the work that it wakes finds out by itself what there is to do.
//!
//! What holds, on SQLite and on PostgreSQL, each borne by a test:
//!
//! - A job that was asked for, in a transaction that was committed, runs. A process that dies with
//!   it leaves it to the next one, after its lease.
//! - No two processes work on one job at a time: a process that was stopped and goes on drops the
//!   work before its next step, and the database refuses what it would still write.
//! - Asked for a thousand times while it runs, a job runs once more.
//! - A finished job is finished at once, whatever happens to its process afterwards.
//!
//! What does not: a job may run twice one after the other (its process died before it could say
//! that it was done). Its work has to bear that.
//!
//! | module | subject |
//! |---|---|
//! | [`port`] | asking for jobs: at once, at a time, by a timer |
//! | [`handler`] | the work that belongs to a kind of job, and what may come of it |
//! | [`claim`] | a job in the hands of whoever works on it |
//! | [`worker`] | takes jobs and works on them, some side by side |
//! | `work` | one job from its claim to its end |
//! | [`offset`](fn@offset) | where in a period a shop's timer strikes |

pub mod claim;
pub mod handler;
mod offset;
pub mod port;
mod work;
pub mod worker;

pub use claim::Claim;
pub use handler::{HandlerOutcome, Handlers};
pub use offset::offset;
pub use port::{Jobs, Settings};
pub use worker::serve;
