//! What stands before every page: who is asking, and what went wrong.

use askama::Template;
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::{Html, IntoResponse, Redirect, Response},
};
use http::{HeaderMap, HeaderValue, Method, header};

use crate::{
    app::App,
    auth::{embed, origin, session, session::Login},
    pages::error::ErrorPage,
    trouble::Trouble,
    words::{Language, Words},
};

/// Who is asking.
#[derive(Clone, Debug)]
pub(crate) struct Visitor {
    /// In which language.
    pub(crate) words: Words,
    /// As whom, if logged in.
    pub(crate) login: Option<Login>,
}

/// Finds out who is asking, refuses what another site's page sends, and makes a page of trouble; in the
/// frame of a shop's admin, too.
pub(crate) async fn doorman(State(app): State<App>, request: Request, next: Next) -> Response {
    if !embed::asked(request.headers()) {
        return embed::scope(false, attend(&app, request, next)).await.0;
    }
    let uri = request.uri().clone();
    let (mut response, login) = embed::scope(true, attend(&app, request, next)).await;
    embed::partition(response.headers_mut(), &app.settings);
    match embed::around(&app, login.as_ref(), &uri).await {
        Ok(around) => {
            response.extensions_mut().insert(around);
        }
        // The settings alone say who may show it.
        Err(cause) => tracing::warn!(%cause, "who may show a page in a frame is not known"),
    }
    response
}

async fn attend(app: &App, mut request: Request, next: Next) -> (Response, Option<Login>) {
    let asked = words_of(request.headers(), request.uri().query());
    let login = match session::of(app, request.headers()).await {
        Ok(login) => login,
        Err(cause) => return (page(app, &Trouble::from(cause), asked, "/"), None),
    };
    let chosen = login
        .as_ref()
        .and_then(|login| Language::of_tag(&login.user.language));
    let words = chosen.map_or(asked, |language| Words { language });
    let back = back(&request);
    if request.method() == Method::POST && origin::foreign(request.headers(), &app.settings) {
        return (page(app, &Trouble::Forged, words, &back), login);
    }
    let visitor = Visitor {
        words,
        login: login.clone(),
    };
    request.extensions_mut().insert(visitor);
    let response = next.run(request).await;
    let response = match response.extensions().get::<Trouble>() {
        Some(trouble) => page(app, trouble, words, &back),
        None => response,
    };
    (response, login)
}

/// The language that the address asks for, else the one that the browser likes best.
fn words_of(headers: &HeaderMap, query: Option<&str>) -> Words {
    let asked = query
        .into_iter()
        .flat_map(|query| query.split('&'))
        .find_map(|pair| pair.strip_prefix("lingua="))
        .and_then(Language::of_tag);
    let liked = headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok())
        .map_or_else(Language::default, Language::of_header);
    Words {
        language: asked.unwrap_or(liked),
    }
}

/// Where to go after a login: the same page, or where its form stands.
fn back(request: &Request) -> String {
    match (request.method(), request.uri().path_and_query()) {
        (&Method::GET, Some(address)) => address.as_str().to_owned(),
        _ => "/".to_owned(),
    }
}

fn page(app: &App, trouble: &Trouble, words: Words, back: &str) -> Response {
    if let Trouble::LoggedOut = trouble {
        let back = url::form_urlencoded::byte_serialize(back.as_bytes()).collect::<String>();
        return Redirect::to(&format!("/accedi?poi={back}")).into_response();
    }
    if let Trouble::NoShop = trouble {
        return Redirect::to("/benvenuto").into_response();
    }
    let number = match trouble {
        Trouble::Ours(cause) => {
            let number = app.engine.random().token(4);
            tracing::error!(number, cause, "a page could not be shown");
            Some(number)
        }
        _ => None,
    };
    let view = ErrorPage::new(trouble, number, words);
    // A template of three sentences cannot fail; if it did, the status alone still tells.
    let html = view.render().unwrap_or_default();
    let mut response = (trouble.status(), Html(html)).into_response();
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
