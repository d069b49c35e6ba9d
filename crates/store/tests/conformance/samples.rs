//! Records to keep.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use ponte_domain::{
    adopt::ShopSku,
    finding::{Finding, PictureTrouble},
    listing::{Group, ListedVariant, Listing},
    money::Money,
    settings::Settings,
    till::{Price, TillProduct, TillVariant},
};
use ponte_store::{
    accounts::{Session, User},
    changes::{Change, ChangeKind, ChangeState},
    pictures::{Picture, PictureState},
    runs::{Run, RunKind},
    shops::Shop,
};
use serde_json::json;

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
