//! The shop: somebody buys, pays, cancels; the merchant ships.

use axum::{
    Form,
    extract::{Path, Query, State as Extract},
    http::HeaderMap,
    response::Redirect,
};
use rust_decimal::Decimal;
use serde::Deserialize;

use super::{back, catalogue::refused};
use crate::{
    control::{
        Of, Refusal,
        shop_change::{change, put_status},
    },
    page::{Desk, notice::Notice, words},
    shop::{
        checkout::{Basket, NotBought, Wish},
        order::{Shipping, Status},
    },
};

/// What a parcel costs, where somebody buys by a click.
const PARCEL: Decimal = Decimal::from_parts(690, 0, 0, false, 2);

/// One piece of an article.
#[derive(Debug, Deserialize)]
pub(super) struct Article {
    uid: u64,
    #[serde(default)]
    superkey: String,
}

pub(super) async fn buy(
    Extract(desk): Extract<Desk>,
    Query(of): Query<Of>,
    headers: HeaderMap,
    Form(form): Form<Article>,
) -> Redirect {
    let wish = Wish {
        uid: Some(form.uid),
        superkey: form.superkey,
        sku: None,
        count: 1,
    };
    let basket = Basket {
        lines: vec![wish],
        shipping: Shipping {
            amount: PARCEL,
            ..Shipping::default()
        },
        ..Basket::default()
    };
    let bought = change(&desk.world, &of, |shop, setting| {
        let id = shop.checkout(basket, setting.switches, setting.now, setting.random)?;
        let total = shop.orders.get(&id).map(|order| words::euro(order.total()));
        Ok((id, total.unwrap_or_default()))
    });
    desk.note(match bought {
        Ok((id, total)) => Notice::done(
            format!("Comprato: ordine {id}"),
            format!("{total}, da pagare. I pezzi sono già usciti dal negozio."),
        ),
        Err(Refusal::NotBought(why)) => Notice::refused("Non si può comprare", in_italian(&why)),
        Err(refusal) => refused(&refusal),
    });
    back(&headers)
}

fn in_italian(why: &NotBought) -> String {
    match why {
        NotBought::Nothing => "Il carrello è vuoto.".to_owned(),
        NotBought::Unknown(article) => format!("Il negozio non vende {article}."),
        NotBought::Short {
            title, there: 0, ..
        } => format!("{title} è esaurito."),
        NotBought::Short { title, there, .. } => format!("{title}: ne restano {there}."),
        NotBought::Negative(_) => "Un importo è sotto lo zero.".to_owned(),
    }
}

pub(super) async fn set(
    Extract(desk): Extract<Desk>,
    Path((id, action)): Path<(String, String)>,
    Query(of): Query<Of>,
    headers: HeaderMap,
) -> Redirect {
    let status = match action.as_str() {
        "paga" => Ok(Status::Paid),
        "spedisci" => Ok(Status::Sent),
        "annulla" => Ok(Status::Aborted),
        _ => Err(Refusal::Unknown {
            what: "action",
            id: action,
        }),
    };
    let done = status.and_then(|status| {
        put_status(&desk.world, &of, &id, status)?;
        Ok(status)
    });
    desk.note(match done {
        Ok(status) => Notice::done(format!("Ordine {id}: {}", status.italian()), ""),
        Err(refusal) => refused(&refusal),
    });
    back(&headers)
}
