//! What helps at once: a button, a link, and what came of it.
//!
//! Guarantee (a test): pressed twice, or where it cannot be, a button does no harm: the page then says
//! what is true.

use axum::{extract::State, response::Redirect};
use ponte_domain::finding::{Remedy, Topic};
use ponte_store::{findings::FindingRow, runs::RunKind};
use ponte_sync::StartTrouble;
use serde::Deserialize;

use crate::{
    app::App,
    auth::{
        form::Sent,
        member::{Member, address},
    },
    pages::{
        findings::{About, FindingLine},
        pause,
    },
    trouble::Trouble,
    words::Words,
};

/// A button, or a link.
pub(crate) enum Help {
    /// Sends a form: where to, the field with its value, the label.
    Button {
        action: String,
        field: &'static str,
        value: String,
        label: String,
        /// It is what should be done: the one that stands out.
        main: bool,
    },
    /// Leads somewhere.
    Link { address: String, label: String },
    /// It was answered.
    Answered(String),
}

impl Help {
    /// What helps with a topic, of which these are the newest findings.
    pub(super) fn of(
        topic: Topic,
        newest: &[FindingRow],
        lines: &[FindingLine],
        about: &About<'_>,
    ) -> Option<Self> {
        let t = about.t;
        let button = |value: &str, label: &str| {
            Some(Self::Button {
                action: address("/segnalazioni", about.query, &[]),
                field: "rimedio",
                value: value.to_owned(),
                label: t.say(label),
                main: topic.severity() == ponte_domain::finding::Severity::Stopped,
            })
        };
        let link = |address: String, label: &str| {
            Some(Self::Link {
                address,
                label: t.say(label),
            })
        };
        let first_link = || lines.iter().find_map(|line| line.link.clone());
        match topic.remedy() {
            Remedy::SendOrders => button("ordini", "report-send-orders"),
            Remedy::CheckProducts => button("prodotti", "report-check-products"),
            Remedy::ForceProducts => button("forza", "report-force-products"),
            Remedy::ReadStock => button("giacenze", "stock-read-now"),
            // The shop's own keys are not tried by the till's button.
            Remedy::TryKey if newest.iter().any(|row| row.subject == "shop") => {
                let to = address("/connettore/negozio", about.query, &[]);
                link(to, "report-open-shop-keys")
            }
            Remedy::TryKey => Some(Self::Button {
                action: address("/connettore/chiave", about.query, &[]),
                field: "key",
                value: String::new(),
                label: t.say("key-send"),
                main: true,
            }),
            Remedy::SayYes => match newest.first() {
                Some(held) if held.confirmed => Some(Self::Answered(t.say("held-confirmed"))),
                Some(held) => button(&format!("{YES}{}", held.subject), "held-yes"),
                None => None,
            },
            Remedy::OpenOrder => link(first_link()?, "report-open-order"),
            Remedy::OpenCode => link(first_link()?, "report-open-code"),
            Remedy::OpenPoints => {
                let to = format!("{}#s2", address("/connettore", about.query, &[]));
                link(to, "report-open-points")
            }
            Remedy::OpenPairings => {
                let to = address("/abbinamenti", about.query, &[]);
                link(to, "report-open-pairings")
            }
            Remedy::Elsewhere => None,
        }
    }
}

/// Before what is held, in a form.
const YES: &str = "si-";

/// What is said after a button.
pub(crate) struct Said {
    pub(crate) well: bool,
    pub(crate) text: String,
}

impl Said {
    /// What a redirect back to the page says.
    pub(super) fn of(word: &str, t: Words) -> Option<Self> {
        let (well, key) = match word {
            "avviato" => (true, "report-done-started"),
            "gia-in-corso" => (true, "report-done-running"),
            "non-ancora" => (false, "report-not-yet"),
            "non-piu" => (false, "report-no-longer"),
            "avvisi" => (true, "report-done-wishes"),
            _ => return None,
        };
        Some(Self {
            well,
            text: t.say(key),
        })
    }
}

/// Which remedy is asked for.
#[derive(Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    rimedio: String,
}

pub(crate) async fn send(
    State(app): State<App>,
    member: Member,
    Sent(asked): Sent<Asked>,
) -> Result<Redirect, Trouble> {
    let (shop, name) = (&member.shop.id, &member.login.user.name);
    let engine = &app.engine;
    let started = match asked.rimedio.as_str() {
        "ordini" => engine.start_orders(shop, name).await.map(|_| true),
        "giacenze" => engine.start_stock(shop, name).await.map(|_| true),
        "prodotti" => {
            let started = engine.start_products(shop, RunKind::Full, name).await;
            started.map(|_| true)
        }
        "forza" => {
            let started = engine.start_products(shop, RunKind::Forced, name).await;
            started.map(|_| true)
        }
        other => match other.strip_prefix(YES) {
            Some(subject) => engine.confirm_held(shop, subject, name).await,
            None => return Err(Trouble::Unreadable),
        },
    };
    let done = match started {
        Ok(true) => "avviato",
        Ok(false) => "non-piu",
        Err(StartTrouble::Running(_)) => "gia-in-corso",
        Err(StartTrouble::Held(_)) => return Ok(pause::in_vain(&member)),
        Err(StartTrouble::NoShop) => return Err(Trouble::NotFound),
        Err(StartTrouble::Store(cause)) => return Err(cause.into()),
        Err(
            StartTrouble::NoTillKey
            | StartTrouble::NoShopKeys
            | StartTrouble::FirstComesFirst
            | StartTrouble::FirstIsDone,
        ) => "non-ancora",
    };
    let back = address("/segnalazioni", &member.query(), &[("fatto", done)]);
    Ok(Redirect::to(&back))
}
