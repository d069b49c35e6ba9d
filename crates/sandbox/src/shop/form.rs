//! Parameters as PHP reads them (TS Commerce sheet §3, §27).
//!
//! - `a=1`, `a[b][c]=1`, `a[]=1`, `a[0]=1`; the later of two equal names wins.
//! - `[]` takes the number after the highest one in that array.
//! - In a top-level name dots and blanks become `_`; inside brackets nothing is changed.
//! - A key ends at the first `]`; what follows it and is no bracket is ignored.
//! - A name nested deeper than 64 levels is ignored, as PHP does: no form can overflow the stack.

use url::form_urlencoded;

/// Deepest nesting, PHP's own.
const DEEPEST: usize = 64;

/// The parameters of a call: names in the order in which they first came.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Form(Vec<(String, Value)>);

/// What a parameter is.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A text.
    Text(String),
    /// Brackets: an array with keys.
    Array(Form),
}

impl Form {
    /// Reads `name=value&…`.
    #[must_use]
    pub fn parse(encoded: &[u8]) -> Self {
        let mut form = Self::default();
        for (name, value) in form_urlencoded::parse(encoded) {
            form.add(&name, value.into_owned());
        }
        form
    }

    /// Adds one parameter, its name with brackets.
    pub fn add(&mut self, name: &str, value: String) {
        let Some(path) = path(name) else { return };
        let mut form = self;
        let (last, steps) = match path.split_last() {
            Some(split) => split,
            None => return,
        };
        for step in steps {
            form = form.array(step);
        }
        let slot = form.slot(last);
        *slot = Value::Text(value);
    }

    /// Takes over `stronger`'s parameters; where both have a name, `stronger`'s value holds.
    pub fn merge(&mut self, stronger: Self) {
        for (name, value) in stronger.0 {
            *self.slot(&name) = value;
        }
    }

    /// Whether it has no parameter.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many there are at this level.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// What has this name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value)
    }

    /// The text with this name.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        match self.get(name)? {
            Value::Text(text) => Some(text),
            Value::Array(_) => None,
        }
    }

    /// The array with this name.
    #[must_use]
    pub fn array_named(&self, name: &str) -> Option<&Self> {
        match self.get(name)? {
            Value::Text(_) => None,
            Value::Array(array) => Some(array),
        }
    }

    /// The texts of the array with this name; a single text that is not empty is a list of one.
    ///
    /// None where nothing has the name: an empty text is an empty list.
    #[must_use]
    pub fn list(&self, name: &str) -> Option<Vec<&str>> {
        match self.get(name)? {
            Value::Text(text) if text.is_empty() => Some(Vec::new()),
            Value::Text(text) => Some(vec![text]),
            Value::Array(array) => Some(array.texts().collect()),
        }
    }

    /// All parameters, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// All texts at this level, in order.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|(_, value)| match value {
            Value::Text(text) => Some(text.as_str()),
            Value::Array(_) => None,
        })
    }

    fn array(&mut self, step: &str) -> &mut Self {
        let slot = self.slot(step);
        if let Value::Text(_) = slot {
            *slot = Value::Array(Self::default());
        }
        match slot {
            Value::Array(array) => array,
            Value::Text(_) => unreachable!("a text was replaced just above"),
        }
    }

    /// The place for `step`; an empty step is a new number.
    fn slot(&mut self, step: &str) -> &mut Value {
        // From the end: a form names the fields of one thing side by side.
        let found = match step {
            "" => None,
            step => self.0.iter().rposition(|(known, _)| known == step),
        };
        let at = found.unwrap_or_else(|| {
            let name = match step {
                "" => self.next_number().to_string(),
                step => step.to_owned(),
            };
            self.0.push((name, Value::Text(String::new())));
            self.0.len() - 1
        });
        &mut self.0[at].1
    }

    fn next_number(&self) -> u64 {
        let highest = self.0.iter().filter_map(|(name, _)| number(name)).max();
        highest.map_or(0, |highest| highest.saturating_add(1))
    }
}

/// A key that PHP takes for a number: digits without a leading zero.
fn number(name: &str) -> Option<u64> {
    let digits = name.bytes().all(|byte| byte.is_ascii_digit());
    if !digits || (name.len() > 1 && name.starts_with('0')) {
        return None;
    }
    name.parse().ok()
}

/// The steps of a name: `a[b][]` is `a`, `b` and the empty text.
fn path(name: &str) -> Option<Vec<String>> {
    let name = name.trim_start_matches(' ');
    let open = name.find('[').filter(|at| name[*at..].contains(']'));
    let (top, mut rest) = name.split_at(open.unwrap_or(name.len()));
    if top.is_empty() {
        return None;
    }
    let mut path = vec![top.replace(['.', ' ', '['], "_")];
    while let Some((key, after)) = rest
        .strip_prefix('[')
        .and_then(|inside| inside.split_once(']'))
    {
        path.push(key.to_owned());
        rest = after;
        if path.len() > DEEPEST {
            return None;
        }
    }
    Some(path)
}

#[cfg(test)]
mod tests {
    use ponte_transport::{Randomness, SeededRandom};

    use super::*;

    /// `http_build_query` of PHP, written apart from the reader.
    fn build(form: &Form, prefix: &str, out: &mut Vec<String>) {
        for (name, value) in form.iter() {
            let name = match prefix {
                "" => name.to_owned(),
                prefix => format!("{prefix}[{name}]"),
            };
            match value {
                Value::Text(text) => {
                    let encode =
                        |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect();
                    let (name, text): (String, String) = (encode(&name), encode(text));
                    out.push(format!("{name}={text}"));
                }
                Value::Array(array) => build(array, &name, out),
            }
        }
    }

    fn word(random: &dyn Randomness, letters: &[char]) -> String {
        let length = 1 + random.below(5);
        (0..length)
            .map(|_| {
                let at = random.below(letters.len() as u64);
                letters[usize::try_from(at).expect("a small number")]
            })
            .collect()
    }

    fn draw(random: &dyn Randomness, depth: u32) -> Form {
        let top: Vec<char> = "abcù€_-7".chars().collect();
        let inner: Vec<char> = "ab .[&=+%/ù😀7\"".chars().collect();
        let mut form = Form::default();
        for _ in 0..=random.below(4) {
            let name = word(random, if depth == 0 { &top } else { &inner });
            let value = match random.below(3) {
                0 if depth < 4 => Value::Array(draw(random, depth + 1)),
                _ => Value::Text(word(random, &inner)),
            };
            *form.slot(&name) = value;
        }
        form
    }

    #[test]
    fn what_php_builds_is_read_back_the_same() {
        let random = SeededRandom::new(11);
        for round in 0..500 {
            let form = draw(&random, 0);
            let mut pairs = Vec::new();
            build(&form, "", &mut pairs);
            let read = Form::parse(pairs.join("&").as_bytes());
            assert_eq!(read, form, "round {round}: {}", pairs.join("&"));
        }
    }

    #[test]
    fn any_bytes_are_read_without_a_panic_and_without_growing() {
        let random = SeededRandom::new(12);
        let letters: Vec<char> = "a[]=&%+.0 9\u{0}é".chars().collect();
        for _ in 0..2000 {
            let text: String = (0..20).map(|_| word(&random, &letters)).collect();
            let form = Form::parse(text.as_bytes());
            assert!(form.len() <= text.matches('&').count() + 1);
        }
    }

    #[test]
    fn empty_brackets_take_the_next_number() {
        let form = Form::parse(b"a[]=x&a[5]=y&a[]=z&a[07]=w&a[]=v");
        let keys: Vec<_> = form
            .array_named("a")
            .expect("an array")
            .iter()
            .map(|(key, _)| key.to_owned())
            .collect();
        assert_eq!(keys, ["0", "5", "6", "07", "7"]);
    }

    #[test]
    fn dots_and_blanks_are_mangled_in_the_top_level_name_only() {
        let form = Form::parse(b"a.b+c[d.e+f]=1&+x=2&y[z=3");
        let inner = form.array_named("a_b_c").expect("mangled");
        assert_eq!(inner.text("d.e f"), Some("1"));
        assert_eq!((form.text("x"), form.text("y_z")), (Some("2"), Some("3")));
    }

    #[test]
    fn a_key_ends_at_the_first_closing_bracket() {
        let form = Form::parse(b"stage[A[1]][quantity]=2");
        assert_eq!(
            form.array_named("stage").and_then(|it| it.text("A[1")),
            Some("2")
        );
    }

    #[test]
    fn the_later_of_two_equal_names_wins_and_the_stronger_form_over_both() {
        let mut form = Form::parse(b"a=1&a=2&b[x]=1&b=3&c=4&c[y]=5");
        assert_eq!((form.text("a"), form.text("b")), (Some("2"), Some("3")));
        assert_eq!(form.array_named("c").and_then(|it| it.text("y")), Some("5"));
        form.merge(Form::parse(b"a=9&d=1"));
        assert_eq!((form.text("a"), form.text("d")), (Some("9"), Some("1")));
    }

    #[test]
    fn nesting_deeper_than_php_s_is_ignored() {
        let deep = format!("a{}=1&b=2", "[x]".repeat(10_000));
        let form = Form::parse(deep.as_bytes());
        assert_eq!((form.len(), form.text("b")), (1, Some("2")));
    }

    #[test]
    fn a_list_may_come_as_brackets_or_as_one_text() {
        let form = Form::parse(b"a[]=1&a[]=2&b=3&c=");
        assert_eq!(form.list("a"), Some(vec!["1", "2"]));
        assert_eq!(form.list("b"), Some(vec!["3"]));
        assert_eq!(form.list("c"), Some(vec![]));
        assert_eq!(form.list("d"), None);
    }
}
