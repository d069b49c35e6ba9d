//! What can be seen to be wrong with a page.

use serde_json::json;

use crate::Browser;

/// The beginning of every script that names elements.
const NAMES: &str = include_str!("scripts/names.js");

impl Browser {
    /// What reaches beyond the window's right edge, first of all how far.
    #[must_use]
    pub fn cut_off(&self) -> Vec<String> {
        self.list(include_str!("scripts/cut_off.js"))
    }

    /// Everything that can have the focus and has no name, or no size.
    #[must_use]
    pub fn nameless(&self) -> Vec<String> {
        self.list(&format!("{NAMES}{}", include_str!("scripts/nameless.js")))
    }

    /// Asks the page for lines of text.
    #[track_caller]
    pub(crate) fn list(&self, script: &str) -> Vec<String> {
        let told = self.run(script, &json!([]));
        serde_json::from_value(told).expect("the script tells lines")
    }
}
