//! Reading the catalogue: sales points, categories, departments, taxes, sales modes, options.

mod list;
mod products;

use crate::{
    Category, Client, Department, Error, OptionDefinition, Page, Query, SalesMode, SalesPoint, Tax,
    all_pages, unconfirmed,
};

impl Client {
    /// The sales points that are enabled for the key and licensed (Cassa in Cloud sheet §10).
    ///
    /// # Errors
    /// [`Error`], also where the list is shorter than the till says it is.
    pub async fn sales_points(&self) -> Result<Vec<SalesPoint>, Error> {
        all_pages(async |start| {
            let mut params = Query::from(start).params();
            params.set("hasActiveLicense", &true);
            self.list("/salespoint", "salesPoint", &params, start).await
        })
        .await
    }

    /// A page of categories (sheet §11).
    ///
    /// # Errors
    /// [`Error`].
    pub async fn categories(&self, query: &Query) -> Result<Page<Category>, Error> {
        self.page("/categories", "categories", query).await
    }

    /// A page of departments (sheet §12).
    ///
    /// # Errors
    /// [`Error`].
    pub async fn departments(&self, query: &Query) -> Result<Page<Department>, Error> {
        self.page("/departments", "departments", query).await
    }

    /// A page of taxes (sheet §12).
    ///
    /// # Errors
    /// [`Error`].
    pub async fn taxes(&self, query: &Query) -> Result<Page<Tax>, Error> {
        self.page("/taxes", "taxes", query).await
    }

    /// A page of sales modes (sheet §14).
    ///
    /// # Errors
    /// [`Error`].
    pub async fn sales_modes(&self, query: &Query) -> Result<Page<SalesMode>, Error> {
        self.page("/salesmodes", "salesModes", query).await
    }

    /// A page of the dictionary of options and values. Path and shape are guesses:
    /// [`unconfirmed::OPTIONS_PATH`].
    ///
    /// # Errors
    /// [`Error`].
    pub async fn options(&self, query: &Query) -> Result<Page<OptionDefinition>, Error> {
        self.page(unconfirmed::OPTIONS_PATH, unconfirmed::OPTIONS_KEY, query)
            .await
    }

    /// All categories.
    ///
    /// # Errors
    /// [`Error`], also where the list is shorter than the till says it is.
    pub async fn all_categories(&self) -> Result<Vec<Category>, Error> {
        all_pages(async |start| self.categories(&Query::from(start)).await).await
    }

    /// All departments.
    ///
    /// # Errors
    /// [`Error`], also where the list is shorter than the till says it is.
    pub async fn all_departments(&self) -> Result<Vec<Department>, Error> {
        all_pages(async |start| self.departments(&Query::from(start)).await).await
    }

    /// All taxes.
    ///
    /// # Errors
    /// [`Error`], also where the list is shorter than the till says it is.
    pub async fn all_taxes(&self) -> Result<Vec<Tax>, Error> {
        all_pages(async |start| self.taxes(&Query::from(start)).await).await
    }

    /// All sales modes.
    ///
    /// # Errors
    /// [`Error`], also where the list is shorter than the till says it is.
    pub async fn all_sales_modes(&self) -> Result<Vec<SalesMode>, Error> {
        all_pages(async |start| self.sales_modes(&Query::from(start)).await).await
    }
}
