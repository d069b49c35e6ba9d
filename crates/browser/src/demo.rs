//! A running `ponte demo`.

use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
};

use serde::Deserialize;
use serde_json::Value;

/// The line that the demo prints with `--json`.
#[derive(Clone, Debug, Deserialize)]
pub struct Ready {
    /// Ponte's pages.
    pub web: String,
    /// The simulated shop.
    pub shop: String,
    /// The sandbox's pages.
    pub control: String,
    /// The shop's admin, which shows Ponte in a frame; none where the demo has no admin.
    pub admin: Option<String>,
    /// The key to paste.
    pub till_key: String,
    /// How to get in.
    pub login: Login,
    /// An article of which the first point has ten, and the second five.
    pub article: Option<Article>,
}

/// Somebody's login.
#[derive(Clone, Debug, Deserialize)]
pub struct Login {
    /// Address.
    pub email: String,
    /// Password.
    pub password: String,
}

/// An article that is worth buying.
#[derive(Clone, Debug, Deserialize)]
pub struct Article {
    /// Its id on the till.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its code.
    pub sku: String,
}

/// A running demo; it ends with this value.
#[derive(Debug)]
pub struct Demo {
    child: Child,
    /// Where everything is.
    pub ready: Ready,
}

impl Demo {
    /// Starts `binary`, a command without arguments, over `folder`, and waits until it is ready.
    ///
    /// # Panics
    /// Where it is not.
    #[must_use]
    pub fn start(mut binary: Command, folder: &Path, arguments: &[&str]) -> Self {
        let command = binary
            .args(["demo", "--json", "--listen", "127.0.0.1:0"])
            .args(arguments)
            .arg("--data-dir")
            .arg(folder)
            .stdin(Stdio::null())
            .stdout(Stdio::piped());
        let mut child = command.spawn().expect("the demo starts");
        let out = child.stdout.take().expect("it was asked for");
        let mut line = String::new();
        let read = BufReader::new(out).read_line(&mut line);
        let ready = read.ok().and_then(|_| serde_json::from_str(&line).ok());
        match ready {
            Some(ready) => Self { child, ready },
            None => {
                let _ended = child.kill().and_then(|()| child.wait());
                panic!("the demo does not say where it is: {line}")
            }
        }
    }
}

impl Ready {
    /// Asks the sandbox to do something, or how things are.
    ///
    /// # Panics
    /// Where it refuses.
    #[track_caller]
    pub fn control(&self, method: &str, path: &str, body: &Value) -> Value {
        let address = format!("{}{path}", self.control.trim_end_matches('/'));
        let request = ureq::http::Request::builder().method(method).uri(address);
        let request = request.header("content-type", "application/json");
        let body = if body.is_null() {
            String::new()
        } else {
            body.to_string()
        };
        let request = request.body(body).expect("a request");
        let answer = ureq::agent().run(request);
        let mut answer = answer.unwrap_or_else(|error| panic!("{method} {path}: {error}"));
        let text = answer.body_mut().with_config().limit(1 << 28);
        let text = text.read_to_string().expect("the answer arrives whole");
        serde_json::from_str(&text).unwrap_or(Value::Null)
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        // It may have ended already; then there is nothing to do.
        let _ended = self.child.kill().and_then(|()| self.child.wait());
    }
}
