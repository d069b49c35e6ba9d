//! The questions that decide whether a product is in the shop, in words: a yes in a few, a no with its
//! remedy.

use ponte_domain::why::{Answer, Check, Question};

use crate::{pages::findings::products::of_obstacle, words::Words};

/// A question with its answer, in words.
pub(crate) struct CheckLine {
    /// `ok`, `warn`, `bad`, or nothing.
    pub(crate) tone: &'static str,
    /// Its icon.
    pub(crate) icon: &'static str,
    /// The answer for who does not see the icon.
    pub(crate) answer: String,
    pub(crate) sentences: Vec<String>,
}

/// Those that need somebody first, then what passes by itself, then what is as it should be.
pub(crate) fn lines(checks: &[Check], t: Words) -> Vec<CheckLine> {
    let mut checks: Vec<&Check> = checks.iter().collect();
    checks.sort_by_key(|check| match check.answer {
        Answer::No { .. } | Answer::Refused { .. } => 0,
        Answer::Soon => 1,
        Answer::Theirs => 2,
        Answer::Later => 3,
        Answer::Yes => 4,
    });
    checks.into_iter().map(|check| line(check, t)).collect()
}

fn line(check: &Check, t: Words) -> CheckLine {
    let (tone, icon, answer) = match check.answer {
        Answer::No { .. } | Answer::Refused { .. } => ("bad", "i-bad", "answer-no"),
        Answer::Soon => ("warn", "i-wait", "answer-soon"),
        Answer::Theirs => ("", "i-wait", "answer-theirs"),
        Answer::Later => ("", "i-wait", "answer-later"),
        Answer::Yes => ("ok", "i-tick", "answer-yes"),
    };
    CheckLine {
        tone,
        icon,
        answer: t.say(answer),
        sentences: sentences(check, t),
    }
}

/// What is to be said of it.
pub(crate) fn sentences(check: &Check, t: Words) -> Vec<String> {
    let say = |key: &str| vec![t.say(key)];
    match (&check.answer, check.question) {
        (Answer::No { obstacles }, _) if !obstacles.is_empty() => {
            obstacles.iter().map(|one| of_obstacle(one, t)).collect()
        }
        (Answer::Refused { text }, _) => {
            vec![t.with("finding-refused", &[("text", text.as_str().into())])]
        }
        (Answer::Yes, question) => say(yes(question)),
        (Answer::No { .. }, question) => say(no(question)),
        (Answer::Theirs, _) => say("why-shown-theirs"),
        (Answer::Soon, Question::Shown) => say("why-shown-soon"),
        (Answer::Soon, _) => say("why-written-soon"),
        (Answer::Later, Question::Shown) => say("why-shown-later"),
        (Answer::Later, _) => say("why-written-later"),
    }
}

fn yes(question: Question) -> &'static str {
    match question {
        Question::OnTill => "why-on-till",
        Question::Ecommerce => "why-ecommerce",
        Question::Category => "why-category",
        Question::Point => "why-point",
        Question::Wanted => "why-wanted",
        Question::Name => "why-name",
        Question::Options => "why-options",
        Question::Codes => "why-codes",
        Question::Price => "why-price",
        Question::Vat => "why-vat",
        Question::FirstSync => "why-first-sync",
        Question::Writes => "why-writes",
        Question::Accepted => "why-accepted",
        Question::Variants => "why-variants",
        Question::Confirmed => "why-confirmed",
        Question::Written => "why-written",
        Question::Shown => "why-shown",
    }
}

fn no(question: Question) -> &'static str {
    match question {
        Question::OnTill => "why-on-till-no",
        Question::Ecommerce => "why-ecommerce-no",
        Question::Category => "why-category-no",
        Question::Point => "why-point-no",
        Question::Wanted => "why-wanted-no",
        Question::Name => "obstacle-no-name",
        Question::Options => "obstacle-broken-options",
        Question::Codes => "why-codes-no",
        Question::Price => "why-price-no",
        Question::Vat => "obstacle-unknown-vat",
        Question::FirstSync => "why-first-sync-no",
        Question::Writes => "why-writes-no",
        Question::Accepted => "why-accepted-no",
        Question::Variants => "finding-variants-ignored",
        Question::Confirmed => "why-confirmed-no",
        Question::Written => "why-written-soon",
        Question::Shown => "why-shown-soon",
    }
}
