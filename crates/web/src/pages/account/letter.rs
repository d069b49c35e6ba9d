//! What Ponte writes to people about their account: the fact, what to do, one link, what happens
//! otherwise.
//!
//! Guarantee: at most eight lines, in the recipient's language; nothing that a stranger has typed.

use ponte_store::{StoreError, Tx, accounts::User};
use ponte_sync::mail;

use crate::{
    app::App,
    words::{Language, Words},
};

/// The sentences of a letter, by their keys.
pub(super) struct Sentences {
    subject: &'static str,
    text: &'static str,
    what_to_do: &'static str,
    otherwise: &'static str,
}

pub(super) const CONFIRM: Sentences = Sentences {
    subject: "letter-confirm-subject",
    text: "letter-confirm-text",
    what_to_do: "letter-confirm-do",
    otherwise: "letter-confirm-otherwise",
};

pub(super) const KNOWN: Sentences = Sentences {
    subject: "letter-known-subject",
    text: "letter-known-text",
    what_to_do: "letter-known-do",
    otherwise: "letter-known-otherwise",
};

pub(super) const RESET: Sentences = Sentences {
    subject: "letter-reset-subject",
    text: "letter-reset-text",
    what_to_do: "letter-reset-do",
    otherwise: "letter-reset-otherwise",
};

pub(super) const STRANGER: Sentences = Sentences {
    subject: "letter-stranger-subject",
    text: "letter-stranger-text",
    what_to_do: "letter-stranger-do",
    otherwise: "letter-stranger-otherwise",
};

pub(super) const CHANGED: Sentences = Sentences {
    subject: "letter-changed-subject",
    text: "letter-changed-text",
    what_to_do: "letter-changed-do",
    otherwise: "letter-changed-otherwise",
};

pub(super) const INVITED: Sentences = Sentences {
    subject: "letter-invited-subject",
    text: "letter-invited-text",
    what_to_do: "letter-invited-do",
    otherwise: "letter-invited-otherwise",
};

/// Somebody to write to.
pub(super) struct Recipient<'r> {
    pub(super) email: &'r str,
    /// Empty where we know nobody there.
    pub(super) name: &'r str,
    pub(super) words: Words,
}

impl<'r> Recipient<'r> {
    /// A user, in the user's own language; `words` where none was chosen.
    pub(super) fn user(user: &'r User, words: Words) -> Self {
        let chosen = Language::of_tag(&user.language);
        Self {
            email: &user.email,
            name: &user.name,
            words: chosen.map_or(words, |language| Words { language }),
        }
    }
}

/// Names in a letter's sentences.
pub(super) type Names<'n> = [(&'static str, fluent_bundle::FluentValue<'n>)];

/// Puts a letter into the caller's transaction.
pub(super) async fn put(
    app: &App,
    tx: &mut dyn Tx,
    letter: &mail::Letter,
) -> Result<(), StoreError> {
    if !app.engine.letters().put(tx, letter, app.now()).await? {
        tracing::warn!("no mail is set up: a letter was not written");
    }
    Ok(())
}

/// The letter with these sentences.
pub(super) fn write(
    recipient: &Recipient<'_>,
    sentences: &Sentences,
    names: &Names<'_>,
    link: &str,
) -> mail::Letter {
    let t = recipient.words;
    let hello = match recipient.name {
        "" => t.say("letter-hello"),
        name => t.with("letter-hello-name", &[("name", name.into())]),
    };
    let say = |key| t.with(key, names);
    let (fact, what_to_do) = (say(sentences.text), say(sentences.what_to_do));
    let (otherwise, foot) = (say(sentences.otherwise), t.say("letter-foot"));
    mail::Letter {
        to: recipient.email.to_owned(),
        name: recipient.name.to_owned(),
        subject: say(sentences.subject),
        text: format!("{hello}\n\n{fact}\n{what_to_do}\n{link}\n\n{otherwise}\n\n{foot}\n"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_has_at_most_eight_lines_one_link_and_no_missing_word() {
        let names = [
            ("who", "Marta Pervinca".into()),
            ("shop", "Scarpe Pervinca".into()),
            ("when", "oggi alle 10:38".into()),
        ];
        for language in [Language::Italian, Language::English] {
            for sentences in [CONFIRM, KNOWN, RESET, STRANGER, CHANGED, INVITED] {
                for name in ["", "Marta"] {
                    let recipient = Recipient {
                        email: "marta@pervinca.example",
                        name,
                        words: Words { language },
                    };
                    let letter = write(&recipient, &sentences, &names, "https://ponte.example/x");
                    let lines = letter.text.lines().filter(|line| !line.is_empty());
                    assert!(lines.count() <= 8, "{}", letter.text);
                    assert_eq!(letter.text.matches("https://").count(), 1);
                    for missing in ["{", "letter-"] {
                        assert!(!letter.text.contains(missing), "{}", letter.text);
                        assert!(!letter.subject.contains(missing), "{}", letter.subject);
                    }
                }
            }
        }
    }
}
