//! `/connettore/avanzamento`: a run's progress, live (server-sent events).
//!
//! Guarantees: the database is the only source, so another process may do the work, and a restart
//! loses nothing (the browser comes back by itself); an event is sent only when something changed,
//! and something at least every [`ALIVE`]; a stream ends after [`LASTS`], so that a session that
//! ended is noticed and a server that shuts down is not held up for long.

use std::{convert::Infallible, time::Duration};

use axum::{
    extract::State,
    response::{IntoResponse, Sse, sse::Event},
};
use futures::{Stream, stream};
use jiff::Timestamp;
use ponte_transport::clock::between;

use super::running::Progress;
use crate::{app::App, auth::member::Member, trouble::Trouble, words::Words};

/// How often the database is asked.
const LOOK: Duration = Duration::from_millis(500);
/// The longest silence, below what proxies take for a dead line.
const ALIVE: Duration = Duration::from_secs(15);
/// The longest life of a stream.
const LASTS: Duration = Duration::from_secs(600);

pub(crate) async fn show(State(app): State<App>, member: Member) -> impl IntoResponse {
    let now = app.now();
    let watch = Watch {
        shop: member.shop.id,
        words: member.words,
        began: now,
        spoke: now,
        told: None,
        over: false,
        app,
    };
    Sse::new(events(watch))
}

struct Watch {
    app: App,
    shop: String,
    words: Words,
    began: Timestamp,
    spoke: Timestamp,
    told: Option<Progress>,
    over: bool,
}

fn events(watch: Watch) -> impl Stream<Item = Result<Event, Infallible>> {
    stream::unfold(watch, |mut watch| async move {
        let event = watch.next().await?;
        Some((Ok(event), watch))
    })
}

impl Watch {
    /// The next thing to say; none where the stream is over.
    async fn next(&mut self) -> Option<Event> {
        let mut first = self.told.is_none();
        loop {
            let now = self.app.now();
            if self.over || between(self.began, now) > LASTS {
                return None;
            }
            if !std::mem::take(&mut first) {
                self.app.engine.clock().sleep(LOOK).await;
            }
            match self.look().await {
                Ok(Some(progress)) if self.told.as_ref() != Some(&progress) => {
                    return Some(self.say(progress));
                }
                Ok(Some(_)) => {}
                Ok(None) => {
                    self.over = true;
                    return Some(Event::default().event("end").data("{}"));
                }
                Err(trouble) => {
                    tracing::warn!(shop = self.shop, ?trouble, "progress cannot be read");
                    return None;
                }
            }
            if between(self.spoke, self.app.now()) >= ALIVE {
                self.spoke = self.app.now();
                return Some(Event::default().comment("still here"));
            }
        }
    }

    /// The progress of the run under way, if there is one.
    async fn look(&self) -> Result<Option<Progress>, Trouble> {
        let run = self.app.engine.last_products(&self.shop).await?;
        let wall = self.app.wall();
        Ok(run
            .filter(|run| run.ended_at.is_none())
            .map(|run| Progress::of(&run, &wall, self.words)))
    }

    fn say(&mut self, progress: Progress) -> Event {
        let data = serde_json::to_string(&progress).unwrap_or_default();
        (self.told, self.spoke) = (Some(progress), self.app.now());
        Event::default().event("progress").data(data)
    }
}
