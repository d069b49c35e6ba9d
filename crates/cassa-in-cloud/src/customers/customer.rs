//! A customer (version 1.0.0: one name, first and last together).

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::{loose, personal::Personal};

/// A customer of the account.
#[derive(Clone, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Customer {
    /// Its id.
    #[serde(deserialize_with = "loose::id")]
    pub id: String,
    /// First and last name.
    #[serde(default, deserialize_with = "loose::text")]
    pub name: String,
    /// The company.
    #[serde(default, deserialize_with = "loose::some_text")]
    pub id_organization: Option<String>,
    /// VAT number.
    #[serde(default, deserialize_with = "loose::some_text")]
    pub vat_number: Option<String>,
    /// Tax code.
    #[serde(default, deserialize_with = "loose::some_text")]
    pub fiscal_code: Option<String>,
    /// Street and number.
    #[serde(default, deserialize_with = "loose::some_text")]
    pub address: Option<String>,
    /// Town.
    #[serde(default, deserialize_with = "loose::some_text")]
    pub city: Option<String>,
    /// Postal code.
    #[serde(default, deserialize_with = "loose::some_text")]
    pub zipcode: Option<String>,
    /// Province.
    #[serde(default, deserialize_with = "loose::some_text")]
    pub district: Option<String>,
    /// ISO 3166-1 alpha-2.
    #[serde(default, deserialize_with = "loose::some_text")]
    pub country: Option<String>,
    /// Telephone.
    #[serde(default, deserialize_with = "loose::some_text")]
    pub phone_number: Option<String>,
    /// E-mail.
    #[serde(default, deserialize_with = "loose::some_text")]
    pub email: Option<String>,
    /// A note.
    #[serde(default, deserialize_with = "loose::some_text")]
    pub note: Option<String>,
    /// Its id in an outside system.
    #[serde(default, deserialize_with = "loose::some_text")]
    pub external_id: Option<String>,
    /// The only sales point it belongs to; missing means all.
    #[serde(default, deserialize_with = "loose::some_int")]
    pub id_sales_point: Option<i64>,
    /// When it was last changed.
    #[serde(default, deserialize_with = "loose::some_instant")]
    pub last_update: Option<Timestamp>,
    /// What else there is; may be personal.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

impl Customer {
    /// Whether this is the customer's e-mail address, without regard to case and blanks around it.
    #[must_use]
    pub fn has_email(&self, email: &str) -> bool {
        let own = self.email.as_deref().unwrap_or_default().trim();
        !own.is_empty() && own.to_lowercase() == email.trim().to_lowercase()
    }
}

impl fmt::Debug for Customer {
    /// Nothing of the person but ids.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Customer")
            .field("id", &self.id)
            .field("external_id", &self.external_id)
            .field("id_organization", &self.id_organization)
            .field("id_sales_point", &self.id_sales_point)
            .finish_non_exhaustive()
    }
}

/// A customer to be made; `None` leaves a field out.
#[derive(Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewCustomer {
    /// First and last name; it must be there.
    pub name: String,
    /// The company.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id_organization: Option<String>,
    /// VAT number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vat_number: Option<String>,
    /// Tax code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fiscal_code: Option<String>,
    /// Street and number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Town.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// Postal code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zipcode: Option<String>,
    /// Province.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub district: Option<String>,
    /// ISO 3166-1 alpha-2.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// Telephone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone_number: Option<String>,
    /// E-mail.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// A note.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Its id in an outside system; whether it is unique is not known (sheet §25.27).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub external_id: Option<String>,
    /// The only sales point it belongs to; `None` means all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id_sales_point: Option<i64>,
}

impl NewCustomer {
    pub(super) fn personal(&self) -> Personal {
        [
            &self.vat_number,
            &self.fiscal_code,
            &self.address,
            &self.city,
            &self.zipcode,
            &self.phone_number,
            &self.email,
        ]
        .into_iter()
        .fold(Personal::default().words(&self.name), |personal, text| {
            personal.words_of(text.as_ref())
        })
        .whole(self.note.as_ref())
    }
}

impl fmt::Debug for NewCustomer {
    /// Nothing of the person but ids.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewCustomer")
            .field("external_id", &self.external_id)
            .field("id_organization", &self.id_organization)
            .field("id_sales_point", &self.id_sales_point)
            .finish_non_exhaustive()
    }
}
