//! `/benvenuto`: an account that belongs to no shop, and what to do next.

use askama::Template;
use axum::{
    Extension,
    extract::State,
    response::{Html, IntoResponse, Redirect, Response},
};

use super::assets;
use crate::{app::App, doorman::Visitor, trouble::Trouble, words::Words};

#[derive(Template)]
#[template(path = "account/welcome.html")]
struct WelcomePage {
    t: Words,
    csrf: String,
    email: String,
    name: String,
    other_language: (&'static str, &'static str),
}

pub(crate) async fn show(
    State(app): State<App>,
    Extension(visitor): Extension<Visitor>,
) -> Result<Response, Trouble> {
    let login = visitor.login.ok_or(Trouble::LoggedOut)?;
    let shops = app.read().await?.shops_of(&login.user.id).await?;
    if !shops.is_empty() {
        return Ok(Redirect::to("/").into_response());
    }
    let other = visitor.words.language.other();
    let view = WelcomePage {
        t: visitor.words,
        csrf: login.session.csrf,
        email: login.user.email,
        name: login.user.name,
        other_language: (other.code(), other.own_name()),
    };
    Ok(Html(view.render()?).into_response())
}
