//! A card: one topic, or one question; the fact, since when, the cause, what to do.

use ponte_domain::finding::{Severity, Topic};
use ponte_store::findings::{FindingRow, TopicRow};

use crate::{
    auth::member::address,
    pages::findings::{About, FindingLine, any, detail},
    words::Words,
};

use super::help::Help;

/// Names on a card.
const NAMES: usize = 3;

/// A card.
pub(crate) struct Card {
    /// Its own name on the page: what a link leads to.
    pub(crate) id: String,
    pub(crate) tone: &'static str,
    pub(crate) icon: &'static str,
    /// How much it presses, for whoever does not see the colour.
    pub(crate) presses: String,
    pub(crate) title: String,
    pub(crate) since: String,
    /// What it is about: page and name.
    pub(crate) names: Vec<(Option<String>, String)>,
    /// Where the others are, and how many.
    pub(crate) others: Option<(String, String)>,
    pub(crate) cause: String,
    pub(crate) remedy: String,
    pub(crate) help: Option<Help>,
}

/// The cards of what is open, the worst first.
pub(crate) fn cards(topics: &[TopicRow], about: &About<'_>) -> Vec<Card> {
    let mut known: Vec<(Topic, &TopicRow)> = topics
        .iter()
        .filter_map(|row| Some((Topic::of(&row.newest.first()?.finding), row)))
        .collect();
    known.sort_by_key(|(topic, _)| *topic);
    known
        .into_iter()
        .flat_map(|(topic, row)| match topic {
            // Each is a question of its own.
            Topic::Held => {
                let one = |held| card(topic, row, std::slice::from_ref(held), 1, about);
                row.newest.iter().map(one).collect()
            }
            _ => {
                let times = u64::try_from(row.times).unwrap_or(0);
                vec![card(topic, row, &row.newest, times, about)]
            }
        })
        .collect()
}

fn card(
    topic: Topic,
    row: &TopicRow,
    newest: &[FindingRow],
    times: u64,
    about: &About<'_>,
) -> Card {
    let t = about.t;
    let lines: Vec<FindingLine> = newest.iter().map(|row| any(row, about)).collect();
    let (tone, icon, presses) = match topic.severity() {
        Severity::Stopped => ("bad", "i-bad", "report-stopped"),
        Severity::LeftOut => ("warn", "i-warn", "report-left-out"),
        Severity::Note => ("info", "i-wait", "report-note"),
    };
    let [title, cause, remedy] = words(topic, newest, times, about);
    let list = address("/segnalazioni/elenco", about.query, &[("su", &row.topic)]);
    Card {
        id: match (topic, newest) {
            (Topic::Held, [held, ..]) => format!("{}-{}", row.topic, held.subject),
            _ => row.topic.clone(),
        },
        tone,
        icon,
        presses: t.say(presses),
        since: about.wall.since(row.since, t),
        help: Help::of(topic, newest, &lines, about),
        names: names(topic, &title, lines),
        title,
        others: others(times, t).map(|said| (list, said)),
        cause,
        remedy,
    }
}

/// "e altri 34": what leads to the list, where there is one.
fn others(times: u64, t: Words) -> Option<String> {
    match times.saturating_sub(NAMES as u64) {
        0 => (times > 1).then(|| t.say("report-see-list")),
        others => Some(t.count("report-others", others)),
    }
}

/// Title, cause and remedy of a topic.
pub(crate) fn words(
    topic: Topic,
    newest: &[FindingRow],
    times: u64,
    about: &About<'_>,
) -> [String; 3] {
    let name = newest.first().map(|row| any(row, about).name);
    let details = newest.iter().map(|row| detail::of(row, about));
    let detail = match topic {
        // Whatever refuses has to be changed.
        Topic::TillSetting => details.collect::<Vec<_>>().join(" "),
        _ => details.take(1).collect(),
    };
    ["title", "cause", "remedy"].map(|part| {
        let args = [
            ("n", times.into()),
            ("name", name.clone().unwrap_or_default().into()),
            ("detail", detail.clone().into()),
        ];
        about.t.with(&key(topic, part), &args)
    })
}

/// The sentence's name.
pub(crate) fn key(topic: Topic, part: &str) -> String {
    format!("report-{}-{part}", topic.word().replace('_', "-"))
}

/// What a card is about; nothing where the title says it.
fn names(topic: Topic, title: &str, lines: Vec<FindingLine>) -> Vec<(Option<String>, String)> {
    let said = |line: &FindingLine| line.name.is_empty() || title.contains(&line.name);
    if topic == Topic::Held || (lines.len() == 1 && lines.iter().all(said)) {
        return Vec::new();
    }
    let lines = lines.into_iter().take(NAMES);
    lines.map(|line| (line.link, line.name)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    #[test]
    fn every_topic_has_its_words_in_every_language() {
        for language in [Language::Italian, Language::English] {
            let t = Words { language };
            for topic in Topic::ALL {
                for part in ["title", "cause", "remedy"] {
                    let key = key(*topic, part);
                    assert_ne!(t.say(&key), key, "{language:?}");
                }
            }
        }
    }
}
