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
//! | [`goods`] | goods received, goods carried to another sales point |
//! | `movements` | how goods come onto a shelf and leave it |
//! | [`orders`] | orders, the settings that refuse them, the operator |
//! | [`documents`] | receipts, invoices, delivery notes, credit notes |
//! | [`people`] | customers and organizations |
//! | [`webhooks`] | who wants to hear of what |
//! | [`act`] | doing something, and telling the webhooks |
//! | [`dump`] | the whole account in a readable form |
//! | `api` | the public API: one file a resource |

pub mod act;
mod api;
pub mod documents;
pub mod dump;
pub mod edit;
pub mod goods;
pub mod level;
pub mod levels;
pub mod load;
mod movements;
pub mod orders;
pub mod people;
pub mod records;
pub mod state;
pub mod webhooks;
mod wire;

pub use api::router;
