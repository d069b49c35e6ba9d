//! `/accedi`
//!
//! Guarantees: the same words, after the same work, whether the address or the password is wrong;
//! a login can be sent only from our own form; after it one comes back to the page one wanted, and
//! never to another site's.

use askama::Template;
use axum::{
    Extension,
    extract::{Query, Request, State},
    response::{Html, IntoResponse, Redirect, Response},
};
use http::{HeaderMap, StatusCode, header};
use secrecy::SecretString;
use serde::Deserialize;

use super::assets;
use crate::{
    acts::Did,
    app::App,
    auth::{
        entrance::{self, Guard},
        form,
        throttle::Attempt,
    },
    doorman::Visitor,
    trouble::Trouble,
    words::{Language, Words},
};

#[derive(Template)]
#[template(path = "login.html")]
struct LoginPage {
    t: Words,
    csrf: String,
    email: String,
    back: String,
    /// The language asked for by the address, to be kept with the account; may be empty.
    chosen: &'static str,
    /// Address and name of the same page in the other language.
    other: (String, &'static str),
    trouble: Option<String>,
}

#[derive(Deserialize)]
pub(crate) struct Wanted {
    #[serde(default)]
    poi: String,
    #[serde(default)]
    lingua: String,
}

#[derive(Deserialize)]
struct Entered {
    #[serde(default)]
    csrf: String,
    email: String,
    password: String,
    #[serde(default)]
    poi: String,
    #[serde(default)]
    lingua: String,
}

pub(crate) async fn show(
    State(app): State<App>,
    Extension(visitor): Extension<Visitor>,
    Query(wanted): Query<Wanted>,
    headers: HeaderMap,
) -> Result<Response, Trouble> {
    if visitor.login.is_some() {
        return Ok(Redirect::to(way_back(&wanted.poi)).into_response());
    }
    let draft = Draft {
        email: "",
        poi: &wanted.poi,
        lingua: &wanted.lingua,
    };
    page(&app, visitor.words, &headers, &draft, None)
}

pub(crate) async fn send(
    State(app): State<App>,
    Extension(visitor): Extension<Visitor>,
    request: Request,
) -> Result<Response, Trouble> {
    let headers = request.headers().clone();
    let extensions = request.extensions().clone();
    let entered: Entered = form::read(&form::body(request, &app).await?)?;
    let chosen = Language::of_tag(&entered.lingua);
    let words = chosen.map_or(visitor.words, |language| Words { language });
    let email = entered.email.trim().to_lowercase();
    let draft = Draft {
        email: &email,
        poi: &entered.poi,
        lingua: &entered.lingua,
    };
    if !entrance::is_ours(&app, &headers, &entered.csrf) {
        // The form lay open for days, or cookies are off: a new form, and the reason.
        return page(
            &app,
            words,
            &headers,
            &draft,
            Some(("login-stale", StatusCode::FORBIDDEN)),
        );
    }
    let attempt = Attempt::new(&email, &headers, &extensions, &app.settings);
    match try_in(&app, &email, entered.password.into(), &attempt).await? {
        Tried::In(user) => {
            if let Some(language) = chosen {
                let mut tx = app.write().await?;
                tx.user_set_language(&user, language.code()).await?;
                tx.commit().await?;
            }
            let to = way_back(&entered.poi);
            let response = entrance::let_in(&app, &headers, &user, to).await?;
            Ok((did(user), response).into_response())
        }
        Tried::Wrong(user) => {
            let wrong = Some(("login-refused", StatusCode::UNPROCESSABLE_ENTITY));
            let page = page(&app, words, &headers, &draft, wrong)?;
            Ok((did(user), page).into_response())
        }
        Tried::TooOften => {
            let later = Some(("login-too-often", StatusCode::TOO_MANY_REQUESTS));
            page(&app, words, &headers, &draft, later)
        }
        Tried::Busy => {
            let busy = Some(("login-busy", StatusCode::SERVICE_UNAVAILABLE));
            page(&app, words, &headers, &draft, busy)
        }
    }
}

enum Tried {
    /// The user's id.
    In(String),
    /// The id of the user who has this address; empty: nobody has.
    Wrong(String),
    TooOften,
    Busy,
}

async fn try_in(
    app: &App,
    email: &str,
    password: SecretString,
    attempt: &Attempt,
) -> Result<Tried, Trouble> {
    let Some(turn) = app.passwords.turn().await else {
        return Ok(Tried::Busy);
    };
    let mut tx = app.read().await?;
    if attempt.refused(&mut *tx, app.now()).await? {
        return Ok(Tried::TooOften);
    }
    let user = tx.user_by_email(email).await?;
    drop(tx);
    let hash = user.as_ref().map(|user| user.password.as_str());
    let right = turn.check(password, hash).await;
    let user = match user {
        Some(user) if right => return Ok(Tried::In(user.id)),
        user => user.map(|user| user.id).unwrap_or_default(),
    };
    let mut tx = app.write().await?;
    attempt.failed(&mut *tx, app.now()).await?;
    tx.commit().await?;
    Ok(Tried::Wrong(user))
}

/// For the log of the user's shops.
fn did(user: String) -> Did {
    Did {
        user: Some(user),
        ..Did::default()
    }
}

/// What was typed or asked for and is kept; never the password.
struct Draft<'d> {
    email: &'d str,
    poi: &'d str,
    lingua: &'d str,
}

fn page(
    app: &App,
    t: Words,
    headers: &HeaderMap,
    draft: &Draft<'_>,
    trouble: Option<(&str, StatusCode)>,
) -> Result<Response, Trouble> {
    let Guard { csrf, cookie } = Guard::of(app, headers);
    let other = t.language.other();
    let back: String = url::form_urlencoded::byte_serialize(draft.poi.as_bytes()).collect();
    let view = LoginPage {
        t,
        csrf,
        email: draft.email.to_owned(),
        back: draft.poi.to_owned(),
        chosen: Language::of_tag(draft.lingua).map_or("", Language::code),
        other: (
            format!("/accedi?lingua={}&poi={back}", other.code()),
            other.own_name(),
        ),
        trouble: trouble.map(|(key, _)| t.say(key)),
    };
    let status = trouble.map_or(StatusCode::OK, |(_, status)| status);
    Ok((status, [(header::SET_COOKIE, cookie)], Html(view.render()?)).into_response())
}

/// A page of ours to go to; the first one where `wanted` is none.
fn way_back(wanted: &str) -> &str {
    let ours = wanted.starts_with('/')
        && !wanted.starts_with("//")
        && wanted
            .bytes()
            .all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    if ours { wanted } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_never_leads_to_another_site() {
        assert_eq!(way_back("/connettore?negozio=1"), "/connettore?negozio=1");
        for elsewhere in [
            "https://evil.example",
            "//evil.example",
            "/\\evil.example",
            "",
            "evil",
            "/\r\nx: y",
        ] {
            assert_eq!(way_back(elsewhere), "/", "{elsewhere}");
        }
    }
}
