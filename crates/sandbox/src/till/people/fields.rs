//! The fields of customers and organizations, and what each may hold (Cassa in Cloud sheet §19).

use serde_json::{Map, Value};

use super::PersonError;

/// What a field may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Number,
    Flag,
    Gender,
}

type Fields = &'static [(&'static str, Kind)];

/// What both have.
const BOTH: Fields = &[
    ("name", Kind::Text),
    ("vatNumber", Kind::Text),
    ("fiscalCode", Kind::Text),
    ("address", Kind::Text),
    ("city", Kind::Text),
    ("zipcode", Kind::Text),
    ("district", Kind::Text),
    ("country", Kind::Text),
    ("phoneNumber", Kind::Text),
    ("email", Kind::Text),
    ("note", Kind::Text),
    ("idSalesMode", Kind::Text),
    ("bankAccountHolder", Kind::Text),
    ("bankAccountInstitute", Kind::Text),
    ("bankAccountIBAN", Kind::Text),
    ("discount1", Kind::Number),
    ("discount2", Kind::Number),
    ("discount3", Kind::Number),
    ("discount4", Kind::Number),
    ("externalId", Kind::Text),
    ("idSalesPoint", Kind::Number),
];

/// What a customer has besides; the two names belong to version 2.0.0.
pub(super) const CUSTOMER: Fields = &[
    ("firstName", Kind::Text),
    ("lastName", Kind::Text),
    ("idOrganization", Kind::Text),
    ("dateOfBirth", Kind::Text),
    ("gender", Kind::Gender),
    ("lotteryCode", Kind::Text),
];

/// What an organization has besides.
pub(super) const ORGANIZATION: Fields = &[
    ("splitPayment", Kind::Flag),
    ("eInvoiceCode", Kind::Text),
    ("pec", Kind::Text),
];

/// What an organization must have.
pub(super) const ORGANIZATION_NEEDS: &[&str] = &[
    "name",
    "address",
    "city",
    "zipcode",
    "district",
    "country",
    "splitPayment",
];

/// The known fields of a body; `own` are those besides the common ones.
pub(super) fn read(sent: Value, own: Fields) -> Result<Map<String, Value>, PersonError> {
    let Value::Object(sent) = sent else {
        return Err(PersonError::Field("body".to_owned()));
    };
    let mut known = Map::new();
    for (name, value) in sent {
        let mut fields = BOTH.iter().chain(own);
        let Some((_, kind)) = fields.find(|(field, _)| *field == name) else {
            continue;
        };
        if !holds(*kind, &value) {
            return Err(PersonError::Field(name));
        }
        known.insert(name, value);
    }
    Ok(known)
}

fn holds(kind: Kind, value: &Value) -> bool {
    value.is_null()
        || match kind {
            Kind::Text => value.is_string(),
            Kind::Number => value.is_number(),
            Kind::Flag => value.is_boolean(),
            Kind::Gender => matches!(value.as_str(), Some("MALE" | "FEMALE")),
        }
}

/// First and last name make the one name, where they were given.
pub(super) fn join_name(fields: &mut Map<String, Value>) {
    let part = |name: &str| fields.get(name).and_then(Value::as_str).unwrap_or("");
    let name = format!("{} {}", part("firstName"), part("lastName"));
    if !name.trim().is_empty() {
        fields.insert("name".to_owned(), name.trim().into());
    }
}

/// Refuses where one of `names` is missing or empty.
pub(super) fn require(fields: &Map<String, Value>, names: &[&str]) -> Result<(), PersonError> {
    let there = |name: &str| match fields.get(name) {
        None | Some(Value::Null) => false,
        Some(Value::String(text)) => !text.trim().is_empty(),
        Some(_) => true,
    };
    match names.iter().find(|name| !there(name)) {
        Some(missing) => Err(PersonError::Field((*missing).to_owned())),
        None => Ok(()),
    }
}
