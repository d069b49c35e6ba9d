//! What a merchant does, step by step.
//!
//! Every step names things by their words on the page, and begins by looking where Ponte is: alone in the
//! window, or in a frame of the shop's admin. So the same steps walk both.

use std::time::Instant;

use serde_json::json;

use crate::{Browser, browser::PATIENCE};

/// Somebody before a browser.
#[derive(Debug)]
pub struct Merchant {
    /// The browser; what it does goes by no frame.
    pub browser: Browser,
    door: String,
    frame: Option<String>,
}

impl Merchant {
    /// Who goes to Ponte itself at `site`.
    #[must_use]
    pub fn at(browser: Browser, site: &str) -> Self {
        Self {
            browser,
            door: site.to_owned(),
            frame: None,
        }
    }

    /// Who goes to the page `door` of the shop's admin, which shows Ponte in the frame that `xpath` names.
    #[must_use]
    pub fn within(browser: Browser, door: &str, xpath: &str) -> Self {
        Self {
            browser,
            door: door.to_owned(),
            frame: Some(xpath.to_owned()),
        }
    }

    /// The same person, where Ponte's pages have another address now.
    pub fn moves_to(&mut self, site: &str) {
        site.clone_into(&mut self.door);
    }

    /// Comes to Ponte from outside.
    pub fn arrives(&self) {
        self.browser.leave_frames();
        self.browser.go(&self.door);
    }

    /// The browser, where Ponte is.
    #[track_caller]
    pub fn here(&self) -> &Browser {
        match &self.frame {
            Some(frame) => self.browser.enter(frame),
            None => self.browser.leave_frames(),
        }
        &self.browser
    }

    /// Goes to a page by the bar.
    #[track_caller]
    pub fn opens(&self, page: &str) {
        self.clicks(&format!("//nav//a[{}]", begins(page)));
        self.here()
            .find(&format!("//nav//a[@aria-current='page'][{}]", begins(page)));
    }

    /// Follows the link whose words begin so.
    #[track_caller]
    pub fn follows(&self, link: &str) {
        self.clicks(&format!("//main//a[{}]", begins(link)));
    }

    /// Presses the button whose words begin so, once it can be pressed.
    #[track_caller]
    pub fn presses(&self, button: &str) {
        self.clicks(&enabled(button));
    }

    /// The same, where it cannot be pressed as long as something is under way: loads the page again until
    /// it can.
    #[track_caller]
    pub fn comes_to_press(&self, button: &str) {
        self.comes_to(&enabled(button));
        self.leads_on(|| self.presses(button));
    }

    /// Goes to an order by its link.
    #[track_caller]
    pub fn opens_order(&self, id: &str) {
        self.clicks(&format!("//main//a[contains(@href, \"{id}\")]"));
    }

    /// Opens what is folded up under words like these.
    #[track_caller]
    pub fn unfolds(&self, words: &str) {
        self.clicks(&format!(
            "//summary[contains(normalize-space(.), \"{words}\")]"
        ));
    }

    /// Follows the link at the foot of the page whose words begin so.
    #[track_caller]
    pub fn follows_at_the_foot(&self, link: &str) {
        self.clicks(&at_the_foot(link));
    }

    /// What lies behind a link at the foot of the page, as its file would be saved.
    #[track_caller]
    #[must_use]
    pub fn downloads(&self, link: &str) -> String {
        let address = self.here().attribute(&at_the_foot(link), "href");
        let script = "const done = arguments[arguments.length - 1];
            fetch(arguments[0]).then((answer) => answer.text()).then(done, (why) => done(`${why}`))";
        let file = self.browser.run_later(script, &json!([address]));
        file.as_str().unwrap_or_default().to_owned()
    }

    /// Turns the switch whose label begins so.
    #[track_caller]
    pub fn flips(&self, switch: &str) {
        self.clicks(&switch_of(switch));
    }

    /// Waits until the server shows that switch on, or off.
    #[track_caller]
    pub fn sees_switch(&self, switch: &str, on: bool) {
        let served = if on { "[@checked]" } else { "[not(@checked)]" };
        self.here().find(&format!("{}{served}", switch_of(switch)));
    }

    /// Drags the row of a list whose name is `row` just below another one, by its handle.
    #[track_caller]
    pub fn drags(&self, row: &str, below: &str) {
        let grip = format!("{}//button[contains(@class, 'grip')]", row_of(row));
        self.browser
            .drag(self.frame.as_deref(), &grip, &row_of(below));
    }

    /// Waits until the row of a list at that place is the one whose name is `row`.
    #[track_caller]
    pub fn sees_at_place(&self, place: usize, row: &str) {
        let above = format!("count(preceding-sibling::li) = {}", place - 1);
        self.here().find(&format!("{}[{above}]", row_of(row)));
    }

    /// Whether there is such a button that can be pressed, now.
    #[must_use]
    pub fn can_press(&self, button: &str) -> bool {
        self.here().has(&enabled(button))
    }

    /// Fills the field whose label begins so.
    #[track_caller]
    pub fn fills(&self, label: &str, text: &str) {
        let label = format!("//label[{}]", begins(label));
        let field = format!("(//*[@id={label}/@for] | {label}//input)[1]");
        self.here().fill(&field, text);
    }

    /// Waits until the page says so.
    #[track_caller]
    pub fn sees(&self, words: &str) {
        self.here().find(&says(words));
    }

    /// Waits until the page says so to who listens to it.
    #[track_caller]
    pub fn hears(&self, words: &str) {
        self.here().find(&format!(
            "//*[@role='status'][contains(normalize-space(.), \"{words}\")]"
        ));
    }

    /// Whether the page says so now.
    #[must_use]
    pub fn reads(&self, words: &str) -> bool {
        self.here().has(&says(words))
    }

    /// Loads the page again, and waits for the new one.
    #[track_caller]
    pub fn loads_again(&self) {
        self.leads_on(|| self.reloads());
    }

    /// Loads the page again until it says so: for what happens on the server.
    #[track_caller]
    pub fn comes_to_see(&self, words: &str) {
        self.comes_to(&says(words));
    }

    /// Loads the page again until it has what `xpath` names.
    #[track_caller]
    pub fn comes_to(&self, xpath: &str) {
        let began = Instant::now();
        while !self.here().has(xpath) {
            let shown = || self.browser.shown();
            assert!(began.elapsed() < PATIENCE, "no {xpath}\n{}", shown());
            self.reloads();
        }
    }

    /// Logs in.
    #[track_caller]
    pub fn logs_in(&self, email: &str, password: &str) {
        self.fills("E-mail", email);
        self.fills("Password", password);
        self.presses("Login");
    }

    /// Pastes a key and presses *Aggiorna Dati*.
    #[track_caller]
    pub fn pastes(&self, key: &str) {
        self.fills("Api key", key);
        self.presses("Aggiorna Dati");
    }

    /// Pastes the right key and says *OK*.
    #[track_caller]
    pub fn gives_key(&self, key: &str) {
        self.pastes(key);
        self.sees("La chiave è giusta");
        self.presses("OK");
        self.sees("Chiave salvata");
    }

    /// Starts the first sync and stays until the banner is green.
    #[track_caller]
    pub fn syncs_for_the_first_time(&self) {
        self.presses("Avvia prima sincronizzazione prodotti");
        self.sees("Prima sincronizzazione completata");
    }

    /// Loads the page again that was looked at last.
    #[track_caller]
    fn reloads(&self) {
        match self.frame {
            // The browser's own button loads the whole page again, and so the frame's first one.
            Some(_) => drop(self.browser.run("location.reload()", &json!([]))),
            None => self.browser.reload(),
        }
    }

    /// Does what leads to another page, and stays until that is there. Nothing waits for it in a frame, and
    /// whoever leaves at once takes back what was pressed.
    #[track_caller]
    fn leads_on(&self, does: impl FnOnce()) {
        if self.frame.is_none() {
            return does();
        }
        let marks = "document.body.dataset.old = ''";
        self.here().run(marks, &json!([]));
        does();
        self.here().find("//body[not(@data-old)]");
    }

    #[track_caller]
    fn clicks(&self, xpath: &str) {
        self.here().click(xpath);
    }
}

fn begins(words: &str) -> String {
    format!("starts-with(normalize-space(.), \"{words}\")")
}

fn says(words: &str) -> String {
    format!("//body[contains(normalize-space(.), \"{words}\")]")
}

fn at_the_foot(link: &str) -> String {
    format!("//footer//a[{}]", begins(link))
}

fn switch_of(label: &str) -> String {
    format!("//label[{}]//input[@role='switch']", begins(label))
}

fn row_of(name: &str) -> String {
    format!("//ol/li[.//b[normalize-space(.) = \"{name}\"]]")
}

fn enabled(button: &str) -> String {
    let begins = begins(button);
    format!("//button[{begins}][not(@disabled)][not(ancestor::fieldset[@disabled])]")
}
