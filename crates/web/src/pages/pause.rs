//! *Pausa*: products, stock and orders are held until a time that the merchant says.
//!
//! Guarantees (each a test): what is held is said on every page with its end; a time that cannot be
//! changes nothing, is explained beside its field and stays as it was typed; a button that was pressed
//! in vain leads here, where the pause can be ended.

mod moment;

use askama::Template;
use axum::{
    extract::{Query, State},
    response::{Html, IntoResponse, Redirect, Response},
};
use http::StatusCode;
use jiff::SignedDuration;
use ponte_domain::settings::{Held, Meanwhile, Pauses};
use ponte_sync::pause::PauseTrouble;
use serde::Deserialize;

pub(crate) use moment::Moment;

use super::frame::{Frame, Place};
use crate::{
    app::App,
    auth::{
        form::Sent,
        member::{Member, address},
    },
    trouble::Trouble,
    words::{Wall, Words},
};

/// How long a pause is at first.
const USUAL: SignedDuration = SignedDuration::from_hours(2);

/// What the forms call a stream.
fn word(held: Held) -> &'static str {
    match held {
        Held::Products => "prodotti",
        Held::Stock => "giacenze",
        Held::Orders => "ordini",
    }
}

fn of_word(word: &str) -> Option<Held> {
    Held::ALL.into_iter().find(|held| self::word(*held) == word)
}

/// One stream.
struct Row {
    word: &'static str,
    title: String,
    about: String,
    /// "Fermi fino a oggi alle 18:00. …"; none while it works.
    held: Option<String>,
    /// The end as it stands in the field.
    typed: String,
    /// Stock: whether everything is to stand at 0.
    at_zero: Option<bool>,
    /// What was typed cannot be.
    wrong: Option<String>,
}

#[derive(Template)]
#[template(path = "pause.html")]
struct PausePage {
    t: Words,
    frame: Frame,
    rows: Vec<Row>,
    /// Something was asked for that is held.
    in_vain: bool,
    done: Option<String>,
}

/// What was typed and cannot be.
struct Typed {
    held: Held,
    until: String,
    at_zero: bool,
    wrong: String,
}

/// What is said above every page while something is held.
pub(crate) fn notices(pauses: &Pauses, wall: &Wall, t: Words) -> Vec<String> {
    let held = Held::ALL.into_iter();
    held.filter_map(|held| said(held, pauses, wall, t))
        .collect()
}

/// "Giacenze ferme fino a oggi alle 18:00: …"
fn said(held: Held, pauses: &Pauses, wall: &Wall, t: Words) -> Option<String> {
    let until = pauses.until(held, wall.now)?;
    let key = match held {
        Held::Products => "paused-products",
        Held::Stock if pauses.meanwhile(wall.now) == Some(Meanwhile::Nothing) => {
            "paused-stock-zero"
        }
        Held::Stock => "paused-stock",
        Held::Orders => "paused-orders",
    };
    Some(t.with(key, &[("when", wall.when(until, t).into())]))
}

/// Where somebody is led who asked for what is held.
pub(crate) fn in_vain(member: &Member) -> Redirect {
    Redirect::to(&address("/pausa", &member.query(), &[("fatto", "invano")]))
}

/// What a redirect back to the page says was done.
#[derive(Deserialize)]
pub(crate) struct Done {
    #[serde(default)]
    fatto: String,
}

pub(crate) async fn show(
    State(app): State<App>,
    member: Member,
    Query(done): Query<Done>,
) -> Result<Response, Trouble> {
    page(&app, &member, None, &done.fatto).await
}

async fn page(
    app: &App,
    member: &Member,
    typed: Option<Typed>,
    done: &str,
) -> Result<Response, Trouble> {
    let t = member.words;
    let wall = app.wall();
    let pauses = &member.shop.settings.pauses;
    let rows = Held::ALL.map(|held| {
        let typed = typed.as_ref().filter(|typed| typed.held == held);
        row(held, pauses, typed, &wall, t)
    });
    let status = if typed.is_some() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    let view = PausePage {
        t,
        frame: Frame::load(app, member, Place::Connector).await?,
        rows: rows.into(),
        in_vain: done == "invano",
        done: match done {
            "ferma" => Some(t.say("pause-held")),
            "riparte" => Some(t.say("pause-ended")),
            _ => None,
        },
    };
    Ok((status, Html(view.render()?)).into_response())
}

fn row(held: Held, pauses: &Pauses, typed: Option<&Typed>, wall: &Wall, t: Words) -> Row {
    let (title, about) = match held {
        Held::Products => ("pause-products", "pause-products-about"),
        Held::Stock => ("pause-stock", "pause-stock-about"),
        Held::Orders => ("pause-orders", "pause-orders-about"),
    };
    let usual = wall.now.checked_add(USUAL).unwrap_or(wall.now);
    let until = match (typed, pauses.until(held, wall.now)) {
        (Some(typed), _) => typed.until.clone(),
        (None, Some(until)) => Moment::of(until, &wall.zone).to_string(),
        (None, None) => Moment::whole_hour(usual, &wall.zone).to_string(),
    };
    let at_zero = typed.map_or_else(
        || pauses.meanwhile(wall.now) == Some(Meanwhile::Nothing),
        |typed| typed.at_zero,
    );
    Row {
        word: word(held),
        title: t.say(title),
        about: t.say(about),
        held: said(held, pauses, wall, t),
        typed: until,
        at_zero: (held == Held::Stock).then_some(at_zero),
        wrong: typed.map(|typed| typed.wrong.clone()),
    }
}

/// What is to be held.
#[derive(Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    che: String,
    #[serde(default)]
    fino: String,
    #[serde(default)]
    intanto: String,
}

/// *Ferma*
pub(crate) async fn hold(
    State(app): State<App>,
    member: Member,
    Sent(asked): Sent<Asked>,
) -> Result<Response, Trouble> {
    let t = member.words;
    let held = of_word(&asked.che).ok_or(Trouble::Unreadable)?;
    let at_zero = held == Held::Stock && asked.intanto == "zero";
    let meanwhile = if at_zero {
        Meanwhile::Nothing
    } else {
        Meanwhile::AsItIs
    };
    let wrong = match Moment::read(&asked.fino, &app.settings.zone) {
        None => "pause-no-moment",
        Some(until) => {
            let kept = app.engine.pause(&member.shop.id, held, until, meanwhile);
            match kept.await {
                Ok(()) => return Ok(back(&member, "ferma").into_response()),
                Err(PauseTrouble::Past) => "pause-past",
                Err(PauseTrouble::TooLong) => "pause-too-long",
                Err(PauseTrouble::NoShop) => return Err(Trouble::NotFound),
                Err(PauseTrouble::Store(cause)) => return Err(cause.into()),
            }
        }
    };
    let typed = Typed {
        held,
        until: asked.fino,
        at_zero,
        wrong: t.say(wrong),
    };
    page(&app, &member, Some(typed), "").await
}

/// *Fai ripartire adesso*
pub(crate) async fn end(
    State(app): State<App>,
    member: Member,
    Sent(asked): Sent<Asked>,
) -> Result<Redirect, Trouble> {
    let held = of_word(&asked.che).ok_or(Trouble::Unreadable)?;
    app.engine.end_pause(&member.shop.id, held).await?;
    Ok(back(&member, "riparte"))
}

fn back(member: &Member, done: &str) -> Redirect {
    Redirect::to(&address("/pausa", &member.query(), &[("fatto", done)]))
}
