//! Cassa in Cloud, simulated: state and public API.
//!
//! | module | subject |
//! |---|---|
//! | [`state`] | one account: everything it holds, and its api key |
//! | [`records`] | the records of the catalogue |
//! | [`load`] | filling it from a neutral catalogue |
//! | [`edit`] | what a merchant changes in the portal |
//! | [`level`] | stock of a variant at a sales point, with its past |
//! | [`levels`] | changing stock |
//! | [`dump`] | the whole account in a readable form |
//! | `api` | the public API: one file a resource |

mod api;
pub mod dump;
pub mod edit;
pub mod level;
pub mod levels;
pub mod load;
pub mod records;
pub mod state;

pub use api::router;
