//! Guasti: what goes wrong, and how long answers take.

use askama::Template;
use axum::{
    extract::{Query, State as Extract},
    response::Response,
};

use super::{
    Desk,
    shell::{self, Shell},
};
use crate::{
    control::Of,
    faults::{Fault, Kind, Rule, latency::Latencies},
    service::Service,
};

/// What can be lit by click: the value that the form sends, and its words.
pub(super) const CHOICES: [(&str, &str); 10] = [
    ("drop", "Risposta persa dopo l’effetto"),
    ("500", "Errore 500"),
    ("timeout", "Tempo scaduto"),
    ("html", "Pagina HTML al posto dei dati"),
    ("cut", "Risposta tagliata a metà"),
    ("429", "Troppe chiamate (429)"),
    ("509", "Quota del giorno finita (509)"),
    ("short", "Giacenze: manca metà delle righe"),
    ("empty", "Giacenze: nessuna riga, il totale resta"),
    ("nothing", "Giacenze: nessuna riga, totale 0"),
];

/// Where a service tells its stock.
fn stock_list(service: Service) -> &'static str {
    match service {
        Service::Till => "/stocks/",
        Service::Shop | Service::Pictures => "/inventory/list.json",
    }
}

/// The rule that a choice stands for.
pub(super) fn rule(service: Service, choice: &str) -> Option<Rule> {
    let of = |kind| Some(Rule::new(service, kind));
    let of_stock = |kind| {
        Some(Rule {
            path: Some(stock_list(service).to_owned()),
            ..Rule::new(service, kind)
        })
    };
    match choice {
        "drop" => of(Kind::Drop),
        "timeout" => of(Kind::Timeout),
        "html" => of(Kind::Html),
        "cut" => of(Kind::Cut),
        "short" => of_stock(Kind::Short),
        "empty" => of_stock(Kind::Empty),
        "nothing" => of_stock(Kind::Nothing),
        "500" | "429" | "509" => Some(Rule {
            status: choice.parse().ok(),
            ..Rule::new(service, Kind::Status)
        }),
        _ => None,
    }
}

/// A fault as the page shows it.
#[derive(Debug)]
pub(super) struct FaultRow {
    pub(super) id: u64,
    pub(super) title: String,
    pub(super) detail: String,
    pub(super) tone: &'static str,
    pub(super) state: String,
}

impl FaultRow {
    pub(super) fn new(fault: &Fault) -> Self {
        let rule = &fault.rule;
        let service = match rule.service {
            None => "tutti e due",
            Some(Service::Till) => "Cassa in Cloud",
            Some(Service::Shop) => "TS Commerce",
            Some(Service::Pictures) => "Immagini",
        };
        let only = [rule.method.as_deref(), rule.path.as_deref()];
        let only: Vec<&str> = only.into_iter().flatten().collect();
        Self {
            id: fault.id,
            title: words(rule),
            detail: [service, &only.join(" ")].join(" ").trim().to_owned(),
            tone: if fault.is_spent() { "ok" } else { "warn" },
            state: match rule.times {
                Some(times) if fault.is_spent() => format!("consumato, {times} su {times}"),
                Some(times) => format!("{} su {times}", fault.struck),
                None => format!("colpite {}", fault.struck),
            },
        }
    }

    pub(super) fn summary(faults: &[Fault]) -> String {
        match faults.iter().filter(|fault| !fault.is_spent()).count() {
            0 => "Nessuno acceso".to_owned(),
            1 => "1 acceso".to_owned(),
            many => format!("{many} accesi"),
        }
    }
}

fn words(rule: &Rule) -> String {
    let status = rule.status.unwrap_or(500);
    let by_click = |value: &str| {
        let choice = CHOICES.iter().find(|choice| choice.0 == value);
        choice.map(|choice| choice.1.to_owned())
    };
    match rule.kind {
        Kind::Status => by_click(&status.to_string()).unwrap_or_else(|| format!("Stato {status}")),
        Kind::Timeout => "Tempo scaduto".to_owned(),
        Kind::Cut => "Risposta tagliata a metà".to_owned(),
        Kind::Truncated => "Dati a metà".to_owned(),
        Kind::Short => "Elenco senza metà delle righe".to_owned(),
        Kind::Empty => "Elenco senza righe, il totale resta".to_owned(),
        Kind::Nothing => "Elenco senza righe, totale 0".to_owned(),
        Kind::Html => "Pagina HTML al posto dei dati".to_owned(),
        Kind::Drop if rule.takes_effect() => "Risposta persa dopo l’effetto".to_owned(),
        Kind::Drop => "Chiamata persa prima dell’effetto".to_owned(),
        Kind::Hold => "Chiamata trattenuta".to_owned(),
    }
}

#[derive(Template)]
#[template(path = "faults.html")]
struct Faults {
    shell: Shell,
    choices: [(&'static str, &'static str); 10],
    faults: Vec<FaultRow>,
    faults_now: String,
    latencies: Latencies,
    /// Whether the till's key may read stock.
    reads_stock: bool,
}

pub(super) async fn show(Extract(desk): Extract<Desk>, Query(of): Query<Of>) -> Response {
    let mut state = desk.world.lock();
    let reads_stock = of
        .tenant(&mut state)
        .is_ok_and(|tenant| tenant.till.scopes.contains("read_stock"));
    let faults = state.faults.list();
    shell::answer(&Faults {
        shell: Shell::new(&desk, &state, "/guasti", &of),
        choices: CHOICES,
        faults_now: FaultRow::summary(&faults),
        faults: faults.iter().map(FaultRow::new).collect(),
        latencies: state.latencies,
        reads_stock,
    })
}
