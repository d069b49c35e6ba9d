//! Rows of the log in words; calls alike that follow one another are one line.

use jiff::Timestamp;
use ponte_store::{
    inlets::Caller,
    journal::Entry,
    log::{Act, Calls, Went, Who},
};

use super::{
    merge::{Behind, Found, Source},
    wrote,
};
use crate::{
    pages::overview::said,
    words::{Wall, Words},
};

/// A row of one of the sources.
pub(super) enum Row {
    Act((Act, Option<String>)),
    Entry(Entry),
    Calls(Calls),
}

impl Row {
    /// Where it stands in the list.
    pub(super) fn place(&self) -> Behind {
        let (at, source, id) = match self {
            Self::Act((act, _)) => (act.at, Source::Acts, act.id),
            Self::Entry(entry) => (entry.at, Source::Journal, entry.id),
            Self::Calls(calls) => (calls.last_at, Source::Calls, calls.id),
        };
        Behind {
            at_ms: at.as_millisecond(),
            source,
            id,
        }
    }
}

/// A line of the page.
pub(super) struct LogLine {
    pub(super) when: String,
    pub(super) who: String,
    pub(super) what: String,
    /// Ids and codes.
    pub(super) subject: Option<String>,
    pub(super) detail: Option<String>,
    pub(super) tone: &'static str,
    pub(super) outcome: String,
}

/// How a call went.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Answer {
    Unknown,
    Yes,
    No,
    Silence,
    NotSent,
}

/// Calls alike: the key of their sentence, how they went, how many, and when the newest left.
struct Alike {
    key: &'static str,
    answer: Answer,
    count: u64,
    at: Timestamp,
}

/// Up to `most` lines of what was found, and the place of the last row in them where there may be more.
pub(super) fn lines(
    found: Found,
    most: usize,
    wall: &Wall,
    t: Words,
) -> (Vec<LogLine>, Option<Behind>) {
    let (rows, more) = found.in_order();
    let (mut lines, mut alike, mut last) = (Vec::new(), None::<Alike>, None);
    let mut rows = rows.into_iter().peekable();
    while let Some((_, row)) = rows.peek() {
        let joins = match (&alike, row) {
            (Some(alike), Row::Entry(entry)) => {
                alike.key == wrote::key(&entry.service, &entry.what)
                    && alike.answer == answer(&entry.outcome)
            }
            _ => false,
        };
        if !joins {
            lines.extend(alike.take().map(|alike| wrote_line(&alike, wall, t)));
            if lines.len() >= most {
                break;
            }
        }
        let Some((place, row)) = rows.next() else {
            break;
        };
        last = Some(place);
        match row {
            Row::Act((act, called)) => lines.push(act_line(&act, called, wall, t)),
            Row::Calls(calls) => lines.push(calls_line(&calls, wall, t)),
            Row::Entry(entry) => match &mut alike {
                Some(alike) => alike.count += 1,
                None => {
                    alike = Some(Alike {
                        key: wrote::key(&entry.service, &entry.what),
                        answer: answer(&entry.outcome),
                        count: 1,
                        at: entry.at,
                    });
                }
            },
        }
    }
    lines.extend(alike.map(|alike| wrote_line(&alike, wall, t)));
    let more = more || rows.peek().is_some();
    (lines, last.filter(|_| more))
}

fn answer(outcome: &str) -> Answer {
    match outcome {
        "" => Answer::Unknown,
        "timeout" | "broken" => Answer::Silence,
        "not_sent" => Answer::NotSent,
        status if status.starts_with('2') => Answer::Yes,
        status if status.starts_with('5') => Answer::Silence,
        _ => Answer::No,
    }
}

fn wrote_line(alike: &Alike, wall: &Wall, t: Words) -> LogLine {
    let (tone, outcome) = match alike.answer {
        Answer::Unknown => ("", "went-unknown"),
        Answer::Yes => ("ok", "went-done"),
        Answer::No => ("warn", "went-refused"),
        Answer::Silence => ("warn", "went-silence"),
        Answer::NotSent => ("", "went-not-sent"),
    };
    LogLine {
        when: wall.when_alone(alike.at, t),
        who: t.say("log-ponte"),
        what: t.count(alike.key, alike.count),
        subject: None,
        detail: None,
        tone,
        outcome: t.say(outcome),
    }
}

fn calls_line(calls: &Calls, wall: &Wall, t: Words) -> LogLine {
    let who = match calls.caller {
        Caller::Till => "log-till",
        Caller::Shop => "log-shop",
    };
    let count = |n: i64| u64::try_from(n).unwrap_or(0);
    let refused = count(calls.refused);
    let all = refused + count(calls.accepted);
    let (tone, outcome) = match (calls.accepted, calls.refused) {
        (_, 0) => ("ok", "went-taken"),
        (0, _) => ("warn", "went-unsigned"),
        _ => ("warn", "went-some-unsigned"),
    };
    LogLine {
        when: wall.when_alone(calls.last_at, t),
        who: t.say(who),
        what: t.count("log-called", all),
        subject: None,
        detail: None,
        tone,
        outcome: t.count(outcome, refused),
    }
}

fn act_line(act: &Act, called: Option<String>, wall: &Wall, t: Words) -> LogLine {
    let (tone, outcome) = match act.went {
        None => ("", "went-unknown"),
        Some(Went::Done) => ("ok", "went-done"),
        Some(Went::Refused) => ("warn", "went-refused"),
        Some(Went::Failed) => ("bad", "went-failed"),
        Some(Went::Stopped) => ("", "went-stopped"),
    };
    let (who, start) = match act.who {
        Who::Person => (called.unwrap_or_else(|| t.say("log-gone")), "did-"),
        Who::Operator => (t.say("log-operator"), "operator-"),
        Who::Ponte => (t.say("log-ponte"), "ponte-"),
    };
    LogLine {
        when: wall.when_alone(act.at, t),
        who,
        what: sentence(&format!("{start}{}", act.what), t),
        subject: (!act.subject.is_empty()).then(|| act.subject.clone()),
        detail: detail(act, t),
        tone,
        outcome: t.say(outcome),
    }
}

/// The sentence; what an older Ponte noted and this one has no words for is told as it stands.
fn sentence(key: &str, t: Words) -> String {
    let said = t.say(key);
    if said == key {
        t.with("log-other", &[("what", key.into())])
    } else {
        said
    }
}

/// What Ponte's own acts tell beside: how much, or why not.
fn detail(act: &Act, t: Words) -> Option<String> {
    if act.who != Who::Ponte || act.detail.is_empty() {
        return None;
    }
    if act.went == Some(Went::Failed) {
        return Some(said(&act.detail, t));
    }
    let n: u64 = act.detail.parse().ok()?;
    let key = if act.what.starts_with("held-") {
        "log-held"
    } else if act.what.starts_with("run-orders") {
        "log-delivered"
    } else if act.what.ends_with("-dry") {
        "log-would-change"
    } else {
        "log-changed"
    };
    Some(t.count(key, n))
}
