//! Cassa in Cloud, simulated: state and public API.
//!
//! | module | subject |
//! |---|---|
//! | [`state`] | one account: everything it holds, and its api key |
//! | [`records`] | the records of the catalogue |
//! | [`load`] | filling it from a neutral catalogue |
//! | [`edit`] | what a merchant changes in the portal |
//! | [`levels`] | stock |
//! | [`dump`] | the whole account in a readable form |

pub mod dump;
pub mod edit;
pub mod levels;
pub mod load;
pub mod records;
pub mod state;
