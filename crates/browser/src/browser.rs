//! A window: going, finding, clicking, typing, frames.

use std::{
    fmt,
    path::Path,
    time::{Duration, Instant},
};

use base64::{Engine, prelude::BASE64_STANDARD};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::driver::Driver;

/// What is awaited comes far sooner, or never.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);
/// The key under which WebDriver names an element.
pub(crate) const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";
/// A browser that is alone with what it is shown: nothing of its own goes out. Root, as in a container,
/// has no sandbox of the browser's own.
const FLAGS: [&str; 9] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
];

/// A browser with one window; it closes with this value.
#[derive(Debug)]
pub struct Browser {
    session: String,
    agent: ureq::Agent,
    _driver: Driver,
    _profile: TempDir,
}

/// Why the browser does not do what it was asked.
#[derive(Debug)]
pub(crate) struct Refusal {
    word: String,
    message: String,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let first = self.message.lines().next().unwrap_or_default();
        write!(f, "{}: {first}", self.word)
    }
}

impl Browser {
    /// Opens one, with a profile of its own. It asks for Italian pages, and takes no third-party cookies.
    ///
    /// # Panics
    /// Where chromedriver or Chromium does not start.
    #[must_use]
    pub fn open() -> Self {
        let driver = Driver::start();
        let profile = TempDir::new().expect("a folder");
        let agent = ureq::Agent::config_builder()
            .timeout_global(Some(PATIENCE * 2))
            .http_status_as_error(false)
            .build()
            .into();
        let own = format!("--user-data-dir={}", profile.path().display());
        let mut browser = Self {
            session: format!("{}/session", driver.address),
            agent,
            _driver: driver,
            _profile: profile,
        };
        let flags: Vec<&str> = FLAGS
            .into_iter()
            .chain([own.as_str(), "--lang=it"])
            .collect();
        // A page in a frame of another site has no cookies but those that are kept apart for it.
        let chrome = json!({"args": flags, "prefs": {
            "intl.accept_languages": "it",
            "profile.block_third_party_cookies": true,
            "profile.cookie_controls_mode": 1,
        }});
        let wanted = json!({"capabilities": {"alwaysMatch": {"goog:chromeOptions": chrome}}});
        let opened = browser.must("POST", "", &wanted);
        let id = opened["sessionId"].as_str().expect("a session has an id");
        browser.session = format!("{}/{id}", browser.session);
        browser.waits(PATIENCE);
        browser
    }

    /// Goes to an address.
    pub fn go(&self, address: &str) {
        self.must("POST", "/url", &json!({"url": address}));
    }

    /// Loads the page again.
    pub fn reload(&self) {
        self.must("POST", "/refresh", &json!({}));
    }

    /// The address of the page that is shown.
    #[must_use]
    pub fn address(&self) -> String {
        let address = self.must("GET", "/url", &Value::Null);
        address.as_str().unwrap_or_default().to_owned()
    }

    /// Waits for an element that `xpath` names.
    #[track_caller]
    pub fn find(&self, xpath: &str) {
        self.upon(xpath, |_| Ok(()));
    }

    /// Whether there is an element that `xpath` names, now.
    #[must_use]
    pub fn has(&self, xpath: &str) -> bool {
        self.waits(Duration::ZERO);
        let found = self.look_up(xpath).is_ok();
        self.waits(PATIENCE);
        found
    }

    /// Clicks on what `xpath` names, and waits for the page where that leads, if it leads anywhere.
    #[track_caller]
    pub fn click(&self, xpath: &str) {
        self.upon(xpath, |element| {
            self.ask("POST", &format!("/element/{element}/click"), &json!({}))
        });
    }

    /// Types `text` into the field that `xpath` names, instead of what is there.
    #[track_caller]
    pub fn fill(&self, xpath: &str, text: &str) {
        self.upon(xpath, |field| {
            self.ask("POST", &format!("/element/{field}/clear"), &json!({}))?;
            let text = json!({"text": text});
            self.ask("POST", &format!("/element/{field}/value"), &text)
        });
    }

    /// An attribute of what `xpath` names, empty where it has none.
    #[track_caller]
    #[must_use]
    pub fn attribute(&self, xpath: &str, name: &str) -> String {
        let value = self.upon(xpath, |element| {
            let what = format!("/element/{element}/attribute/{name}");
            self.ask("GET", &what, &Value::Null)
        });
        value.as_str().unwrap_or_default().to_owned()
    }

    /// Goes on in the frame that `xpath` names, seen from the whole page.
    pub fn enter(&self, xpath: &str) {
        self.leave_frames();
        self.upon(xpath, |frame| {
            self.ask("POST", "/frame", &json!({"id": {ELEMENT: frame}}))
        });
    }

    /// Goes on in the whole page.
    pub fn leave_frames(&self) {
        self.must("POST", "/frame", &json!({"id": null}));
    }

    /// Runs the body of a function in the page; its `arguments` are an array.
    #[track_caller]
    pub fn run(&self, script: &str, arguments: &Value) -> Value {
        let body = json!({"script": script, "args": arguments});
        self.must("POST", "/execute/sync", &body)
    }

    /// The same, where the page answers later: by calling the last of the arguments.
    #[track_caller]
    pub fn run_later(&self, script: &str, arguments: &Value) -> Value {
        let body = json!({"script": script, "args": arguments});
        self.must("POST", "/execute/async", &body)
    }

    /// A command of Chromium's own (<https://chromedevtools.github.io/devtools-protocol/>).
    #[track_caller]
    pub fn command(&self, name: &str, parameters: &Value) {
        let body = json!({"cmd": name, "params": parameters});
        self.must("POST", "/goog/cdp/execute", &body);
    }

    /// How high the page is, in CSS pixels.
    ///
    /// # Panics
    /// Where the page cannot be asked.
    #[must_use]
    pub fn height(&self) -> u32 {
        let script = "return Math.ceil(document.documentElement.getBoundingClientRect().height)";
        let height = self.run(script, &json!([])).as_u64();
        let height = height.and_then(|height| u32::try_from(height).ok());
        height.expect("a page has a height")
    }

    /// Takes a picture of what the window shows.
    ///
    /// # Panics
    /// Where it cannot be written.
    pub fn picture(&self, file: &Path) {
        keep(&self.must("GET", "/screenshot", &Value::Null), file);
    }

    /// Takes a picture of what `xpath` names.
    ///
    /// # Panics
    /// Where it cannot be written.
    #[track_caller]
    pub fn picture_of(&self, xpath: &str, file: &Path) {
        let picture = self.upon(xpath, |element| {
            let what = format!("/element/{element}/screenshot");
            self.ask("GET", &what, &Value::Null)
        });
        keep(&picture, file);
    }

    /// Says what went wrong, with what the page shows.
    #[track_caller]
    pub(crate) fn must(&self, method: &str, what: &str, body: &Value) -> Value {
        match self.ask(method, what, body) {
            Ok(value) => value,
            Err(refusal) => panic!("{method} {what}: {refusal}\n{}", self.shown()),
        }
    }

    /// Does something to the first element that `xpath` names, once there is one. A page that loads itself
    /// again in this very moment takes the element away: then it is looked for in the new one.
    #[track_caller]
    pub(crate) fn upon<T>(&self, xpath: &str, act: impl Fn(&str) -> Result<T, Refusal>) -> T {
        let began = Instant::now();
        loop {
            let refusal = match self.look_up(xpath).and_then(|element| act(&element)) {
                Ok(done) => return done,
                Err(refusal) => refusal,
            };
            let gone = refusal.word == "stale element reference" && began.elapsed() < PATIENCE;
            assert!(gone, "{refusal} ({xpath})\n{}", self.shown());
        }
    }

    /// The name that the browser gives to the first element that `xpath` names.
    fn look_up(&self, xpath: &str) -> Result<String, Refusal> {
        let wanted = json!({"using": "xpath", "value": xpath});
        let found = self.ask("POST", "/element", &wanted)?;
        Ok(found[ELEMENT].as_str().unwrap_or_default().to_owned())
    }

    /// How long an element is waited for.
    fn waits(&self, time: Duration) {
        let wanted = json!({"implicit": time.as_millis(), "script": PATIENCE.as_millis()});
        self.must("POST", "/timeouts", &wanted);
    }

    /// Address and words of the page, for whoever reads of a failure.
    pub(crate) fn shown(&self) -> String {
        let address = self.ask("GET", "/url", &Value::Null);
        let script = json!({"script": "return document.body.innerText", "args": []});
        let words = self.ask("POST", "/execute/sync", &script);
        let text = |told: Result<Value, Refusal>| match told {
            Ok(value) => value.as_str().unwrap_or_default().to_owned(),
            Err(refusal) => refusal.to_string(),
        };
        format!("the page {} shows:\n{}", text(address), text(words))
    }

    fn ask(&self, method: &str, what: &str, body: &Value) -> Result<Value, Refusal> {
        let address = format!("{}{what}", self.session);
        let answer = match method {
            "GET" => self.agent.get(&address).call(),
            _ => {
                let request = self.agent.post(&address).content_type("application/json");
                request.send(body.to_string())
            }
        };
        let lost = |error: ureq::Error| Refusal {
            word: "chromedriver does not answer".to_owned(),
            message: error.to_string(),
        };
        let mut answer = answer.map_err(lost)?;
        let well = answer.status().is_success();
        let text = answer.body_mut().with_config().limit(1 << 28);
        let text = text.read_to_string().map_err(lost)?;
        let mut told: Value = serde_json::from_str(&text).unwrap_or(Value::Null);
        let value = told["value"].take();
        if well {
            return Ok(value);
        }
        let word = |name: &str| value[name].as_str().unwrap_or_default().to_owned();
        Err(Refusal {
            word: word("error"),
            message: word("message"),
        })
    }
}

/// Writes a picture as it was sent.
fn keep(picture: &Value, file: &Path) {
    let picture = BASE64_STANDARD.decode(picture.as_str().unwrap_or_default());
    let picture = picture.expect("a picture is sent as Base64");
    std::fs::write(file, picture).expect("the picture can be written");
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Closes the window, and Chromium with it; its driver follows. Both may be gone already.
        let _gone = self.agent.delete(&self.session).call();
    }
}
