//! Supporto Connettore: `/aiuto` says whom to ask and what to send along; `/diagnosi` is what to send.

use askama::Template;
use axum::{
    extract::State,
    response::{Html, Response},
};

use super::{
    frame::{Frame, Place},
    privacy::file,
};
use crate::{app::App, auth::member::Member, trouble::Trouble, words::Words};

#[derive(Template)]
#[template(path = "support.html")]
struct SupportPage {
    t: Words,
    frame: Frame,
    /// Where to write: the address, and the same as a link that fills in the subject.
    write_to: Option<(String, String)>,
    /// What to say first.
    shop: String,
}

pub(crate) async fn show(State(app): State<App>, member: Member) -> Result<Html<String>, Trouble> {
    let t = member.words;
    let subject = t.with(
        "support-subject",
        &[("shop", member.shop.name.as_str().into())],
    );
    let write_to = app.settings.support.clone().map(|to| {
        let subject: String = url::form_urlencoded::byte_serialize(subject.as_bytes()).collect();
        // A space is a plus in a form, and not in an address.
        let link = format!("mailto:{to}?subject={}", subject.replace('+', "%20"));
        (to, link)
    });
    let view = SupportPage {
        t,
        frame: Frame::load(&app, &member, Place::Connector).await?,
        write_to,
        shop: member.shop.id.clone(),
    };
    Ok(Html(view.render()?))
}

/// *Scarica la diagnosi*
pub(crate) async fn diagnosis(State(app): State<App>, member: Member) -> Result<Response, Trouble> {
    let told = app.engine.diagnosis(&member.shop.id).await?;
    let told = told.ok_or(Trouble::NotFound)?;
    Ok(file("ponte-diagnosi.json", &told))
}
