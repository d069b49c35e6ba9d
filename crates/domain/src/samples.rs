//! A small catalogue that the tests of several rules begin from.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::{
    desired::{Catalogue, Desired, Verdict, desired},
    money::Money,
    settings::Settings,
    till::{Department, Price, Surroundings, Tax, TillCategory, TillProduct, TillVariant},
};

/// A base price.
pub fn base(cents: i64) -> Vec<Price> {
    vec![Price {
        sales_mode: None,
        sales_point: None,
        value: Money(cents),
    }]
}

/// A simple product as the till sends it, with its technical variant.
pub fn oil() -> TillProduct {
    TillProduct {
        id: "oil".into(),
        name: "Olio EVO 0,5 l".into(),
        description: "<p>Olio extravergine</p>".into(),
        code: Some("OIL-05".into()),
        category: Some("food".into()),
        department: Some("d10".into()),
        ecommerce: true,
        barcodes: vec!["8000000000019".into()],
        prices: base(1250),
        pictures: vec!["https://shop.example/img/oil.jpg".into()],
        variants: vec![TillVariant {
            id: "oil-v".into(),
            ..TillVariant::default()
        }],
        ..TillProduct::default()
    }
}

/// A product in two sizes.
pub fn shirt() -> TillProduct {
    let variant = |size: &str, cents| TillVariant {
        id: format!("shirt-{}", size.to_lowercase()),
        code: Some(format!("TS-{size}")),
        prices: base(cents),
        values: vec![size.into()],
        ..TillVariant::default()
    };
    TillProduct {
        id: "shirt".into(),
        name: "T-shirt".into(),
        department: Some("d22".into()),
        category: Some("wear".into()),
        multivariant: true,
        ecommerce: true,
        prices: base(2000),
        options: vec!["Taglia".into()],
        variants: vec![variant("S", 1900), variant("M", 2100)],
        ..TillProduct::default()
    }
}

/// Two categories, two rates and one whose rate the till does not tell, two points.
pub fn surroundings() -> Surroundings {
    let category = |name: &str| TillCategory {
        name: name.into(),
        ecommerce: true,
    };
    let tax = |name: &str, rate| Tax {
        name: name.into(),
        rate,
        nature: None,
    };
    let department = |tax: &str| Department { tax: tax.into() };
    Surroundings {
        categories: [("food", "Alimentari"), ("wear", "Abbigliamento")]
            .map(|(id, name)| (id.into(), category(name)))
            .into(),
        departments: [
            ("d10", "t10"),
            ("d22", "t22"),
            ("d??", "t??"),
            ("lost", "none"),
        ]
        .map(|(id, tax)| (id.into(), department(tax)))
        .into(),
        taxes: [
            ("t10", Some(Decimal::TEN)),
            ("t22", Some(Decimal::from(22))),
            ("t??", None),
        ]
        .map(|(id, rate)| (id.into(), tax(id, rate)))
        .into(),
        enabled_points: vec![101, 102],
        ..Surroundings::default()
    }
}

/// Everything a verdict hangs on, with nothing doubled.
#[derive(Default)]
pub struct World {
    pub surroundings: Surroundings,
    pub settings: Settings,
    pub duplicate_codes: BTreeSet<String>,
    pub clashing_parents: BTreeSet<String>,
    pub left_out: BTreeSet<String>,
}

impl World {
    pub fn new() -> Self {
        Self {
            surroundings: surroundings(),
            ..Self::default()
        }
    }

    pub fn catalogue(&self) -> Catalogue<'_> {
        Catalogue {
            surroundings: &self.surroundings,
            settings: &self.settings,
            duplicate_codes: &self.duplicate_codes,
            clashing_parents: &self.clashing_parents,
            left_out: &self.left_out,
        }
    }

    pub fn verdict(&self, product: &TillProduct) -> Verdict {
        desired(product, self.catalogue())
    }

    /// What the shop should show of a product that nothing keeps out.
    pub fn listed(&self, product: &TillProduct) -> Desired {
        match self.verdict(product) {
            Verdict::List(desired) => *desired,
            other => panic!("{} should be listed: {other:?}", product.id),
        }
    }
}
