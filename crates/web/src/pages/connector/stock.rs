//! *Forza Sincronizzazione Giacenze*: only after the first product synchronisation; and the margin
//! of the whole shop. A higher margin is asked first.

use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use ponte_domain::settings::StockSettings;
use ponte_sync::{StartTrouble, stale, stock::STREAM};
use serde::Deserialize;

use super::{
    facts::Facts,
    runs,
    sure::{self, Lowered, Question},
};
use crate::{
    app::App,
    auth::{
        form::Sent,
        member::{Member, address},
    },
    pages::stock::{number, pass::Lately},
    trouble::Trouble,
    words::{Wall, Words},
};

/// The section.
pub(super) enum StockView {
    /// Not before the first product synchronisation is done.
    Locked,
    /// It goes on by itself, and can be asked for.
    Flowing(Box<Lately>),
}

impl StockView {
    pub(super) fn new(facts: &Facts, wall: &Wall, t: Words) -> Self {
        if !facts.connected() || facts.shop.first_sync_at.is_none() {
            return Self::Locked;
        }
        Self::Flowing(Box::new(Lately::new(&facts.stock, &facts.jobs, wall, t)))
    }
}

/// Where the button stands.
#[derive(Deserialize)]
pub(crate) struct From {
    #[serde(default)]
    da: String,
}

/// *Sincronizza le giacenze su TS Commerce*, *Leggi adesso*
pub(crate) async fn send(
    State(app): State<App>,
    member: Member,
    Sent(from): Sent<From>,
) -> Result<Redirect, Trouble> {
    let name = &member.login.user.name;
    let started = app.engine.start_stock(&member.shop.id, name).await;
    let held = matches!(started, Err(StartTrouble::Held(_)));
    let to_connector = runs::shown(&member, started)?;
    Ok(if !held && from.da == "giacenze" {
        Redirect::to(&address("/giacenze", &member.query(), &[]))
    } else {
        to_connector
    })
}

/// A number of pieces.
#[derive(Deserialize)]
pub(crate) struct Margin {
    #[serde(default)]
    pezzi: String,
    #[serde(default)]
    confermo: String,
}

/// *Margine di sicurezza*
pub(crate) async fn margin(
    State(app): State<App>,
    member: Member,
    Sent(asked): Sent<Margin>,
) -> Result<Response, Trouble> {
    let shop = &member.shop.id;
    let back = |done| {
        let to = address("/connettore", &member.query(), &[("fatto", done)]);
        Redirect::to(&format!("{to}#margine"))
    };
    let Some(pieces) = number(&asked.pezzi) else {
        return Ok(back("margine-sbagliato").into_response());
    };
    let points = app.read().await?.points(shop).await?;
    let is = (points.as_slice(), StockSettings { margin: pieces });
    let lowered = Lowered::by(&app, &member.shop, &points, is, None).await?;
    if !lowered.is_none() && !lowered.is_covered(&asked.confermo) {
        let question = of_margin(&member, pieces, lowered);
        return sure::ask(&app, &member, question).await;
    }
    let mut tx = app.write().await?;
    // The member's copy was read before.
    let row = tx.shop(shop).await?.ok_or(Trouble::NotFound)?;
    let mut settings = row.settings;
    if settings.stock.margin != pieces {
        settings.stock.margin = pieces;
        tx.shop_set_settings(shop, &settings).await?;
        stale::mark(&mut *tx, shop, STREAM, app.now()).await?;
    }
    tx.commit().await?;
    app.engine.wake();
    Ok(back("margine").into_response())
}

fn of_margin(member: &Member, pieces: u32, lowered: Lowered) -> Question {
    let t = member.words;
    Question {
        title: t.count("sure-margin", pieces.into()),
        sentences: lowered.sentences(t),
        fields: vec![("pezzi", pieces.to_string()), ("confermo", lowered.word())],
        named: lowered.stock.named,
        preview: None,
        action: "/connettore/margine",
        back: format!("/connettore{}#margine", member.query()),
    }
}
