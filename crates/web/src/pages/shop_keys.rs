//! `/connettore/negozio`: new keys for a shop that is connected.
//!
//! Guarantees (each a test): they are tried before they take the place of the old ones, and never
//! shown again; keys of another shop change nothing.

use askama::Template;
use axum::{
    extract::State,
    response::{Html, IntoResponse, Redirect, Response},
};
use http::StatusCode;
use ponte_domain::finding::{Finding, KeysTrouble};
use ponte_sync::{install::Pair, keys};

use super::{
    connect::{self, Pasted},
    frame::{Frame, Place},
    install,
};
use crate::{
    app::App,
    auth::{
        form::Sent,
        member::{Member, address},
    },
    trouble::Trouble,
    words::Words,
};

#[derive(Template)]
#[template(path = "shop_keys.html")]
struct ShopKeysPage {
    t: Words,
    frame: Frame,
    /// What is wrong with the keys that are kept.
    dead: Option<String>,
    trouble: Option<String>,
}

pub(crate) async fn show(State(app): State<App>, member: Member) -> Result<Response, Trouble> {
    page(&app, &member, None).await
}

/// New keys.
pub(crate) async fn send(
    State(app): State<App>,
    member: Member,
    Sent(pasted): Sent<Pasted>,
) -> Result<Response, Trouble> {
    let t = member.words;
    let Some(pair) = Pair::pasted(&pasted.key, &pasted.exchange) else {
        let not = (
            t.say("shop-keys-not-keys"),
            StatusCode::UNPROCESSABLE_ENTITY,
        );
        return page(&app, &member, Some(not)).await;
    };
    let Some(_turn) = install::turn() else {
        return page(&app, &member, Some(connect::busy(t))).await;
    };
    match app.engine.renew_shop_keys(&member.shop.id, &pair).await {
        Ok(_) => {
            let done = [("fatto", "chiavi-negozio")];
            let to = address("/connettore", &member.query(), &done);
            Ok(Redirect::to(&to).into_response())
        }
        Err(trouble) => page(&app, &member, Some(connect::said(trouble, t)?)).await,
    }
}

/// What is wrong with the shop's keys, in words.
pub(crate) fn dead(finding: &Finding, t: Words) -> Option<String> {
    match finding {
        Finding::Keys { trouble } => Some(t.say(match trouble {
            KeysTrouble::Refused => "finding-shop-keys-refused",
            KeysTrouble::ReadOnly => "finding-shop-keys-read-only",
        })),
        _ => None,
    }
}

async fn page(
    app: &App,
    member: &Member,
    trouble: Option<(String, StatusCode)>,
) -> Result<Response, Trouble> {
    let t = member.words;
    let status = trouble
        .as_ref()
        .map_or(StatusCode::OK, |(_, status)| *status);
    let open = app
        .read()
        .await?
        .finding_open(&member.shop.id, "keys", keys::SHOP)
        .await?;
    let view = ShopKeysPage {
        t,
        frame: Frame::load(app, member, Place::Connector).await?,
        dead: open.and_then(|row| dead(&row.finding, t)),
        trouble: trouble.map(|(said, _)| said),
    };
    Ok((status, Html(view.render()?)).into_response())
}
