//! A typed client of the Connect API (v1.1) of TeamSystem Commerce, formerly Storeden.
//!
//! The transport, the clock, the randomness and the limiter are parameters, so that the same client
//! talks to the real service, to a sandbox, and inside a seeded simulation.
//!
//! ```no_run
//! use futures::TryStreamExt;
//! use ponte_transport::SharedTransport;
//! use ts_commerce::{Client, ProductWrite};
//!
//! # async fn example(transport: SharedTransport) -> Result<(), Box<dyn std::error::Error>> {
//! let (key, exchange) = ("…".to_owned().into(), "…".to_owned().into());
//! let shop = Client::builder(key, exchange, transport).build()?;
//! let mut products = shop.products_lean(&["title"]);
//! while let Some(product) = products.try_next().await? {
//!     println!("{} {}", product.uid, product.sku);
//! }
//! let bag = ProductWrite {
//!     sku: Some("BORSA-1".to_owned()),
//!     title: Some("Borsa".to_owned()),
//!     price: Some("49.90".parse()?),
//!     ..ProductWrite::default()
//! };
//! let uid = shop.create_product(&bag).await?;
//! println!("created as {uid}");
//! # Ok(())
//! # }
//! ```
//!
//! What may be relied on:
//! - money is exact ([`rust_decimal::Decimal`]), in the shop's currency, VAT included;
//! - the traps of the service's data (empty maps as `[]`, legacy names, numbers as texts, wrapped
//!   ids) are dealt with; unknown fields and values are kept;
//! - whole-shop lists are streams: memory does not grow with the shop, and a list that is cut is an
//!   error, never a shorter list;
//! - a create is never repeated by the client;
//! - nothing of a buyer is printed, by an error or by `Debug`;
//! - errors tell wrong credentials, missing permission, quota, throttling, refusal, outage, broken
//!   answer and transport apart, and whether a write may have taken effect;
//! - what the public documentation leaves open is in [`unconfirmed`], one item a guess.
//!
//! Section numbers in the docs are those of the project's TS Commerce sheet.

mod array_stream;
mod attributes;
mod categories;
mod client;
mod error;
mod fields;
mod form;
mod images;
pub mod install;
mod inventory;
mod orders;
mod products;
mod seo;
mod store;
mod taxes;
mod uid;
pub mod unconfirmed;
pub mod webhook;

pub use attributes::{Attribute, AttributeKind};
pub use categories::{Category, CategoryWrite};
pub use client::{BASE_URL, Builder, Client, UnfitKeys};
pub use error::{Allowance, Error, Unsendable};
pub use form::Form;
pub use images::{Image, Related};
pub use install::Installation;
pub use inventory::{BATCH, ChildStock, InventoryRow, StockAnswer, StockWrite, is_batchable};
pub use orders::{
    Address, Invoice, Line, Order, OrderHead, OrderStatus, OrderUpdate, OrdersQuery, UpdatedOrder,
};
pub use products::{
    Axis, AxisOption, AxisWrite, Codes, Dimension, LeanProduct, Product, ProductWrite, Variant,
    VariantWrite, VariantsWrite,
};
pub use seo::Seo;
pub use store::{Languages, StoreInfo};
pub use taxes::{Country, TaxProfile};
pub use uid::Uid;
pub use webhook::{Webhook, WebhookType};
