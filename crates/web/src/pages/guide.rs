//! `/guida`: the merchant's handbook: the sections in the order of the pages, then the questions that
//! today's help page answers (plug-in-today.md rows 18 to 22), as they are answered now.
//!
//! Guarantees (each a test): both languages have the same sections and questions; every question of
//! today's help page is there; every place that a sentence leads to exists.

use askama::Template;
use axum::{extract::State, response::Html};

use super::{
    assets,
    frame::{Frame, Place},
};
use crate::{
    app::App,
    auth::member::Member,
    trouble::Trouble,
    words::{Language, Words},
};

/// The sections, by what stands behind `#` in the address, in order.
const SECTIONS: [(&str, &str); 12] = [
    ("inizio", "guide-start"),
    ("chiave", "guide-key"),
    ("punti", "guide-points"),
    ("campi", "guide-fields"),
    ("prodotti", "guide-products"),
    ("giacenze", "guide-stock"),
    ("ordini", "guide-orders"),
    ("avvisi", "guide-inlets"),
    ("pausa", "guide-pause"),
    ("segnalazioni", "guide-reports"),
    ("persone", "guide-people"),
    ("domande", "guide-questions"),
];

#[derive(Template)]
#[template(path = "guide.html")]
struct GuidePage {
    t: Words,
    frame: Frame,
    sections: Vec<(&'static str, String)>,
}

impl GuidePage {
    fn is_italian(&self) -> bool {
        self.t.language == Language::Italian
    }

    /// The heading of a section.
    fn head(&self, id: &str) -> String {
        let found = self.sections.iter().find(|(known, _)| *known == id);
        found.map_or_else(String::new, |(_, name)| name.clone())
    }

    /// An address of ours in the same shop.
    fn to(&self, path: &str) -> String {
        let (path, place) = path.split_once('#').unwrap_or((path, ""));
        let joint = if place.is_empty() { "" } else { "#" };
        format!("{path}{}{joint}{place}", self.frame.query)
    }

    /// The address of a picture of the running pages, where there is one.
    fn picture(&self, name: &str) -> Option<String> {
        let file = format!("guida-{name}.png");
        assets::exists(&file).then(|| assets::address(&file))
    }
}

pub(crate) async fn show(State(app): State<App>, member: Member) -> Result<Html<String>, Trouble> {
    let t = member.words;
    let view = GuidePage {
        t,
        frame: Frame::load(&app, &member, Place::Connector).await?,
        sections: SECTIONS.map(|(id, key)| (id, t.say(key))).to_vec(),
    };
    Ok(Html(view.render()?))
}
