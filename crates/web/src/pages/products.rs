//! `/prodotti`: each product of the till: how it is in the shop, or why it is not.
//!
//! A page costs the same queries however much it shows: one for its rows, one for the filters' numbers,
//! one for the figures of its rows, and a few for what stands around them.

pub(crate) mod checks;
mod filter;
mod line;
pub(crate) mod one;

use std::collections::BTreeMap;

use askama::Template;
use axum::{
    extract::{Query, State},
    response::Html,
};
use ponte_store::offers::OfferRow;
use serde::Deserialize;

use super::frame::{Frame, Place};
use crate::{
    app::App,
    auth::member::{Member, address},
    trouble::Trouble,
    words::Words,
};
use filter::Tab;
use line::ProductLine;

/// Products on a page.
const AT_ONCE: usize = 50;

#[derive(Template)]
#[template(path = "products.html")]
struct ProductsPage {
    t: Words,
    frame: Frame,
    /// Where the stock is.
    stock: String,
    tabs: Vec<Tab>,
    /// What is looked for.
    search: String,
    /// Fields that the search form carries along: name and value.
    kept: Vec<(&'static str, String)>,
    lines: Vec<ProductLine>,
    /// Where the first ones are, if we are not there.
    first: Option<String>,
    /// Where the next ones are.
    next: Option<String>,
    /// Nothing is listed at all.
    nothing_yet: bool,
    /// The first synchronisation was done.
    ready: bool,
}

/// Which products are looked at.
#[derive(Deserialize)]
pub(crate) struct Look {
    #[serde(default)]
    stato: String,
    #[serde(default)]
    cerca: String,
    /// The name after which the page goes on, and the product of that name.
    #[serde(default)]
    dopo: String,
    #[serde(default)]
    prodotto: String,
}

pub(crate) async fn show(
    State(app): State<App>,
    member: Member,
    Query(look): Query<Look>,
) -> Result<Html<String>, Trouble> {
    let (shop, t) = (&member.shop, member.words);
    let id = &shop.id;
    let chosen = filter::standing(&look.stato);
    let search = look.cerca.trim();
    let limit = i64::try_from(AT_ONCE + 1).unwrap_or(i64::MAX);
    let after = (look.dopo.as_str(), look.prodotto.as_str());
    let mut tx = app.read().await?;
    let mut page = tx.products_page(id, chosen, search, after, limit).await?;
    let more = page.len() > AT_ONCE;
    page.truncate(AT_ONCE);
    let ids: Vec<String> = page.iter().map(|row| row.product.clone()).collect();
    let mut offers: BTreeMap<String, Vec<OfferRow>> = BTreeMap::new();
    for offer in tx.offers_of_products(id, &ids).await? {
        offers.entry(offer.product.clone()).or_default().push(offer);
    }
    let counts = tx.products_counted(id, filter::MOST).await?;
    drop(tx);
    let query = member.query();
    let slug = filter::slug(chosen);
    let place = |after: Option<(&str, &str)>| {
        let mut values = vec![("stato", slug), ("cerca", search)];
        values.retain(|(_, value)| !value.is_empty());
        if let Some((name, product)) = after {
            values.extend([("dopo", name), ("prodotto", product)]);
        }
        address("/prodotti", &query, &values)
    };
    let mut kept = vec![("stato", slug.to_owned())];
    if member.shops.len() > 1 {
        kept.push(("negozio", id.clone()));
    }
    kept.retain(|(_, value)| !value.is_empty());
    let lines = page.iter().map(|row| {
        let offers = offers.get(&row.product).map_or(&[][..], Vec::as_slice);
        ProductLine::new(row, offers, shop, &query, t)
    });
    let view = ProductsPage {
        t,
        frame: Frame::load(&app, &member, Place::Products).await?,
        stock: address("/giacenze", &query, &[]),
        tabs: filter::tabs(&counts, chosen, search, &query, t),
        search: search.to_owned(),
        kept,
        lines: lines.collect(),
        first: (!look.prodotto.is_empty()).then(|| place(None)),
        next: page
            .last()
            .filter(|_| more)
            .map(|last| place(Some((&last.sort_name(), &last.product)))),
        nothing_yet: counts.is_empty(),
        ready: shop.first_sync_at.is_some(),
    };
    Ok(Html(view.render()?))
}

/// Where a product's page is, or what is sent about it (`suffix`).
pub(crate) fn place(product: &str, suffix: &str, query: &str, values: &[(&str, &str)]) -> String {
    // A browser takes these two for a way up, however they are written.
    if matches!(product, "." | ".." | "") {
        let mut all = vec![("prodotto", product)];
        all.extend(values);
        return address(&format!("/prodotti/-{suffix}"), query, &all);
    }
    let id: String = url::form_urlencoded::byte_serialize(product.as_bytes()).collect();
    // A space is a plus in a form, and not in a path.
    let path = format!("/prodotti/{}{suffix}", id.replace('+', "%20"));
    address(&path, query, values)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_product_with_odd_letters_in_its_id_leads_to_its_page() {
        assert_eq!(place("p-1", "", "", &[]), "/prodotti/p-1");
        assert_eq!(
            place("a/b c", "/fuori", "", &[]),
            "/prodotti/a%2Fb%20c/fuori"
        );
        assert_eq!(
            place("..", "/fuori", "?negozio=1", &[("fatto", "si")]),
            "/prodotti/-/fuori?negozio=1&prodotto=..&fatto=si"
        );
    }
}
