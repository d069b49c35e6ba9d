//! Customers and organizations (Cassa in Cloud sheet §19).
//!
//! A person is a record of the fields that the sheet names; others are not kept. What a field may
//! hold is looked at before anything is stored.

mod fields;

use serde_json::{Map, Value};

use self::fields::{CUSTOMER, ORGANIZATION};
use super::{
    state::{Till, touched},
    webhooks::Happening,
};
use crate::moment::Moment;

/// A customer or an organization.
#[derive(Clone)]
pub struct Person {
    /// UUID.
    pub id: String,
    /// The fields of the sheet's table.
    pub fields: Map<String, Value>,
    /// Epoch milliseconds.
    pub last_update: i64,
}

impl std::fmt::Debug for Person {
    /// Without the personal data.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Person({})", self.id)
    }
}

/// Why a person cannot be stored.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PersonError {
    /// A required field is missing or a field holds what it may not.
    #[error("{0}")]
    Field(String),
    /// The `externalId` is taken (sheet §25 line 27).
    #[error("externalId")]
    Conflict,
    /// No such person.
    #[error("id")]
    Missing,
}

impl Person {
    /// A field's text; empty where there is none.
    #[must_use]
    pub fn text(&self, name: &str) -> &str {
        self.fields.get(name).and_then(Value::as_str).unwrap_or("")
    }

    /// The only sales point that has it; everywhere if missing.
    #[must_use]
    pub fn sales_point(&self) -> Option<i64> {
        self.fields.get("idSalesPoint")?.as_i64()
    }

    /// As it is answered. With `split` (version 2.0.0) a customer has first and last name in place
    /// of one (sheet §4).
    pub(super) fn view(&self, split: bool) -> Value {
        let mut fields = self.fields.clone();
        let names = (fields.remove("firstName"), fields.remove("lastName"));
        if split {
            let name = fields.remove("name").unwrap_or_default();
            let name = name.as_str().unwrap_or_default();
            let (first, last) = name.split_once(' ').unwrap_or(("", name));
            fields.insert("firstName".into(), names.0.unwrap_or_else(|| first.into()));
            fields.insert("lastName".into(), names.1.unwrap_or_else(|| last.into()));
        }
        fields.insert("id".into(), self.id.as_str().into());
        fields.insert("lastUpdate".into(), self.last_update.into());
        Value::Object(fields)
    }
}

impl Till {
    /// The customers in the order of their creation.
    #[must_use]
    pub fn customers(&self) -> &[Person] {
        &self.customers
    }

    /// The customer with this id.
    #[must_use]
    pub fn customer(&self, id: &str) -> Option<&Person> {
        self.customers.iter().find(|known| known.id == id)
    }

    /// The organizations in the order of their creation.
    #[must_use]
    pub fn organizations(&self) -> &[Person] {
        &self.organizations
    }

    /// The organization with this id.
    #[must_use]
    pub fn organization(&self, id: &str) -> Option<&Person> {
        self.organizations.iter().find(|known| known.id == id)
    }

    /// Makes a customer; gives its id. The name may come whole or split.
    ///
    /// # Errors
    /// [`PersonError`]; nothing is stored then.
    pub fn add_customer(&mut self, sent: Value, moment: &Moment) -> Result<String, PersonError> {
        let mut fields = fields::read(sent, CUSTOMER)?;
        fields::join_name(&mut fields);
        fields::require(&fields, &["name"])?;
        conflict(&self.customers, None, &fields)?;
        let person = new(fields, moment);
        let (id, point) = (person.id.clone(), person.sales_point());
        let body = person.view(false);
        self.customers.push(person);
        self.announce("CUSTOMER", Happening::Create, point, &body);
        Ok(id)
    }

    /// Changes the given fields of a customer.
    ///
    /// # Errors
    /// [`PersonError`]; nothing changes then.
    pub fn edit_customer(
        &mut self,
        id: &str,
        sent: Value,
        moment: &Moment,
    ) -> Result<(), PersonError> {
        let mut fields = fields::read(sent, CUSTOMER)?;
        fields::join_name(&mut fields);
        conflict(&self.customers, Some(id), &fields)?;
        let mut customers = self.customers.iter_mut();
        let known = customers.find(|known| known.id == id);
        let known = known.ok_or(PersonError::Missing)?;
        let mut whole = known.fields.clone();
        if fields.contains_key("name") && !fields.contains_key("lastName") {
            whole.remove("firstName");
            whole.remove("lastName");
        }
        whole.extend(fields);
        // A null takes a field away.
        whole.retain(|_, value| !value.is_null());
        fields::require(&whole, &["name"])?;
        known.fields = whole;
        known.last_update = touched(known.last_update, moment.at);
        let (body, point) = (known.view(false), known.sales_point());
        self.announce("CUSTOMER", Happening::Edit, point, &body);
        Ok(())
    }

    /// Makes an organization; gives its id.
    ///
    /// # Errors
    /// [`PersonError`]; nothing is stored then.
    pub fn add_organization(
        &mut self,
        sent: Value,
        moment: &Moment,
    ) -> Result<String, PersonError> {
        let fields = fields::read(sent, ORGANIZATION)?;
        fields::require(&fields, fields::ORGANIZATION_NEEDS)?;
        conflict(&self.organizations, None, &fields)?;
        let person = new(fields, moment);
        let (id, point) = (person.id.clone(), person.sales_point());
        let body = person.view(false);
        self.organizations.push(person);
        self.announce("ORGANIZATION", Happening::Create, point, &body);
        Ok(id)
    }
}

fn new(mut fields: Map<String, Value>, moment: &Moment) -> Person {
    fields.retain(|_, value| !value.is_null());
    Person {
        id: moment.id(),
        fields,
        last_update: moment.millis(),
    }
}

fn conflict(
    known: &[Person],
    but: Option<&str>,
    fields: &Map<String, Value>,
) -> Result<(), PersonError> {
    let Some(external) = fields.get("externalId").and_then(Value::as_str) else {
        return Ok(());
    };
    let taken =
        |person: &Person| Some(person.id.as_str()) != but && person.text("externalId") == external;
    if known.iter().any(taken) {
        return Err(PersonError::Conflict);
    }
    Ok(())
}
