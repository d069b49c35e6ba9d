//! The till's small lists, read in every pass: a change there does not touch a product's
//! `lastUpdate`.

use std::collections::BTreeMap;

use cassa_in_cloud::{Client, Error, Page, Query, all_pages};
use futures::{future::Future, try_join};
use ponte_domain::till::{
    CategoryId, Department, SalesPointId, Surroundings, Tax, TaxId, TillCategory,
};

/// Reads them all, side by side.
///
/// A key without the permission for sales modes has none: that is said by *Aggiorna Dati* and stops
/// nothing, unless the price list asks for one (then the products have no price, and say so).
pub(super) async fn read(till: &Client, points: &[SalesPointId]) -> Result<Surroundings, Error> {
    let (_, categories, departments, taxes, modes) = try_join!(
        till.sales_points(),
        categories(till),
        whole(|query| async move { till.departments(&query).await }),
        taxes(till),
        async {
            match whole(|query| async move { till.sales_modes(&query).await }).await {
                Err(Error::MissingPermission { .. }) => Ok(Vec::new()),
                read => read,
            }
        },
    )?;
    let departments = departments
        .into_iter()
        .map(|one| (one.id, Department { tax: one.id_tax }));
    Ok(Surroundings {
        categories,
        departments: departments.collect(),
        taxes,
        sales_modes: modes
            .into_iter()
            .map(|mode| (mode.id, mode.description))
            .collect::<BTreeMap<_, _>>(),
        enabled_points: points.to_vec(),
    })
}

/// The till's categories, by id.
pub(crate) async fn categories(till: &Client) -> Result<BTreeMap<CategoryId, TillCategory>, Error> {
    let all = whole(|query| async move { till.categories(&query).await }).await?;
    let categories = all.into_iter().map(|category| {
        let ecommerce = category.enable_for_e_commerce;
        let name = category.description.trim().to_owned();
        (category.id, TillCategory { name, ecommerce })
    });
    Ok(categories.collect())
}

/// The till's taxes, by id.
pub(crate) async fn taxes(till: &Client) -> Result<BTreeMap<TaxId, Tax>, Error> {
    let all = whole(|query| async move { till.taxes(&query).await }).await?;
    let taxes = all.into_iter().map(|tax| {
        let nature = tax.nature.as_ref().map(|nature| nature.as_str().to_owned());
        let (name, rate) = (tax.description, tax.rate);
        (tax.id, Tax { name, rate, nature })
    });
    Ok(taxes.collect())
}

async fn whole<T, F>(fetch: impl Fn(Query) -> F) -> Result<Vec<T>, Error>
where
    F: Future<Output = Result<Page<T>, Error>>,
{
    all_pages(|start| fetch(Query::from(start))).await
}
