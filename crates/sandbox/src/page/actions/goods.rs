//! Goods at the till: sold over the counter, received, brought back, carried; and trade by seed.

use axum::{
    Form,
    extract::{Query, State as Extract},
    http::HeaderMap,
    response::Redirect,
};
use rust_decimal::Decimal;
use serde::Deserialize;

use super::{back, catalogue::refused};
use crate::{
    control::{Of, Refusal, acting::at_till},
    moment::Moment,
    page::{Desk, notice::Notice, words},
    till::{
        documents::{
            credit::Credit,
            sale::{Sale, Sold},
        },
        goods::{Item, NotMoved, Piece, Received, Transfer},
        state::Till,
    },
    trade::{self, Trade, Traded},
};

/// The most of each kind that one click plays.
const MOST: u32 = 1_000;

/// What the forms send: an article, where, and how much; a button alone means one piece.
#[derive(Debug, Deserialize)]
pub(super) struct Wanted {
    variant: String,
    point: i64,
    /// Where a transfer goes.
    #[serde(default)]
    to: i64,
    #[serde(default = "one")]
    pieces: String,
}

fn one() -> String {
    "1".to_owned()
}

pub(super) async fn sell(
    Extract(desk): Extract<Desk>,
    Query(of): Query<Of>,
    headers: HeaderMap,
    Form(form): Form<Wanted>,
) -> Redirect {
    act(
        &desk,
        &of,
        &form,
        "Venduto alla cassa",
        |till, moment, quantity| {
            let sold = Sold {
                variant: form.variant.clone(),
                quantity,
                price: None,
                refund: false,
            };
            let sale = Sale {
                sales_point: form.point,
                goods: vec![sold],
                amounts: Vec::new(),
                at: None,
            };
            till.sell(&sale, moment).map(|_| ())
        },
    );
    back(&headers)
}

pub(super) async fn receive(
    Extract(desk): Extract<Desk>,
    Query(of): Query<Of>,
    headers: HeaderMap,
    Form(form): Form<Wanted>,
) -> Redirect {
    act(
        &desk,
        &of,
        &form,
        "Merce arrivata",
        |till, moment, quantity| {
            let received = Received {
                sales_point: form.point,
                goods: vec![piece(&form, quantity)],
            };
            till.receive(&received, moment).map(|_| ())
        },
    );
    back(&headers)
}

pub(super) async fn take_back(
    Extract(desk): Extract<Desk>,
    Query(of): Query<Of>,
    headers: HeaderMap,
    Form(form): Form<Wanted>,
) -> Redirect {
    act(
        &desk,
        &of,
        &form,
        "Ripreso con nota di credito",
        |till, moment, quantity| {
            let item = Item {
                variant: form.variant.clone(),
                quantity,
                price: None,
            };
            let credit = Credit {
                sales_point: form.point,
                goods: vec![item],
            };
            till.credit(&credit, moment).map(|_| ())
        },
    );
    back(&headers)
}

pub(super) async fn transfer(
    Extract(desk): Extract<Desk>,
    Query(of): Query<Of>,
    headers: HeaderMap,
    Form(form): Form<Wanted>,
) -> Redirect {
    act(&desk, &of, &form, "Trasferito", |till, moment, quantity| {
        let transfer = Transfer {
            from: form.point,
            to: form.to,
            goods: vec![piece(&form, quantity)],
        };
        till.transfer(&transfer, moment).map(|_| ())
    });
    back(&headers)
}

fn piece(form: &Wanted, quantity: Decimal) -> Piece {
    Piece {
        variant: form.variant.clone(),
        quantity,
    }
}

/// Moves goods, and tells what was done and what is on the shelf now.
fn act(
    desk: &Desk,
    of: &Of,
    form: &Wanted,
    done: &str,
    action: impl FnOnce(&mut Till, &Moment, Decimal) -> Result<(), NotMoved>,
) {
    let Some(quantity) = words::typed(&form.pieces) else {
        let text = format!("“{}” non è un numero: non è cambiato nulla.", form.pieces);
        return desk.note(Notice::refused("Non si può", text));
    };
    let moved = at_till(&desk.world, of, |till, moment| {
        action(till, moment, quantity)?;
        Ok(told(till, form))
    });
    desk.note(match moved {
        Ok(told) => {
            let title = format!("{done}: {} × {told}", words::quantity(quantity));
            let (now, state) = (desk.world.now(), desk.world.lock());
            Notice::moved(title, now, &state)
        }
        Err(Refusal::NotMoved(why)) => match in_italian(&why) {
            Some(text) => Notice::refused("Non si può", text),
            None => refused(&Refusal::NotMoved(why)),
        },
        Err(refusal) => refused(&refusal),
    });
}

/// The article, the sales point and what is on its shelf.
fn told(till: &Till, form: &Wanted) -> String {
    let mut points = till.sales_points().iter();
    let point = points.find(|point| point.id == form.point);
    let point = point.map(|point| point.name.as_str()).unwrap_or_default();
    let Ok((product, variant)) = till.article(&form.variant) else {
        return point.to_owned();
    };
    let values = till.value_names(product, &variant.values).join(", ");
    let name = [product.name.as_str(), &values].join(" ");
    let level = variant.stock.get(&form.point).filter(|level| level.managed);
    let left = level.map_or(String::new(), |level| {
        format!(", ora {}", words::quantity(level.quantity))
    });
    format!("{}, {point}{left}", name.trim())
}

/// Why no goods moved; nothing where only the control API can be told so.
fn in_italian(why: &NotMoved) -> Option<&'static str> {
    match why {
        NotMoved::NotPositive { .. } => Some("I pezzi devono essere più di zero."),
        NotMoved::SamePoint(_) => Some("Parte e arriva nello stesso punto vendita."),
        NotMoved::Uncounted { .. } => Some("Lì la cassa non conta questo articolo."),
        NotMoved::Elsewhere { .. } => Some("Quel punto vendita non ha questo articolo."),
        NotMoved::Missing(_) | NotMoved::Nothing | NotMoved::Future(_) => None,
    }
}

/// How much trade.
#[derive(Debug, Deserialize)]
pub(super) struct Day {
    seed: u64,
    sales: u32,
    orders: u32,
    cancellations: u32,
    moves: u32,
}

pub(super) async fn trade(
    Extract(desk): Extract<Desk>,
    Query(of): Query<Of>,
    headers: HeaderMap,
    Form(day): Form<Day>,
) -> Redirect {
    let trade = Trade {
        seed: day.seed,
        sales: day.sales.min(MOST),
        orders: day.orders.min(MOST),
        cancellations: day.cancellations.min(MOST),
        moves: day.moves.min(MOST),
        ..Trade::default()
    };
    let traded = trade::play(&desk.world, &of, &trade);
    desk.note(match traded {
        Ok(traded) => {
            let (now, state) = (desk.world.now(), desk.world.lock());
            Notice::moved(summary(&traded), now, &state)
        }
        Err(refusal) => refused(&refusal),
    });
    back(&headers)
}

fn summary(traded: &Traded) -> String {
    let count = |count: usize, one: &str, many: &str| match count {
        1 => format!("1 {one}"),
        count => format!("{} {many}", words::whole(count as u64)),
    };
    let mut told = vec![
        count(traded.sales, "vendita", "vendite"),
        count(traded.orders, "ordine", "ordini"),
        count(traded.cancellations, "annullamento", "annullamenti"),
        count(traded.moves, "movimento a mano", "movimenti a mano"),
    ];
    if traded.nothing > 0 {
        told.push(count(
            traded.nothing,
            "cosa non possibile",
            "cose non possibili",
        ));
    }
    format!("Commercio: {}", told.join(", "))
}
