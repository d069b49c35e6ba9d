//! A headless Chromium, driven over WebDriver (https://www.w3.org/TR/webdriver2/).

use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};

use anyhow::{Context, Result};
use base64::{Engine, prelude::BASE64_STANDARD};
use serde_json::{Value, json};

/// The longest that a page may take to show what is waited for.
const PATIENCE: Duration = Duration::from_secs(120);
/// The key under which WebDriver names an element.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// A browser window; it closes with this value.
pub struct Browser {
    driver: Child,
    agent: ureq::Agent,
    session: String,
}

impl Browser {
    /// Opens a window of this width, in CSS pixels.
    ///
    /// # Errors
    /// Where chromedriver or the browser does not start.
    pub fn open(width: u32) -> Result<Self> {
        let mut driver = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("cannot start chromedriver")?;
        let port = port(&mut driver)?;
        let agent: ureq::Agent = ureq::Agent::config_builder()
            .timeout_global(Some(PATIENCE * 2))
            .build()
            .into();
        let mut browser = Self {
            driver,
            agent,
            session: format!("http://127.0.0.1:{port}/session"),
        };
        // Root, as in a container, has no sandbox of the browser's own.
        let arguments = ["--headless=new", "--no-sandbox", "--hide-scrollbars"];
        // The pages are pictured as an Italian browser asks for them.
        let chrome = json!({"args": arguments, "prefs": {"intl.accept_languages": "it"}});
        let wanted = json!({"capabilities": {"alwaysMatch": {"goog:chromeOptions": chrome}}});
        let opened = browser.ask("", &wanted)?;
        let id = opened["sessionId"]
            .as_str()
            .context("chromedriver opened no session")?;
        browser.session = format!("{}/{id}", browser.session);
        browser.ask("/timeouts", &json!({"implicit": PATIENCE.as_millis()}))?;
        browser.size(width, 900)?;
        Ok(browser)
    }

    /// Goes to an address.
    ///
    /// # Errors
    /// Where the page does not load.
    pub fn go(&self, url: &str) -> Result<()> {
        self.ask("/url", &json!({"url": url})).map(drop)
    }

    /// Waits until an element that `selector` names is there.
    ///
    /// # Errors
    /// Where it does not come.
    pub fn wait_for(&self, selector: &str) -> Result<String> {
        let wanted = json!({"using": "css selector", "value": selector});
        let found = self
            .ask("/element", &wanted)
            .with_context(|| format!("no {selector}"))?;
        Ok(found[ELEMENT]
            .as_str()
            .context("not an element")?
            .to_owned())
    }

    /// Types into the element that `selector` names.
    ///
    /// # Errors
    /// Where it does not come.
    pub fn type_into(&self, selector: &str, text: &str) -> Result<()> {
        let element = self.wait_for(selector)?;
        self.ask(&format!("/element/{element}/value"), &json!({"text": text}))
            .map(drop)
    }

    /// Clicks the element that `selector` names.
    ///
    /// # Errors
    /// Where it does not come.
    pub fn click(&self, selector: &str) -> Result<()> {
        let element = self.wait_for(selector)?;
        self.ask(&format!("/element/{element}/click"), &json!({}))
            .map(drop)
    }

    /// Takes a picture of the whole page, `width` wide.
    ///
    /// # Errors
    /// Where it cannot be taken or written.
    pub fn picture(&self, file: &Path, width: u32) -> Result<()> {
        // The window as high as the page, so that nothing is cut off.
        let script = "return Math.ceil(document.documentElement.scrollHeight)";
        let height = self.ask("/execute/sync", &json!({"script": script, "args": []}))?;
        let height = height
            .as_u64()
            .and_then(|height| u32::try_from(height).ok());
        self.size(width, height.context("the page has no height")?)?;
        let url = format!("{}/screenshot", self.session);
        let mut answer = self.agent.get(&url).call().context("no picture")?;
        let text = answer
            .body_mut()
            .with_config()
            .limit(1 << 28)
            .read_to_string()?;
        let answer: Value = serde_json::from_str(&text)?;
        let picture = BASE64_STANDARD.decode(answer["value"].as_str().context("no picture")?)?;
        std::fs::write(file, picture).with_context(|| format!("cannot write {}", file.display()))
    }

    fn size(&self, width: u32, height: u32) -> Result<()> {
        // Headless windows have no frame: the window's size is the page's.
        self.ask("/window/rect", &json!({"width": width, "height": height}))
            .map(drop)
    }

    fn ask(&self, what: &str, body: &Value) -> Result<Value> {
        let url = format!("{}{what}", self.session);
        let request = self.agent.post(&url).content_type("application/json");
        let mut answer = request
            .send(body.to_string())
            .with_context(|| format!("POST {what}"))?;
        let mut answer: Value = serde_json::from_str(&answer.body_mut().read_to_string()?)?;
        Ok(answer["value"].take())
    }
}

/// The port that chromedriver names in its first lines.
fn port(driver: &mut Child) -> Result<u16> {
    let out = driver.stdout.take().context("chromedriver has no output")?;
    for line in BufReader::new(out).lines() {
        let line = line?;
        let Some((_, port)) = line.split_once("successfully on port ") else {
            continue;
        };
        return port
            .trim_end_matches('.')
            .parse()
            .context("chromedriver named no port");
    }
    anyhow::bail!("chromedriver ended before it named its port")
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Closes the browser, then its driver; both may be gone already.
        let _gone = self.agent.delete(&self.session).call();
        let _ended = self.driver.kill().and_then(|()| self.driver.wait());
    }
}
