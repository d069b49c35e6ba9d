//! `/registrati`: somebody asks for an account, and the mailbox is asked.

use askama::Template;
use axum::{
    Extension,
    extract::{Request, State},
    response::{IntoResponse, Redirect, Response},
};
use http::StatusCode;
use jiff::SignedDuration;
use ponte_store::tickets::Registration;
use secrecy::SecretString;
use serde::Deserialize;

use super::{
    Said, assets, guarded, letter,
    letter::{CONFIRM, KNOWN, Recipient},
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
    words::{Language, Words},
};

/// How long an address can be confirmed.
const LASTS: SignedDuration = SignedDuration::from_hours(48);

#[derive(Template)]
#[template(path = "account/register.html")]
struct RegisterPage {
    t: Words,
    csrf: String,
    email: String,
    name: String,
    /// The language that is chosen.
    chosen: Language,
    /// What is wrong: field and sentence.
    wrong: Vec<(&'static str, String)>,
    /// What is wrong with the whole.
    trouble: Option<String>,
}

impl RegisterPage {
    /// What is wrong with a field.
    fn wrong(&self, field: &str) -> Option<&String> {
        let found = self.wrong.iter().find(|(name, _)| *name == field);
        found.map(|(_, sentence)| sentence)
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Entered {
    csrf: String,
    email: String,
    nome: String,
    password: String,
    lingua: String,
}

pub(crate) async fn show(
    State(app): State<App>,
    Extension(visitor): Extension<Visitor>,
    headers: http::HeaderMap,
) -> Result<Response, Trouble> {
    let t = visitor.words;
    if visitor.login.is_some() {
        return Ok(Redirect::to("/").into_response());
    }
    if !app.engine.letters().are_sent() {
        return no_mail(t);
    }
    page(&app, t, &headers, Entered::default(), Vec::new(), None)
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
        return page(&app, t, headers, entered, Vec::new(), stale);
    }
    if !app.engine.letters().are_sent() {
        return no_mail(t);
    }
    let password = SecretString::from(entered.password.as_str());
    let (email, name) = (person::email(&entered.email), person::name(&entered.nome));
    let mut wrong = Vec::new();
    if email.is_none() {
        wrong.push(("email", t.say("account-email-wrong")));
    }
    if name.is_none() {
        wrong.push(("nome", t.say("account-name-wrong")));
    }
    if let Some(key) = person::trouble(&password, email.as_deref().unwrap_or_default()) {
        wrong.push(("password", t.say(key)));
    }
    let (Some(email), Some(name), true) = (email, name, wrong.is_empty()) else {
        return page(&app, t, headers, entered, wrong, None);
    };
    let mut tx = app.write().await?;
    if !sender.may(&mut *tx, &app.settings, app.now()).await? {
        let often = Some(("account-too-often", StatusCode::TOO_MANY_REQUESTS));
        return page(&app, t, headers, entered, wrong, often);
    }
    tx.commit().await?;
    let Some(turn) = app.passwords.turn().await else {
        let busy = Some(("login-busy", StatusCode::SERVICE_UNAVAILABLE));
        return page(&app, t, headers, entered, wrong, busy);
    };
    let hash = turn.hash(password, app.engine.random()).await;
    let hash = hash.ok_or_else(|| Trouble::ours("a password could not be hashed"))?;
    let language = Language::of_tag(&entered.lingua).unwrap_or(t.language);
    let asked = Registration {
        token_hash: String::new(),
        email,
        name,
        password: hash,
        language: language.code().to_owned(),
        ends_at: app.now(),
    };
    keep(&app, asked, Words { language }).await?;
    let email = person::email(&entered.email).unwrap_or_default();
    let text = t.with("register-sent-text", &[("email", email.into())]);
    let mut said = Said::new(t, "register-sent-title", text);
    said.more = Some(t.say("account-mail-hint"));
    said.page(StatusCode::OK)
}

/// Keeps what was asked for and writes to the mailbox. The same rows are written whether or not the
/// address has an account: what is sent differs, and only the mailbox sees that.
async fn keep(app: &App, mut asked: Registration, words: Words) -> Result<(), Trouble> {
    let now = app.now();
    let (token, hash) = token(app);
    asked.token_hash = hash;
    asked.ends_at = now.checked_add(LASTS).unwrap_or(now);
    let mut tx = app.write().await?;
    let known = tx.user_by_email(&asked.email).await?;
    tx.registration_put(&asked, now).await?;
    if Limit::letters(&asked.email).one_more(&mut *tx, now).await? {
        let confirm = link(app, &format!("/conferma/{token}"));
        let login = link(app, "/accedi");
        let nobody = Recipient {
            email: &asked.email,
            name: "",
            words,
        };
        let (recipient, sentences, link) = match &known {
            Some(user) => (Recipient::user(user, words), &KNOWN, login),
            None => (nobody, &CONFIRM, confirm),
        };
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
    headers: &http::HeaderMap,
    entered: Entered,
    wrong: Vec<(&'static str, String)>,
    trouble: Option<(&str, StatusCode)>,
) -> Result<Response, Trouble> {
    let status = match (trouble, wrong.is_empty()) {
        (Some((_, status)), _) => status,
        (None, false) => StatusCode::UNPROCESSABLE_ENTITY,
        (None, true) => StatusCode::OK,
    };
    let Guard { csrf, cookie } = Guard::of(app, headers);
    let view = RegisterPage {
        t,
        csrf,
        email: entered.email,
        name: entered.nome,
        chosen: Language::of_tag(&entered.lingua).unwrap_or(t.language),
        wrong,
        trouble: trouble.map(|(key, _)| t.say(key)),
    };
    guarded(status, cookie, &view)
}
