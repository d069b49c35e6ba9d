//! Linking: the shop's categories, VAT profiles and the attribute that carries the till's id.
//!
//! Guarantees: what exists is found by name before anything is made, after an unknown outcome again;
//! nothing is asked of the shop unless a change needs it; two VAT natures at 0 % stay two profiles; what a
//! person paired is used, and stays.

mod attribute;
mod categories;
mod taxes;

use std::collections::{BTreeMap, BTreeSet};

use futures::join;
use ponte_domain::{
    listing::Group,
    till::{CategoryId, Surroundings, TaxId, TillProduct},
};
use ponte_store::{
    changes::{ChangeKind, ChangeState},
    runs::RunKind,
};

use super::{Phase, pass::Pass, trouble::Trouble};
use crate::pairings;

pub(super) use categories::forget_renamed;

const PAGE: i64 = 200;

/// What stands for what on the shop.
#[derive(Clone, Debug, Default)]
pub(super) struct Links {
    /// The shop's category by the till's.
    pub categories: BTreeMap<CategoryId, i64>,
    /// The shop's categories that stood for one of the till until a person paired it otherwise.
    pub past: BTreeSet<i64>,
    /// The shop's VAT profile by the till's tax.
    pub taxes: BTreeMap<TaxId, String>,
    /// The attribute for the till's product id, where the shop let us have one.
    pub attribute: Option<String>,
}

/// What the change list needs.
#[derive(Debug, Default)]
struct Needs {
    categories: BTreeSet<CategoryId>,
    taxes: BTreeSet<TaxId>,
    any: bool,
}

/// Finds or makes what the change list needs.
pub(super) async fn go(pass: &mut Pass<'_>) -> Result<(), Trouble> {
    let surroundings = pass.surroundings().await?;
    let mut tx = pass.write().await?;
    pairings::note_till(&mut *tx, pass.id(), &surroundings).await?;
    tx.commit().await?;
    categories::follow_renamed(pass, &surroundings).await?;
    let needs = needs(pass, &surroundings).await?;
    if !needs.any {
        return Ok(());
    }
    let total = i64::try_from(needs.categories.len()).unwrap_or(0);
    pass.enter(Phase::Categories, total).await?;
    let shared = &*pass;
    // Side by side; each is let come to its end, so that fewer outcomes stay unknown.
    let (taxes, (made, categories), attribute) = join!(
        taxes::go(shared, &surroundings, &needs.taxes),
        categories::go(shared, &surroundings, &needs.categories),
        attribute::go(shared),
    );
    let mut figures = pass.figures();
    figures.categories += made;
    pass.set_figures(figures);
    pass.keep_figures().await?;
    taxes.and(categories).and(attribute)
}

/// The links as they are kept.
pub(super) async fn links(pass: &Pass<'_>) -> Result<Links, Trouble> {
    let mut tx = pass.read().await?;
    let categories = tx.category_links(pass.id()).await?;
    let taxes = tx.tax_links(pass.id()).await?;
    let attribute = tx.id_attribute(pass.id()).await?;
    let past = pairings::past(&mut *tx, pass.id()).await?;
    Ok(Links {
        past,
        categories: categories
            .into_iter()
            .filter(|link| link.uid > 0)
            .map(|link| (link.till, link.uid))
            .collect(),
        taxes: taxes
            .into_iter()
            .map(|link| (link.till, link.profile))
            .collect(),
        attribute,
    })
}

/// What a person paired otherwise since the last pass is to be written again. Said once more where a
/// process dies on the way.
pub(super) async fn forget_paired(pass: &mut Pass<'_>) -> Result<(), Trouble> {
    if pass.kind() == RunKind::DryRun {
        return Ok(());
    }
    let changed = pairings::changed(&mut *pass.read().await?, pass.id()).await?;
    if changed.is_empty() {
        return Ok(());
    }
    let surroundings = pass.surroundings().await?;
    let of_category = |product: &TillProduct| {
        let category = product.category.as_ref();
        category.is_some_and(|id| changed.categories.contains(id))
    };
    write_again(pass, Group::Categories, of_category).await?;
    let of_tax = |product: &TillProduct| {
        let department = product.department.as_ref();
        let department = department.and_then(|id| surroundings.departments.get(id));
        department.is_some_and(|department| changed.taxes.contains(&department.tax))
    };
    write_again(pass, Group::Tax, of_tax).await?;
    let mut tx = pass.write().await?;
    pairings::seen_to(&mut *tx, pass.id(), &changed).await?;
    Ok(tx.commit().await?)
}

/// Forgets what was last written to a group of these products, so that it is written again.
async fn write_again(
    pass: &Pass<'_>,
    group: Group,
    wanted: impl Fn(&TillProduct) -> bool,
) -> Result<(), Trouble> {
    let mut after = 0;
    loop {
        let page = pass
            .read()
            .await?
            .mirror_page(pass.id(), after, PAGE)
            .await?;
        let Some(last) = page.last() else {
            return Ok(());
        };
        after = last.place;
        let ids: Vec<String> = page
            .into_iter()
            .map(|row| row.product)
            .filter(&wanted)
            .map(|product| product.id)
            .collect();
        let mut tx = pass.write().await?;
        for mut listing in tx.listings_of(pass.id(), &ids).await? {
            listing.written.remove(&group);
            tx.listing_put(pass.id(), &listing).await?;
        }
        tx.commit().await?;
    }
}

async fn needs(pass: &Pass<'_>, surroundings: &Surroundings) -> Result<Needs, Trouble> {
    let mut needs = Needs::default();
    let mut after = 0;
    loop {
        let mut tx = pass.read().await?;
        let states = [ChangeState::Pending, ChangeState::Attempting];
        let page = tx
            .changes_page(pass.id(), pass.run.id, &states, after, PAGE)
            .await?;
        let Some(last) = page.last() else {
            return Ok(needs);
        };
        after = last.seq;
        for change in &page {
            if change.kind == ChangeKind::Hide {
                continue;
            }
            needs.any = true;
            let Some(row) = tx.mirrored(pass.id(), &change.product).await? else {
                continue;
            };
            let category = row.product.category;
            needs
                .categories
                .extend(category.filter(|id| surroundings.categories.contains_key(id)));
            let department = row.product.department.and_then(|id| {
                surroundings
                    .departments
                    .get(&id)
                    .map(|department| department.tax.clone())
            });
            needs.taxes.extend(department);
        }
    }
}
