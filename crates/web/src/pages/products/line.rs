//! One product of the list: its figures, how it stands, and why.

use ponte_domain::{
    settings::Mode,
    stock::{offer::Standing, write::Listed},
};
use ponte_store::{
    offers::OfferRow,
    products::{Judged, ListedAs, ProductRow, ProductStanding},
    shops::Shop,
};
use rust_decimal::Decimal;

use super::{checks, place};
use crate::{pages::stock::figures, words::Words};

/// One product of the list.
pub(super) struct ProductLine {
    pub(super) address: String,
    pub(super) name: String,
    /// "MAE · 8 varianti"
    pub(super) about: String,
    pub(super) price: String,
    /// Pieces at the tills.
    pub(super) tills: String,
    /// Pieces that the shop shows.
    pub(super) shop: String,
    pub(super) told: Told,
}

/// How a product stands.
pub(super) struct Told {
    /// `ok`, `warn`, `bad`, `info`, or nothing.
    pub(super) tone: &'static str,
    pub(super) label: String,
    /// Why, and what to do; none where the label says it all.
    pub(super) reason: Option<String>,
}

impl ProductLine {
    pub(super) fn new(
        row: &ProductRow,
        offers: &[OfferRow],
        shop: &Shop,
        query: &str,
        t: Words,
    ) -> Self {
        let name = if row.name.is_empty() {
            t.say("products-no-name")
        } else {
            row.name.clone()
        };
        Self {
            address: place(&row.product, "", query, &[]),
            name,
            about: about(row, t),
            price: row
                .price
                .map_or_else(|| "–".to_owned(), |price| t.money(price)),
            tills: at_tills(offers, t),
            shop: on_shop(offers, t),
            told: told(row, Some(offers), shop, t),
        }
    }
}

/// "MAE · 8 varianti"
pub(super) fn about(row: &ProductRow, t: Words) -> String {
    let variants = t.count(
        "products-variants",
        u64::try_from(row.variants).unwrap_or(0),
    );
    if row.code.is_empty() {
        variants
    } else {
        format!("{} · {variants}", row.code)
    }
}

fn at_tills(offers: &[OfferRow], t: Words) -> String {
    let terms = offers.iter().flat_map(|offer| &offer.sum.terms);
    let managed = terms.filter(|term| term.standing == Standing::Managed);
    let all: Vec<Decimal> = managed.map(|term| term.quantity).collect();
    if all.is_empty() {
        return "–".to_owned();
    }
    t.quantity(all.into_iter().sum())
}

/// What the shop shows of all its variants; `None` where one is sold without counting.
fn shown(offers: &[OfferRow]) -> Option<i64> {
    let mut sum = 0_i64;
    for offer in offers {
        let Listed::Stock {
            quantity,
            unlimited,
        } = offer.listed
        else {
            continue;
        };
        if unlimited {
            return None;
        }
        let taken = figures::taken(offer).unwrap_or(0);
        let shows = quantity.unwrap_or(0).saturating_add(taken);
        sum = sum.saturating_add(shows.max(0));
    }
    Some(sum)
}

fn on_shop(offers: &[OfferRow], t: Words) -> String {
    if offers.is_empty() {
        return "–".to_owned();
    }
    shown(offers).map_or_else(|| t.say("figure-always"), |sum| t.pieces(sum))
}

/// How `row` stands; `offers` where they are known.
pub(super) fn told(row: &ProductRow, offers: Option<&[OfferRow]>, shop: &Shop, t: Words) -> Told {
    let told = |tone, label: &str, reason: Option<String>| Told {
        tone,
        label: t.say(label),
        reason,
    };
    let still_shown = (row.listed == ListedAs::Visible).then(|| t.say("products-still-shown"));
    let why = || {
        let first = row.troubles.first();
        let said = first.map(|check| checks::sentences(check, t).join(" "));
        let said: Vec<String> = said.into_iter().chain(still_shown.clone()).collect();
        (!said.is_empty()).then(|| said.join(" "))
    };
    match row.standing() {
        ProductStanding::LeftOut => told("", "product-left-out", still_shown),
        ProductStanding::NotMeant => told("", "product-not-meant", why()),
        ProductStanding::Attention if row.judged == Judged::Blocked => {
            told("bad", "product-attention", why())
        }
        ProductStanding::Attention => {
            let text = row.refused.as_str().into();
            let said = t.with("finding-refused", &[("text", text)]);
            told("bad", "product-attention", Some(said))
        }
        ProductStanding::Waiting => {
            let key = if shop.first_sync_at.is_none() {
                "products-first"
            } else if row.listed == ListedAs::Hidden {
                "products-hidden"
            } else if shop.settings.mode == Mode::StockAndOrders {
                "products-links-only"
            } else {
                "products-soon"
            };
            told("info", "product-waiting", Some(t.say(key)))
        }
        ProductStanding::Listed => {
            let sold_out = offers.is_some_and(|all| !all.is_empty() && shown(all) == Some(0));
            if sold_out {
                told("warn", "product-sold-out", Some(t.say("products-sold-out")))
            } else {
                told("ok", "product-listed", None)
            }
        }
    }
}
