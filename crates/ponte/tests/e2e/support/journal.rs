//! What the sandbox counted.

use serde::Deserialize;
use serde_json::Value;

/// How often each kind of call happened.
#[derive(Clone, Debug)]
pub struct Calls(Vec<Count>);

/// One kind of call.
#[derive(Clone, Debug, Deserialize)]
struct Count {
    service: String,
    method: String,
    path: String,
    calls: u64,
}

impl Calls {
    /// From the control API's answer.
    pub fn read(counts: Value) -> Self {
        Self(serde_json::from_value(counts).expect("counts of calls"))
    }

    fn count(&self, wanted: impl Fn(&Count) -> bool) -> u64 {
        self.0
            .iter()
            .filter(|count| wanted(count))
            .map(|count| count.calls)
            .sum()
    }

    /// Calls to the shop.
    pub fn to_the_shop(&self) -> u64 {
        self.count(|count| count.service == "shop")
    }

    /// Calls that may have changed something on the shop.
    pub fn writes(&self) -> u64 {
        self.count(|count| count.service == "shop" && count.method != "GET")
    }

    /// Calls to the till, that for a token apart.
    pub fn to_the_till(&self) -> u64 {
        self.count(|count| count.service == "till" && !count.path.contains("token"))
    }

    /// Calls of one kind.
    pub fn of(&self, method: &str, path: &str) -> u64 {
        self.count(|count| count.method == method && count.path == path)
    }
}
