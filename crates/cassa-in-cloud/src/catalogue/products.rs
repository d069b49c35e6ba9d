//! Reading products (Cassa in Cloud sheet §13).

use http::StatusCode;

use crate::{
    Client, Error, Page, Product, ProductQuery, Query, all_pages, params::percent_encode,
    query::PAGE,
};

impl Client {
    /// A page of products (sheet §13.1). The order of the list is not stable between calls.
    ///
    /// # Errors
    /// [`Error`].
    pub async fn products(&self, query: &ProductQuery) -> Result<Page<Product>, Error> {
        let start = query.common.start;
        self.list("/products", "products", &query.params(), start)
            .await
    }

    /// One product.
    ///
    /// # Errors
    /// [`Error`]; [`Error::is_not_found`] where there is no such product.
    pub async fn product(&self, id: &str) -> Result<Product, Error> {
        let mut path = "/products/".to_owned();
        percent_encode(id, &mut path);
        self.one(&path, "product").await
    }

    /// The products with these ids, 100 ids a call, fewer where the till finds the address too long
    /// (sheet §8, §23). Ids that the till does not know are simply not among the products.
    ///
    /// # Errors
    /// [`Error`].
    pub async fn products_by_ids(&self, ids: &[String]) -> Result<Vec<Product>, Error> {
        let mut found = Vec::with_capacity(ids.len());
        // Last first, so that halves can be put back on top and the order stays.
        let mut waiting: Vec<&[String]> = ids.chunks(PAGE as usize).rev().collect();
        while let Some(ids) = waiting.pop() {
            match self.products_of_call(ids).await {
                Ok(products) => found.extend(products),
                Err(Error::Refused { status, .. })
                    if status == StatusCode::URI_TOO_LONG && ids.len() > 1 =>
                {
                    let (first, second) = ids.split_at(ids.len() / 2);
                    waiting.extend([second, first]);
                }
                Err(error) => return Err(error),
            }
        }
        Ok(found)
    }

    async fn products_of_call(&self, ids: &[String]) -> Result<Vec<Product>, Error> {
        all_pages(async |start| {
            let common = Query {
                ids: ids.to_vec(),
                ..Query::from(start)
            };
            let query = ProductQuery {
                common,
                ..ProductQuery::default()
            };
            self.products(&query).await
        })
        .await
    }
}
