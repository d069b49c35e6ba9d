//! Plain HTTP, one call at a time.

use std::{
    io::{BufRead, BufReader},
    time::Duration,
};

use serde_json::Value;

/// The longest a call may take: the control API waits for events.
const PATIENCE: Duration = Duration::from_secs(120);
/// The most that an answer may hold, in bytes: dumps are large.
const LARGEST: u64 = 1 << 30;

/// What calls are made with.
#[derive(Clone, Debug)]
pub struct Http(ureq::Agent);

/// An answer.
#[derive(Debug)]
pub struct Answer {
    /// Its status.
    pub status: u16,
    /// `set-cookie`, one a cookie.
    pub cookies: Vec<String>,
    /// `content-type`, else empty.
    pub kind: String,
    body: ureq::Body,
}

impl Http {
    /// Redirects are not followed, and a status is no error.
    pub fn new() -> Self {
        let config = ureq::Agent::config_builder()
            .timeout_global(Some(PATIENCE))
            .http_status_as_error(false)
            .max_redirects(0)
            .build();
        Self(config.into())
    }

    /// Makes a call.
    pub fn call(&self, method: &str, url: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        let mut request = ureq::http::Request::builder().method(method).uri(url);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(body).expect("a request");
        let answer = self
            .0
            .run(request)
            .unwrap_or_else(|error| panic!("{method} {url}: {error}"));
        let (head, body) = answer.into_parts();
        let all = |name: &str| -> Vec<String> {
            let values = head.headers.get_all(name).iter();
            values
                .map(|value| value.to_str().expect("a text").to_owned())
                .collect()
        };
        Answer {
            status: head.status.as_u16(),
            cookies: all("set-cookie"),
            kind: all("content-type").pop().unwrap_or_default(),
            body,
        }
    }

    /// Reads `url`.
    pub fn get(&self, url: &str) -> Answer {
        self.call("GET", url, &[], &[])
    }
}

impl Answer {
    /// The whole body.
    pub fn bytes(mut self) -> Vec<u8> {
        let body = self.body.with_config().limit(LARGEST);
        body.read_to_vec().expect("the body arrives whole")
    }

    /// The whole body as text.
    pub fn text(self) -> String {
        String::from_utf8(self.bytes()).expect("the body is a text")
    }

    /// The whole body as JSON; null where it is empty.
    pub fn json(self) -> Value {
        let bytes = self.bytes();
        if bytes.is_empty() {
            return Value::Null;
        }
        serde_json::from_slice(&bytes).expect("the body is JSON")
    }

    /// The body line by line, as it comes.
    pub fn lines(self) -> impl Iterator<Item = String> {
        let reader = BufReader::new(self.body.into_reader());
        reader.lines().map(|line| line.expect("a line arrives"))
    }
}
