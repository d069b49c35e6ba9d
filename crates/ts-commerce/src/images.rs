//! Pictures of products (TS Commerce sheet §17.1).

use base64::{Engine, engine::general_purpose::STANDARD};
use http::Method;
use serde_json::{Map, Value};

use crate::{
    Client, Error, Form, Uid,
    client::Effect,
    fields::{FieldError, Fields, Row},
    unconfirmed,
};

const PATH: &str = "/products/image.json";

/// A picture of a product.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Image {
    /// Its id, 24 hex characters.
    pub image_id: String,
    /// Link to a small copy.
    pub thumbnail: Option<String>,
    /// Link to the picture.
    pub original: Option<String>,
    /// What the sheet does not know.
    pub extra: Map<String, Value>,
}

impl Row for Image {
    fn read(fields: &mut Fields) -> Result<Self, FieldError> {
        let missing = || FieldError::new("image_id", "missing");
        Ok(Self {
            image_id: fields.object_id(&["image_id"])?.ok_or_else(missing)?,
            thumbnail: fields.filled(&["thumbnail"])?,
            original: fields.filled(&["original"])?,
            extra: fields.rest(),
        })
    }
}

struct Images(Vec<Image>);

impl Row for Images {
    fn read(fields: &mut Fields) -> Result<Self, FieldError> {
        // A missing key is an error: no pictures is `"images": []` (sheet §17.1).
        let raw = fields.take(&["images"]);
        let missing = || FieldError::new("images", "missing");
        let items: Vec<Box<serde_json::value::RawValue>> =
            serde_json::from_str(raw.ok_or_else(missing)?.get())
                .map_err(|_| FieldError::new("images", "expected a list"))?;
        let images = items.iter().map(|item| crate::fields::row(item.get()));
        images.collect::<Result<_, _>>().map(Self)
    }
}

/// Which picture of the product one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Related {
    /// The main picture.
    Main,
    /// One more.
    Additional,
}

impl Client {
    /// The pictures of a product.
    ///
    /// # Errors
    /// [`Error`].
    pub async fn images(&self, uid: Uid) -> Result<Vec<Image>, Error> {
        let mut query = Form::new();
        query.set("uid", uid);
        self.read_row::<Images>(PATH, &query)
            .await
            .map(|images| images.0)
    }

    /// Adds a picture (JPEG, PNG, WebP, GIF or BMP). Gives its id where the answer tells it, which
    /// is not known: else look for a new one among [`Self::images`]. Never repeated.
    ///
    /// # Errors
    /// [`Error`].
    pub async fn add_image(
        &self,
        uid: Uid,
        picture: &[u8],
        related: Related,
    ) -> Result<Option<String>, Error> {
        let mut form = Form::new();
        form.set("uid", uid)
            .set("base64", STANDARD.encode(picture))
            .set("related", u8::from(related == Related::Additional));
        let mut answer = self
            .write(Method::POST, PATH, &form, Effect::Create)
            .await?;
        Ok(unconfirmed::created_image(&mut answer))
    }

    /// Removes a picture; that this call exists is assumed (sheet §9).
    ///
    /// # Errors
    /// [`Error`]; [`Error::NotFound`] where there is no such picture.
    pub async fn delete_image(&self, uid: Uid, image_id: &str) -> Result<(), Error> {
        let mut form = Form::new();
        form.set("uid", uid)
            .set(unconfirmed::IMAGE_DELETE_PARAMETER, image_id);
        self.change(Method::DELETE, PATH, &form).await
    }
}
