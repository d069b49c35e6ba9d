//! Whatever lowers what the shop shows says first what it lowers: a page of its own, with *Conferma*
//! and *Annulla*; with script the same block in a dialog.
//!
//! Guarantees (each a test): nothing is kept before the yes; a yes is one to what the page said, and to
//! no more; *Annulla* leads back to where one was.

use askama::Template;
use axum::response::{Html, IntoResponse, Response};
use ponte_domain::settings::StockSettings;
use ponte_store::{points::SalesPoint, shops::Shop};
use ponte_sync::{
    products::HidingEffect,
    stock::{Chosen, Effect},
};

use super::points::PreviewView;
use crate::{
    app::App,
    auth::member::Member,
    pages::frame::{Frame, Place},
    trouble::Trouble,
    words::Words,
};

#[derive(Template)]
#[template(path = "connector/sure.html")]
struct SurePage {
    t: Words,
    frame: Frame,
    question: Question,
}

/// What is asked.
pub(super) struct Question {
    /// "Spegnere Via dei Tigli?"
    pub(super) title: String,
    pub(super) sentences: Vec<String>,
    /// Codes that go to nothing: code and name.
    pub(super) named: Vec<(String, String)>,
    pub(super) preview: Option<PreviewView>,
    /// Where the yes is sent.
    pub(super) action: &'static str,
    /// What is sent with it.
    pub(super) fields: Vec<(&'static str, String)>,
    /// Where *Annulla* leads.
    pub(super) back: String,
}

/// Shows the question.
pub(super) async fn ask(
    app: &App,
    member: &Member,
    question: Question,
) -> Result<Response, Trouble> {
    let page = SurePage {
        t: member.words,
        frame: Frame::load(app, member, Place::Connector).await?,
        question,
    };
    Ok(Html(page.render()?).into_response())
}

/// What a choice would lower.
pub(super) struct Lowered {
    pub(super) stock: Effect,
    pub(super) hiding: HidingEffect,
}

impl Lowered {
    /// What `points` and `stock` would lower, against what is kept. `off`: the point that is switched
    /// off, if one is.
    pub(super) async fn by(
        app: &App,
        shop: &Shop,
        kept: &[SalesPoint],
        (points, stock): (&[SalesPoint], StockSettings),
        off: Option<i64>,
    ) -> Result<Self, Trouble> {
        let was = Chosen {
            points: kept,
            stock: shop.settings.stock,
        };
        let is = Chosen { points, stock };
        let engine = &app.engine;
        let hiding = match off {
            Some(point) => {
                engine
                    .hiding_effect(&shop.id, &shop.settings, point)
                    .await?
            }
            None => HidingEffect::default(),
        };
        Ok(Self {
            stock: engine.stock_effect(&shop.id, was, is).await?,
            hiding,
        })
    }

    /// Whether there is nothing to ask.
    pub(super) fn is_none(&self) -> bool {
        self.stock.is_none() && self.hiding.hidden == 0
    }

    /// What the page said, as its form carries it.
    pub(super) fn word(&self) -> String {
        let Effect {
            to_nothing, lower, ..
        } = self.stock;
        format!("{to_nothing}.{}.{}", to_nothing + lower, self.hiding.hidden)
    }

    /// Whether a yes to what the page said then is one to this.
    pub(super) fn is_covered(&self, yes: &str) -> bool {
        let said: Vec<u64> = yes.split('.').filter_map(|n| n.parse().ok()).collect();
        let [to_nothing, lower, hidden] = said[..] else {
            return false;
        };
        let now = &self.stock;
        now.to_nothing <= to_nothing
            && now.to_nothing + now.lower <= lower
            && self.hiding.hidden <= hidden
    }

    /// In words.
    pub(super) fn sentences(&self, t: Words) -> Vec<String> {
        [
            ("sure-to-nothing", self.stock.to_nothing),
            ("sure-lower", self.stock.lower),
            ("sure-hidden", self.hiding.hidden),
        ]
        .into_iter()
        .filter(|(_, n)| *n > 0)
        .map(|(key, n)| t.count(key, n))
        .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lowered(to_nothing: u64, lower: u64, hidden: u64) -> Lowered {
        Lowered {
            stock: Effect {
                to_nothing,
                lower,
                named: Vec::new(),
            },
            hiding: HidingEffect { hidden, of: 100 },
        }
    }

    #[test]
    fn a_yes_is_one_to_what_the_page_said_and_to_no_more() {
        let said = lowered(3, 2, 1).word();
        for covered in [lowered(3, 2, 1), lowered(2, 3, 0), lowered(0, 0, 0)] {
            assert!(covered.is_covered(&said), "{}", covered.word());
        }
        for more in [lowered(4, 1, 1), lowered(3, 3, 1), lowered(3, 2, 2)] {
            assert!(!more.is_covered(&said), "{}", more.word());
        }
        for nonsense in ["", "si", "9", "9.9", "9.9.9.9"] {
            assert!(!lowered(1, 0, 0).is_covered(nonsense), "{nonsense}");
        }
    }
}
