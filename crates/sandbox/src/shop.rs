//! TeamSystem Commerce, simulated: state and public API.
//!
//! What the sheet knows for certain is code; what it only assumes (TS Commerce sheet §28) is a
//! named switch.
//!
//! | module | subject |
//! |---|---|
//! | [`state`] | one instance: everything it holds |
//! | [`product`], [`products`], [`stock`] | the catalogue, by uid and by SKU, and what is on hand |
//! | [`taxonomy`] | categories, brands, attributes, VAT profiles, countries |
//! | [`gallery`] | pictures |
//! | [`order`], [`orders`], [`clients`] | what was bought, and by whom |
//! | [`checkout`], [`order_changes`] | a shopper buys; what happens to an order afterwards |
//! | [`webhooks`] | who is told of it |
//! | [`pairs`], [`limits`] | who may call, and how often |
//! | [`merchant`] | what a merchant does by hand in the back office |
//! | [`dump`] | the whole shop in a neutral form |
//! | [`form`], [`multipart`] | parameters as PHP reads them |
//! | `api` | the public API: see [`router`] |

mod api;
pub mod checkout;
pub mod clients;
pub mod dump;
pub mod form;
pub mod gallery;
pub mod limits;
pub mod merchant;
pub mod multipart;
pub mod order;
pub mod order_changes;
pub mod orders;
pub mod pairs;
pub mod product;
pub mod products;
pub mod state;
pub mod stock;
pub mod taxonomy;
pub mod webhooks;

pub use api::router;
