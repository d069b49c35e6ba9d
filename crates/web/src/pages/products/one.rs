//! `/prodotti/{product}`: what the shop shows of each variant and why, till and shop field by field, and
//! every question that decides whether it is in the shop; and what the merchant does about it.
//!
//! Guarantees (each a test): the product is one of the member's shop, or the page does not exist; the
//! page asks nothing of the shop unless it is told to compare; it costs the same queries however many
//! variants there are.

mod facts;
mod fields;
mod figures;

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::{Html, Redirect},
};
use ponte_store::runs::{Outcome, Run};
use ponte_sync::{
    StartTrouble,
    products::{LookTrouble, Seen, product_of},
};
use serde::Deserialize;

use super::{
    checks::{self, CheckLine},
    line::{self, Told},
    place,
};
use crate::{
    app::App,
    auth::{
        form::{Nothing, Sent},
        member::{Member, address},
    },
    pages::{
        findings::products as told,
        frame::{Frame, Place},
        stock::{About, began},
    },
    trouble::Trouble,
    words::{Wall, Words},
};
use facts::Facts;
use fields::FieldLine;
use figures::FiguresView;

#[derive(Template)]
#[template(path = "product.html")]
struct ProductPage {
    t: Words,
    frame: Frame,
    /// Where the list is.
    list: String,
    name: String,
    about: String,
    told: Told,
    /// Its page for buyers.
    public: Option<String>,
    /// Where the forms go.
    compare: String,
    start: String,
    leave_out: String,
    take_back: String,
    here: String,
    /// What happens with it, or happened last.
    status: Option<String>,
    /// A run is under way.
    running: bool,
    /// Why its last run failed.
    failure: Option<String>,
    /// The first synchronisation was done.
    ready: bool,
    /// "L’ha lasciato fuori Marta, ieri alle 18:02."
    left_out: Option<String>,
    /// What else is to be said of it.
    notes: Vec<String>,
    figures: Option<FiguresView>,
    fields: Vec<FieldLine>,
    /// When the shop was looked at; none where nobody did.
    looked: Option<String>,
    /// Why the shop could not be looked at.
    not_looked: Option<String>,
    listed: bool,
    in_shop: bool,
    checks: Vec<CheckLine>,
    done: Option<String>,
}

/// What the address says besides the product.
#[derive(Deserialize)]
pub(crate) struct Said {
    #[serde(default)]
    fatto: String,
    /// The variant whose sum is open.
    #[serde(default)]
    variante: String,
    /// An id that cannot stand in a path.
    prodotto: Option<String>,
}

impl Said {
    fn product(&self, path: String) -> String {
        self.prodotto.clone().unwrap_or(path)
    }
}

pub(crate) async fn show(
    State(app): State<App>,
    member: Member,
    Path(path): Path<String>,
    Query(said): Query<Said>,
) -> Result<Html<String>, Trouble> {
    page(&app, &member, &said.product(path), &said, None).await
}

/// *Confronta adesso*: the product as the shop shows it now.
pub(crate) async fn compare(
    State(app): State<App>,
    member: Member,
    Path(path): Path<String>,
    Query(said): Query<Said>,
    _: Sent<Nothing>,
) -> Result<Html<String>, Trouble> {
    let product = known(&app, &member, said.product(path)).await?;
    let seen = app.engine.look_at_product(&member.shop.id, &product).await;
    if let Err(LookTrouble::Store(error)) = seen {
        return Err(error.into());
    }
    page(&app, &member, &product, &said, Some(seen)).await
}

/// *Sincronizza questo prodotto*
pub(crate) async fn start(
    State(app): State<App>,
    member: Member,
    Path(path): Path<String>,
    Query(said): Query<Said>,
    _: Sent<Nothing>,
) -> Result<Redirect, Trouble> {
    let product = known(&app, &member, said.product(path)).await?;
    let name = &member.login.user.name;
    let started = app
        .engine
        .start_product(&member.shop.id, &product, name)
        .await;
    let done = match started {
        Ok(_) => "parte",
        Err(StartTrouble::Running(_)) => "corre",
        Err(StartTrouble::NoShop) => return Err(Trouble::NotFound),
        Err(StartTrouble::Store(cause)) => return Err(cause.into()),
        // The page says what comes first.
        Err(_) => "",
    };
    Ok(back(&member, &product, done))
}

/// *Lascia fuori*
pub(crate) async fn leave_out(
    State(app): State<App>,
    member: Member,
    Path(path): Path<String>,
    Query(said): Query<Said>,
    _: Sent<Nothing>,
) -> Result<Redirect, Trouble> {
    let product = known(&app, &member, said.product(path)).await?;
    let name = &member.login.user.name;
    app.engine
        .leave_out(&member.shop.id, &product, name)
        .await?;
    Ok(back(&member, &product, "fuori"))
}

/// *Rimetti*
pub(crate) async fn take_back(
    State(app): State<App>,
    member: Member,
    Path(path): Path<String>,
    Query(said): Query<Said>,
    _: Sent<Nothing>,
) -> Result<Redirect, Trouble> {
    let product = known(&app, &member, said.product(path)).await?;
    let name = &member.login.user.name;
    app.engine
        .take_back(&member.shop.id, &product, name)
        .await?;
    Ok(back(&member, &product, "rimesso"))
}

/// The product, where the shop's till has or had it.
async fn known(app: &App, member: &Member, product: String) -> Result<String, Trouble> {
    let mut tx = app.read().await?;
    let found = tx.mirrored(&member.shop.id, &product).await?;
    found.map(|_| product).ok_or(Trouble::NotFound)
}

fn back(member: &Member, product: &str, done: &str) -> Redirect {
    let values = [("fatto", done)];
    let values = if done.is_empty() {
        &[][..]
    } else {
        &values[..]
    };
    Redirect::to(&place(product, "", &member.query(), values))
}

async fn page(
    app: &App,
    member: &Member,
    product: &str,
    said: &Said,
    seen: Option<Result<Seen, LookTrouble>>,
) -> Result<Html<String>, Trouble> {
    let (shop, t, query) = (&member.shop, member.words, member.query());
    let facts = Facts::load(app, shop, product).await?;
    let wall = app.wall();
    let about = About {
        points: &facts.points,
        choices: &facts.choices,
        wall: &wall,
        t,
    };
    let began = began(&facts.levels);
    let row = facts.row();
    let checks = facts.checks(shop);
    let (seen, not_looked) = match seen {
        None => (None, None),
        Some(Ok(seen)) => (Some(seen), None),
        Some(Err(trouble)) => (None, Some(t.say(not_seen(&trouble)))),
    };
    let send = |suffix| place(product, suffix, &query, &[]);
    let notes = facts.findings.iter().filter_map(|row| told::line(row, t));
    let fields = fields::lines(&facts, shop, seen.as_ref(), t);
    let in_shop = facts
        .listing
        .as_ref()
        .is_some_and(|listing| listing.visible);
    let view = ProductPage {
        t,
        frame: Frame::load(app, member, Place::Products).await?,
        list: address("/prodotti", &query, &[]),
        name: if row.name.is_empty() {
            t.say("products-no-name")
        } else {
            row.name.clone()
        },
        about: line::about(&row, t),
        told: line::told(&row, Some(&facts.offers), shop, t),
        public: facts.public_page(shop),
        compare: send("/confronta"),
        start: send("/sincronizza"),
        leave_out: send("/fuori"),
        take_back: send("/rimetti"),
        here: send(""),
        status: status(&facts.runs, product, &wall, t),
        running: facts.runs.iter().any(|run| run.ended_at.is_none()),
        failure: failure(&facts.runs, product, t),
        ready: shop.first_sync_at.is_some(),
        left_out: facts.left_out.as_ref().map(|left| {
            let when = wall.when(left.since, t);
            let args = [("who", left.who.as_str().into()), ("when", when.into())];
            t.with("product-left-out-by", &args)
        }),
        notes: notes.flat_map(|line| line.sentences).collect(),
        figures: FiguresView::new(&facts, &said.variante, &began, &query, &about),
        looked: seen
            .as_ref()
            .map(|_| t.with("product-looked", &[("time", wall.time(wall.now).into())])),
        not_looked,
        listed: facts.listing.is_some(),
        in_shop,
        fields,
        checks: checks::lines(&checks, t),
        done: done(&said.fatto).map(|key| t.say(key)),
    };
    Ok(Html(view.render()?))
}

fn done(word: &str) -> Option<&'static str> {
    Some(match word {
        "parte" => "product-started",
        "corre" => "product-running-already",
        "fuori" => "product-left-out-done",
        "rimesso" => "product-taken-back-done",
        _ => return None,
    })
}

fn not_seen(trouble: &LookTrouble) -> &'static str {
    match trouble {
        LookTrouble::NotListed => "product-look-not-listed",
        LookTrouble::Gone => "product-look-gone",
        LookTrouble::Keys(_) => "product-look-keys",
        LookTrouble::NoAnswer(_) | LookTrouble::Store(_) => "product-look-no-answer",
    }
}

/// What a run does with the product now, or when one of its own has ended well.
fn status(runs: &[Run], product: &str, wall: &Wall, t: Words) -> Option<String> {
    if let Some(open) = runs.iter().find(|run| run.ended_at.is_none()) {
        let own = product_of(open) == Some(product);
        let key = if own {
            "product-syncing"
        } else {
            "product-others-syncing"
        };
        return Some(t.say(key));
    }
    let last = runs.iter().find(|run| product_of(run) == Some(product))?;
    let at = last
        .ended_at
        .filter(|_| last.outcome == Some(Outcome::Done))?;
    Some(t.with("product-synced", &[("when", wall.when(at, t).into())]))
}

/// Why the product's last run did not end well.
fn failure(runs: &[Run], product: &str, t: Words) -> Option<String> {
    let last = runs.iter().find(|run| product_of(run) == Some(product))?;
    match &last.outcome {
        Some(Outcome::Failed { .. }) => Some(t.say("product-sync-failed")),
        Some(Outcome::Stopped) => Some(t.say("product-sync-stopped")),
        Some(Outcome::Done) | None => None,
    }
}
