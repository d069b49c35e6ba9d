//! Both languages say the same.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::{
    ast::{Entry, Expression, InlineExpression, Pattern, PatternElement},
    parser,
};

use super::{ENGLISH_FILES, ITALIAN_FILES};

type Sentences = BTreeMap<String, BTreeSet<String>>;

/// Every sentence of these files with the names of the figures in it.
fn sentences(files: &[&str]) -> Sentences {
    let mut found = Sentences::new();
    for file in files {
        let resource = parser::parse(*file).expect("the file can be read");
        for entry in resource.body {
            let Entry::Message(message) = entry else {
                continue;
            };
            let mut names = BTreeSet::new();
            if let Some(pattern) = &message.value {
                of_pattern(pattern, &mut names);
            }
            let before = found.insert(message.id.name.to_owned(), names);
            assert_eq!(before, None, "{} stands there twice", message.id.name);
        }
    }
    found
}

fn of_pattern(pattern: &Pattern<&str>, names: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else {
            continue;
        };
        match expression {
            Expression::Inline(inline) => of_inline(inline, names),
            Expression::Select { selector, variants } => {
                of_inline(selector, names);
                variants
                    .iter()
                    .for_each(|variant| of_pattern(&variant.value, names));
            }
        }
    }
}

fn of_inline(inline: &InlineExpression<&str>, names: &mut BTreeSet<String>) {
    if let InlineExpression::VariableReference { id } = inline {
        names.insert(id.name.to_owned());
    }
}

#[test]
fn both_languages_have_the_same_sentences_with_the_same_figures_in_them() {
    let (italian, english) = (sentences(ITALIAN_FILES), sentences(ENGLISH_FILES));
    assert!(italian.len() > 100, "the files are read");
    for (key, names) in &italian {
        assert_eq!(Some(names), english.get(key), "{key}");
    }
    let only: Vec<_> = english
        .keys()
        .filter(|key| !italian.contains_key(*key))
        .collect();
    assert!(only.is_empty(), "only in English: {only:?}");
}

/// Keys that the code puts together from a word of another crate.
const COMPOSED: &[&str] = &[
    "permission-",
    "step-",
    "count-",
    "run-failed-",
    "first-done-",
    "event-",
    "remedy-",
    "report-",
    "did-",
    "operator-",
    "ponte-",
    "cause-",
    "chart-orders-",
    "chart-changes-",
    "need-",
    "lane-",
    "stopped-",
    "overdue-",
];

/// Every quoted word of the sources and templates.
fn quoted() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut folders = vec!["src".into(), "templates".into()];
    while let Some(folder) = folders.pop() {
        let here =
            std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join::<std::path::PathBuf>(folder);
        for entry in std::fs::read_dir(&here).expect("the folder is there") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(text) = std::fs::read_to_string(&path) {
                found.extend(text.split('"').skip(1).map(str::to_owned));
            }
        }
    }
    found
}

#[test]
fn every_sentence_is_asked_for_by_the_code() {
    let quoted = quoted();
    let idle: Vec<_> = sentences(ITALIAN_FILES)
        .into_keys()
        .filter(|key| !quoted.contains(key) && !COMPOSED.iter().any(|start| key.starts_with(start)))
        .collect();
    assert!(idle.is_empty(), "{idle:?}");
}

/// Words that a merchant should not have to know, or that mean something else in a shop.
const JARGON: [&str; 36] = [
    "webhook",
    "sku",
    "token",
    "errore",
    "attenzione",
    "offerta",
    "server",
    "backend",
    "upload",
    "download",
    "payload",
    "endpoint",
    "timeout",
    "time-out",
    "retry",
    "queue",
    "job",
    "sync",
    "database",
    "cache",
    "polling",
    "bug",
    "crash",
    "debug",
    "log",
    "backup",
    "worker",
    "stream",
    "reset",
    "json",
    "http",
    "query",
    "deploy",
    "feedback",
    "default",
    "superkey",
];

#[test]
fn italian_pages_hold_no_jargon_and_no_exclamation_marks() {
    for file in ITALIAN_FILES {
        for line in file.lines().filter(|line| !line.starts_with('#')) {
            let said = line.split_once(" = ").map_or(line, |(_, said)| said);
            // Labels of today's plug-in (plug-in-today.md, row 9) and of the till's portal (Cassa in
            // Cloud sheet §21.1).
            let said = said
                .replace("Impostazioni Sync TS Commerce", "")
                .replace("WebHooks › Nuovo Webhook", "")
                .to_lowercase();
            let jargon = said
                .split(|letter: char| !letter.is_alphanumeric() && letter != '-')
                .find(|word| JARGON.contains(word));
            assert_eq!(jargon, None, "{line}");
            assert!(!said.contains('!'), "{line}");
            assert!(!said.contains('\''), "a straight apostrophe: {line}");
        }
    }
}

/// Names are the same in every language; the points and the address are examples, on the page of
/// components.
const NAMES: [&str; 6] = [
    "Ponte",
    "Cassa in Cloud",
    "TS Commerce",
    "Via dei Tigli",
    "Piazza Mercato",
    "https://ponte.example/avvisi/cassa/…",
];

/// What a template says by itself: in its text, and in what is read out instead of a picture.
fn said_by_itself(template: &str) -> Vec<String> {
    let mut text = template.to_owned();
    for (from, to) in [("{#", "#}"), ("{{", "}}"), ("{%", "%}")] {
        while let Some((before, rest)) = text.split_once(from) {
            let after = rest.split_once(to).map_or("", |(_, after)| after);
            text = format!("{before}|{after}");
        }
    }
    let spoken = ["aria-label=\"", "title=\"", "placeholder=\"", "alt=\""];
    let spoken = spoken.iter().flat_map(|name| text.split(name).skip(1));
    let spoken = spoken.filter_map(|rest| rest.split('"').next());
    let written = text
        .split('<')
        .map(|piece| piece.rsplit('>').next().unwrap_or(piece));
    written
        .chain(spoken)
        .flat_map(|piece| piece.split(['|', '\n']))
        .map(|piece| piece.trim_matches([' ', '·']))
        .filter(|piece| {
            piece
                .chars()
                .filter(|letter| letter.is_alphabetic())
                .count()
                > 2
        })
        .filter(|piece| !NAMES.contains(piece))
        .map(str::to_owned)
        .collect()
}

#[test]
fn no_template_says_anything_in_one_language_only() {
    assert_eq!(
        said_by_itself("<p title=\"Ciao\">{{ t.say(\"a\") }} mondo</p>"),
        ["mondo", "Ciao"]
    );
    let mut folders = vec![std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("templates")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("the folder is there") {
            let path = entry.expect("an entry").path();
            // The handbook is a text of its own in each language.
            if path.ends_with("templates/guide") {
                continue;
            }
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).expect("a template is a text");
            assert_eq!(said_by_itself(&text), [""; 0], "{}", path.display());
        }
    }
}

#[test]
fn the_labels_of_today_s_plug_in_stand_letter_by_letter() {
    let italian = super::Words {
        language: super::Language::Italian,
    };
    for (key, label) in [
        ("login", "Login"),
        ("connector-title", "Connettore Cassa in Cloud"),
        ("key-section", "Impostazioni"),
        ("key-label", "Api key"),
        ("key-send", "Aggiorna Dati"),
        ("ok", "OK"),
        ("points-section", "Punti vendita / magazzini"),
        ("fields-section", "Impostazioni Sync TS Commerce"),
        ("first-section", "Prima Sincronizzazione Prodotti"),
        ("first-start", "Avvia prima sincronizzazione prodotti"),
        ("forced-section", "Forza Sincronizzazione Prodotti"),
        ("forced-start", "Sincronizza i prodotti su TS Commerce"),
        ("orders-section", "Forza Sincronizzazione Ordini"),
        ("orders-start", "Invia ordini a Cassa in Cloud"),
    ] {
        assert_eq!(italian.say(key), label);
    }
}
