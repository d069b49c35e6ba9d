//! As much of a browser as the pages need: cookies, forms, redirects by hand.

use std::collections::BTreeMap;

use url::form_urlencoded;

use super::http::{Answer, Http};

/// A browser at one site.
pub struct Browser {
    http: Http,
    site: String,
    cookies: BTreeMap<String, String>,
    csrf: String,
}

/// A page that was shown.
#[derive(Debug)]
pub struct Page {
    pub status: u16,
    pub body: String,
}

impl Browser {
    /// At `site`, without cookies.
    pub fn new(site: &str) -> Self {
        Self {
            http: Http::new(),
            site: site.trim_end_matches('/').to_owned(),
            cookies: BTreeMap::new(),
            csrf: String::new(),
        }
    }

    /// The same person at the same Ponte, which now answers elsewhere.
    pub fn moves_to(&mut self, site: &str) {
        site.trim_end_matches('/').clone_into(&mut self.site);
    }

    /// Reads a page.
    pub fn get(&mut self, path: &str) -> Page {
        let answer = self.answer("GET", path, "");
        self.shown(answer)
    }

    /// Sends a form with the token that the last page held.
    pub fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let form = form_urlencoded::Serializer::new(String::new())
            .append_pair("csrf", &self.csrf)
            .extend_pairs(fields)
            .finish();
        let answer = self.answer("POST", path, &form);
        self.shown(answer)
    }

    /// Logs in by the form, and comes to the first page.
    pub fn log_in(&mut self, email: &str, password: &str) -> Page {
        let page = self.get("/accedi");
        assert_eq!(page.status, 200, "{}", page.body);
        let fields = [("email", email), ("password", password)];
        let page = self.post("/accedi", &fields);
        assert_eq!(page.status, 303, "{}", page.body);
        self.get("/connettore")
    }

    /// An answer whose body is still to come.
    pub fn answer(&mut self, method: &str, path: &str, form: &str) -> Answer {
        let cookies: Vec<String> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let cookies = cookies.join("; ");
        let mut headers = vec![("cookie", cookies.as_str())];
        if method == "POST" {
            headers.push(("origin", &self.site));
            headers.push(("content-type", "application/x-www-form-urlencoded"));
        }
        let url = format!("{}{path}", self.site);
        let answer = self.http.call(method, &url, &headers, form.as_bytes());
        for cookie in &answer.cookies {
            let pair = cookie.split(';').next().unwrap_or_default();
            if let Some((name, value)) = pair.split_once('=') {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        answer
    }

    fn shown(&mut self, answer: Answer) -> Page {
        let status = answer.status;
        let body = answer.text();
        let page = Page { status, body };
        if let Some(csrf) = page.hidden("csrf") {
            csrf.clone_into(&mut self.csrf);
        }
        page
    }
}

impl Page {
    /// The value of a hidden field.
    pub fn hidden(&self, name: &str) -> Option<&str> {
        between(&self.body, &format!("name=\"{name}\" value=\""), "\"")
    }

    /// Addresses outside of the site that the page links to.
    pub fn links_elsewhere(&self) -> Vec<String> {
        let links = self.body.split("<a href=\"http").skip(1);
        links
            .filter_map(|rest| rest.split_once('"'))
            .map(|(link, _)| format!("http{}", link.replace("&amp;", "&")))
            .collect()
    }
}

fn between<'t>(text: &'t str, from: &str, to: &str) -> Option<&'t str> {
    let (_, rest) = text.split_once(from)?;
    rest.split_once(to).map(|(found, _)| found)
}
