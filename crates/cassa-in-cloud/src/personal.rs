//! Personal data stays out of errors: buyers' names, addresses, numbers.
//!
//! Guarantees, each borne by a test below:
//! - what a call held of a person is hidden where the remote's text repeats it, whatever its case and
//!   its order of words, and so is every e-mail address;
//! - what is wrong with a record is told without the record's values.
//!
//! A text that repeats it in another form (escaped, abbreviated) is not seen through.

/// Shorter words are no secret and would blot out half of an ordinary sentence.
const LEAST: usize = 4;

static NONE: Personal = Personal(Vec::new());

/// What a text may not repeat.
#[derive(Clone, Default)]
pub(crate) struct Personal(Vec<String>);

impl Personal {
    /// Nothing but e-mail addresses, which are always hidden.
    pub(crate) fn none() -> &'static Self {
        &NONE
    }

    /// Hides each word of a name, an address or a number.
    pub(crate) fn words(mut self, text: &str) -> Self {
        let words = text.split(|c: char| c.is_whitespace() || c == ',');
        self.0.extend(words.map(str::to_ascii_lowercase));
        self
    }

    /// As [`Self::words`], where there is a text.
    pub(crate) fn words_of(self, text: Option<&String>) -> Self {
        match text {
            Some(text) => self.words(text),
            None => self,
        }
    }

    /// Hides a text as a whole: a note is made of ordinary words.
    pub(crate) fn whole(mut self, text: Option<&String>) -> Self {
        self.0.extend(text.map(|text| text.to_ascii_lowercase()));
        self
    }

    /// `text` without what it may not repeat.
    pub(crate) fn hide(&self, text: &str) -> String {
        let mut out = without_addresses(text);
        for word in self.0.iter().filter(|word| word.chars().count() >= LEAST) {
            // Changing the case of ASCII letters alone keeps every place in the text.
            let mut from = 0;
            while let Some(found) = out[from..].to_ascii_lowercase().find(word.as_str()) {
                let start = from + found;
                out.replace_range(start..start + word.len(), HIDDEN);
                from = start + HIDDEN.len();
            }
        }
        out
    }
}

const HIDDEN: &str = "…";

/// `text` with each e-mail address hidden.
fn without_addresses(text: &str) -> String {
    if !text.contains('@') {
        return text.to_owned();
    }
    let part = |c: char| c.is_alphanumeric() || "@.+-_%!#$&'*/=?^`{|}~".contains(c);
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let end = rest.find(|c| !part(c)).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end.max(c.len_utf8()));
        out.push_str(if run.contains('@') { HIDDEN } else { run });
        rest = after;
    }
    out
}

/// Kinds of values that serde's sentences repeat unquoted or in backticks.
const KINDS: [&str; 3] = ["integer `", "floating point `", "variant `"];

/// What serde says about a record, without the record's values.
pub(crate) fn without_values(error: &serde_json::Error) -> String {
    let mut text = error.to_string();
    if let (Some(first), Some(last)) = (text.find('"'), text.rfind('"'))
        && first < last
    {
        text.replace_range(first..=last, HIDDEN);
    }
    for kind in KINDS {
        if let Some(start) = text.find(kind).map(|found| found + kind.len() - 1)
            && let Some(length) = text[start + 1..].find('`')
        {
            text.replace_range(start..start + length + 2, HIDDEN);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_call_held_of_a_person_is_hidden_whatever_its_case_and_order() {
        let personal = Personal::default()
            .words("Mario De Rossi")
            .words("Via Làrga, 12")
            .whole(Some(&"suonare due volte".to_owned()));
        assert_eq!(
            personal.hide("ROSSI, mario de: via Làrga; Suonare due volte, due volte"),
            "…, … de: via …; …, due volte"
        );
        assert_eq!(personal.hide("nothing of theirs"), "nothing of theirs");
    }

    #[test]
    fn every_e_mail_address_is_hidden() {
        let hidden = Personal::none().hide(r#"{"msg":"a.b+c@example.test, è d@e.test"}"#);
        assert_eq!(hidden, r#"{"msg":"…, è …"}"#);
    }

    #[test]
    fn what_is_wrong_with_a_record_is_told_without_its_values() {
        let text = |json: &str| {
            let error = serde_json::from_str::<Vec<u8>>(json).expect_err("no list of numbers");
            without_values(&error)
        };
        for (json, value) in [
            (r#"["Via \"Roma\" 1"]"#, "Roma"),
            (r#""Via Roma""#, "Roma"),
            ("[31100]", "31100"),
            ("[3.75]", "3.75"),
        ] {
            let text = text(json);
            assert!(!text.contains(value) && text.contains("invalid"), "{text}");
        }
    }
}
