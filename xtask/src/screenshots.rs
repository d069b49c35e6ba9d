//! `cargo xtask screenshots`: the demo's pages, as a merchant meets them, in docs/pictures.

mod browser;

use std::{
    io::{BufRead, BufReader},
    process::{Child, Stdio},
};

use anyhow::{Context, Result};
use serde::Deserialize;

use self::browser::Browser;
use crate::{
    Ended,
    packages::{self, FOR_PICTURES},
    places,
    ponte::{Build, Ponte},
    shell,
};

/// Width of a page in a wide window.
const WIDE: u32 = 1180;

/// The line that the demo prints with `--json`.
#[derive(Deserialize)]
struct Ready {
    web: String,
    control: String,
    till_key: String,
    login: Login,
}

#[derive(Deserialize)]
struct Login {
    email: String,
    password: String,
}

/// Takes the pictures.
///
/// # Errors
/// Where the demo or the browser does not do as it should.
pub fn run(build: &Build) -> Result<Ended> {
    if !packages::provide(&FOR_PICTURES)? {
        return Ok(Ended::Missing);
    }
    let ponte = Ponte::build(build)?;
    let folder = places::fresh("screenshots")?;
    let mut command = ponte.command(&["demo", "--json", "--listen", "127.0.0.1:0", "--data-dir"]);
    let mut demo = Demo(command.arg(&folder).stdout(Stdio::piped()).spawn()?);
    let mut line = String::new();
    let out = demo.0.stdout.take().context("the demo has no output")?;
    BufReader::new(out).read_line(&mut line)?;
    let ready: Ready = serde_json::from_str(&line).context("the demo printed no address")?;
    take(&ready)?;
    shell::say("docs/pictures written");
    Ok(Ended::Well)
}

fn take(ready: &Ready) -> Result<()> {
    let pictures = places::workspace().join("docs/pictures");
    std::fs::create_dir_all(&pictures)?;
    let page = |path: &str| format!("{}{path}", ready.web.trim_end_matches('/'));
    let browser = Browser::open(WIDE)?;
    let picture = |name: &str| browser.picture(&pictures.join(name), WIDE);
    browser.go(&page("/accedi"))?;
    picture("accesso.png")?;
    browser.type_into("input[name=email]", &ready.login.email)?;
    browser.type_into("input[name=password]", &ready.login.password)?;
    browser.click("form[action^='/accedi'] button")?;
    browser.type_into("#key", &ready.till_key)?;
    browser.click("form:has(#key) button")?;
    browser.click("form[action^='/connettore/chiave/conferma'] button")?;
    browser.wait_for("form[action^='/connettore/prima'] button")?;
    picture("connettore-prima.png")?;
    browser.click("form[action^='/connettore/prima'] button")?;
    browser.wait_for("progress")?;
    picture("connettore-in-corso.png")?;
    // The links to products that the shop shows come with the green banner.
    browser.wait_for("ul.list a")?;
    browser.go(&page("/connettore"))?;
    picture("connettore.png")?;
    browser.go(&ready.control)?;
    picture("sandbox.png")
}

/// A running demo; it ends with this value.
struct Demo(Child);

impl Drop for Demo {
    fn drop(&mut self) {
        // It may have ended already; then there is nothing to do.
        let _ended = self.0.kill().and_then(|()| self.0.wait());
    }
}
