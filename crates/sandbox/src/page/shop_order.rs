//! One order of the shop, as the merchant has it in the back office.

use askama::Template;
use axum::{
    extract::{Path, Query, State as Extract},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use rust_decimal::Decimal;

use super::{
    Desk,
    banks::shop_orders,
    shell::{self, Shell},
    words,
};
use crate::{
    control::Of,
    shop::order::{Order, Status, Tracking},
};

#[derive(Template)]
#[template(path = "shop_order.html")]
struct Page {
    shell: Shell,
    id: String,
    state: &'static str,
    tone: &'static str,
    placed: String,
    lines: Vec<Line>,
    total: String,
    facts: Vec<(&'static str, String)>,
    tracking: Tracking,
    /// Number, name, whether it is the present one.
    states: Vec<(u8, &'static str, bool)>,
    actions: Vec<(&'static str, &'static str)>,
}

struct Line {
    uid: u64,
    superkey: String,
    title: String,
    code: String,
    count: i64,
    price: String,
}

pub(super) async fn show(
    Extract(desk): Extract<Desk>,
    Path(id): Path<String>,
    Query(of): Query<Of>,
) -> Response {
    let mut state = desk.world.lock();
    let shell = Shell::new(&desk, &state, "/ordine", &of);
    let shop = match of.tenant(&mut state) {
        Ok(tenant) => &tenant.shop,
        Err(refusal) => return refusal.into_response(),
    };
    let Some(order) = shop.orders.get(&id) else {
        return (StatusCode::NOT_FOUND, "Questo ordine non c’è (più).").into_response();
    };
    shell::answer(&page(shell, order))
}

fn page(shell: Shell, order: &Order) -> Page {
    let lines = order.lines.iter().map(|line| Line {
        uid: line.uid,
        superkey: line.superkey.clone(),
        title: line.title.clone(),
        code: line.sku.clone(),
        count: line.count,
        price: words::euro(line.price),
    });
    let states = Status::ALL.into_iter();
    Page {
        shell,
        state: order.status.italian(),
        tone: shop_orders::tone(order.status),
        placed: words::day_and_time(order.placed.as_millisecond()),
        lines: lines.collect(),
        total: words::euro(order.total()),
        facts: facts(order),
        tracking: order.tracking.clone(),
        states: states
            .map(|status| (status.number(), status.italian(), status == order.status))
            .collect(),
        actions: shop_orders::actions(order.status),
        id: order.id.clone(),
    }
}

fn facts(order: &Order) -> Vec<(&'static str, String)> {
    let buyer = &order.billing.typed;
    let way = &order.delivery.typed;
    let with = |name: &str, amount: Decimal| match amount.is_zero() {
        true => name.to_owned(),
        false => format!("{name}, {}", words::euro(amount)),
    };
    let coupon = order.coupon.as_ref();
    let coupon =
        coupon.map(|coupon| format!("{}, {}", coupon.code, words::euro(-order.discount())));
    let given = [
        ("Chi compra", buyer.fullname.clone()),
        ("Azienda", buyer.company.clone()),
        ("Partita IVA o codice fiscale", buyer.vat.clone()),
        ("E-mail", buyer.email.clone()),
        (
            "Indirizzo",
            format!("{}, {} {}", way.addr1, way.zip, way.city),
        ),
        (
            "Consegna",
            with(&order.shipping.profile, order.shipping.amount),
        ),
        ("Pagamento", with(&order.payment.method, order.payment.fee)),
        ("Buono", coupon.unwrap_or_default()),
        ("Etichette", order.tags.join(", ")),
    ];
    let given = given.into_iter();
    given.filter(|(_, text)| !text.is_empty()).collect()
}
