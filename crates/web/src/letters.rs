//! The words of letters about findings: the fact as subject, a few lines, one link.
//!
//! Guarantees (each a test): plain text, in the reader's language, of few lines; the link leads to the
//! shop's own page; nothing of a buyer is in it.

use ponte_domain::{finding::Severity, finding::Topic, letters::Letter};
use ponte_store::findings::{FindingRow, TopicRow};
use ponte_sync::telling::{News, Scribe, SharedScribe};

use crate::{
    pages::{
        findings::About,
        reports::{settings, words},
    },
    settings::WebSettings,
    words::{Language, Wall, Words},
};

/// Topics that the day's letter names.
const NAMED: usize = 4;

struct Secretary(WebSettings);

/// Who writes the letters about findings.
#[must_use]
pub fn scribe(settings: WebSettings) -> SharedScribe {
    std::sync::Arc::new(Secretary(settings))
}

impl Scribe for Secretary {
    fn write(&self, news: &News<'_>) -> (String, String) {
        let language = Language::of_tag(&news.reader.language).unwrap_or_default();
        let t = Words { language };
        let wall = Wall {
            zone: self.0.zone.clone(),
            now: news.at,
        };
        let refusing = settings(news.open);
        let about = About {
            settings: &refusing,
            query: "",
            wall: &wall,
            t,
        };
        let (subject, mut lines) = match news.letter {
            Letter::Opened(topic) => opened(*topic, news, &about),
            Letter::Over(_) => over(news.closed, &about),
            Letter::Daily => daily(news.open, &about),
        };
        // By the first name, as one greets.
        let hello = match news.reader.name.split_whitespace().next() {
            Some(first) => t.with("news-hello", &[("name", first.into())]),
            None => t.say("news-hello-nobody"),
        };
        lines.insert(0, format!("{hello}\n"));
        let shop = [("shop", news.shop.name.as_str().into())];
        lines.push(format!(
            "\n{} {}",
            t.with("news-see", &shop),
            self.link(&news.shop.id)
        ));
        lines.push(t.say("news-foot"));
        (subject, lines.join("\n") + "\n")
    }
}

impl Secretary {
    /// Where the findings of a shop are.
    fn link(&self, shop: &str) -> String {
        let mut link = self.0.public.clone();
        link.set_path("/segnalazioni");
        link.query_pairs_mut().clear().append_pair("negozio", shop);
        link.to_string()
    }
}

fn opened(topic: Topic, news: &News<'_>, about: &About<'_>) -> (String, Vec<String>) {
    let t = about.t;
    let row = news.open.iter().find(|row| of(row) == Some(topic));
    let Some(row) = row else {
        return (t.say("nav-reports"), Vec::new());
    };
    let [title, cause, remedy] = said(topic, row, about);
    let since = about.wall.since(row.since, t);
    let lines = [
        format!("{since}. {cause}"),
        format!("{} {remedy}", t.say("report-what-to-do")),
        t.say("news-over-is-told"),
    ];
    (title, lines.into())
}

fn over(closed: Option<&FindingRow>, about: &About<'_>) -> (String, Vec<String>) {
    let t = about.t;
    let title = closed.map(|row| {
        let [title, ..] = words(Topic::of(&row.finding), std::slice::from_ref(row), 1, about);
        t.with("news-over", &[("title", title.into())])
    });
    let title = title.unwrap_or_else(|| t.say("news-over-untitled"));
    (title, vec![t.say("news-over-text")])
}

fn daily(open: &[TopicRow], about: &About<'_>) -> (String, Vec<String>) {
    let t = about.t;
    let mut topics: Vec<(Topic, &TopicRow)> = open
        .iter()
        .filter_map(|row| Some((of(row)?, row)))
        .filter(|(topic, _)| topic.severity() > Severity::Note)
        .collect();
    topics.sort_by_key(|(topic, _)| *topic);
    let count = u64::try_from(topics.len()).unwrap_or(0);
    let mut lines = vec![t.say("news-daily-text")];
    for (topic, row) in topics.iter().take(NAMED) {
        let [title, ..] = said(*topic, row, about);
        lines.push(format!("- {title}"));
    }
    let others = topics.len().saturating_sub(NAMED);
    if others > 0 {
        let others = u64::try_from(others).unwrap_or(0);
        lines.push(format!("- {}", t.count("report-others", others)));
    }
    (t.count("news-daily", count), lines)
}

/// The topic of a row.
fn of(row: &TopicRow) -> Option<Topic> {
    Some(Topic::of(&row.newest.first()?.finding))
}

fn said(topic: Topic, row: &TopicRow, about: &About<'_>) -> [String; 3] {
    let times = u64::try_from(row.times).unwrap_or(0);
    words(topic, &row.newest, times, about)
}
