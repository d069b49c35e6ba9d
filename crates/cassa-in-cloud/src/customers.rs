//! Customers and organizations (Cassa in Cloud sheet §19).
//!
//! Guarantees, each borne by a test in `tests/it/customers.rs`:
//! - a creation leaves once: nothing shows that a second one would be refused;
//! - a look-up gives only records that match, whatever the till makes of the filter, and fails where the
//!   filter seems to be ignored: it never ends with "nobody" without having seen everybody;
//! - nothing of a person is printed.

mod customer;
mod organization;
mod query;

use futures::{FutureExt, future::BoxFuture};
use http::Method;
use serde::{Serialize, de::DeserializeOwned};

pub use customer::{Customer, NewCustomer};
pub use organization::{NewOrganization, Organization};
pub use query::{CustomerQuery, OrganizationQuery};

use crate::{Client, Error, Page, params::percent_encode, personal::Personal, unconfirmed};

impl Client {
    /// A page of customers.
    ///
    /// # Errors
    /// [`Error`].
    pub async fn customers(&self, query: &CustomerQuery) -> Result<Page<Customer>, Error> {
        self.list("/customers", "customers", &query.params(), query.start)
            .await
    }

    /// One customer.
    ///
    /// # Errors
    /// [`Error`]; [`Error::is_not_found`] where there is no such customer.
    pub async fn customer(&self, id: &str) -> Result<Customer, Error> {
        let mut path = "/customers/".to_owned();
        percent_encode(id, &mut path);
        self.one(&path, "customer").await
    }

    /// The customers with this e-mail address, without regard to case.
    ///
    /// # Errors
    /// [`Error`]; also where the till seems to ignore the filter.
    pub async fn customers_by_email(&self, email: &str) -> Result<Vec<Customer>, Error> {
        let email = email.trim();
        let matches = |customer: &Customer| customer.has_email(email);
        let page = |start| {
            let query = CustomerQuery {
                email: Some(email.to_owned()),
                ..CustomerQuery::from(start)
            };
            async move { self.customers(&query).await }.boxed()
        };
        find("/customers", matches, page).await
    }

    /// Makes a customer; gives its id. Never repeated: look the customer up first, and again where the
    /// outcome is unknown.
    ///
    /// # Errors
    /// [`Error`].
    pub async fn create_customer(&self, customer: &NewCustomer) -> Result<String, Error> {
        let personal = customer.personal();
        self.create("/customers", "customer", customer, &personal)
            .await
    }

    /// A page of organizations.
    ///
    /// # Errors
    /// [`Error`].
    pub async fn organizations(
        &self,
        query: &OrganizationQuery,
    ) -> Result<Page<Organization>, Error> {
        let key = unconfirmed::ORGANIZATIONS_KEY;
        self.list("/organizations", key, &query.params(), query.start)
            .await
    }

    /// The organizations with this VAT number, without regard to case, blanks and the country's
    /// letters in front.
    ///
    /// # Errors
    /// [`Error`]; also where the till seems to ignore the filter
    /// ([`unconfirmed::ORGANIZATION_VAT_FILTER`]).
    pub async fn organizations_by_vat_number(
        &self,
        vat_number: &str,
    ) -> Result<Vec<Organization>, Error> {
        let matches = |organization: &Organization| organization.has_vat_number(vat_number);
        let page = |start| {
            let query = OrganizationQuery {
                vat_number: Some(vat_number.to_owned()),
                ..OrganizationQuery::from(start)
            };
            async move { self.organizations(&query).await }.boxed()
        };
        find("/organizations", matches, page).await
    }

    /// Makes an organization; gives its id. Never repeated. That it can be done at all is a guess
    /// (sheet §19).
    ///
    /// # Errors
    /// [`Error`].
    pub async fn create_organization(
        &self,
        organization: &NewOrganization,
    ) -> Result<String, Error> {
        let personal = organization.personal();
        let path = unconfirmed::create_organization_path();
        self.create(path, "organization", organization, &personal)
            .await
    }

    async fn create(
        &self,
        path: &str,
        envelope: &str,
        body: &impl Serialize,
        personal: &Personal,
    ) -> Result<String, Error> {
        let answer = self.write(Method::POST, path, body, personal).await?;
        unconfirmed::created_id(&answer.json(path)?, envelope)
            .ok_or_else(|| Error::broken(path, "no id"))
    }
}

/// All records of a filtered list that match.
async fn find<'a, T: DeserializeOwned>(
    path: &str,
    matches: impl Fn(&T) -> bool,
    page: impl Fn(u64) -> BoxFuture<'a, Result<Page<T>, Error>>,
) -> Result<Vec<T>, Error> {
    let mut found = Vec::new();
    let mut seen = 0;
    for _ in 0..unconfirmed::MOST_FILTERED_PAGES {
        let Page { rows, total_count } = page(seen).await?;
        let empty = rows.is_empty();
        seen += rows.len() as u64;
        found.extend(rows.into_iter().filter(&matches));
        if seen >= total_count {
            return Ok(found);
        }
        if empty {
            let reason = format!("a list of {total_count} ended after {seen}");
            return Err(Error::broken(path, &reason));
        }
    }
    Err(Error::broken(path, "the filter seems to be ignored"))
}
