//! *Impostazioni*: the key is pasted, tried, confirmed, kept.
//!
//! Guarantees: a key that was pasted is never shown again, not even when it is wrong; nothing is
//! kept before OK; what travels through the page between the two is sealed for this shop.

use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use http::StatusCode;
use ponte_domain::finding::Finding;
use ponte_sync::{
    account::{KeyTrouble, Permission, TriedKey},
    keys,
};
use secrecy::SecretString;
use serde::Deserialize;

use super::{facts::Facts, page};
use crate::{
    app::App,
    auth::{
        form::Sent,
        member::{Member, address},
    },
    pages::shop_keys,
    trouble::Trouble,
    words::{Wall, Words},
};

/// What is to be said about the key.
pub(super) enum KeyState {
    /// As it stands in the database.
    Plain,
    /// It cannot be used.
    Wrong(String),
    /// It is right: shall we use it?
    Right(Question),
}

/// A key that waits for the merchant's OK.
pub(super) struct Question {
    pub(super) text: String,
    pub(super) missing: Option<String>,
    pub(super) sealed: String,
}

/// The section.
pub(super) struct KeyView {
    pub(super) state: KeyState,
    /// None where no key is kept.
    pub(super) kept: Option<KeptKey>,
    /// Tone and word of the badge of the shop's keys.
    pub(super) shop: (&'static str, String),
    /// What is wrong with the shop's keys.
    pub(super) shop_dead: Option<String>,
}

/// What is known of the key that is kept.
pub(super) struct KeptKey {
    /// Tone and word of the badge.
    pub(super) link: (&'static str, String),
    pub(super) licence: Option<String>,
    pub(super) checked: String,
    pub(super) missing: Option<String>,
    /// What to do about a key that the till no longer takes.
    pub(super) dead: Option<String>,
}

impl KeyView {
    pub(super) fn new(state: KeyState, facts: &Facts, wall: &Wall, t: Words) -> Self {
        let kept = facts.connected().then(|| KeptKey {
            link: link(facts, t),
            licence: facts.shop.checked_at.map(|_| t.say("key-licence-api")),
            checked: facts
                .shop
                .checked_at
                .map_or_else(|| t.say("never"), |at| wall.when_alone(at, t)),
            missing: missing_kept(facts, t),
            dead: of_keys(facts, keys::TILL).map(|_| t.say("finding-till-key-refused")),
        });
        let shop_dead = of_keys(facts, keys::SHOP).and_then(|finding| shop_keys::dead(finding, t));
        Self {
            state,
            kept,
            shop: match shop_dead {
                Some(_) => ("bad", t.say("shop-keys-dead")),
                None => ("ok", t.say("key-link-works")),
            },
            shop_dead,
        }
    }
}

/// The open finding about the keys of one side.
fn of_keys<'f>(facts: &'f Facts, side: &str) -> Option<&'f Finding> {
    let mut rows = facts.findings.iter();
    let row = rows.find(|row| row.subject == side && matches!(row.finding, Finding::Keys { .. }));
    row.map(|row| &row.finding)
}

fn link(facts: &Facts, t: Words) -> (&'static str, String) {
    match facts.failure() {
        _ if of_keys(facts, keys::TILL).is_some() => ("bad", t.say("key-link-wrong")),
        Some("wrong_till_key") => ("bad", t.say("key-link-wrong")),
        Some("till_away" | "till_quota") => ("warn", t.say("key-link-away")),
        Some("till_permission") => ("bad", t.say("key-link-permission")),
        _ if facts
            .findings
            .iter()
            .any(|row| row.finding == Finding::MissingPermission) =>
        {
            ("warn", t.say("key-link-permission"))
        }
        _ => ("ok", t.say("key-link-works")),
    }
}

fn missing_kept(facts: &Facts, t: Words) -> Option<String> {
    let names = facts
        .findings
        .iter()
        .filter(|row| row.finding == Finding::MissingPermission)
        .map(|row| permission(&row.subject, t))
        .collect::<Vec<_>>();
    missing(names, t)
}

fn missing(names: Vec<String>, t: Words) -> Option<String> {
    let n = u64::try_from(names.len()).ok().filter(|n| *n > 0)?;
    Some(t.with(
        "key-missing",
        &[("n", n.into()), ("names", names.join(", ").into())],
    ))
}

/// A permission's name on the till.
pub(crate) fn permission(name: &str, t: Words) -> String {
    let known = Permission::ALL
        .iter()
        .any(|permission| permission.name() == name);
    if known {
        t.say(&format!("permission-{}", name.replace('_', "-")))
    } else {
        name.to_owned()
    }
}

/// The pasted key; empty = try the one that is kept once more.
#[derive(Deserialize)]
pub(crate) struct Pasted {
    #[serde(default)]
    key: String,
}

/// *Aggiorna Dati*
pub(crate) async fn send(
    State(app): State<App>,
    member: Member,
    Sent(pasted): Sent<Pasted>,
) -> Result<Response, Trouble> {
    let (shop, t) = (&member.shop.id, member.words);
    if pasted.key.trim().is_empty() {
        if member.shop.till_key.is_none() {
            return wrong(
                &app,
                &member,
                t.say("key-empty"),
                StatusCode::UNPROCESSABLE_ENTITY,
            )
            .await;
        }
        return match app.engine.refresh_account(shop).await {
            Ok(_) => Ok(back(&member, "dati")),
            Err(trouble) => refuse(&app, &member, trouble).await,
        };
    }
    match app
        .engine
        .try_till_key(shop, SecretString::from(pasted.key))
        .await
    {
        Ok(tried) => {
            let right = KeyState::Right(question(tried, t));
            page(&app, &member, right, StatusCode::OK, (None, "")).await
        }
        Err(trouble) => refuse(&app, &member, trouble).await,
    }
}

/// A key that was tried, as it travels through the page.
#[derive(Deserialize)]
pub(crate) struct Confirmed {
    sealed: String,
}

/// *OK*
pub(crate) async fn confirm(
    State(app): State<App>,
    member: Member,
    Sent(confirmed): Sent<Confirmed>,
) -> Result<Response, Trouble> {
    match app
        .engine
        .keep_till_key(&member.shop.id, &confirmed.sealed)
        .await
    {
        Ok(_) => Ok(back(&member, "chiave")),
        Err(trouble) => refuse(&app, &member, trouble).await,
    }
}

fn question(tried: TriedKey, t: Words) -> Question {
    let points = u64::try_from(tried.check.points.len()).unwrap_or(0);
    let account = tried.check.account;
    let text = if account.is_empty() {
        t.say("key-right-unnamed")
    } else {
        t.with(
            "key-right",
            &[("account", account.into()), ("n", points.into())],
        )
    };
    let names = tried
        .check
        .missing
        .iter()
        .map(|missing| permission(missing.name(), t))
        .collect();
    Question {
        text,
        missing: missing(names, t),
        sealed: tried.sealed,
    }
}

fn back(member: &Member, done: &str) -> Response {
    let values = [("fatto", done)];
    Redirect::to(&address("/connettore", &member.query(), &values)).into_response()
}

async fn refuse(app: &App, member: &Member, trouble: KeyTrouble) -> Result<Response, Trouble> {
    let (key, status) = match trouble {
        KeyTrouble::NotAKey => ("key-not-a-key", StatusCode::UNPROCESSABLE_ENTITY),
        KeyTrouble::Unknown => ("key-unknown", StatusCode::UNPROCESSABLE_ENTITY),
        KeyTrouble::NoLicence => ("key-no-licence", StatusCode::UNPROCESSABLE_ENTITY),
        KeyTrouble::TooManyCalls => ("key-too-many-calls", StatusCode::SERVICE_UNAVAILABLE),
        KeyTrouble::NoAnswer(cause) => {
            tracing::warn!(
                shop = member.shop.id,
                cause,
                "the till gave no answer to a key"
            );
            ("key-no-answer", StatusCode::SERVICE_UNAVAILABLE)
        }
        KeyTrouble::NoShop => return Err(Trouble::NotFound),
        KeyTrouble::Store(cause) => return Err(cause.into()),
    };
    wrong(app, member, member.words.say(key), status).await
}

async fn wrong(
    app: &App,
    member: &Member,
    text: String,
    status: StatusCode,
) -> Result<Response, Trouble> {
    page(app, member, KeyState::Wrong(text), status, (None, "")).await
}
