//! `/dati-personali`: how long buyers are remembered; what is kept of one, to be handed over or forgotten.
//!
//! Guarantees (each a test): the address typed here travels in forms only, so that it is in no address and
//! no log; an order under way keeps its buyer, and the page says so; what is no number of days changes
//! nothing, and what is no address finds nothing, and the page says so.

use askama::Template;
use axum::{
    extract::{Query, State},
    response::{Html, IntoResponse, Redirect, Response},
};
use http::{StatusCode, header};
use ponte_domain::settings::PrivacySettings;
use ponte_store::orders::OrderRow;
use serde::Deserialize;

use super::frame::{Frame, Place};
use crate::{
    app::App,
    auth::{
        form::Sent,
        member::{Member, address},
    },
    trouble::Trouble,
    words::Words,
};

/// The longest address.
const LONGEST: usize = 254;

#[derive(Template)]
#[template(path = "privacy.html")]
struct PrivacyPage {
    t: Words,
    frame: Frame,
    /// What was typed as an address.
    email: String,
    /// That is none.
    wrong_email: bool,
    /// What was found or done, in words.
    told: Vec<String>,
    /// Something can be handed over and forgotten.
    found: bool,
    /// As chosen, or as typed where that is no number of days.
    days: String,
    wrong_days: bool,
    done: Option<String>,
}

/// What the page tells beside what is always there.
#[derive(Default)]
struct Told {
    email: String,
    wrong_email: bool,
    sentences: Vec<String>,
    found: bool,
    /// What was typed and is no number of days.
    wrong_days: Option<String>,
    done: bool,
}

/// What a redirect back to the page says was done.
#[derive(Deserialize)]
pub(crate) struct Done {
    #[serde(default)]
    fatto: String,
}

pub(crate) async fn show(
    State(app): State<App>,
    member: Member,
    Query(done): Query<Done>,
) -> Result<Response, Trouble> {
    let told = Told {
        done: done.fatto == "giorni",
        ..Told::default()
    };
    page(&app, &member, told).await
}

async fn page(app: &App, member: &Member, told: Told) -> Result<Response, Trouble> {
    let t = member.words;
    let wrong = told.wrong_email || told.wrong_days.is_some();
    let kept = member.shop.settings.privacy.keep_days;
    let view = PrivacyPage {
        t,
        frame: Frame::load(app, member, Place::Connector).await?,
        email: told.email,
        wrong_email: told.wrong_email,
        told: told.sentences,
        found: told.found,
        wrong_days: told.wrong_days.is_some(),
        days: told.wrong_days.unwrap_or_else(|| kept.to_string()),
        done: told.done.then(|| t.say("privacy-done-days")),
    };
    let status = if wrong {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    Ok((status, Html(view.render()?)).into_response())
}

/// What is asked for one buyer.
#[derive(Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    email: String,
    #[serde(default)]
    cosa: String,
}

/// Looks for a buyer, hands over what is kept, or forgets.
pub(crate) async fn send(
    State(app): State<App>,
    member: Member,
    Sent(asked): Sent<Asked>,
) -> Result<Response, Trouble> {
    let (shop, t) = (&member.shop.id, member.words);
    let email = asked.email.trim().to_owned();
    let mut told = Told {
        email: email.clone(),
        ..Told::default()
    };
    let is_address = email
        .split_once('@')
        .is_some_and(|(who, host)| !who.is_empty() && !host.is_empty());
    if !is_address || email.len() > LONGEST {
        told.wrong_email = true;
        return page(&app, &member, told).await;
    }
    match asked.cosa.as_str() {
        "scarica" => {
            let kept = app.engine.told_of_buyer(shop, &email).await?;
            return Ok(file("ponte-dati-personali.json", &kept));
        }
        "cancella" => {
            let forgotten = app.engine.forget_buyer(shop, &email).await?;
            let (over, under_way) = (forgotten.over, forgotten.under_way);
            if over + under_way == 0 {
                told.sentences.push(t.say("privacy-found-nothing"));
            }
            if over > 0 {
                told.sentences.push(t.count("privacy-forgotten", over));
            }
            if under_way > 0 {
                told.sentences.push(t.count("privacy-under-way", under_way));
            }
        }
        _ => {
            let orders = app.engine.orders_of_buyer(shop, &email).await?;
            told.found = !orders.is_empty();
            told.sentences = found(&orders, t);
        }
    }
    page(&app, &member, told).await
}

fn found(orders: &[OrderRow], t: Words) -> Vec<String> {
    let count = |n: usize| u64::try_from(n).unwrap_or(0);
    if orders.is_empty() {
        return vec![t.say("privacy-found-nothing")];
    }
    let mut told = vec![t.count("privacy-found", count(orders.len()))];
    let open = orders.iter().filter(|order| order.open).count();
    if open > 0 {
        told.push(t.count("privacy-found-open", count(open)));
    }
    told
}

/// JSON to be kept as a file.
pub(crate) fn file(name: &str, content: &serde_json::Value) -> Response {
    let text = serde_json::to_string_pretty(content).unwrap_or_default();
    let kept = format!("attachment; filename=\"{name}\"");
    let headers = [
        (header::CONTENT_TYPE, "application/json".to_owned()),
        (header::CONTENT_DISPOSITION, kept),
    ];
    (headers, text).into_response()
}

/// How long buyers are remembered.
#[derive(Deserialize)]
pub(crate) struct Days {
    #[serde(default)]
    giorni: String,
}

pub(crate) async fn keep(
    State(app): State<App>,
    member: Member,
    Sent(typed): Sent<Days>,
) -> Result<Response, Trouble> {
    let shop = &member.shop.id;
    let days: Option<u16> = typed.giorni.trim().parse().ok();
    let known = PrivacySettings::LEAST..=PrivacySettings::MOST;
    let Some(keep_days) = days.filter(|days| known.contains(days)) else {
        let told = Told {
            wrong_days: Some(typed.giorni),
            ..Told::default()
        };
        return page(&app, &member, told).await;
    };
    let mut tx = app.write().await?;
    // The member's copy was read before.
    let mut settings = tx.shop(shop).await?.ok_or(Trouble::NotFound)?.settings;
    settings.privacy.keep_days = keep_days;
    tx.shop_set_settings(shop, &settings).await?;
    let now = app.now();
    tx.job_enqueue(shop, ponte_sync::privacy::KIND, now, now)
        .await?;
    tx.commit().await?;
    app.engine.wake();
    let back = address("/dati-personali", &member.query(), &[("fatto", "giorni")]);
    Ok(Redirect::to(&back).into_response())
}
