//! Buying with everything that a checkout asks: pieces, delivery or collection, payment, a coupon, a
//! company.

use askama::Template;
use axum::{
    extract::{Path, Query, State as Extract},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use rust_decimal::Decimal;

use super::{
    Desk,
    banks::window::{self, Good},
    shell::{self, Shell},
    words,
};
use crate::{
    control::Of,
    shop::order::{Payment, Shipping, Typed},
};

/// What a parcel costs.
const PARCEL: Decimal = Decimal::from_parts(690, 0, 0, false, 2);

/// What cash on delivery costs.
const CASH: Decimal = Decimal::from_parts(350, 0, 0, false, 2);

/// Methods of payment: what the form sends, which is the platform's id, and its words.
const PAYMENTS: [(&str, &str); 4] = [
    ("paypal", "PayPal"),
    ("card", "Carta"),
    ("bank", "Bonifico"),
    ("mark", "Contrassegno, 3,50 €"),
];

#[derive(Template)]
#[template(path = "purchase.html")]
struct Page {
    shell: Shell,
    good: Good,
    buyer: Typed,
    shippings: Vec<(String, String)>,
    payments: [(&'static str, &'static str); 4],
}

/// The delivery that the form names; a parcel where it names none.
pub(super) fn shipping(profile: &str) -> Shipping {
    let parcel = Shipping::default();
    if profile.is_empty() || profile == parcel.profile {
        let amount = PARCEL;
        return Shipping { amount, ..parcel };
    }
    Shipping {
        profile: profile.to_owned(),
        amount: Decimal::ZERO,
    }
}

/// The payment that the form names; the usual one where it names none.
pub(super) fn payment(method: &str) -> Payment {
    match method {
        "" => Payment::default(),
        "mark" => Payment {
            method: method.to_owned(),
            fee: CASH,
        },
        method => Payment {
            method: method.to_owned(),
            fee: Decimal::ZERO,
        },
    }
}

pub(super) async fn show(
    Extract(desk): Extract<Desk>,
    Path(uid): Path<u64>,
    Query(of): Query<Of>,
) -> Response {
    let mut state = desk.world.lock();
    let shell = Shell::new(&desk, &state, "/compra", &of);
    let base = state.addresses.shop.clone().unwrap_or_default();
    let tenant = match of.tenant(&mut state) {
        Ok(tenant) => tenant,
        Err(refusal) => return refusal.into_response(),
    };
    let product = tenant.shop.products.get(uid);
    let Some(product) = product.filter(|product| product.visible) else {
        return (StatusCode::NOT_FOUND, "Questo prodotto non c’è (più).").into_response();
    };
    let parcel = Shipping::default().profile;
    let words = format!("Corriere, {}", words::euro(PARCEL));
    let collection = tenant.till.sales_points().iter().map(|point| {
        let profile = format!("Ritiro in {}", point.name);
        (profile.clone(), profile)
    });
    shell::answer(&Page {
        shell,
        good: window::good(product, &base),
        buyer: Typed::default(),
        shippings: std::iter::once((parcel, words)).chain(collection).collect(),
        payments: PAYMENTS,
    })
}
