//! The pages: one file a page or route, its view beside its handler, its HTML in `templates/`.

pub(crate) mod account;
pub(crate) mod assets;
pub(crate) mod components;
pub(crate) mod connect;
pub(crate) mod connector;
pub(crate) mod error;
pub(crate) mod findings;
pub(crate) mod frame;
pub(crate) mod guide;
pub(crate) mod health;
pub(crate) mod inlets;
pub(crate) mod install;
pub(crate) mod language;
pub(crate) mod log;
pub(crate) mod login;
pub(crate) mod logout;
pub(crate) mod orders;
pub(crate) mod overview;
pub(crate) mod pairings;
pub(crate) mod pause;
pub(crate) mod privacy;
pub(crate) mod products;
pub(crate) mod reports;
pub(crate) mod shop_keys;
pub(crate) mod stock;
pub(crate) mod support;
