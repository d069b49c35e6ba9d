//! What a member wants to be written of the findings: at once, once a day, or not at all.
//!
//! Guarantee (a test): each member chooses for himself; what is no hour changes nothing, and the page
//! says so.

use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use ponte_domain::letters::Wishes;
use ponte_store::{accounts::User, letter_wishes::Reader};
use serde::Deserialize;

use crate::{
    app::App,
    auth::{
        form::Sent,
        member::{Member, address},
    },
    trouble::Trouble,
    words::Words,
};

/// The form.
pub(crate) struct WishesView {
    pub(crate) at_once: bool,
    /// Value, label and whether it is chosen.
    pub(crate) hours: Vec<(String, String, bool)>,
    pub(crate) wrong: bool,
    /// "Arrivano a marta@pervinca.example."
    pub(crate) to: String,
}

impl WishesView {
    pub(super) fn new(readers: &[Reader], user: &User, typed: Option<Chosen>, t: Words) -> Self {
        let own = readers.iter().find(|reader| reader.user == user.id);
        let kept = own.map(|reader| reader.wishes).unwrap_or_default();
        let at_once = typed.as_ref().map_or(kept.at_once, Chosen::at_once);
        let never = (String::new(), t.say("never"), kept.daily.is_none());
        let hours = (0..24_u8).map(|hour| {
            let label = t.count("report-hour", hour.into());
            (hour.to_string(), label, kept.daily == Some(hour))
        });
        Self {
            at_once,
            hours: std::iter::once(never).chain(hours).collect(),
            wrong: typed.is_some(),
            to: t.with(
                "report-letters-to",
                &[("email", user.email.as_str().into())],
            ),
        }
    }
}

/// What was sent. A switch that is off is not.
#[derive(Deserialize)]
pub(crate) struct Chosen {
    #[serde(default)]
    subito: String,
    /// The hour; empty: never.
    #[serde(default)]
    ora: String,
}

impl Chosen {
    fn at_once(&self) -> bool {
        !self.subito.is_empty()
    }

    /// What it means; `None`: that is no hour.
    fn wishes(&self) -> Option<Wishes> {
        let daily = match self.ora.trim() {
            "" => None,
            hour => Some(hour.parse().ok().filter(|hour| *hour < 24)?),
        };
        Some(Wishes {
            daily,
            at_once: self.at_once(),
        })
    }
}

pub(crate) async fn send(
    State(app): State<App>,
    member: Member,
    Sent(chosen): Sent<Chosen>,
) -> Result<Response, Trouble> {
    let Some(wishes) = chosen.wishes() else {
        return super::page(&app, &member, None, Some(chosen)).await;
    };
    let mut tx = app.write().await?;
    tx.letter_wishes_put(&member.shop.id, &member.login.user.id, wishes)
        .await?;
    tx.commit().await?;
    let back = address("/segnalazioni", &member.query(), &[("fatto", "avvisi")]);
    Ok(Redirect::to(&format!("{back}#avvisi")).into_response())
}
