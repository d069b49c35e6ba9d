//! The till's catalogue as the rules see it.
//!
//! Made from what the till answered by whoever reads it; kept in the database as a snapshot, so
//! that a run can be taken up again without reading anew. Fact sheet: Cassa in Cloud §10–§14.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::money::Money;

/// A product's id on the till (a UUID as a rule, but any text).
pub type ProductId = String;
/// A variant's id on the till. A simple product without a technical variant uses its product id.
pub type VariantId = String;
/// A category's id on the till.
pub type CategoryId = String;
/// A tax's id on the till.
pub type TaxId = String;
/// A sales point's id on the till.
pub type SalesPointId = i64;

/// A product with all of its variants.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TillProduct {
    /// Id.
    pub id: ProductId,
    /// `description`: the name.
    pub name: String,
    /// `descriptionExtended`: HTML or plain text.
    pub description: String,
    /// `internalId`: the merchant's own code of a simple product, or of the whole of a multivariant one.
    pub code: Option<String>,
    /// `idCategory`.
    pub category: Option<CategoryId>,
    /// `idDepartment`.
    pub department: Option<String>,
    /// `soldByWeight`: one unit is one kilogram.
    pub by_weight: bool,
    /// `multivariant`.
    pub multivariant: bool,
    /// `enableForECommerce`.
    pub ecommerce: bool,
    /// `idSalesPoint`: only there; everywhere if missing.
    pub only_at: Option<SalesPointId>,
    /// Values of `barcodes`, in order.
    pub barcodes: Vec<String>,
    /// `prices`.
    pub prices: Vec<Price>,
    /// Addresses in `images`, in order.
    pub pictures: Vec<String>,
    /// Names of the options, in order of position.
    pub options: Vec<String>,
    /// Variants; a simple product has exactly one, without values.
    pub variants: Vec<TillVariant>,
}

/// One variant: what has stock, price and code.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TillVariant {
    /// Id.
    pub id: VariantId,
    /// `internalId`: the SKU, where the merchant gave one.
    pub code: Option<String>,
    /// Values of `barcodes`, in order.
    pub barcodes: Vec<String>,
    /// `prices` of its own; empty = the product's.
    pub prices: Vec<Price>,
    /// Option values, one for each of the product's options.
    pub values: Vec<String>,
}

/// One entry of `prices` (sheet §14).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Price {
    /// `idSalesMode`.
    pub sales_mode: Option<String>,
    /// `idSalesPoint`.
    pub sales_point: Option<SalesPointId>,
    /// `value`, VAT included.
    pub value: Money,
}

/// Everything besides the products that decides how they are listed. Read anew in every pass.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Surroundings {
    /// Categories by id.
    pub categories: BTreeMap<CategoryId, TillCategory>,
    /// Departments by id.
    pub departments: BTreeMap<String, Department>,
    /// Taxes by id.
    pub taxes: BTreeMap<TaxId, Tax>,
    /// Sales modes by id, with their names.
    pub sales_modes: BTreeMap<String, String>,
    /// Sales points that the merchant has enabled in Ponte.
    pub enabled_points: Vec<SalesPointId>,
}

/// A category.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TillCategory {
    /// `description`: the name.
    pub name: String,
    /// `enableForECommerce`.
    pub ecommerce: bool,
}

/// A department: leads from a product to its VAT.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Department {
    /// `idTax`.
    pub tax: TaxId,
}

/// A VAT rate with its nature.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tax {
    /// `description`.
    pub name: String,
    /// `rate`, in percent; `None` where the till's answer holds none.
    pub rate: Option<Decimal>,
    /// `nature`, only where the rate is 0.
    pub nature: Option<String>,
}

impl Tax {
    /// Rate and nature as one word: `22`, `4.5`, `0 N4`. Two natures at 0 % stay two taxes. `None`
    /// where the rate is not known: that is never 0 %.
    #[must_use]
    pub fn key(&self) -> Option<String> {
        let rate = self.rate?.normalize();
        let nature = self
            .nature
            .as_deref()
            .map(str::trim)
            .filter(|nature| !nature.is_empty());
        Some(match nature {
            Some(nature) if rate.is_zero() => format!("0 {nature}"),
            _ => rate.to_string(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_natures_at_zero_stay_two_taxes_and_an_unknown_rate_is_none() {
        let key = |rate: Option<&str>, nature: Option<&str>| {
            let rate = rate.map(|rate| rate.parse().expect("a rate"));
            Tax {
                name: "x".into(),
                rate,
                nature: nature.map(Into::into),
            }
            .key()
        };
        assert_eq!(key(Some("22.00"), None).as_deref(), Some("22"));
        assert_eq!(key(Some("0"), Some("N4")).as_deref(), Some("0 N4"));
        assert_ne!(key(Some("0.0"), Some("N2")), key(Some("0"), Some("N4")));
        assert_eq!(key(None, Some("N4")), None);
    }
}
