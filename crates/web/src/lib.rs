//! Ponte's pages: plain HTML first, small ES modules on top.
//!
//! Guarantees, each with a test of that name:
//!
//! - A page takes its shop from the memberships of the user who is logged in: to everybody else it
//!   does not exist (404), on every route.
//! - Nothing changes by a request that carries no token of the session's forms, or that another
//!   site's page has sent.
//! - A login says the same, after the same work, whether the address or the password is wrong.
//! - Keys bring a shop, a code sent to the shop's own address brings a person: neither the platform's
//!   call nor the `instance` in an address proves anything.
//! - Both languages have the same sentences with the same figures in them, and every sentence that
//!   the code asks for exists.
//! - The two services call back without a session or a form: a token in the path leads in, and the
//!   till's calls are signed too.
//! - Progress is read from the database: it survives closing the page and restarting the process,
//!   and another process may do the work.
//!
//! | module | subject |
//! |---|---|
//! | [`settings`] | what the pages need to be told |
//! | `router` | which address leads where |
//! | `doorman` | who is asking, on every request; what went wrong, as a page |
//! | `acts` | every form that a member sends leaves a line in the log |
//! | `auth` | passwords, sessions, forms, throttling |
//! | `charts` | figures as inline SVG |
//! | `letters` | the words of letters about findings |
//! | `words` | languages, numbers, dates |
//! | `pages` | one file a page or route, its view beside its handler, its HTML in `templates/` |
//!
//! To add a page: a file in `pages/`, a template of the same name, a line in `router`, its
//! sentences in `locales/it` and `locales/en`; a form of members wants one for the log too (`did-` and its
//! path with `-` for `/`, names in it left out).
//! sentences in `locales/it` and `locales/en`, and a line in the table of pages of `ponte-browser`, by
//! which it is looked at. What it is made of is shown at `/componenti`.

mod acts;
mod app;
mod auth;
mod charts;
mod doorman;
mod letters;
mod pages;
mod router;
pub mod settings;
mod trouble;
mod words;

pub use auth::password::hash_password;
pub use letters::scribe;
pub use router::{Callers, Route, router, routes};
pub use settings::{ClientAddress, WebSettings};
