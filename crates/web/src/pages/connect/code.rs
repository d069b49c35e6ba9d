//! `/collega/codice`: a person comes in to a shop by a code that was sent to the shop's own address.
//!
//! Guarantees (each a test): looking at the page sends nothing; the address is shown without the name
//! in it; whoever is in already goes on to *Connettore*.

use askama::Template;
use axum::{
    Extension,
    extract::{Query, State},
    response::{Html, IntoResponse, Redirect, Response},
};
use http::StatusCode;
use ponte_store::shops::Shop;
use ponte_sync::{
    entry::{self, CodeLetter, CodeTrouble, Entered},
    install::InstallTrouble,
    mail::Letter,
};
use serde::Deserialize;

use super::assets;
use crate::{
    app::App,
    auth::{
        form::{Nothing, Sent},
        session::Login,
    },
    doorman::Visitor,
    trouble::Trouble,
    words::Words,
};

#[derive(Template)]
#[template(path = "connect/code.html")]
struct CodePage {
    t: Words,
    csrf: String,
    user: String,
    /// The shop's id, for the forms' addresses.
    id: String,
    shop: String,
    /// Others belong to the shop already.
    taken: bool,
    /// Where the code went that is waited for; none where there is none.
    sent_to: Option<String>,
    /// What is wrong with what was entered.
    wrong: Option<String>,
    /// Why no code was sent.
    trouble: Option<String>,
}

/// Which shop.
#[derive(Deserialize)]
pub(crate) struct Which {
    #[serde(default)]
    negozio: String,
}

/// A visitor in front of a shop's door.
struct Visit {
    login: Login,
    shop: Shop,
    t: Words,
}

/// What the page says beside itself.
#[derive(Default)]
struct Said {
    wrong: Option<String>,
    trouble: Option<String>,
}

pub(crate) async fn show(
    State(app): State<App>,
    Extension(visitor): Extension<Visitor>,
    Query(which): Query<Which>,
) -> Result<Response, Trouble> {
    match visit(&app, visitor, &which).await? {
        Ok(visit) => page(&app, &visit, StatusCode::OK, Said::default()).await,
        Err(inside) => Ok(inside.into_response()),
    }
}

/// *Manda il codice*
pub(crate) async fn ask(
    State(app): State<App>,
    Extension(visitor): Extension<Visitor>,
    Query(which): Query<Which>,
    Sent(Nothing {}): Sent<Nothing>,
) -> Result<Response, Trouble> {
    let visit = match visit(&app, visitor, &which).await? {
        Ok(visit) => visit,
        Err(inside) => return Ok(inside.into_response()),
    };
    let (t, user) = (visit.t, &visit.login.user);
    let write = |code: &CodeLetter| letter(code, &user.email, t);
    let sent = app
        .engine
        .send_entry_code(&visit.shop.id, &user.id, write)
        .await;
    let (trouble, status) = match sent {
        Ok(_) => {
            let to = format!("/collega/codice?negozio={}", visit.shop.id);
            return Ok(Redirect::to(&to).into_response());
        }
        Err(trouble) => told(&app, trouble, t)?,
    };
    let said = Said {
        trouble: Some(trouble),
        ..Said::default()
    };
    page(&app, &visit, status, said).await
}

/// A code, as it was entered.
#[derive(Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    codice: String,
}

/// *Entra*
pub(crate) async fn confirm(
    State(app): State<App>,
    Extension(visitor): Extension<Visitor>,
    Query(which): Query<Which>,
    Sent(typed): Sent<Typed>,
) -> Result<Response, Trouble> {
    let visit = match visit(&app, visitor, &which).await? {
        Ok(visit) => visit,
        Err(inside) => return Ok(inside.into_response()),
    };
    let (shop, user, t) = (&visit.shop.id, &visit.login.user.id, visit.t);
    let wrong = match app.engine.enter(shop, user, &typed.codice).await? {
        Entered::In => return Ok(inside(shop).into_response()),
        Entered::Wrong { left } => t.count("code-wrong", u64::try_from(left).unwrap_or(0)),
        Entered::Ended => t.say("code-ended"),
    };
    let said = Said {
        wrong: Some(wrong),
        ..Said::default()
    };
    page(&app, &visit, StatusCode::UNPROCESSABLE_ENTITY, said).await
}

/// The visitor and the shop, or where a visitor goes who belongs to it.
async fn visit(
    app: &App,
    visitor: Visitor,
    which: &Which,
) -> Result<Result<Visit, Redirect>, Trouble> {
    let login = visitor.login.ok_or(Trouble::LoggedOut)?;
    let mut tx = app.read().await?;
    let shop = tx.shop(&which.negozio).await?.ok_or(Trouble::NotFound)?;
    if tx.is_member(&shop.id, &login.user.id).await? {
        return Ok(Err(inside(&shop.id)));
    }
    let t = visitor.words;
    Ok(Ok(Visit { login, shop, t }))
}

fn inside(shop: &str) -> Redirect {
    Redirect::to(&format!("/connettore?negozio={shop}"))
}

/// Why no code was sent, in words.
fn told(app: &App, trouble: CodeTrouble, t: Words) -> Result<(String, StatusCode), Trouble> {
    let later = StatusCode::SERVICE_UNAVAILABLE;
    Ok(match trouble {
        CodeTrouble::TooMany(at) => {
            let args = [("when", app.wall().when(at, t).into())];
            (
                t.with("code-too-many", &args),
                StatusCode::TOO_MANY_REQUESTS,
            )
        }
        CodeTrouble::NoAddress => (t.say("code-no-address"), StatusCode::UNPROCESSABLE_ENTITY),
        CodeTrouble::NoMail => (t.say("code-no-mail"), later),
        CodeTrouble::Shop(InstallTrouble::Unknown | InstallTrouble::Remotes(_)) => {
            (t.say("code-dead-keys"), StatusCode::UNPROCESSABLE_ENTITY)
        }
        CodeTrouble::Shop(trouble) => super::said(trouble, t)?,
        CodeTrouble::NoShop => return Err(Trouble::NotFound),
        CodeTrouble::Store(cause) => return Err(cause.into()),
    })
}

/// The letter with the code in it.
fn letter(code: &CodeLetter, person: &str, t: Words) -> Letter {
    let args = [
        ("shop", code.shop.as_str().into()),
        ("person", person.into()),
        ("code", code.code.as_str().into()),
    ];
    Letter {
        to: code.to.clone(),
        name: String::new(),
        subject: t.with("letter-code-subject", &args[..1]),
        text: t.with("letter-code-text", &args),
    }
}

async fn page(
    app: &App,
    visit: &Visit,
    status: StatusCode,
    said: Said,
) -> Result<Response, Trouble> {
    let (shop, user) = (&visit.shop.id, &visit.login.user.id);
    let mut tx = app.read().await?;
    let code = tx.entry_code(shop, user).await?;
    let taken = tx.has_members(shop).await?;
    drop(tx);
    let now = app.now();
    let waits = code.filter(|code| code.expires_at > now && code.tries < entry::TRIES);
    let view = CodePage {
        t: visit.t,
        csrf: visit.login.session.csrf.clone(),
        user: visit.login.user.email.clone(),
        id: shop.clone(),
        shop: visit.shop.name.clone(),
        taken,
        sent_to: waits.map(|code| code.address),
        wrong: said.wrong,
        trouble: said.trouble,
    };
    Ok((status, Html(view.render()?)).into_response())
}
