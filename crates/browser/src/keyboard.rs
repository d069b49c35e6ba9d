//! Keys, and where the focus is.

use serde::Deserialize;
use serde_json::{Value, json};

use crate::Browser;

/// No page has so many places to stop at.
const MOST_STOPS: usize = 200;

/// A key without a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// To the next place.
    Tab,
    /// To the place before.
    BackTab,
    /// Follows a link, presses a button.
    Enter,
    /// Presses a button, turns a switch.
    Space,
    /// One up.
    Up,
    /// One down.
    Down,
    /// Moves the row one up.
    AltUp,
    /// Moves the row one down.
    AltDown,
}

impl Key {
    /// What is held meanwhile, and the key, as WebDriver writes them.
    fn codes(self) -> (Option<&'static str>, &'static str) {
        const SHIFT: &str = "\u{E008}";
        const ALT: &str = "\u{E00A}";
        match self {
            Self::Tab => (None, "\u{E004}"),
            Self::BackTab => (Some(SHIFT), "\u{E004}"),
            Self::Enter => (None, "\u{E007}"),
            Self::Space => (None, " "),
            Self::Up => (None, "\u{E013}"),
            Self::Down => (None, "\u{E015}"),
            Self::AltUp => (Some(ALT), "\u{E013}"),
            Self::AltDown => (Some(ALT), "\u{E015}"),
        }
    }
}

/// Where the focus is.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Focus {
    /// The element's tag; `body` where nothing has the focus.
    pub tag: String,
    /// What it is called.
    pub name: String,
    /// Whether one sees that it has the focus: a ring, within what the window shows.
    pub seen: bool,
}

impl Browser {
    /// Presses a key.
    pub fn press(&self, key: Key) {
        let (held, code) = key.codes();
        let down = |code: &str| json!({"type": "keyDown", "value": code});
        let up = |code: &str| json!({"type": "keyUp", "value": code});
        let mut steps: Vec<Value> = held.into_iter().map(down).collect();
        steps.extend([down(code), up(code)]);
        steps.extend(held.into_iter().map(up));
        self.act(&steps);
    }

    /// Types a text where the focus is.
    pub fn write(&self, text: &str) {
        let keys = text.chars().map(String::from);
        let steps: Vec<Value> = keys
            .flat_map(|key| ["keyDown", "keyUp"].map(|kind| json!({"type": kind, "value": key})))
            .collect();
        self.act(&steps);
    }

    /// Where the focus is.
    ///
    /// # Panics
    /// Where the page cannot be asked.
    #[must_use]
    pub fn focus(&self) -> Focus {
        let script = concat!(
            include_str!("scripts/names.js"),
            include_str!("scripts/focus.js")
        );
        let told = self.run(script, &json!([]));
        serde_json::from_value(told).expect("the script tells of the focus")
    }

    /// Goes on by the Tab key until the focus is on what is called `name`, or begins so.
    ///
    /// # Panics
    /// Where a stop on the way shows no focus, or where there is no such place.
    #[track_caller]
    pub fn tab_to(&self, name: &str) -> Focus {
        let mut passed = Vec::new();
        for _ in 0..MOST_STOPS {
            self.press(Key::Tab);
            let focus = self.focus();
            if focus.tag == "body" {
                // Once around: the browser's own bar lies between the last place and the first.
                continue;
            }
            assert!(focus.seen, "nobody sees that the focus is on {focus:?}");
            if focus.name.starts_with(name) {
                return focus;
            }
            passed.push(focus.name);
        }
        panic!("no key leads to {name:?}; it passes {passed:?}");
    }

    fn act(&self, steps: &[Value]) {
        let keyboard = json!({"type": "key", "id": "keyboard", "actions": steps});
        self.must("POST", "/actions", &json!({"actions": [keyboard]}));
    }
}
