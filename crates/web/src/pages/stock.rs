//! `/giacenze`: each variant: what the shop shows of it, what it should show, and if it waits, why.
//!
//! A page costs the same queries however much it shows: one for its rows, one for their levels, and a
//! few for what stands above them.

pub(crate) mod figures;
mod filter;
pub(crate) mod one;
pub(crate) mod pass;
mod points;
pub(crate) mod standing;

use std::collections::BTreeMap;

use askama::Template;
use axum::{
    extract::{Query, State},
    response::Html,
};
use jiff::Timestamp;
use ponte_domain::till::{SalesPointId, VariantId};
use ponte_store::{
    levels::Level,
    offers::{OfferRow, StockChoice},
    points::SalesPoint,
};
use ponte_sync::stock::STREAM;
use serde::Deserialize;

use super::{
    frame::{Frame, Place},
    orders::point,
};
use crate::{
    app::App,
    auth::member::{Member, address},
    trouble::Trouble,
    words::{Wall, Words},
};
use filter::Tab;
pub(crate) use one::number;
use pass::Lately;
pub(crate) use points::unread;
use standing::Told;

/// Variants on a page.
const AT_ONCE: usize = 50;

#[derive(Template)]
#[template(path = "stock.html")]
struct StockPage {
    t: Words,
    frame: Frame,
    /// Where the products are.
    products: String,
    lately: Lately,
    points: Vec<points::PointLine>,
    tabs: Vec<Tab>,
    /// What is looked for.
    search: String,
    /// Fields that the search form carries along: name and value.
    kept: Vec<(&'static str, String)>,
    lines: Vec<StockLine>,
    /// Where the first ones are, if we are not there.
    first: Option<String>,
    /// Where the next ones are.
    next: Option<String>,
    /// Nothing is listed at all.
    nothing_yet: bool,
    /// Whether a pass can be asked for.
    ready: bool,
}

/// One variant of the list.
struct StockLine {
    address: String,
    sku: String,
    name: String,
    /// What the shop shows.
    shows: String,
    /// What it should show.
    should: String,
    told: Told,
    /// When its oldest level was read.
    read: String,
}

/// Which variants are looked at.
#[derive(Deserialize)]
pub(crate) struct Look {
    #[serde(default)]
    stato: String,
    #[serde(default)]
    cerca: String,
    /// The code after which the page goes on.
    #[serde(default)]
    dopo: String,
}

pub(crate) async fn show(
    State(app): State<App>,
    member: Member,
    Query(look): Query<Look>,
) -> Result<Html<String>, Trouble> {
    let (id, t) = (&member.shop.id, member.words);
    let chosen = filter::standing(&look.stato);
    let search = look.cerca.trim();
    let limit = i64::try_from(AT_ONCE + 1).unwrap_or(i64::MAX);
    let mut tx = app.read().await?;
    let mut page = tx
        .offers_page(id, chosen, search, &look.dopo, limit)
        .await?;
    let more = page.len() > AT_ONCE;
    page.truncate(AT_ONCE);
    let variants: Vec<VariantId> = page.iter().map(|row| row.variant.clone()).collect();
    let levels = tx.levels(id, &variants).await?;
    let choices = tx.stock_choices(id).await?;
    let counts = tx.offers_counted(id).await?;
    let points = tx.points(id).await?;
    let ages = points::ages(&mut *tx, id, &points).await?;
    let runs = tx.runs(id, STREAM, 2).await?;
    let jobs = tx.jobs(id).await?;
    drop(tx);
    let (wall, query) = (app.wall(), member.query());
    let began = began(&levels);
    let told = About {
        points: &points,
        choices: &choices,
        wall: &wall,
        t,
    };
    let slug = filter::slug(chosen);
    let place = |after: Option<&str>| {
        let values = [("stato", slug), ("cerca", search)];
        let values: Vec<_> = values
            .into_iter()
            .chain(after.map(|after| ("dopo", after)))
            .filter(|(_, value)| !value.is_empty())
            .collect();
        address("/giacenze", &query, &values)
    };
    let mut kept = vec![("stato", slug.to_owned())];
    if member.shops.len() > 1 {
        kept.push(("negozio", id.clone()));
    }
    kept.retain(|(_, value)| !value.is_empty());
    let view = StockPage {
        t,
        frame: Frame::load(&app, &member, Place::Products).await?,
        products: address("/prodotti", &query, &[]),
        lately: Lately::new(&runs, &jobs, &wall, t),
        points: points::lines(&ages, &wall, t),
        tabs: filter::tabs(&counts, chosen, search, &query, t),
        search: search.to_owned(),
        kept,
        lines: page
            .iter()
            .map(|row| line(row, &told, &began, &query))
            .collect(),
        first: (!look.dopo.is_empty()).then(|| place(None)),
        next: page
            .last()
            .filter(|_| more)
            .map(|last| place(Some(&last.sku))),
        nothing_yet: counts.is_empty(),
        ready: member.shop.first_sync_at.is_some(),
    };
    Ok(Html(view.render()?))
}

/// What a variant is told with.
#[derive(Clone, Copy)]
pub(crate) struct About<'a> {
    pub(crate) points: &'a [SalesPoint],
    pub(crate) choices: &'a [StockChoice],
    pub(crate) wall: &'a Wall,
    pub(crate) t: Words,
}

/// When the reading of each level began.
pub(crate) type Began<'a> = BTreeMap<(&'a str, SalesPointId), Option<Timestamp>>;

pub(crate) fn began(levels: &[Level]) -> Began<'_> {
    levels
        .iter()
        .map(|level| {
            let key = (level.variant.as_str(), level.point);
            (key, level.level.known.began())
        })
        .collect()
}

fn line(row: &OfferRow, about: &About<'_>, began: &Began<'_>, query: &str) -> StockLine {
    let t = about.t;
    StockLine {
        address: link(&row.sku, query),
        sku: row.sku.clone(),
        name: row.name.clone(),
        shows: figures::shown_now(row, t),
        should: figures::wanted(row, about.choices, t),
        told: standing::told(row, about),
        read: oldest(row, about, began),
    }
}

/// "3 minuti fa": the oldest level that the figure rests on.
fn oldest(row: &OfferRow, about: &About<'_>, began: &Began<'_>) -> String {
    let t = about.t;
    if row.sum.terms.is_empty() {
        return "–".to_owned();
    }
    let read = |point| began.get(&(row.variant.as_str(), point)).copied().flatten();
    let all: Option<Vec<Timestamp>> = row.sum.terms.iter().map(|term| read(term.point)).collect();
    match all.and_then(|all| all.into_iter().min()) {
        Some(at) => about.wall.ago(at, t),
        None => t.say("stock-never-read"),
    }
}

/// Where a variant's page is.
pub(crate) fn link(sku: &str, query: &str) -> String {
    // A browser takes these two for a way up, however they are written.
    if matches!(sku, "." | "..") {
        return address("/giacenze/codice", query, &[("codice", sku)]);
    }
    let sku: String = url::form_urlencoded::byte_serialize(sku.as_bytes()).collect();
    // A space is a plus in a form, and not in a path.
    format!("/giacenze/{}{query}", sku.replace('+', "%20"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_with_odd_letters_leads_to_its_page() {
        assert_eq!(link("NIN-40", ""), "/giacenze/NIN-40");
        assert_eq!(link("a/b c+d?", ""), "/giacenze/a%2Fb%20c%2Bd%3F");
        assert_eq!(
            link("..", "?negozio=1"),
            "/giacenze/codice?negozio=1&codice=.."
        );
    }
}
