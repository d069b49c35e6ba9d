//! What was last done by hand, and how long it took to reach the shop.

use jiff::Timestamp;

use super::words;
use crate::{
    journal::{Call, Filter},
    service::Service,
    world::State,
};

/// What was done.
#[derive(Clone, Debug)]
pub(super) struct Notice {
    good: bool,
    title: String,
    text: String,
    /// Done when, and after which call; only where the shop should hear of it.
    watched: Option<(Timestamp, u64)>,
}

/// A notice as the page shows it.
#[derive(Debug)]
pub(super) struct Shown {
    /// `ok` or `bad`.
    pub(super) tone: &'static str,
    /// What was done.
    pub(super) title: String,
    /// What came of it.
    pub(super) text: String,
}

impl Notice {
    /// Something is done.
    pub(super) fn done(title: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            good: true,
            title: title.into(),
            text: text.into(),
            watched: None,
        }
    }

    /// Something could not be done.
    pub(super) fn refused(title: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            good: false,
            ..Self::done(title, text)
        }
    }

    /// The till has changed: the page tells when the shop is written to.
    pub(super) fn moved(title: impl Into<String>, now: Timestamp, state: &State) -> Self {
        Self {
            watched: Some((now, state.journal.latest())),
            ..Self::done(title, "")
        }
    }

    pub(super) fn shown(&self, state: &State) -> Shown {
        let text = match self.watched {
            None => self.text.clone(),
            Some((at, call)) => reaction(at, call, state),
        };
        Shown {
            tone: if self.good { "ok" } else { "bad" },
            title: self.title.clone(),
            text,
        }
    }
}

/// How long it took until the shop was written to, and in how many writes.
fn reaction(at: Timestamp, after: u64, state: &State) -> String {
    let filter = Filter {
        service: Some(Service::Shop),
        after: Some(after),
        limit: Some(usize::MAX),
        ..Filter::default()
    };
    let took_effect = |call: &&Call| {
        call.method != "GET"
            && call
                .status
                .is_some_and(|status| (200..300).contains(&status))
    };
    let writes: Vec<&Call> = state.journal.rows(&filter).filter(took_effect).collect();
    // Newest first: the first write is the last of them.
    let Some(first) = writes.last() else {
        return "Il negozio non lo sa ancora.".to_owned();
    };
    let millis = first.at.duration_since(at).as_millis() + i128::from(first.millis);
    let writes = match writes.len() {
        1 => "Una scrittura".to_owned(),
        many => format!("{} scritture", words::whole(many as u64)),
    };
    let seconds = words::seconds(millis.max(0));
    format!("Il negozio lo sa dopo {seconds}. {writes} finora.")
}
