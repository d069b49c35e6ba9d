//! What was bought in the shop before the world was looked at: an order of every state.
//!
//! The shop's stock is what it would be without them: each order's pieces are put there first.

use jiff::{SignedDuration, Timestamp};
use ponte_transport::Randomness;
use rust_decimal::Decimal;

use crate::{
    shop::{
        checkout::{Basket, Wish},
        order::{Coupon, CouponKind, Payment, Shipping, Status, Typed},
        order_changes::Parcel,
        state::Shop,
    },
    switches::Switches,
};

/// An order of the past.
struct Past {
    /// So many hours ago.
    hours: i64,
    status: Status,
    lines: &'static [(&'static str, u32)],
    buyer: Buyer,
    coupon: Option<Coupon>,
    shipping: Shipping,
    payment: Payment,
    tags: &'static [&'static str],
}

/// Who bought.
#[derive(Clone, Copy)]
enum Buyer {
    Anna,
    Bruno,
    Chiara,
    Rossi,
}

impl Buyer {
    fn typed(self) -> Typed {
        let text = str::to_owned;
        match self {
            Self::Anna => Typed {
                fullname: text("Anna Carraro"),
                addr1: text("Vicolo del Gallo 4"),
                email: text("anna.carraro@example.test"),
                phone: text("+393401112223"),
                ..Typed::default()
            },
            Self::Bruno => Typed {
                fullname: text("Bruno Dal Pozzo"),
                addr1: text("Via Garibaldi 18"),
                addr2: text("Scala B"),
                city: text("Padova"),
                zip: text("35122"),
                province: text("PD"),
                email: text("bruno@example.test"),
                vat: text("DLPBRN80A01G224X"),
                ..Typed::default()
            },
            Self::Chiara => Typed {
                fullname: text("Chiara D’Este"),
                addr1: text("Calle Larga 210"),
                city: text("Venezia"),
                zip: text("30124"),
                province: text("VE"),
                email: text("chiara.deste@example.test"),
                ..Typed::default()
            },
            Self::Rossi => Typed {
                fullname: text("Calzature Rossi S.r.l."),
                company: text("Calzature Rossi S.r.l."),
                addr1: text("Viale dell’Industria 7"),
                city: text("Verona"),
                zip: text("37135"),
                province: text("VR"),
                email: text("acquisti@rossi.example.test"),
                phone: text("+39045123456"),
                vat: text("12345678903"),
                ..Typed::default()
            },
        }
    }

    /// The company and Chiara have an account.
    fn registered(self) -> bool {
        matches!(self, Self::Chiara | Self::Rossi)
    }
}

/// Fills the order book, oldest first.
pub(super) fn fill(shop: &mut Shop, now: Timestamp, random: &dyn Randomness) {
    let switches = Switches::default();
    for past in book() {
        let ago = SignedDuration::from_hours(past.hours);
        let placed = now.checked_sub(ago).unwrap_or(now);
        for (sku, count) in past.lines {
            let pieces = pieces(shop, sku);
            shop.set_stock(sku, pieces + i64::from(*count), now);
        }
        let basket = Basket {
            lines: past.lines.iter().map(wish).collect(),
            billing: past.buyer.typed(),
            registered: past.buyer.registered(),
            coupon: past.coupon,
            shipping: past.shipping,
            payment: past.payment,
            tags: past.tags.iter().map(|tag| (*tag).to_owned()).collect(),
            ..Basket::default()
        };
        let bought = shop.checkout_at(basket, &switches, placed, now, random);
        let Ok(id) = bought else {
            // Only a catalogue without these codes leads here.
            continue;
        };
        if matches!(past.status, Status::Sent | Status::Delivered) {
            let parcel = Parcel {
                number: Some("BRT0412345678"),
                courier: Some("BRT"),
                url: Some("https://corriere.example.test/BRT0412345678"),
            };
            shop.set_tracking(&id, parcel, placed);
        }
        shop.set_status(&id, past.status, &switches, placed);
        if !past.status.is_live() {
            for (sku, count) in past.lines {
                let pieces = pieces(shop, sku);
                shop.set_stock(sku, pieces - i64::from(*count), now);
            }
        }
    }
}

fn wish((sku, count): &(&'static str, u32)) -> Wish {
    Wish {
        uid: None,
        superkey: String::new(),
        sku: Some((*sku).to_owned()),
        count: *count,
    }
}

fn pieces(shop: &Shop, sku: &str) -> i64 {
    shop.products
        .with_sku(sku)
        .next()
        .and_then(|product| {
            let variant = product.variants.iter().find(|it| it.sku == sku);
            variant.map(|it| it.quantity).or(product.quantity)
        })
        .unwrap_or(0)
}

fn book() -> Vec<Past> {
    let plain = |hours, status, lines, buyer| Past {
        hours,
        status,
        lines,
        buyer,
        coupon: None,
        shipping: parcel(),
        payment: Payment::default(),
        tags: &[],
    };
    vec![
        plain(24 * 40, Status::Closed, &[("TSH-S", 1)], Buyer::Anna),
        plain(24 * 33, Status::Archived, &[("CRE-NEU", 2)], Buyer::Bruno),
        plain(24 * 20, Status::AfterSale, &[("TSH-M", 1)], Buyer::Chiara),
        Past {
            coupon: Some(Coupon {
                code: "BENVENUTO10".to_owned(),
                kind: CouponKind::Percent,
                value: Decimal::from(10),
            }),
            ..plain(
                24 * 12,
                Status::Delivered,
                &[("ALI-CUO", 1), ("CRE-NEU", 1)],
                Buyer::Chiara,
            )
        },
        plain(24 * 6, Status::Aborted, &[("TSH-S", 2)], Buyer::Anna),
        plain(24 * 3, Status::Sent, &[("TSH-M", 2)], Buyer::Rossi),
        Past {
            shipping: collection(),
            tags: &["ritiro"],
            ..plain(26, Status::Preparation, &[("CRE-NEU", 1)], Buyer::Bruno)
        },
        Past {
            payment: cash_on_delivery(),
            tags: &["regalo"],
            ..plain(
                5,
                Status::Pending,
                &[("TSH-S", 1), ("TSH-M", 1)],
                Buyer::Anna,
            )
        },
        plain(2, Status::Paid, &[("TSH-M", 1)], Buyer::Rossi),
    ]
}

fn parcel() -> Shipping {
    Shipping {
        profile: "corriere".to_owned(),
        amount: Decimal::new(690, 2),
    }
}

fn collection() -> Shipping {
    Shipping {
        profile: "Ritiro in Via dei Tigli".to_owned(),
        amount: Decimal::ZERO,
    }
}

fn cash_on_delivery() -> Payment {
    Payment {
        method: "mark".to_owned(),
        fee: Decimal::new(350, 2),
    }
}
