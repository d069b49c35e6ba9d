//! More articles for the till: some at random, a generated catalogue, a file.

use axum::{
    Form,
    extract::{Multipart, Query, State as Extract},
    http::HeaderMap,
    response::Redirect,
};
use serde::Deserialize;

use super::back;
use crate::{
    catalogue::Catalogue,
    control::{Of, Refusal},
    generate::{self, Kind, Options},
    import,
    page::{Desk, notice::Notice, words},
};

/// The most that one click generates.
const MOST: usize = 50_000;

pub(super) async fn add_some(
    Extract(desk): Extract<Desk>,
    Query(of): Query<Of>,
    headers: HeaderMap,
) -> Redirect {
    let seed = desk.world.random().u64();
    let catalogue = generate::catalogue(seed, 10, None, Options::default());
    load(&desk, &of, &catalogue);
    back(&headers)
}

/// The form: a choice left open comes as an empty text.
#[derive(Debug, Deserialize)]
pub(super) struct Wanted {
    products: usize,
    seed: u64,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    odd: bool,
}

pub(super) async fn generate(
    Extract(desk): Extract<Desk>,
    Query(of): Query<Of>,
    headers: HeaderMap,
    Form(wanted): Form<Wanted>,
) -> Redirect {
    let kind = match wanted.kind.as_str() {
        "shoes" => Some(Kind::Shoes),
        "food" => Some(Kind::Food),
        "home" => Some(Kind::Home),
        _ => None,
    };
    let options = Options {
        odd: wanted.odd,
        ..Options::default()
    };
    let products = wanted.products.min(MOST);
    load(
        &desk,
        &of,
        &generate::catalogue(wanted.seed, products, kind, options),
    );
    back(&headers)
}

pub(super) async fn import(
    Extract(desk): Extract<Desk>,
    Query(of): Query<Of>,
    headers: HeaderMap,
    mut form: Multipart,
) -> Redirect {
    let text = match form.next_field().await {
        Ok(Some(field)) => field.bytes().await.unwrap_or_default(),
        Ok(None) | Err(_) => bytes::Bytes::new(),
    };
    match import::shopify(&text) {
        Ok(catalogue) => load(&desk, &of, &catalogue),
        Err(error) => desk.note(Notice::refused(
            "Il file non è stato importato",
            format!("Non è cambiato nulla: {error}."),
        )),
    }
    back(&headers)
}

fn load(desk: &Desk, of: &Of, catalogue: &Catalogue) {
    let (now, random) = (desk.world.now(), desk.world.random().as_ref());
    let mut state = desk.world.lock();
    let loaded = of
        .tenant(&mut state)
        .map(|tenant| tenant.till.load(catalogue, now, random).len());
    let notice = match loaded {
        Ok(count) => {
            let count = words::whole(count as u64);
            Notice::moved(format!("Aggiunti {count} articoli alla cassa"), now, &state)
        }
        Err(refusal) => refused(&refusal),
    };
    drop(state);
    desk.note(notice);
}

/// What a refusal of the control API says to whoever clicked.
pub(super) fn refused(refusal: &Refusal) -> Notice {
    Notice::refused("Non si può", format!("Non è cambiato nulla: {refusal}."))
}
