//! The pages: one file a page or route, its view beside its handler, its HTML in `templates/`.

pub(crate) mod assets;
pub(crate) mod connect;
pub(crate) mod connector;
pub(crate) mod error;
pub(crate) mod frame;
pub(crate) mod health;
pub(crate) mod inlets;
pub(crate) mod install;
pub(crate) mod language;
pub(crate) mod login;
pub(crate) mod logout;
pub(crate) mod orders;
pub(crate) mod shop_keys;
pub(crate) mod stock;
