//! What is said where a page cannot be shown: the fact, what to do, the way back.

use askama::Template;

use super::assets;
use crate::{trouble::Trouble, words::Words};

#[derive(Template)]
#[template(path = "error.html")]
pub(crate) struct ErrorPage {
    t: Words,
    title: String,
    text: String,
    number: Option<String>,
}

impl ErrorPage {
    /// The page for `trouble`; `number` is what the merchant may quote and the log holds.
    pub(crate) fn new(trouble: &Trouble, number: Option<String>, t: Words) -> Self {
        let (title, text) = match trouble {
            // Whoever has no shop is sent on; should it be shown, it is as good as missing.
            Trouble::NotFound | Trouble::NoShop => ("error-missing-title", "error-missing-text"),
            Trouble::Forged => ("error-forged-title", "error-forged-text"),
            Trouble::Unreadable => ("error-unreadable-title", "error-unreadable-text"),
            Trouble::LoggedOut => ("error-logged-out-title", "error-logged-out-text"),
            Trouble::Ours(_) => ("error-ours-title", "error-ours-text"),
        };
        Self {
            t,
            title: t.say(title),
            text: t.say(text),
            number,
        }
    }
}

/// An address that leads nowhere.
pub(crate) async fn missing() -> Trouble {
    Trouble::NotFound
}
