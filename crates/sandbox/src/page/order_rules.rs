//! Impostazioni ordini: what makes a sales point of the till refuse orders.

use askama::Template;
use axum::{
    extract::{Query, State as Extract},
    response::{IntoResponse, Response},
};

use super::{
    Desk,
    shell::{self, Shell},
    words,
};
use crate::{
    control::Of,
    till::orders::rules::{Opening, OrderRules},
};

#[derive(Template)]
#[template(path = "order_rules.html")]
struct Page {
    shell: Shell,
    points: Vec<Point>,
}

struct Point {
    id: i64,
    name: String,
    closed: bool,
    from: String,
    to: String,
    lead: u32,
    mandatory_time: bool,
    minimum: String,
}

pub(super) async fn show(Extract(desk): Extract<Desk>, Query(of): Query<Of>) -> Response {
    let mut state = desk.world.lock();
    let shell = Shell::new(&desk, &state, "/impostazioni-ordini", &of);
    let till = match of.tenant(&mut state) {
        Ok(tenant) => &tenant.till,
        Err(refusal) => return refusal.into_response(),
    };
    let points = till.sales_points().iter();
    let points = points.map(|known| point(known.id, &known.name, &till.order_rules(known.id)));
    let points = points.collect();
    shell::answer(&Page { shell, points })
}

fn point(id: i64, name: &str, rules: &OrderRules) -> Point {
    let hour = |time: fn(&Opening) -> jiff::civil::Time| {
        let first = rules.hours.first();
        first.map(|opening| time(opening).strftime("%H:%M").to_string())
    };
    Point {
        id,
        name: name.to_owned(),
        closed: rules.closed,
        from: hour(|opening| opening.from).unwrap_or_default(),
        to: hour(|opening| opening.to).unwrap_or_default(),
        lead: rules.lead_minutes,
        mandatory_time: rules.mandatory_time,
        minimum: words::quantity(rules.minimum),
    }
}
