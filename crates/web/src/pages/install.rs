//! `/installa`: the platform's call when a merchant installs Ponte; `/incorpora`: what the shop's admin
//! shows in a frame.
//!
//! Guarantees (each a test):
//! - what the call says proves nothing: the shop is asked with the keys that it brings;
//! - a body that is too long, or is no installation, is answered with 4xx and asks nobody anything;
//! - the `instance` of an address lets nobody in: it only says which of the visitor's shops is meant.

use axum::{
    Extension,
    body::Bytes,
    extract::{Query, State},
    response::{IntoResponse, Redirect, Response},
};
use http::StatusCode;
use ponte_sync::install::{InstallTrouble, Installation, is_instance};
use serde::Deserialize;
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::{app::App, doorman::Visitor, trouble::Trouble};

/// The longest body: an instance and two keys of 255 characters.
pub(crate) const LONGEST_BODY: usize = 4 * 1024;
/// Keys that are tried at the same time: whoever sends us invented ones makes us ask the shop.
static AT_ONCE: Semaphore = Semaphore::const_new(4);

/// A turn to try keys; none where too many try some already.
pub(crate) fn turn() -> Option<SemaphorePermit<'static>> {
    AT_ONCE.try_acquire().ok()
}

/// The platform calls.
pub(crate) async fn called(State(app): State<App>, body: Bytes) -> StatusCode {
    let Some(call) = Installation::read(&body) else {
        return StatusCode::BAD_REQUEST;
    };
    let Some(_turn) = turn() else {
        return StatusCode::SERVICE_UNAVAILABLE;
    };
    let instance = call.instance.clone();
    match app.engine.install(call).await {
        Ok(installed) => {
            let (shop, new) = (installed.shop, installed.new);
            tracing::info!(shop, instance, new, "a shop was installed");
            StatusCode::OK
        }
        Err(trouble) => {
            tracing::warn!(instance, %trouble, "an installation was not taken");
            status(&trouble)
        }
    }
}

fn status(trouble: &InstallTrouble) -> StatusCode {
    match trouble {
        InstallTrouble::Unknown
        | InstallTrouble::ReadOnly
        | InstallTrouble::AnotherShop
        | InstallTrouble::NoShop => StatusCode::UNPROCESSABLE_ENTITY,
        InstallTrouble::NoAnswer(_) => StatusCode::SERVICE_UNAVAILABLE,
        InstallTrouble::Remotes(_) | InstallTrouble::Store(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// Which shop's admin shows us.
#[derive(Deserialize)]
pub(crate) struct Named {
    #[serde(default)]
    instance: String,
}

/// The shop's admin shows us: to its *Connettore*, by way of the login, and of the code where the
/// visitor does not belong to the shop yet.
pub(crate) async fn embedded(
    State(app): State<App>,
    Extension(visitor): Extension<Visitor>,
    Query(named): Query<Named>,
) -> Result<Response, Trouble> {
    let login = visitor.login.ok_or(Trouble::LoggedOut)?;
    if !is_instance(&named.instance) {
        return Ok(Redirect::to("/").into_response());
    }
    let mut tx = app.read().await?;
    let Some(shop) = tx.shop_by_instance(&named.instance).await? else {
        return Ok(Redirect::to("/collega?manca=1").into_response());
    };
    let to = if tx.is_member(&shop, &login.user.id).await? {
        format!("/connettore?negozio={shop}")
    } else {
        format!("/collega/codice?negozio={shop}")
    };
    Ok(Redirect::to(&to).into_response())
}
