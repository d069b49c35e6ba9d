//! The buttons that start a run, try it out, or stop it.
//!
//! Guarantee: pressed twice, or where it cannot be, a button does no harm: the page then shows what
//! is true.

use axum::{extract::State, response::Redirect};
use ponte_domain::settings::AdoptedTexts;
use ponte_store::runs::RunKind;
use ponte_sync::StartTrouble;
use serde::Deserialize;

use crate::{
    app::App,
    auth::{
        form::{Nothing, Sent},
        member::Member,
    },
    pages::pause,
    trouble::Trouble,
};

/// *Fai prima una prova*
pub(crate) async fn try_out(
    State(app): State<App>,
    member: Member,
    _: Sent<Nothing>,
) -> Result<Redirect, Trouble> {
    start(&app, &member, RunKind::DryRun).await
}

/// What is chosen with the first synchronisation.
#[derive(Deserialize)]
pub(crate) struct First {
    /// What happens to texts and pictures that the shop has already; asked where there are some.
    #[serde(default)]
    testi: String,
}

/// *Avvia prima sincronizzazione prodotti*
pub(crate) async fn first(
    State(app): State<App>,
    member: Member,
    Sent(chosen): Sent<First>,
) -> Result<Redirect, Trouble> {
    let adopted = match chosen.testi.as_str() {
        "tieni" => Some(AdoptedTexts::Keep),
        "cassa" => Some(AdoptedTexts::Overwrite),
        _ => None,
    };
    if let Some(adopted) = adopted {
        let mut tx = app.write().await?;
        let row = tx.shop(&member.shop.id).await?.ok_or(Trouble::NotFound)?;
        let mut settings = row.settings;
        settings.adopted = adopted;
        tx.shop_set_settings(&member.shop.id, &settings).await?;
        tx.commit().await?;
    }
    start(&app, &member, RunKind::First).await
}

/// *Sincronizza i prodotti su TS Commerce*
pub(crate) async fn force(
    State(app): State<App>,
    member: Member,
    _: Sent<Nothing>,
) -> Result<Redirect, Trouble> {
    start(&app, &member, RunKind::Forced).await
}

/// *Metti in pausa*
pub(crate) async fn pause(
    State(app): State<App>,
    member: Member,
    _: Sent<Nothing>,
) -> Result<Redirect, Trouble> {
    app.engine.stop_products(&member.shop.id).await?;
    Ok(back(&member))
}

async fn start(app: &App, member: &Member, kind: RunKind) -> Result<Redirect, Trouble> {
    let name = &member.login.user.name;
    shown(
        member,
        app.engine.start_products(&member.shop.id, kind, name).await,
    )
}

/// Back to the page, which shows what is true: a run that began, or why none could.
pub(super) fn shown<T>(
    member: &Member,
    started: Result<T, StartTrouble>,
) -> Result<Redirect, Trouble> {
    match started {
        Err(StartTrouble::NoShop) => Err(Trouble::NotFound),
        Err(StartTrouble::Store(cause)) => Err(cause.into()),
        Err(StartTrouble::Held(_)) => Ok(pause::in_vain(member)),
        Ok(_)
        | Err(
            StartTrouble::NoTillKey
            | StartTrouble::NoShopKeys
            | StartTrouble::Running(_)
            | StartTrouble::FirstComesFirst
            | StartTrouble::FirstIsDone,
        ) => Ok(back(member)),
    }
}

fn back(member: &Member) -> Redirect {
    Redirect::to(&format!("/connettore{}", member.query()))
}
