//! VAT profiles and countries (TS Commerce sheet §18).

use http::Method;
use rust_decimal::Decimal;
use serde_json::{Map, Value};

use crate::{
    Client, Error, Form, Uid,
    client::Effect,
    fields::{FieldError, Fields, Row},
};

const PATH: &str = "/taxes/taxprofile.json";

/// A VAT profile.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TaxProfile {
    /// Its id, 24 hex characters.
    pub id: String,
    /// The rate in percent: 22 is 22 %.
    pub value: Decimal,
    /// Its name; writes call it `name`.
    pub title: String,
    /// Where it holds.
    pub countries: Vec<Uid>,
    /// What the sheet does not know.
    pub extra: Map<String, Value>,
}

impl Row for TaxProfile {
    fn read(fields: &mut Fields) -> Result<Self, FieldError> {
        let missing = |field| move || FieldError::new(field, "missing");
        let countries = fields.ints(&["countriesUID", "countries"])?;
        Ok(Self {
            id: fields
                .object_id(&["id", "_id"])?
                .ok_or_else(missing("id"))?,
            value: fields.decimal(&["value"])?.ok_or_else(missing("value"))?,
            title: fields.text(&["title", "name"])?.unwrap_or_default(),
            countries: countries.into_iter().map(Uid).collect(),
            extra: fields.rest(),
        })
    }
}

/// A country. Its number is the platform's: never assume one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Country {
    /// Its number.
    pub uid: Uid,
    /// Its name.
    pub name: String,
    /// Its two-letter code, in whatever case.
    pub tld: Option<String>,
    /// What the sheet does not know.
    pub extra: Map<String, Value>,
}

impl Row for Country {
    fn read(fields: &mut Fields) -> Result<Self, FieldError> {
        Ok(Self {
            uid: Uid(fields.need_int(&["uid"])?),
            name: fields.text(&["name"])?.unwrap_or_default(),
            tld: fields.filled(&["tld"])?,
            extra: fields.rest(),
        })
    }
}

struct Created(String);

impl Row for Created {
    fn read(fields: &mut Fields) -> Result<Self, FieldError> {
        let mut profile = fields.object(&["tax_profile"])?;
        let id = match profile.object_id(&["id", "_id"])? {
            Some(id) => Some(id),
            None => fields.object_id(&["id"])?,
        };
        id.map(Self)
            .ok_or_else(|| FieldError::new("tax_profile.id", "missing"))
    }
}

impl Client {
    /// All VAT profiles.
    ///
    /// # Errors
    /// [`Error`].
    pub async fn tax_profiles(&self) -> Result<Vec<TaxProfile>, Error> {
        self.read_rows("/taxes/list.json", &Form::new()).await
    }

    /// Makes a VAT profile of `value` percent that holds in `countries`; gives its id. Never
    /// repeated.
    ///
    /// # Errors
    /// [`Error`].
    pub async fn create_tax_profile(
        &self,
        name: &str,
        value: Decimal,
        countries: &[Uid],
    ) -> Result<String, Error> {
        let mut form = Form::new();
        form.set("name", name).set("value", value);
        for country in countries {
            form.push("countries", country);
        }
        let mut answer = self
            .write(Method::POST, PATH, &form, Effect::Create)
            .await?;
        let created = Created::read(&mut answer);
        created
            .map(|created| created.0)
            .map_err(|error| Error::broken(PATH, &error.to_string()))
    }

    /// Removes a VAT profile; its products then have the shop's default one.
    ///
    /// # Errors
    /// [`Error`]; [`Error::NotFound`] where there is no such profile.
    pub async fn delete_tax_profile(&self, id: &str) -> Result<(), Error> {
        let mut form = Form::new();
        form.set("id", id);
        self.change(Method::DELETE, PATH, &form).await
    }

    /// All countries.
    ///
    /// # Errors
    /// [`Error`].
    pub async fn countries(&self) -> Result<Vec<Country>, Error> {
        self.read_rows("/countries/list.json", &Form::new()).await
    }
}
