//! A typed client of the API of Cassa in Cloud, the cloud till (formerly CassaNova).
//!
//! The transport, the clock, the randomness and the limiter are parameters, so that the same client
//! talks to the real service, to a sandbox, and inside a seeded simulation.
//!
//! ```no_run
//! use cassa_in_cloud::{Client, ProductQuery};
//! use ponte_transport::SharedTransport;
//!
//! # async fn example(transport: SharedTransport) -> Result<(), cassa_in_cloud::Error> {
//! let key = "00000000-0000-0000-0000-000000000000".to_owned().into();
//! let till = Client::builder(key, transport).build();
//! for point in till.sales_points().await? {
//!     println!("{}: {}", point.id, point.name);
//! }
//! let page = till.products(&ProductQuery::from(0)).await?;
//! println!("{} of {} products", page.rows.len(), page.total_count);
//! # Ok(())
//! # }
//! ```
//!
//! What may be relied on:
//! - money is exact ([`rust_decimal::Decimal`]), in euro, VAT included;
//! - unknown fields and enum values are kept, missing and null are the same;
//! - a list without its key is an error, never an empty list;
//! - a write leaves once; only a 401, which had no effect, is answered with a second attempt;
//! - nothing of a buyer is printed, by an error or by `Debug`;
//! - errors tell wrong credentials, missing permission, quota, throttling, refusal, outage, broken
//!   answer and transport apart, and whether a write may have taken effect;
//! - what the public documentation leaves open is in [`unconfirmed`], one item a guess.
//!
//! Section numbers in the docs are those of the project's Cassa in Cloud sheet.

mod catalogue;
mod client;
mod customers;
mod error;
mod loose;
mod model;
mod orders;
mod page;
mod params;
mod personal;
mod query;
mod reader;
mod receipts;
mod stocks;
pub mod unconfirmed;
pub mod webhook;
mod window;
mod words;

pub use client::{BASE_URL, Builder, Client};
pub use customers::{
    Customer, CustomerQuery, NewCustomer, NewOrganization, Organization, OrganizationQuery,
};
pub use error::{Code, Error};
pub use model::{
    Attribute, AttributeValue, Barcode, Category, Cost, Currency, Department, Image, Modifier,
    ModifierValue, Nature, OptionDefinition, OptionValue, Price, Product, ProductVariant,
    SalesMode, SalesPoint, SalesType, Tax,
};
pub use orders::{
    CreatedOrder, DeliveryMode, Destination, NewDocument, NewOrder, NewOrderRow, Order,
    OrderDocument, OrderRefusal, OrderRow, OrderStatus, OrdersQuery, Prepayment, PrepaymentStatus,
    WorkflowStatus,
};
pub use page::{Page, all_pages};
pub use query::{Channel, PAGE, ProductQuery, Query};
pub use receipts::{Receipt, ReceiptRow, ReceiptsQuery};
pub use stocks::{Stock, StockQuery, StockReading};
pub use webhook::Webhook;
pub use window::{BadWindow, Window};
