//! `/password`: somebody wants a new password, and the mailbox is asked.

use askama::Template;
use axum::{
    Extension,
    extract::{Request, State},
    response::Response,
};
use http::{HeaderMap, StatusCode};
use jiff::SignedDuration;
use ponte_store::tickets::Reset;
use serde::Deserialize;

use super::{
    Said, assets, guarded, letter,
    letter::{RESET, Recipient, STRANGER},
    link, no_mail, token,
};
use crate::{
    app::App,
    auth::{
        entrance::{self, Guard},
        form,
        limit::{Limit, Sender},
        person,
    },
    doorman::Visitor,
    trouble::Trouble,
    words::Words,
};

/// How long a new password can be chosen.
const LASTS: SignedDuration = SignedDuration::from_hours(1);

#[derive(Template)]
#[template(path = "account/reset.html")]
struct ResetPage {
    t: Words,
    csrf: String,
    email: String,
    trouble: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Entered {
    csrf: String,
    email: String,
}

pub(crate) async fn show(
    State(app): State<App>,
    Extension(visitor): Extension<Visitor>,
    headers: HeaderMap,
) -> Result<Response, Trouble> {
    if !app.engine.letters().are_sent() {
        return no_mail(visitor.words);
    }
    let email = visitor.login.map(|login| login.user.email);
    page(
        &app,
        visitor.words,
        &headers,
        email.unwrap_or_default(),
        None,
    )
}

pub(crate) async fn send(
    State(app): State<App>,
    Extension(visitor): Extension<Visitor>,
    request: Request,
) -> Result<Response, Trouble> {
    let t = visitor.words;
    let sender = Sender::of(&request);
    let entered: Entered = form::read(&form::body(request, &app).await?)?;
    let headers = &sender.headers;
    if !entrance::is_ours(&app, headers, &entered.csrf) {
        let stale = Some(("login-stale", StatusCode::FORBIDDEN));
        return page(&app, t, headers, entered.email, stale);
    }
    if !app.engine.letters().are_sent() {
        return no_mail(t);
    }
    let Some(email) = person::email(&entered.email) else {
        let wrong = Some(("account-email-wrong", StatusCode::UNPROCESSABLE_ENTITY));
        return page(&app, t, headers, entered.email, wrong);
    };
    let mut tx = app.write().await?;
    if !sender.may(&mut *tx, &app.settings, app.now()).await? {
        let often = Some(("account-too-often", StatusCode::TOO_MANY_REQUESTS));
        return page(&app, t, headers, entered.email, often);
    }
    tx.commit().await?;
    keep(&app, &email, t).await?;
    let text = t.with("reset-sent-text", &[("email", email.into())]);
    let mut said = Said::new(t, "reset-sent-title", text);
    said.more = Some(t.say("account-mail-hint"));
    said.page(StatusCode::OK)
}

/// Keeps a link and writes to the mailbox. The same rows are written whether or not the address has an
/// account: what is sent differs, and only the mailbox sees that.
async fn keep(app: &App, email: &str, words: Words) -> Result<(), Trouble> {
    let now = app.now();
    let (token, token_hash) = token(app);
    let reset = Reset {
        token_hash,
        email: email.to_owned(),
        ends_at: now.checked_add(LASTS).unwrap_or(now),
    };
    let mut tx = app.write().await?;
    let known = tx.user_by_email(email).await?;
    tx.reset_put(&reset, now).await?;
    if Limit::letters(email).one_more(&mut *tx, now).await? {
        let nobody = Recipient {
            email,
            name: "",
            words,
        };
        let (recipient, sentences, path) = match &known {
            Some(user) => (
                Recipient::user(user, words),
                &RESET,
                format!("/password/{token}"),
            ),
            None => (nobody, &STRANGER, "/registrati".to_owned()),
        };
        let link = link(app, &path);
        let letter = letter::write(&recipient, sentences, &[], &link);
        letter::put(app, &mut *tx, &letter).await?;
    }
    tx.commit().await?;
    app.engine.wake();
    Ok(())
}

fn page(
    app: &App,
    t: Words,
    headers: &HeaderMap,
    email: String,
    trouble: Option<(&str, StatusCode)>,
) -> Result<Response, Trouble> {
    let Guard { csrf, cookie } = Guard::of(app, headers);
    let view = ResetPage {
        t,
        csrf,
        email,
        trouble: trouble.map(|(key, _)| t.say(key)),
    };
    guarded(
        trouble.map_or(StatusCode::OK, |(_, status)| status),
        cookie,
        &view,
    )
}
