//! `/panoramica`: one glance says whether all is well, and what a person must do if not.
//!
//! Guarantees (each a test): all is said to be well only where it is; a page asks the database for as much
//! whatever is in it. Nothing here needs script: what is said was true when the page was asked for.

mod banks;
mod banner;
mod drawn;
mod facts;
mod lately;
mod tiles;

use askama::Template;
use axum::{
    extract::State,
    response::{Html, Redirect},
};

use super::frame::{Frame, Place};
use crate::{app::App, auth::member::Member, charts::Chart, trouble::Trouble, words::Words};
pub(crate) use banner::said;
use facts::Facts;

#[derive(Template)]
#[template(path = "overview.html")]
struct OverviewPage {
    t: Words,
    frame: Frame,
    now: String,
    banner: banner::Banner,
    banks: banks::Banks,
    /// None before the first synchronisation.
    tiles: Vec<tiles::Tile>,
    charts: Vec<Chart>,
    runs: Vec<lately::RunLine>,
    budgets: Vec<lately::BudgetLine>,
}

/// *Panoramica* where the first synchronisation is done, else *Connettore*.
pub(crate) async fn home(member: Result<Member, Trouble>) -> Redirect {
    match member {
        Ok(member) if member.shop.first_sync_at.is_some() => {
            Redirect::to(&format!("/panoramica{}", member.query()))
        }
        Err(Trouble::NoShop) => Redirect::to("/benvenuto"),
        _ => Redirect::to("/connettore"),
    }
}

pub(crate) async fn show(State(app): State<App>, member: Member) -> Result<Html<String>, Trouble> {
    let t = member.words;
    let (wall, query) = (app.wall(), member.query());
    let facts = Facts::load(&app, &member).await?;
    let begun = facts.shop.first_sync_at.is_some();
    let view = OverviewPage {
        t,
        frame: Frame::load(&app, &member, Place::Overview).await?,
        now: wall.day_and_time(t),
        banner: banner::of(&facts, &query, &wall, t),
        banks: banks::of(&facts, &wall, t),
        tiles: if begun {
            tiles::of(&facts, &query, &wall, t)
        } else {
            Vec::new()
        },
        charts: if begun {
            drawn::charts(&facts, t)
        } else {
            Vec::new()
        },
        runs: lately::runs(&facts, &wall, t),
        budgets: lately::budgets(&facts, app.engine.till_calls(), t),
    };
    Ok(Html(view.render()?))
}
