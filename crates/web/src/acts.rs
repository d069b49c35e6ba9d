//! Who did what: every form that a member of a shop sends leaves a line in the shop's log.
//!
//! Guarantees: the line is kept before anything is tried, and one that cannot be kept stops the action; its
//! outcome follows, so that an action whose process died is told as one of which nobody knows how it
//! went; no handler can forget it; no field of a form is ever kept.
//!
//! A handler that knows better what it did says so by [`Did`]. Forms that anybody may send (a login) leave
//! a line, in every shop of the user, only where their handler says so.

use axum::{
    extract::{FromRequestParts, RawPathParams, Request, State},
    middleware::Next,
    response::{IntoResponse, IntoResponseParts, Response, ResponseParts},
};
use futures::FutureExt;
use http::{StatusCode, header, request::Parts};
use ponte_store::{
    StoreError,
    log::{Act, Area, Went, Who},
};

use crate::{
    app::App,
    auth::member::Member,
    router::{Callers, Route},
    trouble::Trouble,
};

/// What a handler did, where its path and the answer's status do not tell: part of its response.
#[derive(Clone, Debug, Default)]
pub(crate) struct Did {
    /// Who, where nobody was logged in: a user's id; empty: nobody we know.
    pub(crate) user: Option<String>,
    /// What exactly it was about (an id, a code). Neither a secret nor personal data.
    pub(crate) subject: String,
    /// How it went, where the status does not tell.
    pub(crate) went: Option<Went>,
}

impl IntoResponseParts for Did {
    type Error = std::convert::Infallible;

    fn into_response_parts(self, mut parts: ResponseParts) -> Result<ResponseParts, Self::Error> {
        parts.extensions_mut().insert(self);
        Ok(parts)
    }
}

/// Names in paths whose values are ids and codes; any other may be a secret.
const SUBJECTS: [&str; 6] = ["order", "sku", "product", "variant", "point", "kind"];

/// Keeps a line before and after what is sent to `route`.
pub(crate) async fn noted(
    State((app, route)): State<(App, Route)>,
    request: Request,
    next: Next,
) -> Response {
    let (mut parts, body) = request.into_parts();
    // Whoever is no member is turned away by the page itself.
    let member = if route.callers == Callers::Members {
        Member::from_request_parts(&mut parts, &app)
            .boxed()
            .await
            .ok()
    } else {
        None
    };
    let Some(member) = member else {
        let response = next.run(Request::from_parts(parts, body)).await;
        if let Some(did) = response.extensions().get::<Did>().cloned() {
            told(&app, route.path, did, response.status()).boxed().await;
        }
        return response;
    };
    let subject = subject(&mut parts, &app).await;
    let act = act(&app, route.path, member.login.user.id.clone(), subject);
    let id = match before(&app, &member.shop.id, &act).await {
        Ok(id) => id,
        Err(cause) => return Trouble::from(cause).into_response(),
    };
    let response = next.run(Request::from_parts(parts, body)).await;
    let did = response.extensions().get::<Did>().cloned();
    let did = did.unwrap_or_default();
    let went = did.went.unwrap_or_else(|| went_of(&response));
    if let Err(error) = after(&app, &member.shop.id, id, went, &did.subject).await {
        tracing::warn!(%error, "the log lacks the outcome of an action");
    }
    response
}

async fn before(app: &App, shop: &str, act: &Act) -> Result<i64, StoreError> {
    let mut tx = app.write().await?;
    let id = tx.act_add(shop, act).await?;
    tx.commit().await?;
    Ok(id)
}

async fn after(
    app: &App,
    shop: &str,
    id: i64,
    went: Went,
    subject: &str,
) -> Result<(), StoreError> {
    let mut tx = app.write().await?;
    tx.act_went(shop, id, went, subject, "").await?;
    tx.commit().await
}

/// A line in every shop of the user, where a handler that is for everybody told what it did.
async fn told(app: &App, path: &str, did: Did, status: StatusCode) {
    let act = Act {
        went: Some(did.went.unwrap_or_else(|| went(status))),
        ..act(app, path, did.user.unwrap_or_default(), did.subject)
    };
    let kept = async {
        // The same work whether there is such a user or not.
        let mut tx = app.write().await?;
        for shop in tx.shops_of(&act.user).await? {
            tx.act_add(&shop, &act).await?;
        }
        tx.commit().await
    };
    if let Err(error) = kept.await {
        let error: StoreError = error;
        tracing::warn!(%error, "the log lacks an action");
    }
}

fn act(app: &App, path: &str, user: String, subject: String) -> Act {
    Act {
        id: 0,
        at: app.now(),
        who: Who::Person,
        user,
        area: area(path),
        what: word(path),
        subject,
        detail: String::new(),
        went: None,
    }
}

/// The path's word in the sentences: `/connettore/chiave` is `connettore-chiave`; names are left out.
fn word(path: &str) -> String {
    let steps = path
        .split('/')
        .filter(|step| !step.is_empty() && !step.starts_with('{'));
    steps.collect::<Vec<_>>().join("-")
}

/// Ids and codes in the address.
async fn subject(parts: &mut Parts, app: &App) -> String {
    let Ok(names) = RawPathParams::from_request_parts(parts, app).await else {
        return String::new();
    };
    let told = names.iter().filter(|(name, _)| SUBJECTS.contains(name));
    told.map(|(_, value)| value).collect::<Vec<_>>().join(" ")
}

fn area(path: &str) -> Area {
    const AREAS: [(&str, Area); 14] = [
        ("/accedi", Area::Access),
        ("/esci", Area::Access),
        ("/utenti", Area::Access),
        ("/sessioni", Area::Access),
        ("/connettore/prova", Area::Products),
        ("/connettore/prima", Area::Products),
        ("/connettore/forza", Area::Products),
        ("/connettore/pausa", Area::Products),
        ("/connettore/trattenute", Area::Products),
        ("/prodotti", Area::Products),
        ("/connettore/ordini", Area::Orders),
        ("/ordini", Area::Orders),
        ("/connettore/giacenze", Area::Stock),
        ("/giacenze", Area::Stock),
    ];
    let found = AREAS.iter().find(|(start, _)| path.starts_with(start));
    found.map_or(Area::Settings, |(_, area)| *area)
}

/// How it went, as the answer tells: its status, and the word that a redirect carries to the page.
fn went_of(response: &Response) -> Went {
    let to = response.headers().get(header::LOCATION);
    let to = to.and_then(|to| to.to_str().ok()).unwrap_or_default();
    if is_not_done(to) {
        return Went::Refused;
    }
    went(response.status())
}

/// Whether a redirect says that nothing was done (`?fatto=margine-sbagliato`, `?fatto=tardi`).
fn is_not_done(to: &str) -> bool {
    let to = to.split('#').next().unwrap_or_default();
    let query = to.split_once('?').map_or("", |(_, query)| query);
    url::form_urlencoded::parse(query.as_bytes()).any(|(name, word)| {
        name == "fatto"
            && word
                .split('-')
                .any(|word| word == "tardi" || word.starts_with("sbagliat"))
    })
}

fn went(status: StatusCode) -> Went {
    if status.is_server_error() {
        Went::Failed
    } else if status.is_client_error() {
        Went::Refused
    } else {
        Went::Done
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        router::routes,
        words::{Language, Words},
    };

    #[test]
    fn every_form_of_a_member_has_a_sentence_in_both_languages() {
        let mut missing = Vec::new();
        let mut keys = vec!["did-accedi".to_owned(), "did-esci".to_owned()];
        for route in routes() {
            if route.method == "POST" && route.callers == Callers::Members {
                keys.push(format!("did-{}", word(route.path)));
            }
        }
        assert!(keys.len() > 10);
        for language in [Language::Italian, Language::English] {
            let words = Words { language };
            missing.extend(keys.iter().filter(|key| words.say(key) == **key).cloned());
        }
        assert!(missing.is_empty(), "{missing:?}");
    }

    #[test]
    fn a_redirect_that_says_that_nothing_was_done_is_told_as_refused() {
        for to in [
            "/connettore?fatto=margine-sbagliato#margine",
            "/connettore?negozio=1&fatto=riserva-sbagliata-101",
            "/ordini/7?fatto=tardi",
        ] {
            assert!(is_not_done(to), "{to}");
        }
        for to in [
            "/connettore?fatto=margine#margine",
            "/ordini/tardi",
            "/accedi",
            "",
        ] {
            assert!(!is_not_done(to), "{to}");
        }
    }

    #[test]
    fn a_path_is_told_by_its_steps_without_the_names_in_it() {
        assert_eq!(
            word("/connettore/avvisi/codice"),
            "connettore-avvisi-codice"
        );
        assert_eq!(word("/ordini/{order}"), "ordini");
        assert_eq!(word("/prodotti/{product}/lascia"), "prodotti-lascia");
        assert_eq!(area("/connettore/prima"), Area::Products);
        assert_eq!(area("/connettore/punti"), Area::Settings);
    }
}
