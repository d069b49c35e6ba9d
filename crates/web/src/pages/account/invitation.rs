//! `/invito/…`: an invitation is accepted, with the account that one has or with a new one.
//!
//! The letter went to the invited address: whoever has its token has that mailbox, and an account made
//! here for that address needs no other confirmation.

use askama::Template;
use axum::{
    Extension,
    extract::{Path, Request, State},
    response::{Html, IntoResponse, Redirect, Response},
};
use http::{HeaderMap, StatusCode};
use ponte_store::{StoreError, Tx, accounts::User, invitations::Invitation};
use secrecy::SecretString;
use serde::Deserialize;

use super::{assets, guarded, hash, spent};
use crate::{
    app::App,
    auth::{
        entrance::{self, Guard},
        form, person, same,
        session::Login,
    },
    doorman::Visitor,
    trouble::Trouble,
    words::{Language, Words},
};

#[derive(Template)]
#[template(path = "account/invitation.html")]
struct InvitationPage {
    t: Words,
    csrf: String,
    address: String,
    /// "Marta ti invita in Scarpe Pervinca"
    text: String,
    email: String,
    way: Way,
    name: String,
    chosen: Language,
    wrong_name: Option<String>,
    wrong_password: Option<String>,
}

/// How an invitation can be accepted.
enum Way {
    /// As the user who is logged in: his address.
    As(String),
    /// By logging in: where.
    LogIn(String),
    /// With a new account.
    New,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Entered {
    csrf: String,
    nome: String,
    password: String,
    lingua: String,
}

/// An invitation that holds.
struct Open {
    invitation: Invitation,
    /// The shop's name.
    shop: String,
    /// The name of who invites.
    who: Option<String>,
    /// Whether the invited address has an account.
    known: bool,
}

pub(crate) async fn show(
    State(app): State<App>,
    Extension(visitor): Extension<Visitor>,
    Path(token): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Trouble> {
    let t = visitor.words;
    let Some(open) = open(&mut *app.read().await?, &app, &hash(&token)).await? else {
        return spent(t);
    };
    let asked = Asked {
        app: &app,
        t,
        headers: &headers,
        token: &token,
        open: &open,
    };
    asked.page(visitor.login.as_ref(), Entered::default(), None, None)
}

pub(crate) async fn send(
    State(app): State<App>,
    Extension(visitor): Extension<Visitor>,
    Path(token): Path<String>,
    headers: HeaderMap,
    request: Request,
) -> Result<Response, Trouble> {
    let t = visitor.words;
    let entered: Entered = form::read(&form::body(request, &app).await?)?;
    let ours = match &visitor.login {
        Some(login) => same(&entered.csrf, &login.session.csrf),
        None => entrance::is_ours(&app, &headers, &entered.csrf),
    };
    if !ours {
        return Err(Trouble::Forged);
    }
    let hash = hash(&token);
    if let Some(login) = &visitor.login {
        let mut tx = app.write().await?;
        let Some(open) = open(&mut *tx, &app, &hash).await? else {
            return spent(t);
        };
        accept(&mut *tx, &open, &login.user.id).await?;
        tx.commit().await?;
        return Ok(Redirect::to(&first_page(&open)).into_response());
    }
    let Some(open) = open(&mut *app.read().await?, &app, &hash).await? else {
        return spent(t);
    };
    let asked = Asked {
        app: &app,
        t,
        headers: &headers,
        token: &token,
        open: &open,
    };
    asked.make(entered, &hash).await
}

async fn open(tx: &mut dyn Tx, app: &App, hash: &str) -> Result<Option<Open>, StoreError> {
    let Some(invitation) = tx.invitation_by_token(hash, app.now()).await? else {
        return Ok(None);
    };
    let Some(shop) = tx.shop(&invitation.shop).await? else {
        return Ok(None);
    };
    let who = tx.user(&invitation.invited_by).await?;
    let known = tx.user_by_email(&invitation.email).await?.is_some();
    Ok(Some(Open {
        invitation,
        shop: shop.name,
        who: who.map(|user| user.name),
        known,
    }))
}

async fn accept(tx: &mut dyn Tx, open: &Open, user: &str) -> Result<(), StoreError> {
    let Invitation { shop, email, .. } = &open.invitation;
    // Of two who come with one token, the second finds nothing to take.
    if tx.invitation_end(shop, email).await? {
        tx.member_add(shop, user).await?;
    }
    Ok(())
}

fn first_page(open: &Open) -> String {
    format!("/connettore?negozio={}", open.invitation.shop)
}

/// Somebody who came with a token.
struct Asked<'a> {
    app: &'a App,
    t: Words,
    headers: &'a HeaderMap,
    token: &'a str,
    open: &'a Open,
}

impl Asked<'_> {
    /// Makes an account for the invited address.
    async fn make(&self, entered: Entered, hash: &str) -> Result<Response, Trouble> {
        let (app, t, email) = (self.app, self.t, &self.open.invitation.email);
        if self.open.known {
            return self.page(None, entered, None, None);
        }
        let password = SecretString::from(entered.password.as_str());
        let wrong_password = person::trouble(&password, email).map(|key| t.say(key));
        let Some(name) = person::name(&entered.nome) else {
            let wrong_name = Some(t.say("account-name-wrong"));
            return self.page(None, entered, wrong_name, wrong_password);
        };
        if wrong_password.is_some() {
            return self.page(None, entered, None, wrong_password);
        }
        let Some(turn) = app.passwords.turn().await else {
            return self.page(None, entered, None, Some(t.say("login-busy")));
        };
        let password = turn.hash(password, app.engine.random()).await;
        let password = password.ok_or_else(|| Trouble::ours("a password could not be hashed"))?;
        drop(turn);
        let now = app.now();
        let language = Language::of_tag(&entered.lingua).unwrap_or(t.language);
        let user = User {
            id: app.engine.random().uuid(now.as_millisecond()).to_string(),
            email: email.clone(),
            name,
            password,
            language: language.code().to_owned(),
            created_at: now,
        };
        let mut tx = app.write().await?;
        // The token may have been taken while the password was hashed.
        if open(&mut *tx, app, hash).await?.is_none() {
            return spent(t);
        }
        match tx.user_add(&user).await {
            Ok(()) => {}
            Err(StoreError::Exists(_)) => return spent(t),
            Err(error) => return Err(error.into()),
        }
        accept(&mut *tx, self.open, &user.id).await?;
        tx.commit().await?;
        entrance::let_in(app, self.headers, &user.id, &first_page(self.open)).await
    }

    fn page(
        &self,
        login: Option<&Login>,
        entered: Entered,
        wrong_name: Option<String>,
        wrong_password: Option<String>,
    ) -> Result<Response, Trouble> {
        let (t, open, token) = (self.t, self.open, self.token);
        let who = open.who.clone();
        let who = who.unwrap_or_else(|| t.say("users-somebody"));
        let names = [("who", who.into()), ("shop", open.shop.as_str().into())];
        let Guard { csrf, cookie } = Guard::of(self.app, self.headers);
        let way = match login {
            Some(login) => Way::As(login.user.email.clone()),
            None if open.known => Way::LogIn(format!("/accedi?poi=%2Finvito%2F{token}")),
            None => Way::New,
        };
        let is_wrong = wrong_name.is_some() || wrong_password.is_some();
        let view = InvitationPage {
            t,
            csrf: login.map_or(csrf, |login| login.session.csrf.clone()),
            address: format!("/invito/{token}"),
            text: t.with("invitation-text", &names),
            email: open.invitation.email.clone(),
            way,
            name: entered.nome,
            chosen: Language::of_tag(&entered.lingua).unwrap_or(t.language),
            wrong_name,
            wrong_password,
        };
        if login.is_some() {
            return Ok(Html(view.render()?).into_response());
        }
        let status = if is_wrong {
            StatusCode::UNPROCESSABLE_ENTITY
        } else {
            StatusCode::OK
        };
        guarded(status, cookie, &view)
    }
}
