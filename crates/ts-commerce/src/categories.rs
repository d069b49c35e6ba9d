//! Categories: a flat list whose tree is made of parents (TS Commerce sheet §14).

use http::Method;
use serde_json::{Map, Value};

use crate::{
    Client, Error, Form, Seo, Uid,
    client::Effect,
    fields::{FieldError, Fields, Row},
};

const PATH: &str = "/categories/category.json";

/// A category.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Category {
    /// Its number.
    pub uid: Uid,
    /// Its name in the default language.
    pub name: String,
    /// The one it lies in. `None` for a root; one that does not exist is an orphan's, to be treated
    /// as a root.
    pub parent: Option<Uid>,
    /// Text.
    pub description: Option<String>,
    /// 1 enabled, 0 disabled.
    pub status: Option<i64>,
    /// Texts for search engines.
    pub seo: Seo,
    /// What the sheet does not know.
    pub extra: Map<String, Value>,
}

impl Row for Category {
    fn read(fields: &mut Fields) -> Result<Self, FieldError> {
        let parent = fields.int(&["parent", "parentUID"])?;
        Ok(Self {
            uid: Uid(fields.need_int(&["uid"])?),
            name: fields.text(&["name"])?.unwrap_or_default(),
            parent: parent.filter(|uid| *uid != 0).map(Uid),
            description: fields.filled(&["description"])?,
            status: fields.int(&["status"])?,
            seo: Seo::read(&mut fields.object(&["seo"])?)?,
            extra: fields.rest(),
        })
    }
}

/// What to write of a category; `None` leaves a field alone.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CategoryWrite {
    /// Its name; both calls want it.
    pub name: String,
    /// Text.
    pub description: Option<String>,
    /// The one it lies in; `Uid(0)` makes it a root.
    pub parent: Option<Uid>,
    /// Whether it is enabled; only a create takes it.
    pub enabled: Option<bool>,
    /// Texts for search engines.
    pub seo: Seo,
}

impl CategoryWrite {
    fn form(&self) -> Form {
        let mut form = Form::new();
        form.set("name", &self.name)
            .set_some("description", self.description.as_ref())
            .set_some("parent", self.parent);
        self.seo.write(&mut form);
        form
    }
}

impl Client {
    /// All categories, in no order.
    ///
    /// # Errors
    /// [`Error`].
    pub async fn categories(&self) -> Result<Vec<Category>, Error> {
        self.read_rows("/categories/list.json", &Form::new()).await
    }

    /// Makes a category. Never repeated: look it up by name before a second try.
    ///
    /// # Errors
    /// [`Error`].
    pub async fn create_category(&self, write: &CategoryWrite) -> Result<Uid, Error> {
        let mut form = write.form();
        form.set_some("status", write.enabled.map(u8::from));
        let mut answer = self
            .write(Method::POST, PATH, &form, Effect::Create)
            .await?;
        let uid = answer.need_int(&["uid"]).map(Uid);
        uid.map_err(|error| Error::broken(PATH, &error.to_string()))
    }

    /// Changes a category.
    ///
    /// # Errors
    /// [`Error`]; [`Error::NotFound`] where there is no such category.
    pub async fn update_category(&self, uid: Uid, write: &CategoryWrite) -> Result<(), Error> {
        let mut form = write.form();
        form.set("uid", uid);
        self.change(Method::PUT, PATH, &form).await
    }
}
