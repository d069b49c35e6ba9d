//! What the till's catalogue is made of.
//!
//! Every key may be missing or null, unknown keys are kept in `extra`, unknown enum values in an
//! `Other` (Cassa in Cloud sheet §5.5, §23). Only ids, prices and rates must be there.

mod category;
mod enums;
mod option;
mod parts;
mod product;
mod sales_mode;
mod sales_point;
mod tax;

pub use category::Category;
pub use enums::{Nature, SalesType};
pub use option::{OptionDefinition, OptionValue};
pub use parts::{Attribute, AttributeValue, Barcode, Cost, Image, Modifier, ModifierValue};
pub use product::{Product, ProductVariant};
pub use sales_mode::{Price, SalesMode};
pub use sales_point::{Currency, SalesPoint};
pub use tax::{Department, Tax};
