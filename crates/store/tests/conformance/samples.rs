//! Records to keep.

mod stock;

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use ponte_domain::{
    adopt::ShopSku,
    finding::{Finding, PictureTrouble},
    listing::{Group, ListedVariant, Listing},
    money::Money,
    orders::{
        allocation::{Available, Step, Wanted, Why},
        amounts::{LineAmount, PartAmounts},
        details::{Address, Details, Private},
        explanation::Explanation,
        free::Reading,
        order::{Line, ShopState, Stage, Waiting},
        part::{Part, PartLine, PartState},
        resolve::Resolved,
        wishes::Wishes,
        withheld::Withheld,
    },
    settings::{Settings, Shortage, Strategy},
    stock::level::{Known, Level as KnownLevel},
    till::{Price, TillProduct, TillVariant},
};
use ponte_store::{
    accounts::{Session, User},
    changes::{Change, ChangeKind, ChangeState},
    levels::{Level, WithheldRow},
    log::{Act, Area, Who},
    orders::{Attempt, OrderRow, PartRow, Told},
    pictures::{Picture, PictureState},
    points::SalesPoint,
    products::{Judged, ListedAs, ProductRow},
    runs::{Run, RunKind},
    shops::Shop,
};
use serde_json::json;

pub use stock::{moved, offer, offer_event, sum};

/// An instant, so many seconds after a fixed one.
pub fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_760_000_000 + seconds).expect("an instant")
}

pub fn shop(id: &str) -> Shop {
    Shop {
        id: id.to_owned(),
        name: "Scarpe Ròsse".to_owned(),
        url: "https://shop.example".to_owned(),
        instance: Some(format!("instance of {id}")),
        till_api: "https://till.example".to_owned(),
        shop_api: "https://api.example".to_owned(),
        till_key: None,
        shop_key: Some(vec![0, 1, 255]),
        shop_exchange: Some(vec![]),
        checked_at: Some(at(5)),
        settings: Settings::default(),
        first_sync_at: None,
        watermark: None,
        created_at: at(0),
    }
}

pub fn user(id: &str) -> User {
    User {
        id: id.to_owned(),
        email: format!("{id}@example.it"),
        name: "Niccolò".to_owned(),
        password: "$argon2id$v=19$…".to_owned(),
        language: String::new(),
        created_at: at(0),
    }
}

pub fn session(token_hash: &str, user: &str, begins: i64, ends: i64) -> Session {
    Session {
        token_hash: token_hash.to_owned(),
        user: user.to_owned(),
        csrf: "csrf".to_owned(),
        created_at: at(begins),
        seen_at: at(begins),
        expires_at: at(ends),
        browser: String::new(),
    }
}

/// A simple product, enabled for e-commerce, with this code.
pub fn simple(id: &str, code: &str) -> TillProduct {
    TillProduct {
        id: id.to_owned(),
        name: format!("Product {id}"),
        code: Some(code.to_owned()),
        ecommerce: true,
        prices: vec![Price {
            sales_mode: None,
            sales_point: Some(7),
            value: Money(1999),
        }],
        variants: vec![TillVariant {
            id: format!("{id}-v"),
            ..TillVariant::default()
        }],
        ..TillProduct::default()
    }
}

/// A product with variants of these codes, and a code of its own.
pub fn multivariant(id: &str, code: &str, variants: &[&str]) -> TillProduct {
    let variants = variants
        .iter()
        .enumerate()
        .map(|(place, code)| TillVariant {
            id: format!("{id}-{place}"),
            code: Some((*code).to_owned()),
            values: vec![place.to_string()],
            ..TillVariant::default()
        });
    TillProduct {
        multivariant: true,
        options: vec!["Size".to_owned()],
        variants: variants.collect(),
        ..simple(id, code)
    }
}

pub fn listed(variant: &str, uid: i64, superkey: &str, sku: &str) -> ListedVariant {
    ListedVariant {
        variant: variant.to_owned(),
        uid,
        superkey: superkey.to_owned(),
        values: vec!["Rosso".to_owned(), "à".to_owned()],
        sku: sku.to_owned(),
        price: Money(-1),
        gone: false,
    }
}

pub fn listing(product: &str, uid: i64, skus: &[&str]) -> Listing {
    let variants = skus.iter().enumerate().map(|(place, sku)| {
        listed(
            &format!("{product}-{place}"),
            uid,
            &format!("k{place}"),
            sku,
        )
    });
    Listing {
        product: product.to_owned(),
        uid,
        sku: format!("P-{product}"),
        written: BTreeMap::from([(Group::Name, "f1".to_owned())]),
        kept: BTreeSet::from([Group::Images]),
        visible: true,
        variants: variants.collect(),
        link_only: false,
    }
}

pub fn shop_sku(sku: &str, uid: i64, superkey: &str) -> ShopSku {
    ShopSku {
        sku: sku.to_owned(),
        uid,
        superkey: superkey.to_owned(),
        is_child: !superkey.is_empty(),
    }
}

pub fn picture(product: &str, url: &str, place: i64) -> Picture {
    Picture {
        product: product.to_owned(),
        url: url.to_owned(),
        place,
        content: String::new(),
        state: PictureState::Wanted,
    }
}

pub fn run(stream: &str) -> Run {
    Run {
        id: 0,
        stream: stream.to_owned(),
        kind: RunKind::First,
        phase: "reading".to_owned(),
        cursor: json!({"page": 3}),
        done: 1,
        total: 0,
        phase_at: at(0),
        figures: json!({}),
        subject: String::new(),
        waits_until: None,
        asked_by: "ponte".to_owned(),
        stop: false,
        started_at: at(0),
        updated_at: at(0),
        ended_at: None,
        outcome: None,
    }
}

pub fn change(product: &str, kind: ChangeKind, state: ChangeState) -> Change {
    Change {
        seq: 0,
        product: product.to_owned(),
        name: format!("Product {product}"),
        kind,
        groups: BTreeSet::from([Group::Price, Group::Name]),
        why: "new".to_owned(),
        state,
    }
}

pub fn refused(text: &str) -> Finding {
    Finding::Refused {
        name: "Scarpa".to_owned(),
        text: text.to_owned(),
    }
}

pub fn bad_picture() -> Finding {
    Finding::Picture {
        name: "Scarpa".to_owned(),
        url: "https://pictures.example/1.png".to_owned(),
        trouble: PictureTrouble::TooLarge,
    }
}

/// An order of that second, of which nothing but the list's row was read.
pub fn order(id: &str, second: i64) -> OrderRow {
    OrderRow {
        id: id.to_owned(),
        state: ShopState::PAID,
        ordered_at: at(second),
        total: Money(1000),
        seen_at: at(second + 1),
        read_at: None,
        ended_at: None,
        details: None,
        resolved: Resolved::default(),
        products: BTreeMap::new(),
        basis: None,
        explanation: None,
        stage: Stage::Received,
        stage_at: at(second + 1),
        wishes: Wishes::default(),
        told: None,
        ignored: None,
        set_aside: false,
        lines_changed: None,
        open: true,
    }
}

/// An order that has everything an order can have, odd texts among them.
pub fn full_order(id: &str, second: i64) -> OrderRow {
    let line = "7#|#s \0 'rosso'".to_owned();
    let wanted = Wanted {
        line: line.clone(),
        variant: "v".to_owned(),
        pieces: 2,
    };
    let details = Details {
        name: "417".to_owned(),
        lines: vec![Line {
            key: line.clone(),
            uid: Some(7),
            superkey: "s".to_owned(),
            sku: "SKU \"1\"".to_owned(),
            title: "Scarpa \0 rossa".to_owned(),
            pieces: 2,
            price: Money(500),
        }],
        total: Money(1000),
        coupon: "NATALE".to_owned(),
        billing: Address {
            name: "Niccolò D'Angelo 😀".to_owned(),
            ..Address::default()
        },
        message: Private("Suonare\ndue volte".to_owned()),
        ..Details::default()
    };
    let step = Step {
        line: line.clone(),
        point: 1,
        had: Some(Available::Pieces(1)),
        gave: 1,
        why: Why::HadSome,
    };
    OrderRow {
        state: ShopState(-1),
        total: Money(-5),
        read_at: Some(at(second + 2)),
        ended_at: Some(at(second + 3)),
        resolved: Resolved {
            known: vec![(line.clone(), "v".to_owned())],
            unknown: vec![("8".to_owned(), "Altro".to_owned())],
        },
        basis: Some(details.basis()),
        details: Some(details),
        explanation: Some(Explanation {
            at: at(second + 4),
            strategy: Strategy::FewestParts,
            shortage: Shortage::RestOnFirst,
            bound: Some(2),
            steps: vec![step],
            missing: vec![wanted.clone()],
        }),
        stage: Stage::Waiting {
            reason: Waiting::Stock {
                missing: vec![wanted],
            },
        },
        stage_at: at(second + 5),
        wishes: Wishes {
            without: BTreeSet::from([1]),
            rest_at: Some(2),
            shortage: None,
        },
        told: Some(Told {
            state: ShopState::SENT,
            at: at(second + 6),
        }),
        products: BTreeMap::from([("v".to_owned(), "p".to_owned())]),
        ignored: Some("prova".to_owned()),
        set_aside: true,
        lines_changed: None,
        open: false,
        ..order(id, second)
    }
}

pub fn part(number: u32, state: PartState) -> PartRow {
    let line = || "7#|#s".to_owned();
    PartRow {
        part: Part {
            number,
            point: 1,
            lines: vec![PartLine {
                line: line(),
                variant: "v".to_owned(),
                pieces: 2,
            }],
            date: at(0),
            attempted: false,
            state,
        },
        amounts: PartAmounts {
            lines: vec![LineAmount {
                line: line(),
                pieces: 2,
                amount: Money(1000),
            }],
            shipping: Money(490),
            fee: Money(0),
        },
        till_id: Some("till".to_owned()),
        attempts: vec![Attempt {
            at: at(1),
            due: at(3600),
        }],
        refusal: "Orario \0 obbligatorio".to_owned(),
        next_at: Some(at(2)),
        differs: false,
        rejection: "finito".to_owned(),
        before: vec![("v".to_owned(), reading("4.50", "-1", 1))],
        looked_at: Some(at(3)),
    }
}

/// Figures of a reading that began at that second.
pub fn reading(quantity: &str, outgoing: &str, second: i64) -> Reading {
    Reading {
        quantity: quantity.parse().expect("a figure"),
        outgoing: outgoing.parse().expect("a figure"),
        began: at(second),
    }
}

pub fn level(variant: &str, point: i64, quantity: &str, second: i64) -> Level {
    Level {
        point,
        variant: variant.to_owned(),
        level: known(Known::Managed(reading(quantity, "0", second))),
    }
}

/// What the last try to read told.
pub fn known(known: Known) -> KnownLevel {
    KnownLevel {
        known,
        unread: None,
        absent: None,
    }
}

pub fn point(id: i64, position: i64) -> SalesPoint {
    SalesPoint {
        id,
        name: format!("Negozio {id}"),
        place: String::new(),
        position,
        enabled: true,
        counts: true,
        receives: true,
        reserve: 0,
        gone: false,
    }
}

pub fn withheld(point: i64, variant: &str, order: &str, number: u32) -> WithheldRow {
    WithheldRow {
        point,
        variant: variant.to_owned(),
        order: order.to_owned(),
        number,
        withheld: Withheld::new(2, "5.5".parse().expect("a figure")),
    }
}

/// Something that a person did then; nobody knows how it went.
pub fn act(seconds: i64) -> Act {
    Act {
        id: 0,
        at: at(seconds),
        who: Who::Person,
        user: "u".to_owned(),
        area: Area::Orders,
        what: "ordini".to_owned(),
        subject: "o-1".to_owned(),
        detail: String::new(),
        went: None,
    }
}

/// A product that waits to be listed.
pub fn product_row(id: &str, name: &str) -> ProductRow {
    ProductRow {
        product: id.to_owned(),
        name: name.to_owned(),
        searched: name.trim().to_lowercase(),
        code: String::new(),
        variants: 1,
        price: Some(Money(1_000)),
        judged: Judged::List,
        troubles: Vec::new(),
        listed: ListedAs::No,
        refused: String::new(),
        left_out: false,
    }
}
