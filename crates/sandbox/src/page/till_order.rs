//! One order of the till, as its operator has it before them.

use askama::Template;
use axum::{
    extract::{Path, Query, State as Extract},
    http::StatusCode,
    response::{IntoResponse, Response},
};

use super::{
    Desk,
    banks::till_orders,
    shell::{self, Shell},
    words,
};
use crate::{
    control::Of,
    till::{
        documents::Kind,
        dump::orders::{DumpedOrder, DumpedRow},
        orders::{draft::PrepaymentStatus, record::Order},
    },
};

/// The documents that can be issued, by the value that the form sends.
pub(super) const DOCUMENTS: [(&str, &str, Kind); 3] = [
    ("scontrino", "Scontrino", Kind::Receipt),
    ("fattura", "Fattura", Kind::Invoice),
    ("ddt", "Documento di trasporto", Kind::DeliveryNote),
];

#[derive(Template)]
#[template(path = "till_order.html")]
struct Page {
    shell: Shell,
    id: String,
    number: u64,
    sales_point: String,
    state: &'static str,
    tone: &'static str,
    rows: Vec<Row>,
    amount: String,
    facts: Vec<(&'static str, String)>,
    /// Steps that need nothing but a press.
    steps: Vec<(&'static str, &'static str)>,
    /// Steps that issue a document.
    issuing: Vec<(&'static str, &'static str)>,
    documents: [(&'static str, &'static str, Kind); 3],
    rejects: bool,
    cancels: bool,
}

struct Row {
    name: String,
    code: String,
    quantity: String,
    price: String,
}

pub(super) async fn show(
    Extract(desk): Extract<Desk>,
    Path(id): Path<String>,
    Query(of): Query<Of>,
) -> Response {
    let mut state = desk.world.lock();
    let shell = Shell::new(&desk, &state, "/ordine-cassa", &of);
    let till = match of.tenant(&mut state) {
        Ok(tenant) => &tenant.till,
        Err(refusal) => return refusal.into_response(),
    };
    let Some(order) = till.order(&id) else {
        return (StatusCode::NOT_FOUND, "Questo ordine non c’è (più).").into_response();
    };
    shell::answer(&page(shell, order, till.dump_order(order)))
}

fn page(shell: Shell, order: &Order, dumped: DumpedOrder) -> Page {
    let (state, tone) = till_orders::state(order);
    let can = |action: &&(&str, &str)| {
        till_orders::step(action.0).is_some_and(|step| step.possible(order))
    };
    let some =
        |actions: &[(&'static str, &'static str)]| actions.iter().filter(can).copied().collect();
    Page {
        shell,
        facts: facts(&dumped),
        amount: words::euro(dumped.amount),
        rows: dumped.rows.into_iter().map(row).collect(),
        id: dumped.id,
        number: dumped.number,
        sales_point: dumped.sales_point,
        state,
        tone,
        steps: some(&[
            ("accetta", "Accetta"),
            ("prepara", "In preparazione"),
            ("pronto", "Pronto"),
            ("affida", "In spedizione"),
            ("consegna", "In consegna"),
        ]),
        issuing: some(&[("spedito", "Spedito"), ("completa", "Completa")]),
        documents: DOCUMENTS,
        rejects: can(&&("rifiuta", "")),
        cancels: can(&&("annulla", "")),
    }
}

fn row(row: DumpedRow) -> Row {
    let name = if row.shipping {
        "Spedizione"
    } else {
        "Articolo tolto"
    };
    Row {
        name: row.name.unwrap_or_else(|| name.to_owned()),
        code: row.sku.unwrap_or_default(),
        quantity: words::quantity(row.quantity),
        price: row.price.map(words::euro).unwrap_or_default(),
    }
}

fn facts(order: &DumpedOrder) -> Vec<(&'static str, String)> {
    let prepayment = order.prepayment.map(|status| match status {
        PrepaymentStatus::Waiting => "atteso",
        PrepaymentStatus::Completed => "ricevuto",
        PrepaymentStatus::Failed => "non riuscito",
    });
    let documents = order.documents.iter().filter_map(|kind| {
        let mut known = DOCUMENTS.iter();
        known
            .find(|(_, _, it)| it == kind)
            .map(|(_, name, _)| *name)
    });
    let documents = documents.collect::<Vec<_>>().join(", ");
    let given = [
        ("Per conto di", order.buyer.clone()),
        ("Codice di chi l’ha mandato", order.external_id.clone()),
        ("Pronto per", order.due.map(words::day_and_time)),
        ("Pagamento anticipato", prepayment.map(str::to_owned)),
        ("Nota", order.note.clone()),
        ("Motivo del rifiuto", order.rejection_reason.clone()),
        ("Documenti", Some(documents)),
    ];
    given
        .into_iter()
        .filter_map(|(name, text)| Some((name, text.filter(|text| !text.is_empty())?)))
        .collect()
}
