//! The shop's own product fields (TS Commerce sheet §16).

use http::Method;
use serde_json::{Map, Value};

use crate::{
    Client, Error, Form,
    client::Effect,
    fields::{FieldError, Fields, Row},
};

const PATH: &str = "/attributes/attribute.json";

/// What an attribute holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum AttributeKind {
    /// A text.
    #[default]
    Text,
    /// One of several values.
    Select,
    /// Something else.
    Other(String),
}

impl AttributeKind {
    fn parse(text: String) -> Self {
        match text.as_str() {
            "text" => Self::Text,
            "select" => Self::Select,
            _ => Self::Other(text),
        }
    }

    /// As the service writes it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Text => "text",
            Self::Select => "select",
            Self::Other(text) => text,
        }
    }
}

/// An attribute; products carry its value under its id.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Attribute {
    /// Its id, 24 hex characters.
    pub id: String,
    /// Its name.
    pub label: String,
    /// What it holds.
    pub kind: AttributeKind,
    /// The values of a `select`.
    pub data: Vec<String>,
    /// What the sheet does not know.
    pub extra: Map<String, Value>,
}

impl Row for Attribute {
    fn read(fields: &mut Fields) -> Result<Self, FieldError> {
        let missing = || FieldError::new("id", "missing");
        let kind = fields.text(&["type"])?.unwrap_or_default();
        Ok(Self {
            id: fields.object_id(&["id", "_id"])?.ok_or_else(missing)?,
            label: fields.text(&["label"])?.unwrap_or_default(),
            kind: AttributeKind::parse(kind),
            data: fields.texts(&["data"])?,
            extra: fields.rest(),
        })
    }
}

impl Client {
    /// All attributes.
    ///
    /// # Errors
    /// [`Error`].
    pub async fn attributes(&self) -> Result<Vec<Attribute>, Error> {
        self.read_rows("/attributes/list.json", &Form::new()).await
    }

    /// The attributes that the shop finds for a label; compare the labels once more.
    ///
    /// # Errors
    /// [`Error`].
    pub async fn search_attributes(&self, label: &str) -> Result<Vec<Attribute>, Error> {
        let mut query = Form::new();
        query.set("label", label);
        self.read_rows("/attributes/search.json", &query).await
    }

    /// Makes an attribute and gives its id. A read-only one cannot be edited in the back office.
    /// Never repeated.
    ///
    /// # Errors
    /// [`Error`].
    pub async fn create_attribute(
        &self,
        label: &str,
        kind: &AttributeKind,
        read_only: bool,
    ) -> Result<String, Error> {
        let mut form = Form::new();
        form.set("label", label)
            .set("type", kind.as_str())
            .set("read_only", u8::from(read_only));
        let mut answer = self
            .write(Method::POST, PATH, &form, Effect::Create)
            .await?;
        let id = answer.object_id(&["id", "_id", "$id"]);
        id.and_then(|id| id.ok_or_else(|| FieldError::new("id", "missing")))
            .map_err(|error| Error::broken(PATH, &error.to_string()))
    }
}
