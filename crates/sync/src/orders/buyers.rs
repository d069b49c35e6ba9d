//! Whom the till is told an order comes from.
//!
//! Guarantees: a customer or company that the till has already is found and never overwritten; one
//! that is made is looked up before it is made again; with a collective customer nothing is looked up
//! or made.

use cassa_in_cloud::{CustomerQuery, NewCustomer, NewOrganization};
use ponte_domain::{
    orders::details::{Address, Details},
    orders::vat_number,
    settings::Customers,
};
use ponte_store::buyers::BuyerKind;
use sha2::{Digest, Sha256};

use super::pass::Pass;
use crate::trouble::Trouble;

/// The till's ids of a buyer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Buyer {
    /// A customer.
    pub customer: Option<String>,
    /// A company, where the buyer gave a valid VAT number.
    pub organization: Option<String>,
}

/// What came in the way.
#[derive(Debug)]
pub(super) enum NoBuyer {
    /// The till does not take the buyer: its words, fit to be shown.
    Refused(String),
    /// Something that passes, or our own.
    Trouble(Trouble),
}

impl<E: Into<Trouble>> From<E> for NoBuyer {
    fn from(error: E) -> Self {
        Self::Trouble(error.into())
    }
}

/// Finds the buyer of an order on the till, or makes it.
pub(super) async fn find(
    pass: &Pass<'_>,
    order: &str,
    details: &Details,
) -> Result<Buyer, NoBuyer> {
    if let Customers::Collective(id) = &pass.settings().customers {
        return Ok(Buyer {
            customer: Some(id.clone()),
            organization: None,
        });
    }
    let organization = match vat_number::italian(&details.billing.vat) {
        Some(vat) => Some(organization(pass, &vat, &details.billing).await?),
        None => None,
    };
    let customer = customer(pass, order, details, organization.as_deref()).await?;
    Ok(Buyer {
        customer: Some(customer),
        organization,
    })
}

/// Forgets what is known of an order's buyer: the till says that it has nobody of that id.
pub(super) async fn forget(pass: &Pass<'_>, order: &str, details: &Details) -> Result<(), Trouble> {
    let mut tx = pass.write().await?;
    let who = who(order, details);
    tx.buyer_forget(pass.id(), BuyerKind::Customer, &who)
        .await?;
    if let Some(vat) = vat_number::italian(&details.billing.vat) {
        tx.buyer_forget(pass.id(), BuyerKind::Organization, &vat)
            .await?;
    }
    tx.commit().await?;
    Ok(())
}

/// The e-mail address in lower case; a buyer without one is a new customer with each order.
fn who(order: &str, details: &Details) -> String {
    match email(details) {
        Some(email) => email.to_lowercase(),
        None => format!("order {order}"),
    }
}

fn email(details: &Details) -> Option<&str> {
    [&details.billing.email, &details.delivery.email]
        .into_iter()
        .map(|email| email.trim())
        .find(|email| !email.is_empty())
}

async fn customer(
    pass: &Pass<'_>,
    order: &str,
    details: &Details,
    organization: Option<&str>,
) -> Result<String, NoBuyer> {
    let who = who(order, details);
    let kind = BuyerKind::Customer;
    if let Some(known) = pass.read().await?.buyer(pass.id(), kind, &who).await? {
        return Ok(known);
    }
    let external_id = format!("ponte-{}", hex::encode(&Sha256::digest(&who)[..12]));
    let found = match email(details) {
        Some(email) => pass
            .remotes
            .till
            .customers_by_email(email)
            .await
            .map_err(refused)?,
        None => Vec::new(),
    };
    let id = match found.into_iter().next() {
        Some(found) => found.id,
        None => {
            let mut new = new_customer(details, organization, external_id);
            let till = &pass.remotes.till;
            match till.create_customer(&new).await {
                Err(error) if error.is_conflict() => {
                    // Without an address it was made for this very order, and the answer was lost.
                    let made = match email(details) {
                        None => by_external_id(pass, &new).await?,
                        // Somebody changed the address of the one that has our name: this is another.
                        Some(_) => None,
                    };
                    match made {
                        Some(made) => made,
                        None => {
                            new.external_id = None;
                            till.create_customer(&new).await.map_err(refused)?
                        }
                    }
                }
                created => created.map_err(refused)?,
            }
        }
    };
    keep(pass, kind, &who, &id).await?;
    Ok(id)
}

/// The customer that was made like this before. The till cannot be asked for outside ids (Cassa in
/// Cloud sheet §19), so the ones of that name are looked through.
async fn by_external_id(pass: &Pass<'_>, new: &NewCustomer) -> Result<Option<String>, NoBuyer> {
    let mut query = CustomerQuery {
        name: Some(new.name.clone()),
        ..CustomerQuery::default()
    };
    loop {
        let page = pass.remotes.till.customers(&query).await.map_err(refused)?;
        let read = page.rows.len() as u64;
        let mut rows = page.rows.into_iter();
        if let Some(made) = rows.find(|row| row.external_id == new.external_id) {
            return Ok(Some(made.id));
        }
        query.start += read;
        if read == 0 || query.start >= page.total_count {
            return Ok(None);
        }
    }
}

fn new_customer(details: &Details, organization: Option<&str>, external_id: String) -> NewCustomer {
    let billing = &details.billing;
    let some = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let name = [&billing.name, &details.delivery.name, &billing.company]
        .into_iter()
        .find_map(|name| some(name));
    NewCustomer {
        name: name.unwrap_or_else(|| "Cliente online".to_owned()),
        id_organization: organization.map(str::to_owned),
        // What is no company's number is a person's tax code, if it is anything.
        fiscal_code: some(&billing.vat).filter(|_| organization.is_none()),
        address: some(&billing.street),
        city: some(&billing.city),
        zipcode: some(&billing.zip),
        district: some(&billing.district),
        country: some(&billing.country),
        phone_number: some(&billing.phone),
        email: email(details).map(str::to_owned),
        external_id: Some(external_id),
        ..NewCustomer::default()
    }
}

fn new_organization(vat: &str, billing: &Address) -> NewOrganization {
    let some = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let name = [&billing.company, &billing.name]
        .into_iter()
        .find_map(|name| some(name));
    NewOrganization {
        name: name.unwrap_or_else(|| vat.to_owned()),
        address: billing.street.clone(),
        city: billing.city.clone(),
        zipcode: billing.zip.clone(),
        district: billing.district.clone(),
        country: billing.country.clone(),
        split_payment: false,
        vat_number: Some(vat.to_owned()),
        phone_number: some(&billing.phone),
        email: some(&billing.email),
        ..NewOrganization::default()
    }
}

async fn organization(pass: &Pass<'_>, vat: &str, billing: &Address) -> Result<String, NoBuyer> {
    let kind = BuyerKind::Organization;
    if let Some(known) = pass.read().await?.buyer(pass.id(), kind, vat).await? {
        return Ok(known);
    }
    let till = &pass.remotes.till;
    let found = till
        .organizations_by_vat_number(vat)
        .await
        .map_err(refused)?;
    let id = match found.into_iter().next() {
        Some(found) => found.id,
        None => till
            .create_organization(&new_organization(vat, billing))
            .await
            .map_err(refused)?,
    };
    keep(pass, kind, vat, &id).await?;
    Ok(id)
}

async fn keep(pass: &Pass<'_>, kind: BuyerKind, who: &str, id: &str) -> Result<(), Trouble> {
    let mut tx = pass.write().await?;
    tx.buyer_put(pass.id(), kind, who, id).await?;
    tx.commit().await?;
    Ok(())
}

/// A refusal is about this buyer; anything else about the till.
fn refused(error: cassa_in_cloud::Error) -> NoBuyer {
    match error {
        cassa_in_cloud::Error::Refused { .. } => NoBuyer::Refused(error.said()),
        error => NoBuyer::Trouble(error.into()),
    }
}
