//! One article of the till: name, price, channel, stock.

use axum::{
    Form,
    extract::{Path, Query, State as Extract},
    http::HeaderMap,
    response::Redirect,
};
use serde::Deserialize;

use super::{back, catalogue::refused};
use crate::{
    control::{Of, Refusal, acting::at_till},
    moment::Moment,
    page::{Desk, notice::Notice, words},
    till::{edit::ProductEdit, state::Till},
};

/// Changes the till, and tells what was done to which article.
fn change(
    desk: &Desk,
    of: &Of,
    id: &str,
    action: impl FnOnce(&mut Till, &Moment) -> Result<String, Refusal>,
) {
    let done = at_till(&desk.world, of, |till, moment| {
        let known = till.product(id);
        let name = known
            .map(|product| product.name.clone())
            .unwrap_or_default();
        Ok((name, action(till, moment)?))
    });
    let notice = match done {
        Ok((name, done)) => {
            let (now, state) = (desk.world.now(), desk.world.lock());
            Notice::moved(format!("{name}: {done}"), now, &state)
        }
        Err(refusal) => refused(&refusal),
    };
    desk.note(notice);
}

fn edit(desk: &Desk, of: &Of, id: &str, edit: &ProductEdit, done: String) {
    let (now, random) = (desk.world.now(), desk.world.random().as_ref());
    change(desk, of, id, |till, _| {
        till.edit_product(id, edit, now, random)?;
        Ok(done)
    });
}

#[derive(Debug, Deserialize)]
pub(super) struct Name {
    name: String,
}

pub(super) async fn rename(
    Extract(desk): Extract<Desk>,
    Path(id): Path<String>,
    Query(of): Query<Of>,
    headers: HeaderMap,
    Form(form): Form<Name>,
) -> Redirect {
    let done = format!("ora si chiama {}", form.name);
    let wanted = ProductEdit {
        name: Some(form.name),
        ..ProductEdit::default()
    };
    edit(&desk, &of, &id, &wanted, done);
    back(&headers)
}

#[derive(Debug, Deserialize)]
pub(super) struct Price {
    price: String,
}

pub(super) async fn price(
    Extract(desk): Extract<Desk>,
    Path(id): Path<String>,
    Query(of): Query<Of>,
    headers: HeaderMap,
    Form(form): Form<Price>,
) -> Redirect {
    match words::typed(&form.price).filter(|price| !price.is_sign_negative()) {
        None => not_a_number(&desk, &form.price),
        Some(price) => {
            let wanted = ProductEdit {
                price: Some(price),
                ..ProductEdit::default()
            };
            let done = format!("ora costa {}", words::euro(price));
            edit(&desk, &of, &id, &wanted, done);
        }
    }
    back(&headers)
}

#[derive(Debug, Deserialize)]
pub(super) struct Channel {
    on: bool,
}

pub(super) async fn ecommerce(
    Extract(desk): Extract<Desk>,
    Path(id): Path<String>,
    Query(of): Query<Of>,
    headers: HeaderMap,
    Form(form): Form<Channel>,
) -> Redirect {
    let wanted = ProductEdit {
        ecommerce: Some(form.on),
        ..ProductEdit::default()
    };
    let done = if form.on { "acceso" } else { "spento" };
    edit(&desk, &of, &id, &wanted, format!("{done} per l’e-commerce"));
    back(&headers)
}

#[derive(Debug, Deserialize)]
pub(super) struct OnHand {
    variant: String,
    point: i64,
    quantity: String,
}

pub(super) async fn stock(
    Extract(desk): Extract<Desk>,
    Path(id): Path<String>,
    Query(of): Query<Of>,
    headers: HeaderMap,
    Form(form): Form<OnHand>,
) -> Redirect {
    match words::typed(&form.quantity) {
        None => not_a_number(&desk, &form.quantity),
        Some(quantity) => change(&desk, &of, &id, |till, moment| {
            till.count(form.point, &id, &form.variant, quantity, moment)?;
            Ok(format!("ora in giacenza {}", words::quantity(quantity)))
        }),
    }
    back(&headers)
}

pub(super) async fn remove(
    Extract(desk): Extract<Desk>,
    Path(id): Path<String>,
    Query(of): Query<Of>,
) -> Redirect {
    change(&desk, &of, &id, |till, _| {
        till.remove_product(&id)?;
        Ok("tolto dalla cassa".to_owned())
    });
    // Its own page is gone.
    Redirect::to("/")
}

fn not_a_number(desk: &Desk, text: &str) {
    let text = format!("“{text}” non è un numero: non è cambiato nulla.");
    desk.note(Notice::refused("Non si può", text));
}
