//! Products (TS Commerce sheet §11, §12).

mod lean;
mod read;
mod variants;
mod write;

use futures::stream::BoxStream;
use http::Method;

pub use lean::LeanProduct;
pub use read::{Codes, Dimension, Product};
pub use variants::{Axis, AxisOption, Variant};
pub use write::{AxisWrite, ProductWrite, VariantWrite, VariantsWrite};

use crate::{
    Client, Error, Form, Uid,
    client::Effect,
    store::with_nodes,
    unconfirmed::{self, PRODUCT_PATH as PATH},
};

impl Client {
    /// All products, lean, as a stream that ends with its first error (sheet §11.1). Nodes add
    /// fields: `title`, `image_id`, `ean`, `update_at`, `unlimited` …
    #[must_use]
    pub fn products_lean(&self, nodes: &[&str]) -> BoxStream<'static, Result<LeanProduct, Error>> {
        self.stream_rows("/products/list.json", with_nodes(nodes))
    }

    /// One page of products (sheet §11.2); the first is [`unconfirmed::FIRST_PAGE`]. A page with
    /// fewer rows than `limit` is the last.
    ///
    /// # Errors
    /// [`Error`].
    pub async fn products_page(
        &self,
        page: u32,
        limit: u32,
        nodes: &[&str],
    ) -> Result<Vec<Product>, Error> {
        let mut query = with_nodes(nodes);
        query.set("page", page).set("limit", limit);
        self.read_page("/products/paginated_list.json", &query)
            .await
    }

    /// Which number the first page has. Not documented: page 1 is compared with page 0 (sheet
    /// §28.15); where page 0 is refused, empty or the same, the first is 1.
    ///
    /// # Errors
    /// [`Error`], unless it is a refusal of page 0.
    pub async fn first_page(&self) -> Result<u32, Error> {
        let zeroth = match self.products_page(0, 1, &[]).await {
            Err(Error::Refused { .. } | Error::NotFound { .. }) => return Ok(1),
            page => page?,
        };
        if zeroth.is_empty() || zeroth == self.products_page(1, 1, &[]).await? {
            return Ok(1);
        }
        Ok(0)
    }

    /// One product with all its fields (sheet §11.3).
    ///
    /// # Errors
    /// [`Error`]; [`Error::NotFound`] where there is no such product.
    pub async fn product(&self, uid: Uid) -> Result<Product, Error> {
        let mut query = Form::new();
        query.set("uid", uid);
        self.read_row(PATH, &query).await
    }

    /// Makes a product (sheet §28.1) and gives its number. Never repeated: after an unknown outcome
    /// look for its SKU in the list.
    ///
    /// # Errors
    /// [`Error`].
    pub async fn create_product(&self, write: &ProductWrite) -> Result<Uid, Error> {
        let form = write.form()?;
        let mut answer = self
            .write(Method::POST, PATH, &form, Effect::Create)
            .await?;
        unconfirmed::created_uid(&mut answer)
            .map_err(|error| Error::broken(PATH, &error.to_string()))
    }

    /// Changes a product: only what `write` holds (sheet §28.2).
    ///
    /// # Errors
    /// [`Error`]; [`Error::NotFound`] where there is no such product.
    pub async fn update_product(&self, uid: Uid, write: &ProductWrite) -> Result<(), Error> {
        let mut form = Form::new();
        form.set("uid", uid);
        write.write(&mut form)?;
        self.change(Method::PUT, PATH, &form).await
    }

    /// Removes a product (sheet §28.3).
    ///
    /// # Errors
    /// [`Error`]; [`Error::NotFound`] where there is no such product.
    pub async fn delete_product(&self, uid: Uid) -> Result<(), Error> {
        let mut form = Form::new();
        form.set("uid", uid);
        self.change(Method::DELETE, PATH, &form).await
    }

    /// A write whose answer says only whether there was something to change.
    pub(crate) async fn change(
        &self,
        method: Method,
        path: &str,
        form: &Form,
    ) -> Result<(), Error> {
        let mut answer = self.write(method, path, form, Effect::Change).await?;
        if unconfirmed::wrote_nothing(&mut answer) {
            let text = format!("{path} changed nothing");
            return Err(Error::NotFound { text });
        }
        Ok(())
    }
}
