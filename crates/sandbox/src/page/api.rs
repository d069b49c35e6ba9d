//! API: addresses and keys, and the control API as a page, made from its OpenAPI document.

use askama::Template;
use axum::{
    extract::{Query, State as Extract},
    response::Response,
};
use serde_json::Value;

use super::{
    Desk,
    shell::{self, Shell},
};
use crate::{
    control::{self, Of},
    world::Account,
};

#[derive(Template)]
#[template(path = "api.html")]
struct Api {
    shell: Shell,
    till: String,
    shop: String,
    accounts: Vec<Account>,
    groups: Vec<Group>,
}

/// Calls with one tag.
#[derive(Debug)]
struct Group {
    name: String,
    calls: Vec<Operation>,
}

/// One call.
#[derive(Debug)]
struct Operation {
    method: String,
    path: String,
    summary: String,
    /// Name, meaning.
    parameters: Vec<(String, String)>,
    /// Name of the body's schema.
    body: Option<String>,
}

pub(super) async fn show(Extract(desk): Extract<Desk>, Query(of): Query<Of>) -> Response {
    let document = serde_json::to_value(control::document()).unwrap_or_default();
    let state = desk.world.lock();
    let shell = Shell::new(&desk, &state, "/api", &of);
    let addresses = state.addresses.clone();
    drop(state);
    shell::answer(&Api {
        shell,
        till: addresses.till.unwrap_or_default(),
        shop: addresses.shop.unwrap_or_default(),
        accounts: desk.world.accounts(),
        groups: groups(&document),
    })
}

/// The document's calls by tag, in its order.
fn groups(document: &Value) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let paths = document["paths"].as_object().into_iter().flatten();
    for (path, methods) in paths {
        for (method, call) in methods.as_object().into_iter().flatten() {
            let tag = call["tags"][0].as_str().unwrap_or("world");
            let operation = operation(method, path, call);
            match groups.iter_mut().find(|group| group.name == tag) {
                Some(group) => group.calls.push(operation),
                None => groups.push(Group {
                    name: tag.to_owned(),
                    calls: vec![operation],
                }),
            }
        }
    }
    groups
}

fn operation(method: &str, path: &str, call: &Value) -> Operation {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let parameters = call["parameters"].as_array().into_iter().flatten();
    let kinds = call["requestBody"]["content"].as_object();
    let body = kinds.map(|kinds| {
        let kinds = kinds.iter().map(|(kind, body)| {
            let schema = body["schema"]["$ref"].as_str().unwrap_or_default();
            let name = schema.rsplit('/').next().unwrap_or_default();
            [name, kind].join(" ").trim().to_owned()
        });
        kinds.collect::<Vec<_>>().join(", ")
    });
    Operation {
        method: method.to_uppercase(),
        path: path.to_owned(),
        summary: [text(&call["summary"]), text(&call["description"])]
            .join(" ")
            .trim()
            .replace('`', ""),
        parameters: parameters
            .map(|parameter| (text(&parameter["name"]), text(&parameter["description"])))
            .collect(),
        body,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_call_of_the_document_is_on_the_page_with_its_summary() {
        let document = serde_json::to_value(control::document()).expect("JSON");
        let groups = groups(&document);
        let shown: usize = groups.iter().map(|group| group.calls.len()).sum();
        let paths = document["paths"].as_object().expect("paths").values();
        let documented: usize = paths.filter_map(Value::as_object).map(|it| it.len()).sum();
        assert_eq!(shown, documented);
        let calls = groups.iter().flat_map(|group| &group.calls);
        assert!(calls.clone().all(|call| !call.summary.is_empty()));
        assert!(calls.clone().any(|call| call.body.is_some()));
    }
}
