//! Pictures by content.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::support::{http::Http, sandbox::Sandbox};

/// SHA-256 by address; each is fetched once.
pub struct Pictures {
    http: Http,
    /// Where the sandbox serves its own.
    site: String,
    known: BTreeMap<String, String>,
}

impl Pictures {
    /// Those of `sandbox`.
    pub fn of(sandbox: &Sandbox) -> Self {
        Self {
            http: sandbox.http.clone(),
            site: sandbox.control(""),
            known: BTreeMap::new(),
        }
    }

    /// The contents at `addresses`, in order, each once.
    pub fn of_all(&mut self, addresses: &[String]) -> Vec<String> {
        let mut all: Vec<String> = Vec::new();
        for address in addresses {
            let content = self.content(address);
            if !all.contains(&content) {
                all.push(content);
            }
        }
        all
    }

    fn content(&mut self, address: &str) -> String {
        let url = match address.strip_prefix('/') {
            Some(path) => format!("{}/{path}", self.site),
            None => address.to_owned(),
        };
        let fetch = || {
            let answer = self.http.get(&url);
            assert_eq!(answer.status, 200, "{url}");
            hex::encode(Sha256::digest(answer.bytes()))
        };
        self.known.entry(url.clone()).or_insert_with(fetch).clone()
    }
}
