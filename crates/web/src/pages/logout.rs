//! `/esci`

use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use http::header;

use crate::{
    acts::Did,
    app::App,
    auth::{
        cookie::Cookie,
        form::{Nothing, Sent},
        session,
    },
    doorman::Visitor,
    trouble::Trouble,
};
use axum::Extension;

pub(crate) async fn send(
    State(app): State<App>,
    Extension(visitor): Extension<Visitor>,
    _: Sent<Nothing>,
) -> Result<Response, Trouble> {
    let login = visitor.login.ok_or(Trouble::LoggedOut)?;
    session::end(&app, &login.session).await?;
    let gone = Cookie::Session.set("", 0, &app.settings);
    let did = Did {
        user: Some(login.user.id),
        ..Did::default()
    };
    let back = Redirect::to("/accedi");
    Ok((did, [(header::SET_COOKIE, gone)], back).into_response())
}
