//! The shop itself (TS Commerce sheet §10).

use serde_json::{Map, Value};

use crate::{
    Client, Error, Form,
    fields::{FieldError, Fields, Row, to_value},
    unconfirmed,
};

/// The shop. Fields that were not asked for by node are missing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StoreInfo {
    /// The shop's number; not the `instance` of an app.
    pub uid: String,
    /// Its name.
    pub name: Option<String>,
    /// Its public address.
    pub url: Option<String>,
    /// Its e-mail address; node `email`.
    pub email: Option<String>,
    /// Its state; node `status`.
    pub status: Option<String>,
    /// Where it is, as it comes; node `warehouse`. Not a list of stock locations.
    pub warehouse: Option<Value>,
    /// What the sheet does not know.
    pub extra: Map<String, Value>,
}

impl Row for StoreInfo {
    fn read(fields: &mut Fields) -> Result<Self, FieldError> {
        let missing = || FieldError::new("uid", "missing");
        Ok(Self {
            uid: fields.filled(&["uid"])?.ok_or_else(missing)?,
            name: fields.text(&["store_name"])?,
            url: fields.filled(&["url"])?,
            email: fields.filled(&["email"])?,
            status: fields.any(&["status"]),
            warehouse: fields.take(&["warehouse"]).map(|raw| to_value(&raw)),
            extra: fields.rest(),
        })
    }
}

/// The shop's languages. The shape of the answer is a guess (sheet §9).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Languages {
    /// Switched on, such as `it_IT`.
    pub active: Vec<String>,
    /// On offer.
    pub available: Vec<String>,
    /// What the sheet does not know.
    pub extra: Map<String, Value>,
}

impl Row for Languages {
    fn read(fields: &mut Fields) -> Result<Self, FieldError> {
        let mut take = |name| -> Result<Vec<String>, FieldError> {
            let items = fields.list(&[name])?;
            Ok(items
                .iter()
                .filter_map(|raw| unconfirmed::language(raw))
                .collect())
        };
        Ok(Self {
            active: take("active")?,
            available: take("available")?,
            extra: fields.rest(),
        })
    }
}

impl Client {
    /// The shop; the best first call to see whether the keys are right. Nodes: `email`, `status`,
    /// `warehouse`.
    ///
    /// # Errors
    /// [`Error`].
    pub async fn store_info(&self, nodes: &[&str]) -> Result<StoreInfo, Error> {
        self.read_row("/store/info.json", &with_nodes(nodes)).await
    }

    /// Whether these keys, which can read, may write too: tried by adding nothing to the stock of a
    /// SKU that no shop has ([`unconfirmed::NOBODY_S_SKU`]).
    ///
    /// # Errors
    /// [`Error`], where the shop gave no answer to that.
    pub async fn may_write(&self) -> Result<bool, Error> {
        match self.patch_stock(unconfirmed::NOBODY_S_SKU, 0, false).await {
            Ok(_) | Err(Error::NotFound { .. } | Error::Refused { .. }) => Ok(true),
            Err(error) if unconfirmed::may_only_read(&error) => Ok(false),
            // An answer that cannot be understood is one to a write that was let through.
            Err(Error::BrokenAnswer { .. }) => Ok(true),
            Err(error) => Err(error),
        }
    }

    /// The shop's languages.
    ///
    /// # Errors
    /// [`Error`].
    pub async fn languages(&self) -> Result<Languages, Error> {
        self.read_row("/store/languages.json", &Form::new()).await
    }
}

/// A query that asks for further fields (sheet §7).
pub(crate) fn with_nodes(nodes: &[&str]) -> Form {
    let mut query = Form::new();
    if !nodes.is_empty() {
        query.set("nodes", nodes.join(","));
    }
    query
}
