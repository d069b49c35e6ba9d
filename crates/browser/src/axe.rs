//! What axe-core finds wrong with a page (<https://github.com/dequelabs/axe-core>).
//!
//! It is not ours and not in the repository: `cargo xtask test` brings this very version, and looks at
//! its checksum.

use std::{fs, path::Path};

use serde_json::json;

use crate::Browser;

/// The version that is run.
pub const VERSION: &str = "4.14.1";

/// axe-core, as it is put into a page.
#[derive(Debug)]
pub struct Axe(String);

impl Axe {
    /// Reads it from where `cargo xtask axe` puts it: `axe-VERSION.js` in cargo's folder for the files of
    /// tests.
    ///
    /// # Panics
    /// Where it is not there.
    #[must_use]
    pub fn load(folder: &Path) -> Self {
        let file = folder.join(format!("axe-{VERSION}.js"));
        let source = fs::read_to_string(&file).unwrap_or_else(|error| {
            panic!(
                "axe-core is not here, run `cargo xtask axe` ({}: {error})",
                file.display()
            )
        });
        Self(source)
    }

    /// What is wrong with the page that is shown by WCAG 2.0 to 2.2, levels A and AA: the rule, the
    /// element, the reason. Works beside the page's own policy, which lets no script in: a debugger's
    /// scripts are not the page's.
    #[must_use]
    pub fn findings(&self, browser: &Browser) -> Vec<String> {
        if browser.run("return !window.axe", &json!([])) == true {
            browser.run(&self.0, &json!([]));
        }
        let told = browser.run_later(include_str!("scripts/axe.js"), &json!([]));
        serde_json::from_value(told).expect("the script tells lines")
    }
}
