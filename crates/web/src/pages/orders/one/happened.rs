//! What happened to the order, newest first.

use ponte_domain::orders::{order::ShopState, part::TillState};
use ponte_store::orders::OrderEvent;

use crate::{
    pages::orders::{parts, stage},
    words::{Wall, Words},
};

/// Something that happened.
pub(super) struct Happened {
    /// `10:38:12`
    pub(super) time: String,
    /// The day, where it was not today.
    pub(super) day: Option<String>,
    /// `ok`, `warn`, `bad`, or nothing for a mere fact.
    pub(super) tone: &'static str,
    pub(super) text: String,
}

/// What the stream notes and has a sentence of its own (`event-…`), with its tone. What it is about
/// is a part's number, how many there are, or who decided.
const KNOWN: [(&str, &str); 21] = [
    ("planned", ""),
    ("waits_for_stock", "warn"),
    ("attempted", ""),
    ("delivered", "ok"),
    ("found", "ok"),
    ("conflict", "warn"),
    ("no_answer", "warn"),
    ("refused", "bad"),
    ("not_found", "warn"),
    ("differs", "bad"),
    ("dropped", ""),
    ("decided_try_now", ""),
    ("decided_send_what_there_is", ""),
    ("decided_send_again", ""),
    ("decided_give_to", ""),
    ("decided_till_lacks_it", ""),
    ("decided_change_seen", ""),
    ("decided_ignore", ""),
    ("decided_take_back", ""),
    ("decided_set_aside", ""),
    ("decided_not_set_aside", ""),
];

/// The time line.
pub(super) fn views(events: &[OrderEvent], wall: &Wall, t: Words) -> Vec<Happened> {
    let events = events.iter().rev();
    events.map(|event| view(event, wall, t)).collect()
}

fn view(event: &OrderEvent, wall: &Wall, t: Words) -> Happened {
    let (tone, text) = said(event, t);
    Happened {
        time: wall.to_the_second(event.at),
        day: (!wall.is_today(event.at)).then(|| wall.when_alone(event.at, t)),
        tone,
        text,
    }
}

fn said(event: &OrderEvent, t: Words) -> (&'static str, String) {
    let detail = event.detail.as_str();
    let key = format!("event-{}", event.what.replace('_', "-"));
    let with = |key: &str, detail: &str| t.with(key, &[("detail", detail.into())]);
    match event.what.as_str() {
        "received" | "shop_state" | "told_shop" => ("", with(&key, &t.say(shop_state(detail)))),
        "till" => {
            let (number, word) = detail.split_once(':').unwrap_or((detail, ""));
            let (tone, state) = till_state(word);
            let args = [("detail", number.into()), ("state", t.say(state).into())];
            (tone, t.with("event-till", &args))
        }
        what => match KNOWN.iter().find(|(known, _)| *known == what) {
            Some((_, tone)) => (*tone, with(&key, detail)),
            None => {
                let args = [("what", what.into()), ("detail", detail.into())];
                ("", t.with("event-other", &args))
            }
        },
    }
}

/// The shop's word for a state's number.
fn shop_state(number: &str) -> &'static str {
    stage::on_shop(ShopState(number.parse().unwrap_or(-1)))
}

/// The tone and the word for a state of the till, as the stream spells it.
fn till_state(word: &str) -> (&'static str, &'static str) {
    let state = serde_json::from_value::<TillState>(word.into());
    state.map_or(("", "shop-other"), parts::on_till)
}
