//! Products that every lived-in world has, written by hand.

use rust_decimal::Decimal;

use crate::catalogue::{Product, Variant};

/// What is always on the till's shelves.
pub(super) fn of_the_till() -> Vec<Product> {
    vec![
        Product {
            name: "Mocassino Ninfea".into(),
            description:
                "<p>Mocassino in pelle morbida, cucito a mano. È comodo già dal primo giorno.</p>"
                    .into(),
            category: "Mocassini".into(),
            options: vec!["Taglia".into()],
            pictures: vec![
                "/pictures/ninfea-1.png".into(),
                "/pictures/ninfea-2.png".into(),
            ],
            variants: ["38", "39", "40", "41"]
                .iter()
                .zip([(4, 1), (0, 2), (12, 5), (6, 0)])
                .map(|(size, stock)| variant(&[size], &format!("NIN-{size}"), 9_800, stock))
                .collect(),
            ..taxed(22)
        },
        Product {
            name: "Calza Libeccio".into(),
            description: "<p>Calza corta in cotone, punta rinforzata.</p>".into(),
            category: "Calze".into(),
            options: vec!["Colore".into()],
            pictures: vec!["/pictures/libeccio.png".into()],
            variants: vec![
                variant(&["blu"], "LIB-BLU", 1_490, (0, 3)),
                variant(&["grigio"], "LIB-GRI", 1_490, (7, 4)),
            ],
            ..taxed(22)
        },
        Product {
            name: "Stivaletto Bora".into(),
            description:
                "<p>Stivaletto foderato, suola in gomma. <em>Il più venduto</em> dell’inverno.</p>"
                    .into(),
            category: "Stivali e stivaletti".into(),
            options: vec!["Colore".into(), "Taglia".into()],
            pictures: vec!["/pictures/bora.png".into()],
            variants: vec![
                variant(&["testa di moro", "38"], "BOR-TDM-38", 13_900, (2, 1)),
                variant(&["testa di moro", "39"], "BOR-TDM-39", 13_900, (1, 0)),
                variant(&["nero", "38"], "BOR-NER-38", 13_900, (3, 3)),
                variant(&["nero", "39"], "BOR-NER-39", 13_900, (0, 0)),
            ],
            ..taxed(22)
        },
        Product {
            name: "Borsa Alisea, cuoio".into(),
            description: "<p>Borsa a mano in cuoio vegetale, con tasca interna.</p>".into(),
            category: "Borse".into(),
            pictures: vec!["/pictures/alisea.png".into()],
            variants: vec![variant(&[], "ALI-CUO", 14_500, (3, 2))],
            ..taxed(22)
        },
        Product {
            name: "Crema neutra per pelli".into(),
            description: "<p>Nutre e protegge. 50 ml.</p>".into(),
            category: "Cura della scarpa".into(),
            pictures: vec!["/pictures/crema.png".into()],
            variants: vec![variant(&[], "CRE-NEU", 750, (20, 11))],
            ..taxed(22)
        },
        Product {
            name: "Parmigiano Reggiano 24 mesi".into(),
            description: "<p>Venduto a peso: il prezzo è al chilo.</p>".into(),
            category: "Formaggi".into(),
            by_weight: true,
            pictures: vec!["/pictures/parmigiano.png".into()],
            variants: vec![Variant {
                stock: vec![Decimal::new(12_350, 3), Decimal::new(4_800, 3)],
                ..variant(&[], "PAR-24", 2_490, (0, 0))
            }],
            ..taxed(4)
        },
    ]
}

/// What the shop sold before any bridge came: two codes are the till's.
pub(super) fn of_the_shop() -> Vec<Product> {
    vec![
        Product {
            name: "Borsa Alisea in cuoio toscano".into(),
            description:
                "<p>La nostra borsa più amata, <strong>raccontata dal negozio</strong>.</p>".into(),
            category: "Novità".into(),
            variants: vec![variant(&[], "ALI-CUO", 14_900, (1, 0))],
            ..taxed(22)
        },
        Product {
            name: "Crema per scarpe".into(),
            description: "<p>Crema neutra, vasetto.</p>".into(),
            category: "Cura".into(),
            variants: vec![variant(&[], "CRE-NEU", 800, (5, 0))],
            ..taxed(22)
        },
        Product {
            name: "Buono regalo".into(),
            description: "<p>Lo spediamo per e-mail.</p>".into(),
            category: "Regali".into(),
            variants: vec![Variant {
                sku: None,
                unmanaged: true,
                ..variant(&[], "", 5_000, (0, 0))
            }],
            ..taxed(22)
        },
        Product {
            name: "Maglietta del negozio".into(),
            description: "<p>Cotone biologico.</p>".into(),
            category: "Novità".into(),
            options: vec!["Taglia".into()],
            variants: vec![
                variant(&["S"], "TSH-S", 1_900, (3, 0)),
                variant(&["M"], "TSH-M", 1_900, (8, 0)),
            ],
            ..taxed(22)
        },
    ]
}

fn taxed(percent: i64) -> Product {
    Product {
        vat: Decimal::from(percent),
        ecommerce: true,
        ..Product::default()
    }
}

fn variant(values: &[&str], sku: &str, cents: i64, stock: (i64, i64)) -> Variant {
    Variant {
        values: values.iter().map(|value| (*value).to_owned()).collect(),
        sku: Some(sku.to_owned()),
        price: Decimal::new(cents, 2),
        stock: vec![Decimal::from(stock.0), Decimal::from(stock.1)],
        ..Variant::default()
    }
}
