//! The shop's orders, with what a merchant or a buyer does next.

use crate::{
    page::words,
    shop::{
        order::{Order, Status},
        state::Shop,
    },
};

/// Orders shown.
const SHOWN: usize = 8;

/// An order as the page shows it.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) id: String,
    pub(super) total: String,
    /// Its articles in few words.
    pub(super) articles: String,
    pub(super) status: &'static str,
    /// `ok`, `warn`, `bad` or `info`.
    pub(super) tone: &'static str,
    /// What can be done: name of the action and of its button.
    pub(super) actions: Vec<(&'static str, &'static str)>,
}

/// The newest orders, and how many there are, in words.
pub(super) fn newest(shop: &Shop) -> (Vec<Row>, String) {
    let rows = shop.orders.newest_first().take(SHOWN).map(row).collect();
    let all = match shop.orders.len() {
        0 => "nessun ordine".to_owned(),
        1 => "1 ordine".to_owned(),
        many => format!("{} ordini", words::whole(many as u64)),
    };
    (rows, all)
}

fn row(order: &Order) -> Row {
    let articles: Vec<_> = order
        .lines
        .iter()
        .map(|line| format!("{} × {}", line.count, line.title))
        .collect();
    Row {
        id: order.id.clone(),
        total: words::euro(order.total()),
        articles: articles.join(", "),
        status: order.status.italian(),
        tone: tone(order.status),
        actions: actions(order.status),
    }
}

/// Colour of a state.
pub(in crate::page) fn tone(status: Status) -> &'static str {
    match status {
        Status::Pending => "warn",
        Status::Paid | Status::Preparation | Status::AfterSale => "info",
        Status::Sent | Status::Delivered | Status::Closed => "ok",
        Status::Archived | Status::Aborted => "bad",
    }
}

/// What makes sense next, in the order of the buttons.
pub(in crate::page) fn actions(status: Status) -> Vec<(&'static str, &'static str)> {
    let (pay, ship, cancel) = (
        ("paga", "Paga"),
        ("spedisci", "Spedisci"),
        ("annulla", "Annulla"),
    );
    match status {
        Status::Pending => vec![pay, cancel],
        Status::Paid | Status::Preparation => vec![ship, cancel],
        Status::Sent
        | Status::Delivered
        | Status::Closed
        | Status::Archived
        | Status::Aborted
        | Status::AfterSale => Vec::new(),
    }
}
