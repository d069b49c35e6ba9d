//! The till's orders, with the operator's buttons.

use crate::{
    page::words,
    till::{
        documents::Kind,
        orders::{
            operator::Step,
            record::{Order, OrderStatus, Workflow},
        },
        state::Till,
    },
};

/// Orders shown.
const SHOWN: usize = 8;

/// Why the operator's button rejects.
const REASON: &str = "Non disponibile";

/// An order as the page shows it.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) id: String,
    pub(super) number: u64,
    pub(super) sales_point: String,
    /// Its articles in few words.
    pub(super) articles: String,
    pub(super) state: &'static str,
    /// `ok`, `warn`, `bad` or `info`.
    pub(super) tone: &'static str,
    /// What can be done: name of the action and of its button.
    pub(super) actions: Vec<(&'static str, &'static str)>,
}

/// The newest orders, and how many there are, in words.
pub(super) fn newest(till: &Till) -> (Vec<Row>, String) {
    let orders = till.orders().rev().take(SHOWN);
    let rows = orders.map(|order| row(till, order)).collect();
    let all = match till.orders().count() {
        0 => "nessun ordine".to_owned(),
        1 => "1 ordine".to_owned(),
        many => format!("{} ordini", words::whole(many as u64)),
    };
    (rows, all)
}

/// The step that a button stands for.
pub(in crate::page) fn step(action: &str) -> Option<Step> {
    Some(match action {
        "accetta" => Step::Accept,
        "rifiuta" => Step::Reject {
            reason: REASON.to_owned(),
        },
        "prepara" => Step::Process,
        "pronto" => Step::Ready,
        "affida" => Step::Hand,
        "consegna" => Step::Deliver,
        "spedito" => Step::Ship {
            document: Kind::Receipt,
        },
        "completa" => Step::Complete {
            document: Kind::Receipt,
        },
        "annulla" => Step::Cancel,
        _ => return None,
    })
}

fn row(till: &Till, order: &Order) -> Row {
    let dumped = till.dump_order(order);
    let goods = dumped.rows.iter().filter(|row| !row.shipping);
    let articles: Vec<String> = goods
        .map(|row| {
            let code = row.sku.as_ref().or(row.name.as_ref());
            let code = code.map_or("articolo tolto", String::as_str);
            format!("{} × {code}", words::quantity(row.quantity))
        })
        .collect();
    let (state, tone) = state(order);
    Row {
        id: dumped.id,
        number: dumped.number,
        sales_point: dumped.sales_point,
        articles: articles.join(", "),
        state,
        tone,
        actions: actions(order),
    }
}

/// The steps that make sense to a person, in the order of their buttons.
fn actions(order: &Order) -> Vec<(&'static str, &'static str)> {
    const BUTTONS: [(&str, &str); 6] = [
        ("accetta", "Accetta"),
        ("rifiuta", "Rifiuta"),
        ("pronto", "Pronto"),
        ("spedito", "Spedito"),
        ("completa", "Completa"),
        ("annulla", "Annulla"),
    ];
    // Who may reject need not cancel.
    let rejects = order.workflow == Some(Workflow::Requested);
    let possible = |action: &str| step(action).is_some_and(|step| step.possible(order));
    BUTTONS
        .into_iter()
        .filter(|(action, _)| possible(action))
        .filter(|(action, _)| match *action {
            "annulla" => !rejects,
            "rifiuta" => rejects,
            _ => true,
        })
        .collect()
}

/// Name and colour of a state.
pub(in crate::page) fn state(order: &Order) -> (&'static str, &'static str) {
    match (order.workflow, order.status) {
        (None, OrderStatus::NotProcessed) => ("Solo portale", "info"),
        (None, OrderStatus::Processed) => ("Evaso", "ok"),
        (Some(workflow), _) => match workflow {
            Workflow::Requested => ("Da accettare", "warn"),
            Workflow::Accepted => ("Accettato", "ok"),
            Workflow::Rejected => ("Rifiutato", "bad"),
            Workflow::Processing => ("In preparazione", "info"),
            Workflow::Ready => ("Pronto", "ok"),
            Workflow::Shipping => ("In spedizione", "info"),
            Workflow::Delivering => ("In consegna", "info"),
            Workflow::Shipped => ("Spedito", "ok"),
            Workflow::Completed => ("Completato", "ok"),
            Workflow::Canceled => ("Annullato", "bad"),
        },
    }
}
