//! The sandbox in a process of its own, and its control API.

use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    dump::Dump,
    http::Http,
    journal::Calls,
    process::{Process, ponte},
};

/// The secrets of a tenant.
#[derive(Clone, Debug, Deserialize)]
pub struct Account {
    /// Api key of the till.
    pub till_key: String,
    /// The shop's key.
    pub shop_key: String,
    /// The shop's exchange.
    pub shop_exchange: String,
    /// The instance.
    pub instance: String,
}

/// Where the services are.
#[derive(Clone, Debug, Deserialize)]
pub struct Places {
    /// Cassa in Cloud.
    pub till: String,
    /// TS Commerce.
    pub shop: String,
    /// The control API.
    pub control: String,
}

/// A sandbox; it ends with this value where it has a process of its own.
#[derive(Debug)]
pub struct Sandbox {
    /// Where the services are.
    pub at: Places,
    /// The first tenant.
    pub account: Account,
    /// What calls are made with.
    pub http: Http,
    _process: Option<Process>,
}

impl Sandbox {
    /// A bare world with one tenant, on free ports.
    pub fn bare() -> Self {
        Self::start(&["--empty"])
    }

    /// `ponte sandbox` with `arguments`.
    pub fn start(arguments: &[&str]) -> Self {
        let mut command = ponte(&["sandbox"]);
        let (process, ready) = Process::ready(command.args(arguments));
        let account = ready["accounts"][0].clone();
        Self {
            account: serde_json::from_value(account).expect("the first tenant's secrets"),
            at: serde_json::from_value(ready).expect("three addresses"),
            http: Http::new(),
            _process: Some(process),
        }
    }

    /// The one that runs inside of a demo.
    pub fn of_a_demo(ready: &Value) -> Self {
        let account = json!({
            "till_key": ready["till_key"], "shop_key": ready["shop_key"],
            "shop_exchange": ready["shop_exchange"], "instance": "",
        });
        Self {
            account: serde_json::from_value(account).expect("the demo's keys"),
            at: serde_json::from_value(ready.clone()).expect("three addresses"),
            http: Http::new(),
            _process: None,
        }
    }

    /// `host:port` of the control API, from where pictures come.
    pub fn pictures_host(&self) -> &str {
        self.at
            .control
            .trim_start_matches("http://")
            .trim_end_matches('/')
    }

    /// An address of the control API.
    pub fn control(&self, path: &str) -> String {
        format!("{}{path}", self.at.control.trim_end_matches('/'))
    }

    /// Asks the control API.
    pub fn get(&self, path: &str) -> Value {
        self.send("GET", path, &Value::Null)
    }

    /// Asks the control API to do something.
    pub fn send(&self, method: &str, path: &str, body: &Value) -> Value {
        let headers = [("content-type", "application/json")];
        let body = match body {
            Value::Null => Vec::new(),
            body => body.to_string().into_bytes(),
        };
        let answer = self.http.call(method, &self.control(path), &headers, &body);
        let status = answer.status;
        let text = answer.text();
        assert!(status < 300, "{method} {path}: {status} {text}");
        if text.is_empty() {
            return Value::Null;
        }
        serde_json::from_str(&text).expect("the control API answers JSON")
    }

    /// Fills the till with a generated catalogue, odd data and pictures with it; gives the ids of
    /// its products.
    pub fn generate(&self, seed: u64, products: usize) -> Vec<String> {
        let wanted = json!({"seed": seed, "products": products});
        let loaded = self.send("POST", "/generate", &wanted);
        serde_json::from_value(loaded["ids"].clone()).expect("the products' ids")
    }

    /// Fills the till with the products of a CSV.
    pub fn import(&self, csv: &[u8]) {
        let headers = [("content-type", "text/csv")];
        let answer = self
            .http
            .call("POST", &self.control("/catalogue"), &headers, csv);
        let status = answer.status;
        assert_eq!(status, 200, "{}", answer.text());
    }

    /// Both sides as they are.
    pub fn dump(&self) -> Dump {
        let bytes = self.http.get(&self.control("/dump")).bytes();
        Dump::read(&bytes)
    }

    /// The calls since the start or since [`Self::forget_calls`].
    pub fn calls(&self) -> Calls {
        Calls::read(self.get("/journal/counts"))
    }

    /// Empties the journal.
    pub fn forget_calls(&self) {
        self.send("DELETE", "/journal", &Value::Null);
    }

    /// Changes a product of the till.
    pub fn edit(&self, product: &str, edit: &Value) {
        self.send("PATCH", &format!("/products/{product}"), edit);
    }
}
