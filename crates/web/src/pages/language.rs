//! `/lingua`: a user's language is changed for good.

use axum::{Extension, extract::State, response::Redirect};
use serde::Deserialize;

use crate::{app::App, auth::form::Sent, doorman::Visitor, trouble::Trouble, words::Language};

#[derive(Deserialize)]
pub(crate) struct Chosen {
    lingua: String,
}

pub(crate) async fn send(
    State(app): State<App>,
    Extension(visitor): Extension<Visitor>,
    Sent(chosen): Sent<Chosen>,
) -> Result<Redirect, Trouble> {
    let login = visitor.login.ok_or(Trouble::LoggedOut)?;
    let language = Language::of_tag(&chosen.lingua).ok_or(Trouble::Unreadable)?;
    let mut tx = app.write().await?;
    tx.user_set_language(&login.user.id, language.code())
        .await?;
    tx.commit().await?;
    Ok(Redirect::to("/connettore"))
}
