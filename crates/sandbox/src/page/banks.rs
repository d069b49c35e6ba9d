//! Le due sponde: the till with its stock on the left, the shop as a shopper sees it on the right.

mod shelf;
pub(super) mod shop_orders;
pub(super) mod till_orders;
pub(super) mod window;

use askama::Template;
use axum::{
    extract::{Query, State as Extract},
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use super::{
    Desk,
    calls::CallRow,
    faults::{CHOICES, FaultRow},
    pager::Pager,
    shell::{self, Shell},
    words,
};
use crate::{control::Of, journal::Filter};

/// Rows of each side on one page.
const ROWS: usize = 6;
/// Calls shown below.
const CALLS: usize = 8;

/// What the reader wants to see.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wish {
    instance: Option<String>,
    /// A part of a name or a code.
    cerca: String,
    /// First row of the till.
    da: usize,
    /// First row of the shop.
    vetrina: usize,
}

#[derive(Template)]
#[template(path = "banks.html")]
struct Banks {
    shell: Shell,
    search: String,
    till_calls: String,
    shop_calls: String,
    points: Vec<String>,
    rows: Vec<shelf::Row>,
    till_pager: Pager,
    till_orders: Vec<till_orders::Row>,
    till_orders_all: String,
    goods: Vec<window::Good>,
    note: String,
    shop_pager: Pager,
    shop_orders: Vec<shop_orders::Row>,
    shop_orders_all: String,
    choices: [(&'static str, &'static str); 10],
    faults: Vec<FaultRow>,
    faults_now: String,
    calls: Vec<CallRow>,
}

pub(super) async fn show(Extract(desk): Extract<Desk>, Query(wish): Query<Wish>) -> Response {
    let of = Of {
        instance: wish.instance,
    };
    let now = desk.world.now();
    let mut state = desk.world.lock();
    let shell = Shell::new(&desk, &state, "/", &of);
    let faults = state.faults.list();
    let last = Filter {
        limit: Some(CALLS),
        ..Filter::default()
    };
    let calls = state.journal.rows(&last).map(CallRow::new).collect();
    let base = state.addresses.shop.clone().unwrap_or_default();
    let tenant = match of.tenant(&mut state) {
        Ok(tenant) => tenant,
        Err(refusal) => return refusal.into_response(),
    };
    let search = wish.cerca.trim().to_lowercase();
    let shelf = shelf::shelf(&tenant.till, &tenant.shop, &search, wish.da, ROWS);
    let window = window::window(&tenant.shop, &base, &search, wish.vetrina, ROWS);
    let (till_orders, till_orders_all) = till_orders::newest(&tenant.till);
    let (shop_orders, shop_orders_all) = shop_orders::newest(&tenant.shop);
    let others = [
        ("instance", shell.instance.clone().unwrap_or_default()),
        ("cerca", wish.cerca.clone()),
    ];
    let used = tenant.till.calls_in_window(now);
    let today = tenant.shop.limits.calls_today(&tenant.account.shop_key);
    shell::answer(&Banks {
        till_calls: of_limit(used, tenant.till.limits.calls),
        shop_calls: of_limit(today, tenant.shop.calls_per_day),
        points: shelf.points,
        till_pager: Pager::new(wish.da, ROWS, shelf.total, "da", &others),
        rows: shelf.rows,
        till_orders,
        till_orders_all,
        shop_pager: Pager::new(wish.vetrina, ROWS, window.total, "vetrina", &others),
        goods: window.goods,
        note: window.note,
        shop_orders,
        shop_orders_all,
        choices: CHOICES,
        faults_now: FaultRow::summary(&faults),
        faults: faults.iter().map(FaultRow::new).collect(),
        calls,
        search: wish.cerca,
        shell,
    })
}

fn of_limit(calls: u32, limit: u32) -> String {
    let (calls, limit) = (words::whole(calls.into()), words::whole(limit.into()));
    format!("{calls} chiamate su {limit}")
}
