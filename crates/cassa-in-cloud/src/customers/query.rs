//! Which customers and organizations to list.

use std::fmt;

use jiff::Timestamp;

use crate::{params::Params, query::PAGE, unconfirmed};

/// Filters of the customer list. An empty list or `None` filters nothing; how exactly a text is
/// compared is not known, so compare what comes once more.
#[derive(Clone, Default)]
pub struct CustomerQuery {
    /// Offset of the first record, from 0.
    pub start: u64,
    /// Records on the page, 1 to 100; `None` is 100.
    pub limit: Option<u32>,
    /// Only these records.
    pub ids: Vec<String>,
    /// Name.
    pub name: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// VAT number.
    pub vat_number: Option<String>,
    /// Tax code.
    pub fiscal_code: Option<String>,
    /// Only customers of these companies.
    pub ids_organization: Vec<String>,
    /// Changed at this instant or later.
    pub last_update_from: Option<Timestamp>,
}

impl CustomerQuery {
    /// A page of 100 from `start`.
    #[must_use]
    pub fn from(start: u64) -> Self {
        Self {
            start,
            ..Self::default()
        }
    }

    pub(super) fn params(&self) -> Params {
        let mut params = page(self.start, self.limit);
        params.set_list("ids", &self.ids);
        params.set_personal("name", self.name.as_ref());
        params.set_personal("email", self.email.as_ref());
        params.set_personal("vatNumber", self.vat_number.as_ref());
        params.set_personal("fiscalCode", self.fiscal_code.as_ref());
        params.set_list("idsOrganization", &self.ids_organization);
        params.set_instant("lastUpdateFrom", self.last_update_from);
        params
    }
}

impl fmt::Debug for CustomerQuery {
    /// Nothing of a person.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CustomerQuery")
            .field("start", &self.start)
            .field("ids", &self.ids)
            .finish_non_exhaustive()
    }
}

/// Filters of the organization list.
#[derive(Clone, Default)]
pub struct OrganizationQuery {
    /// Offset of the first record, from 0.
    pub start: u64,
    /// Records on the page, 1 to 100; `None` is 100.
    pub limit: Option<u32>,
    /// Only these records.
    pub ids: Vec<String>,
    /// VAT number ([`unconfirmed::ORGANIZATION_VAT_FILTER`]).
    pub vat_number: Option<String>,
}

impl OrganizationQuery {
    /// A page of 100 from `start`.
    #[must_use]
    pub fn from(start: u64) -> Self {
        Self {
            start,
            ..Self::default()
        }
    }

    pub(super) fn params(&self) -> Params {
        let mut params = page(self.start, self.limit);
        params.set_list("ids", &self.ids);
        let filter = unconfirmed::ORGANIZATION_VAT_FILTER;
        params.set_personal(filter, self.vat_number.as_ref());
        params
    }
}

impl fmt::Debug for OrganizationQuery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OrganizationQuery")
            .field("start", &self.start)
            .field("ids", &self.ids)
            .finish_non_exhaustive()
    }
}

fn page(start: u64, limit: Option<u32>) -> Params {
    let mut params = Params::default();
    params.set("start", &start);
    params.set("limit", &limit.unwrap_or(PAGE).clamp(1, PAGE));
    params
}
