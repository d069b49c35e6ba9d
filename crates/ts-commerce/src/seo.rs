//! Texts for search engines (TS Commerce sheet §11.3, §14).

use crate::{
    Form,
    fields::{FieldError, Fields, Row},
};

/// What search engines are told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seo {
    /// Title.
    pub title: Option<String>,
    /// Description.
    pub description: Option<String>,
    /// Keywords.
    pub keywords: Option<String>,
}

impl Seo {
    /// Writes are flat: `seo_title`, `seo_description`, `seo_keywords`.
    pub(crate) fn write(&self, form: &mut Form) {
        form.set_some("seo_title", self.title.as_ref())
            .set_some("seo_description", self.description.as_ref())
            .set_some("seo_keywords", self.keywords.as_ref());
    }
}

impl Row for Seo {
    fn read(fields: &mut Fields) -> Result<Self, FieldError> {
        Ok(Self {
            title: fields.filled(&["title"])?,
            description: fields.filled(&["description"])?,
            keywords: fields.filled(&["keywords"])?,
        })
    }
}
