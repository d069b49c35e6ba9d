//! A company.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::{loose, personal::Personal};

/// A company of the account.
#[derive(Clone, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Organization {
    /// Its id.
    #[serde(deserialize_with = "loose::id")]
    pub id: String,
    /// Its name.
    #[serde(default, deserialize_with = "loose::text")]
    pub name: String,
    /// VAT number.
    #[serde(default, deserialize_with = "loose::some_text")]
    pub vat_number: Option<String>,
    /// Tax code.
    #[serde(default, deserialize_with = "loose::some_text")]
    pub fiscal_code: Option<String>,
    /// E-mail.
    #[serde(default, deserialize_with = "loose::some_text")]
    pub email: Option<String>,
    /// The only sales point it belongs to; missing means all.
    #[serde(default, deserialize_with = "loose::some_int")]
    pub id_sales_point: Option<i64>,
    /// What else there is; may be personal.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

impl Organization {
    /// Whether this is the company's VAT number, without regard to case, blanks and the country's
    /// letters in front.
    #[must_use]
    pub fn has_vat_number(&self, vat_number: &str) -> bool {
        let own = bare(self.vat_number.as_deref().unwrap_or_default());
        !own.is_empty() && own == bare(vat_number)
    }
}

/// A VAT number without blanks, marks and the two letters of its country.
fn bare(vat_number: &str) -> String {
    let text: String = vat_number
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_uppercase())
        .collect();
    match text.split_at_checked(2) {
        Some((country, number))
            if country.bytes().all(|byte| byte.is_ascii_alphabetic())
                && number.bytes().any(|byte| byte.is_ascii_digit()) =>
        {
            number.to_owned()
        }
        _ => text,
    }
}

impl fmt::Debug for Organization {
    /// Nothing of the company but ids.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Organization")
            .field("id", &self.id)
            .field("id_sales_point", &self.id_sales_point)
            .finish_non_exhaustive()
    }
}

/// A company to be made. The till wants name, address and `split_payment`.
#[derive(Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewOrganization {
    /// Its name.
    pub name: String,
    /// Street and number.
    pub address: String,
    /// Town.
    pub city: String,
    /// Postal code.
    pub zipcode: String,
    /// Province.
    pub district: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// A public body that pays the VAT itself.
    pub split_payment: bool,
    /// VAT number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vat_number: Option<String>,
    /// Tax code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fiscal_code: Option<String>,
    /// Address in the exchange system for electronic invoices (SDI).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub e_invoice_code: Option<String>,
    /// Certified e-mail.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pec: Option<String>,
    /// Telephone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone_number: Option<String>,
    /// E-mail.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// A note.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl NewOrganization {
    pub(super) fn personal(&self) -> Personal {
        let words = [&self.name, &self.address, &self.city, &self.zipcode];
        let personal = words
            .into_iter()
            .fold(Personal::default(), |personal, text| personal.words(text));
        [
            &self.vat_number,
            &self.fiscal_code,
            &self.e_invoice_code,
            &self.pec,
            &self.phone_number,
            &self.email,
        ]
        .into_iter()
        .fold(personal, |personal, text| personal.words_of(text.as_ref()))
        .whole(self.note.as_ref())
    }
}

impl fmt::Debug for NewOrganization {
    /// Nothing of the company.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewOrganization").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vat_number_is_the_same_with_and_without_its_country() {
        let company = Organization {
            vat_number: Some("IT 01234567890".to_owned()),
            ..Organization::default()
        };
        assert!(company.has_vat_number("01234567890") && company.has_vat_number("it01234567890"));
        assert!(!company.has_vat_number("") && !company.has_vat_number("01234567891"));
        assert!(!Organization::default().has_vat_number(""));
    }
}
