//! Dubbi: every doubtful behaviour, to be switched.

use askama::Template;
use axum::{
    extract::{Query, State as Extract},
    response::Response,
};

use super::{
    Desk,
    shell::{self, Shell},
};
use crate::{control::Of, switches::Described};

#[derive(Template)]
#[template(path = "switches.html")]
struct Doubts {
    shell: Shell,
    groups: Vec<Group>,
}

struct Group {
    id: &'static str,
    name: &'static str,
    changed: String,
    switches: Vec<Row>,
}

struct Row {
    name: &'static str,
    about: String,
    value: String,
    default: String,
    changed: bool,
    /// Empty where any number may be chosen.
    choices: Vec<&'static str>,
}

impl Row {
    fn new(switch: Described) -> Self {
        let choices = switch.choices;
        Self {
            name: switch.name,
            // The page sets no code apart in a sentence.
            about: switch.about.replace('`', ""),
            changed: switch.value != switch.default,
            value: switch.value,
            default: switch.default,
            choices: if choices.contains('|') {
                choices.split('|').collect()
            } else {
                Vec::new()
            },
        }
    }
}

pub(super) async fn show(Extract(desk): Extract<Desk>, Query(of): Query<Of>) -> Response {
    let state = desk.world.lock();
    let group = |id: &'static str, name| {
        let switches = state.switches.describe();
        let of_group = switches
            .into_iter()
            .filter(|it| it.name.split('.').next() == Some(id));
        let switches: Vec<Row> = of_group.map(Row::new).collect();
        Group {
            id,
            name,
            changed: match switches.iter().filter(|switch| switch.changed).count() {
                0 => "come supposto".to_owned(),
                1 => "1 cambiato".to_owned(),
                many => format!("{many} cambiati"),
            },
            switches,
        }
    };
    shell::answer(&Doubts {
        shell: Shell::new(&desk, &state, "/dubbi", &of),
        groups: vec![
            group("till", "Cassa in Cloud"),
            group("shop", "TS Commerce"),
        ],
    })
}
