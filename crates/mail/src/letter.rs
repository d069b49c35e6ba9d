//! What is sent, and to whom.

use std::{
    fmt,
    time::{Duration, SystemTime},
};

use jiff::Timestamp;
use lettre::{
    Message,
    message::{
        Body, Mailbox,
        header::{ContentTransferEncoding, ContentType, HeaderName, HeaderValue},
    },
};
use serde::{Deserialize, Serialize};

use crate::{NotAnAddress, PostTrouble, address};

/// A letter: plain text, to one person.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// Address.
    pub to: String,
    /// The person's name; may be empty.
    pub name: String,
    /// What it is about: the fact.
    pub subject: String,
    /// What it says.
    pub text: String,
}

/// A letter holds links that open accounts: nothing of it is shown.
impl fmt::Debug for Letter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Letter(..)")
    }
}

/// What a letter is stamped with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Postmark {
    /// Its own name, the same however often it is posted: letters, digits, hyphens.
    pub id: String,
    /// When it was written.
    pub at: Timestamp,
}

/// How the text travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wrapping {
    /// As every mail server takes it.
    ForServers,
    /// As it is, for whoever looks into the file.
    ForReaders,
}

/// The letter as a message of `from`.
pub(crate) fn message(
    letter: &Letter,
    mark: &Postmark,
    from: &Mailbox,
    wrapping: Wrapping,
) -> Result<Message, PostTrouble> {
    let to = address(&letter.to)?.parse().map_err(|_| NotAnAddress)?;
    let name = Some(one_line(&letter.name)).filter(|name| !name.is_empty());
    let id = format!("<{}@{}>", plain(&mark.id), from.email.domain());
    // Nobody's holiday message shall answer.
    let by_machine = HeaderValue::new(
        HeaderName::new_from_ascii_str("Auto-Submitted"),
        "auto-generated".to_owned(),
    );
    Message::builder()
        .from(from.clone())
        .to(Mailbox::new(name, to))
        .subject(one_line(&letter.subject))
        .date(date(mark.at))
        .message_id(Some(id))
        .raw_header(by_machine)
        .header(ContentType::TEXT_PLAIN)
        .body(body(&letter.text, wrapping))
        .map_err(|_| PostTrouble::Unwritable)
}

fn date(at: Timestamp) -> SystemTime {
    let since = u64::try_from(at.as_second()).unwrap_or(0);
    SystemTime::UNIX_EPOCH + Duration::from_secs(since)
}

fn body(text: &str, wrapping: Wrapping) -> Body {
    let text = text.replace('\0', "");
    match wrapping {
        Wrapping::ForServers => Body::new(text),
        Wrapping::ForReaders => {
            let as_it_is = Body::new_with_encoding(text, ContentTransferEncoding::Binary);
            as_it_is.unwrap_or_else(Body::new)
        }
    }
}

/// A header has one line: whatever would end it is a blank.
fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split(|letter: char| letter.is_control() || letter.is_whitespace()) {
        if !word.is_empty() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    line
}

fn plain(id: &str) -> String {
    id.chars()
        .filter(|letter| letter.is_ascii_alphanumeric() || *letter == '-')
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter(name: &str, subject: &str, text: &str) -> Letter {
        Letter {
            to: "marta@pervinca.example".to_owned(),
            name: name.to_owned(),
            subject: subject.to_owned(),
            text: text.to_owned(),
        }
    }

    fn written(letter: &Letter, wrapping: Wrapping) -> String {
        let mark = Postmark {
            id: "0199-a\r\nX-Id: 1".to_owned(),
            at: "2026-11-24T09:40:00Z".parse().expect("an instant"),
        };
        let from: Mailbox = "Ponte <ponte@ponte.example>".parse().expect("a sender");
        let message = message(letter, &mark, &from, wrapping).expect("a message");
        String::from_utf8(message.formatted()).expect("a text")
    }

    /// The names of a message's headers, and its body.
    fn parts(written: &str) -> (Vec<&str>, &str) {
        let (head, body) = written.split_once("\r\n\r\n").expect("an empty line");
        let names = head.split("\r\n").filter(|line| !line.starts_with(' '));
        let names = names.map(|line| line.split_once(':').expect("a header").0);
        (names.collect(), body)
    }

    #[test]
    fn whatever_a_letter_holds_it_has_our_headers_and_no_others() {
        let plain = written(&letter("Marta", "Ciao", "Ciao"), Wrapping::ForServers);
        let (expected, _) = parts(&plain);
        assert_eq!(expected.len(), 8, "{plain}");
        for evil in [
            "a\r\nBcc: evil@evil.example",
            "a\nBcc: evil@evil.example\n\nbody",
            "a\rBcc: evil@evil.example",
            "a\u{2028}Bcc: evil@evil.example\u{85}X: y\0",
            "\"<evil@evil.example>, \"",
            "=?utf-8?q?=0D=0ABcc:_evil@evil.example?=",
        ] {
            for wrapping in [Wrapping::ForServers, Wrapping::ForReaders] {
                let written = written(&letter(evil, evil, evil), wrapping);
                let (names, _) = parts(&written);
                assert_eq!(names, expected, "{written}");
            }
        }
    }

    #[test]
    fn a_letter_to_no_address_is_not_written() {
        let mark = Postmark {
            id: "1".to_owned(),
            at: Timestamp::UNIX_EPOCH,
        };
        let from: Mailbox = "ponte@ponte.example".parse().expect("a sender");
        let mut letter = letter("", "", "");
        "a@b.example\r\nBcc: c@d.example".clone_into(&mut letter.to);
        let refused = message(&letter, &mark, &from, Wrapping::ForServers);
        assert!(matches!(refused, Err(PostTrouble::NotAnAddress(_))));
    }

    #[test]
    fn a_reader_finds_the_text_as_it_is() {
        let text = "Ciao Marta,\n\nè tutto a posto:\nhttps://ponte.example/conferma/0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\n";
        let written = written(&letter("Marta", "Però", text), Wrapping::ForReaders);
        let (_, body) = parts(&written);
        assert_eq!(body.replace("\r\n", "\n"), text);
    }

    #[test]
    fn neither_text_nor_address_are_shown_to_whoever_looks_for_faults() {
        let shown = format!("{:?}", letter("Marta", "subject", "secret"));
        assert_eq!(shown, "Letter(..)");
    }
}
