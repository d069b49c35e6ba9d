//! The shop that a page is about.
//!
//! Guarantee: it is one that the user belongs to, or the page does not exist. Who belongs to none at all
//! is told what to do next.

use axum::extract::{FromRequestParts, Query};
use http::request::Parts;
use ponte_store::shops::Shop;
use serde::Deserialize;

use super::session::Login;
use crate::{app::App, doorman::Visitor, trouble::Trouble, words::Words};

/// A user who is logged in, in one of his or her shops.
pub(crate) struct Member {
    pub(crate) login: Login,
    pub(crate) shop: Shop,
    /// All shops of the user: id and name, oldest first.
    pub(crate) shops: Vec<(String, String)>,
    pub(crate) words: Words,
}

/// `?negozio=…` where a user has several; else the only one.
#[derive(Deserialize)]
struct Wanted {
    negozio: Option<String>,
}

impl Member {
    /// What an address needs behind it to lead to the same shop.
    pub(crate) fn query(&self) -> String {
        if self.shops.len() > 1 {
            format!("?negozio={}", self.shop.id)
        } else {
            String::new()
        }
    }
}

/// `path` with these values behind it, in the member's shop.
pub(crate) fn address(path: &str, query: &str, values: &[(&str, &str)]) -> String {
    let mut behind = url::form_urlencoded::Serializer::new(String::new());
    behind.extend_pairs(values);
    let values = behind.finish();
    let joint = match (query.is_empty(), values.is_empty()) {
        (_, true) => "",
        (true, false) => "?",
        (false, false) => "&",
    };
    format!("{path}{query}{joint}{values}")
}

impl FromRequestParts<App> for Member {
    type Rejection = Trouble;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Trouble> {
        let visitor = parts
            .extensions
            .get::<Visitor>()
            .ok_or(Trouble::LoggedOut)?;
        let login = visitor.login.clone().ok_or(Trouble::LoggedOut)?;
        let words = visitor.words;
        let Query(wanted) =
            Query::<Wanted>::try_from_uri(&parts.uri).map_err(|_| Trouble::NotFound)?;
        let mut tx = app.read().await?;
        let mut shops = Vec::new();
        let mut chosen = None;
        for id in tx.shops_of(&login.user.id).await? {
            let Some(shop) = tx.shop(&id).await? else {
                continue;
            };
            shops.push((shop.id.clone(), shop.name.clone()));
            if chosen.is_none()
                && wanted
                    .negozio
                    .as_ref()
                    .is_none_or(|wanted| *wanted == shop.id)
            {
                chosen = Some(shop);
            }
        }
        if shops.is_empty() {
            return Err(Trouble::NoShop);
        }
        let shop = chosen.ok_or(Trouble::NotFound)?;
        Ok(Self {
            login,
            shop,
            shops,
            words,
        })
    }
}
