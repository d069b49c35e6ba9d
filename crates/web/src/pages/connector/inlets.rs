//! *Avvisi immediati*: the addresses at which the two services call us back, and the till's secrets.
//!
//! Guarantees (each a test): a secret is never shown again; an address is shown to members only, and
//! one that was replaced leads nowhere.

use axum::{extract::State, response::Redirect};
use ponte_store::inlets::Caller;
use ponte_sync::inlets::{InletTrouble, SecretTrouble, Shown};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use url::Url;

use super::facts::Facts;
use crate::{
    app::App,
    auth::{
        form::Sent,
        member::{Member, address},
    },
    trouble::Trouble,
    words::{Wall, Words},
};

/// The section; no rows where there is no key yet.
pub(super) struct InletsView {
    pub(super) connected: bool,
    pub(super) rows: Vec<InletRow>,
}

/// One service.
pub(super) struct InletRow {
    /// What the forms call it.
    pub(super) word: &'static str,
    pub(super) title: String,
    pub(super) why: String,
    /// Tone and word of the badge.
    pub(super) badge: (&'static str, String),
    /// What calls that were refused mean.
    pub(super) refused: Option<String>,
    /// Where the address is to be pasted, and the address; none where there is none yet.
    pub(super) address: Option<(String, String)>,
    /// The till's: ids of the secrets, with what they are called.
    pub(super) secrets: Option<Vec<(i64, String)>>,
    /// The row is open.
    pub(super) open: bool,
    /// The secret that was sent cannot be one.
    pub(super) wrong: bool,
}

/// What was done or went wrong just now, as the page's address says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lately {
    Nothing,
    Till,
    Shop,
    WrongSecret,
}

impl Lately {
    pub(super) fn of(said: &str) -> Self {
        match said {
            "avvisi-cassa" | "codice" | "codice-tolto" => Self::Till,
            "avvisi-negozio" => Self::Shop,
            "codice-sbagliato" => Self::WrongSecret,
            _ => Self::Nothing,
        }
    }
}

impl InletsView {
    pub(super) fn new(facts: &Facts, public: &Url, lately: Lately, wall: &Wall, t: Words) -> Self {
        let connected = facts.connected();
        let row = |(caller, shown): &(Caller, Option<Shown>)| {
            row(*caller, shown.as_ref(), public, lately, wall, t)
        };
        let rows = if connected {
            facts.inlets.iter().map(row).collect()
        } else {
            Vec::new()
        };
        Self { connected, rows }
    }
}

fn row(
    caller: Caller,
    shown: Option<&Shown>,
    public: &Url,
    lately: Lately,
    wall: &Wall,
    t: Words,
) -> InletRow {
    let (word, title, why, paste) = match caller {
        Caller::Till => (
            "cassa",
            "inlets-till",
            "inlets-till-why",
            "inlets-till-first",
        ),
        Caller::Shop => (
            "negozio",
            "inlets-shop",
            "inlets-shop-why",
            "inlets-shop-first",
        ),
    };
    let of_till = matches!(lately, Lately::Till | Lately::WrongSecret);
    let open = match caller {
        Caller::Till => of_till,
        Caller::Shop => lately == Lately::Shop,
    };
    let secrets = |shown: &Shown| {
        let called = |(n, id): (u64, &i64)| (*id, t.count("inlets-secret-kept", n));
        (1..).zip(&shown.secrets).map(called).collect()
    };
    InletRow {
        word,
        title: t.say(title),
        why: t.say(why),
        badge: badge(shown, wall, t),
        refused: shown.and_then(|shown| refused(shown, wall, t)),
        address: shown.map(|shown| (t.say(paste), whole(public, shown))),
        secrets: shown.filter(|_| caller == Caller::Till).map(secrets),
        open,
        wrong: caller == Caller::Till && lately == Lately::WrongSecret,
    }
}

/// The whole address.
fn whole(public: &Url, shown: &Shown) -> String {
    let public = public.as_str().trim_end_matches('/');
    format!("{public}{}", shown.path.expose_secret())
}

fn badge(shown: Option<&Shown>, wall: &Wall, t: Words) -> (&'static str, String) {
    match shown {
        None => ("", t.say("inlets-off")),
        Some(shown) => match shown.accepted_at {
            None => ("", t.say("inlets-none-yet")),
            Some(at) => (
                "ok",
                t.with("inlets-last", &[("when", wall.when(at, t).into())]),
            ),
        },
    }
}

/// Calls that were refused after the last good one.
fn refused(shown: &Shown, wall: &Wall, t: Words) -> Option<String> {
    let at = shown
        .refused_at
        .filter(|at| shown.accepted_at < Some(*at))?;
    let args = [
        ("n", u64::try_from(shown.refused).unwrap_or(0).into()),
        ("when", wall.when(at, t).into()),
    ];
    Some(t.with("inlets-refused", &args))
}

/// The inlets of a shop.
pub(super) async fn load(app: &App, shop: &str) -> Result<Vec<(Caller, Option<Shown>)>, Trouble> {
    let mut inlets = Vec::new();
    for caller in [Caller::Till, Caller::Shop] {
        let shown = match app.engine.inlet(shop, caller).await {
            Ok(shown) => shown,
            Err(InletTrouble::Store(cause)) => return Err(cause.into()),
            // Under another master key: it can be given another address.
            Err(InletTrouble::Sealed(error)) => {
                tracing::warn!(shop, %error, "an inlet cannot be shown");
                None
            }
        };
        inlets.push((caller, shown));
    }
    Ok(inlets)
}

/// Whose address is to be made or changed.
#[derive(Deserialize)]
pub(crate) struct Whose {
    #[serde(default)]
    chi: String,
}

/// *Crea l’indirizzo*, *Cambia indirizzo*
pub(crate) async fn renew(
    State(app): State<App>,
    member: Member,
    Sent(whose): Sent<Whose>,
) -> Result<Redirect, Trouble> {
    let (caller, done) = match whose.chi.as_str() {
        "cassa" => (Caller::Till, "avvisi-cassa"),
        "negozio" => (Caller::Shop, "avvisi-negozio"),
        _ => return Err(Trouble::Unreadable),
    };
    app.engine.renew_inlet(&member.shop.id, caller).await?;
    Ok(back(&member, done))
}

/// A secret as the till shows it.
#[derive(Deserialize)]
pub(crate) struct Pasted {
    #[serde(default)]
    codice: String,
}

/// A secret is kept.
pub(crate) async fn add(
    State(app): State<App>,
    member: Member,
    Sent(pasted): Sent<Pasted>,
) -> Result<Redirect, Trouble> {
    let secret = SecretString::from(pasted.codice);
    let added = app.engine.add_till_secret(&member.shop.id, secret).await;
    match added {
        Ok(_) => Ok(back(&member, "codice")),
        Err(SecretTrouble::NotASecret | SecretTrouble::TooMany) => {
            Ok(back(&member, "codice-sbagliato"))
        }
        Err(SecretTrouble::Store(cause)) => Err(cause.into()),
    }
}

/// Which secret.
#[derive(Deserialize)]
pub(crate) struct Which {
    codice: i64,
}

/// A secret is forgotten.
pub(crate) async fn remove(
    State(app): State<App>,
    member: Member,
    Sent(which): Sent<Which>,
) -> Result<Redirect, Trouble> {
    let (shop, id) = (&member.shop.id, which.codice);
    app.engine.remove_till_secret(shop, id).await?;
    Ok(back(&member, "codice-tolto"))
}

fn back(member: &Member, done: &str) -> Redirect {
    let to = address("/connettore", &member.query(), &[("fatto", done)]);
    Redirect::to(&format!("{to}#avvisi"))
}
