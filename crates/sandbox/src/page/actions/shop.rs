//! The shop: somebody buys, pays, cancels; the merchant sets states, ships, fills the shelves.

use axum::{
    Form,
    body::Bytes,
    extract::{Path, Query, State as Extract},
    http::HeaderMap,
    response::Redirect,
};
use serde::Deserialize;

use super::{Fields, back, catalogue::refused, fields};
use crate::{
    control::{
        Of, Refusal,
        shop_change::{change, put_status},
    },
    page::{Desk, notice::Notice, purchase, words},
    shop::{
        checkout::{Basket, NotBought, Wish},
        order::{Coupon, CouponKind, Status, Typed},
        order_changes::Parcel,
    },
    stocking::Stocked,
};

/// What the form of a purchase sends; a button alone sends only which article.
#[derive(Debug, Deserialize)]
pub(super) struct Wanted {
    uid: u64,
    #[serde(default)]
    superkey: String,
    #[serde(default = "one")]
    count: u32,
    #[serde(default)]
    shipping: String,
    #[serde(default)]
    payment: String,
    #[serde(default)]
    coupon: String,
    #[serde(default)]
    coupon_value: String,
    #[serde(default)]
    coupon_kind: String,
    #[serde(default)]
    paid: bool,
    /// Who buys; somebody where it is missing.
    fullname: Option<String>,
    email: Option<String>,
    company: Option<String>,
    vat: Option<String>,
    addr1: Option<String>,
    city: Option<String>,
}

fn one() -> u32 {
    1
}

impl Wanted {
    fn basket(self) -> Result<Basket, Refusal> {
        let somebody = Typed::default();
        let coupon = coupon(&self.coupon, &self.coupon_value, &self.coupon_kind)?;
        Ok(Basket {
            lines: vec![Wish {
                uid: Some(self.uid),
                superkey: self.superkey,
                sku: None,
                count: self.count,
            }],
            billing: Typed {
                fullname: self.fullname.unwrap_or(somebody.fullname),
                email: self.email.unwrap_or(somebody.email),
                company: self.company.unwrap_or(somebody.company),
                vat: self.vat.unwrap_or(somebody.vat),
                addr1: self.addr1.unwrap_or(somebody.addr1),
                city: self.city.unwrap_or(somebody.city),
                ..somebody
            },
            shipping: purchase::shipping(&self.shipping),
            payment: purchase::payment(&self.payment),
            coupon,
            paid: self.paid,
            ..Basket::default()
        })
    }
}

fn coupon(code: &str, value: &str, kind: &str) -> Result<Option<Coupon>, Refusal> {
    if code.trim().is_empty() {
        return Ok(None);
    }
    let wrong = || Refusal::Body(format!("“{value}” non è il valore di un buono"));
    Ok(Some(Coupon {
        code: code.trim().to_owned(),
        kind: match kind {
            "amount" => CouponKind::Amount,
            _ => CouponKind::Percent,
        },
        value: words::typed(value).ok_or_else(wrong)?,
    }))
}

pub(super) async fn buy(
    Extract(desk): Extract<Desk>,
    Query(of): Query<Of>,
    headers: HeaderMap,
    Form(form): Form<Wanted>,
) -> Redirect {
    let paid = if form.paid { "pagato" } else { "da pagare" };
    let basket = form.basket();
    let bought = change(&desk.world, &of, |shop, setting| {
        let id = shop.checkout(basket?, setting.switches, setting.now, setting.random)?;
        let total = shop.orders.get(&id).map(|order| words::euro(order.total()));
        Ok((id, total.unwrap_or_default()))
    });
    desk.note(match bought {
        Ok((id, total)) => Notice::done(
            format!("Comprato: ordine {id}"),
            format!("{total}, {paid}. I pezzi sono già usciti dal negozio."),
        ),
        Err(Refusal::NotBought(why)) => Notice::refused("Non si può comprare", in_italian(&why)),
        Err(refusal) => refused(&refusal),
    });
    back(&headers)
}

/// Why something cannot be bought.
pub(super) fn in_italian(why: &NotBought) -> String {
    match why {
        NotBought::Nothing => "Il carrello è vuoto.".to_owned(),
        NotBought::Unknown(article) => format!("Il negozio non vende {article}."),
        NotBought::Short {
            title, there: 0, ..
        } => format!("{title} è esaurito: il negozio ne ha 0 pezzi."),
        NotBought::Short { title, there, .. } => format!("{title}: ne restano {there}."),
        NotBought::Negative(_) => "Un importo è sotto lo zero.".to_owned(),
    }
}

pub(super) async fn set(
    Extract(desk): Extract<Desk>,
    Path((id, action)): Path<(String, String)>,
    Query(of): Query<Of>,
    headers: HeaderMap,
    body: Bytes,
) -> Redirect {
    let fields = fields(&body);
    let done = state(&action, &fields).and_then(|status| {
        if status == Status::Sent {
            track(&desk, &of, &id, &fields)?;
        }
        put_status(&desk.world, &of, &id, status)?;
        Ok(status)
    });
    desk.note(match done {
        Ok(status) => Notice::done(format!("Ordine {id}: {}", status.italian()), ""),
        Err(refusal) => refused(&refusal),
    });
    back(&headers)
}

/// The state that a button leads to, or that the form names.
fn state(action: &str, fields: &Fields) -> Result<Status, Refusal> {
    let chosen = || fields.get("stato")?.parse().ok().and_then(Status::numbered);
    let status = match action {
        "paga" => Some(Status::Paid),
        "prepara" => Some(Status::Preparation),
        "spedisci" => Some(Status::Sent),
        "consegna" => Some(Status::Delivered),
        "archivia" => Some(Status::Archived),
        "annulla" => Some(Status::Aborted),
        "stato" => chosen(),
        _ => None,
    };
    status.ok_or_else(|| Refusal::Unknown {
        what: "action",
        id: action.to_owned(),
    })
}

/// Notes where the parcel is, as far as the form tells.
fn track(desk: &Desk, of: &Of, id: &str, fields: &Fields) -> Result<(), Refusal> {
    let text = |name: &str| fields.get(name).map(String::as_str);
    let parcel = Parcel {
        number: text("numero"),
        courier: text("corriere"),
        url: text("link"),
    };
    change(&desk.world, of, |shop, setting| {
        shop.set_tracking(id, parcel, setting.now);
        Ok(())
    })
}

pub(super) async fn stock(
    Extract(desk): Extract<Desk>,
    Query(of): Query<Of>,
    headers: HeaderMap,
) -> Redirect {
    let now = desk.world.now();
    let mut state = desk.world.lock();
    let done = of.tenant(&mut state).map(|it| it.stock_shop_from_till(now));
    drop(state);
    desk.note(match done {
        Ok(Stocked { set: 0, .. }) => Notice::refused(
            "Non è cambiato nulla",
            "Nessun codice del negozio è anche sulla cassa.",
        ),
        Ok(Stocked { set, left }) => Notice::done(
            format!("Giacenze portate nel negozio: {}", codes(set)),
            match left.len() {
                0 => String::new(),
                many => format!(
                    "Come prima: {}, che la cassa non conta o non conosce.",
                    codes(many)
                ),
            },
        ),
        Err(refusal) => refused(&refusal),
    });
    back(&headers)
}

fn codes(count: usize) -> String {
    match count {
        1 => "1 codice".to_owned(),
        many => format!("{} codici", words::whole(many as u64)),
    }
}
